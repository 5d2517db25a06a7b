"""How many wrong figures the checks would notice: misprints are tried one by one on every printed amount.

A figure may change by so much, and no more, before one of its identities fails; that interval is found once for each figure.
A misprint of one figure is noticed when it lies outside, or when the figure is a control, read from the page by eye as well.
Where two figures change at once, every identity is added up again.
What the checks cannot see: errors that cancel within each identity, parts of one total swapped with one another, figures
that stand in no identity, last digits that rounding hides.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from scripts.check import CheckResult
from scripts.check.evaluate import OPEN, Evaluation
from scripts.check.figures import Figures
from scripts.check.layouts import spans
from scripts.check.swaps import label_swaps, neighbour_swaps
from scripts.check.tolerance import Integers
from scripts.keys import Flags

FAR: Final = 2**62
MOST_DIGITS: Final = 18


@dataclass(frozen=True)
class Room:
    """How far each figure may change, in yen, before one of its identities fails; all ways where it stands in none."""

    least: Integers
    most: Integers

    def notices(self, figure: Integers, change: Integers) -> Flags:
        """Tell which changes are noticed."""
        return (change < self.least[figure]) | (change > self.most[figure])


@dataclass(frozen=True)
class _Amounts:
    """The printed amounts of money: number of the figure, digits as one number, yen of the last place, sign, unit."""

    figure: Integers
    digits: Integers
    last: Integers
    sign: Integers
    unit: Integers


def audit(result: CheckResult, seed: int = 20_161_117, sample: int = 100_000) -> dict[str, object]:
    """Give what misprints the checks of `result` notice, as quality.json has it: shares of those tried.

    Digits are tried all; swaps of two figures all, up to a `sample` drawn with `seed`. A misprint counts as noticed when an
    identity notices it or the figure is a control; `by_identities_alone` has the same shares without the controls.
    """
    none = np.zeros(0, dtype=np.int64)
    alone, both = (_shares_noticed(result, controls, seed, sample) for controls in (none, result.controlled))
    told = {"controls": len(np.unique(result.controlled)), "by_identities_alone": alone}
    return both | told | {"uncorroborated": uncorroborated(result)}


def _shares_noticed(result: CheckResult, controls: Integers, seed: int, sample: int) -> dict[str, object]:
    figures, evaluation = result.figures, result.evaluation
    room = find_room(figures, evaluation)
    room.least[controls], room.most[controls] = 0, 0
    amounts = _amounts(figures, result.facts)
    draw = np.random.default_rng(seed)
    read_twice = np.zeros(len(figures), dtype=bool)
    read_twice[controls] = True
    return {
        "digit_detection": _digit_detection(figures, amounts, room),
        "transposition_detection": _share(room, amounts, _transpositions(amounts)),
        "lost_digit_detection": _share(room, amounts, _lost_digits(amounts)),
        "doubled_digit_detection": _share(room, amounts, _doubled_digits(amounts)),
        "sign_detection": _share(room, amounts, [(np.flatnonzero(amounts.sign < 0), -2 * amounts.digits[amounts.sign < 0])]),
        "neighbour_swap_detection": _swap_share(evaluation, read_twice, *neighbour_swaps(figures, draw, sample)),
        "label_swap_detection": _swap_share(evaluation, read_twice, *label_swaps(figures, draw, sample)),
    }


def find_room(figures: Figures, evaluation: Evaluation) -> Room:
    """Give how far each figure may change unnoticed; an identity that is open notices nothing, a listed gap everything."""
    identities = evaluation.identities
    identity = identities.identity
    own = np.flatnonzero((evaluation.status[identity] != OPEN) & (identities.weight != 0))
    figure, identity, weight = identities.figure[own], identity[own], identities.weight[own]
    low, high = evaluation.least[identity] - evaluation.total[identity], evaluation.most[identity] - evaluation.total[identity]
    low, high = np.where(weight > 0, low, -high), np.where(weight > 0, high, -low)
    size = np.abs(weight)
    least, most = np.full(len(figures), -FAR), np.full(len(figures), FAR)
    np.maximum.at(least, figure, -(-low // size))
    np.minimum.at(most, figure, high // size)
    return Room(least, most)


def _amounts(figures: Figures, facts: pd.DataFrame) -> _Amounts:
    own = np.flatnonzero((figures.codes["measure"] == 0) & figures.given & ~figures.nil)
    printed = facts["printed"].astype(str).to_numpy()[own]
    pointed = np.flatnonzero(facts["printed"].iloc[own].astype(str).str.contains(".", regex=False))
    last = figures.step[own].copy()
    for at in pointed:
        last[at] //= 10 ** len(printed[at].rpartition(".")[2])
    amount = figures.amount[own]
    return _Amounts(own, np.abs(amount) // last, last, np.where(amount < 0, -1, 1), figures.codes["unit"][own])


def _digit_changes(amounts: _Amounts) -> Iterator[tuple[int, Integers, Integers]]:
    """Give every digit put in place of another: the place from the right, the amounts concerned, the change."""
    for place in range(MOST_DIGITS):
        power = 10**place
        own = np.flatnonzero((amounts.digits >= power) | (place == 0))
        if len(own) == 0:
            return
        digit = amounts.digits[own] // power % 10
        for other in range(10):
            changed = digit != other
            yield place, own[changed], (other - digit[changed]) * power


def _digit_detection(figures: Figures, amounts: _Amounts, room: Room) -> dict[str, object]:
    units = len(figures.names["unit"])
    tried, noticed = np.zeros((2, units), dtype=np.int64), np.zeros((2, units), dtype=np.int64)
    for place, own, change in _digit_changes(amounts):
        seen = room.notices(amounts.figure[own], change * amounts.sign[own] * amounts.last[own])
        tried[int(place > 0)] += np.bincount(amounts.unit[own], minlength=units)
        noticed[int(place > 0)] += np.bincount(amounts.unit[own[seen]], minlength=units)
    by_unit = {
        name: _shares(tried[:, unit], noticed[:, unit]) for unit, name in enumerate(figures.names["unit"]) if tried[:, unit].any()
    }
    return _shares(tried.sum(axis=1), noticed.sum(axis=1)) | {"by_unit": dict(sorted(by_unit.items()))}


def _shares(tried: Integers, noticed: Integers) -> dict[str, object]:
    return {
        "substitutions": int(tried.sum()),
        "all": _ratio(int(noticed.sum()), int(tried.sum())),
        "without_units_digit": _ratio(int(noticed[1]), int(tried[1])),
    }


def _ratio(part: int, whole: int) -> float | None:
    return round(part / whole, 6) if whole else None


Changes = Iterator[tuple[Integers, Integers]] | list[tuple[Integers, Integers]]


def _share(room: Room, amounts: _Amounts, changes: Changes) -> float | None:
    """Give the share of changes, in last places of the printed digits, that are noticed."""
    tried = noticed = 0
    for own, change in changes:
        real = change != 0
        seen = room.notices(amounts.figure[own[real]], (change * amounts.sign[own] * amounts.last[own])[real])
        tried, noticed = tried + len(seen), noticed + int(seen.sum())
    return _ratio(noticed, tried)


def _places(amounts: _Amounts, fewest: int) -> Iterator[tuple[Integers, Integers, int]]:
    for place in range(MOST_DIGITS - 1):
        own = np.flatnonzero((amounts.digits >= 10 ** max(place, fewest - 1)) | (place + fewest == 1))
        yield own, amounts.digits[own], 10**place


def _transpositions(amounts: _Amounts) -> Iterator[tuple[Integers, Integers]]:
    for own, digits, power in _places(amounts, 2):
        right, left = digits // power % 10, digits // (10 * power) % 10
        there = digits >= 10 * power
        yield own[there], ((right - left) * 9 * power)[there]


def _lost_digits(amounts: _Amounts) -> Iterator[tuple[Integers, Integers]]:
    for own, digits, power in _places(amounts, 2):
        yield own, digits // (10 * power) * power + digits % power - digits


def _doubled_digits(amounts: _Amounts) -> Iterator[tuple[Integers, Integers]]:
    for own, digits, power in _places(amounts, 1):
        yield own, digits // power * 10 * power + digits // power % 10 * power + digits % power - digits


def _swap_share(evaluation: Evaluation, read_twice: Flags, trial: Integers, figure: Integers, change: Integers) -> float | None:
    """Give the share of trials that some identity notices, or a control; a trial changes several figures at once."""
    if len(trial) == 0:
        return None
    identities = evaluation.identities
    told = trial[read_twice[figure]]
    order = np.argsort(identities.figure, kind="stable")
    start = np.searchsorted(identities.figure[order], np.arange(len(read_twice) + 1))
    size = start[figure + 1] - start[figure]
    term = order[spans(start[figure], start[figure + 1])]
    identity = identities.identity[term]
    key = np.repeat(trial, size) * len(identities) + identity
    key, place = np.unique(key, return_inverse=True)
    moved = np.zeros(len(key), dtype=np.int64)
    np.add.at(moved, place, identities.weight[term] * np.repeat(change, size))
    trial_of, identity = key // len(identities), key % len(identities)
    total = evaluation.total[identity] + moved
    seen = (evaluation.status[identity] != OPEN) & ((total < evaluation.least[identity]) | (total > evaluation.most[identity]))
    return _ratio(len(np.unique(np.concatenate([trial_of[seen], told]))), len(np.unique(trial)))


def uncorroborated(result: CheckResult) -> list[dict[str, str]]:
    """Give the amounts of money other than 0 that no identity corroborates, with the reason.

    `alone`: no rule reaches the figure; `broken`: the identities in which it stands do not hold, or hold with a listed gap.
    `control` is `yes` where the figure was read from the source a second time by eye.
    """
    figures = result.figures
    money = (figures.codes["measure"] == 0) & (figures.amount != 0)
    reached = np.zeros(len(figures), dtype=bool)
    reached[result.evaluation.identities.figure] = True
    missing = np.flatnonzero(money & (result.corroborated.to_numpy() == 0))
    ids = result.facts["fact_id"].iloc[missing].astype(str)
    reasons = np.where(reached[missing], "broken", "alone").tolist()
    controls = np.where(np.isin(missing, result.controlled), "yes", "no").tolist()
    return [dict(zip(("fact_id", "reason", "control"), row, strict=True)) for row in zip(ids, reasons, controls, strict=True)]
