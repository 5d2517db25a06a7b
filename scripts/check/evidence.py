"""What else speaks for a figure: the same number elsewhere in the report, round numbers, figures that ought to be like it.

None of this is an identity. It only ranks figures that arithmetic cannot tell apart: the parts of one total, say, each of
which would mend the sum. Kin are the same line in other scopes and years of the body, and the lines that kin.csv pairs.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from scripts.check.figures import Figures, combine
from scripts.check.identities import mix
from scripts.check.layouts import spans
from scripts.check.tolerance import Integers
from scripts.reference import Reference

Weights = npt.NDArray[np.float64]

ECHO: Final = 8.0
"""What a number found elsewhere weighs, in the measure of `_likeness`: more than any kinship."""
ROUND: Final = 3.0
"""What it weighs that a number is a whole thousand in its unit: more of them are printed than chance would have it."""
FEWEST: Final = 100
"""Numbers below this, in their unit, are found elsewhere by chance."""
FARTHEST: Final = 5.0


def weigh(figures: Figures, reference: Reference, figure: Integers, value: Integers) -> Weights:
    """Give how much speaks for `value` in place of the amount of each `figure`: above 0 for it, below 0 against it."""
    if len(figure) == 0:
        return np.zeros(0)
    body = figures.codes["body"]
    near = np.flatnonzero(np.isin(body, body[figure]) & figures.given & (figures.amount != 0))
    printed = figures.amount[figure]
    echo = _echoes(figures, near, figure, value, 0) - _echoes(figures, near, figure, printed, 1)
    of, kin = _kin(figures, reference, near, figure)
    gain = _likeness(value[of], figures.amount[kin]) - _likeness(printed[of], figures.amount[kin])
    roundness = _roundness(figures, figure, value) - _roundness(figures, figure, printed)
    return ECHO * echo + ROUND * roundness + np.bincount(of, gain, len(figure))


def _echoes(figures: Figures, near: Integers, figure: Integers, value: Integers, times: int) -> Weights:
    """Tell by 1 which values stand in the report of their figure more than so many times."""
    report = mix(figures.codes["report"].astype(np.uint64))
    printed = np.sort(mix(np.abs(figures.amount[near]).astype(np.uint64)) + report[near])
    sought = mix(np.abs(value).astype(np.uint64)) + report[figure]
    count = np.searchsorted(printed, sought, side="right") - np.searchsorted(printed, sought)
    return ((count > times) & (np.abs(value) >= FEWEST * figures.step[figure])).astype(np.float64)


def _roundness(figures: Figures, figure: Integers, value: Integers) -> Weights:
    """Tell by 1 which values are whole thousands in the unit of their figure."""
    whole = (value % (1000 * figures.step[figure]) == 0) & (value != 0)
    return np.where(whole, 1.0, 0.0)


def _kin(figures: Figures, reference: Reference, near: Integers, figure: Integers) -> tuple[Integers, Integers]:
    """Give pairs: which of the figures asked for, and a figure that is kin to it."""
    account = figures.codes["account"]
    line = combine([figures.key("body", "account", "column", "segment", "basis"), figures.named])
    same, itself = _matches(line[near], line[figure])
    place = figures.key("report", "fiscal_year", "scope", "segment", "basis")
    other_than = near[itself] != figure[same]
    of, kin = [same[other_than]], [near[itself][other_than]]
    rows = reference.tables.get("kin", [])
    pairs = [(figures.code_of("account", row["account"]), figures.code_of("account", row["kin"])) for row in rows]
    for one, other in [*pairs, *((other, one) for one, other in pairs)]:
        asked = np.flatnonzero(account[figure] == one)
        if len(asked) and other >= 0:
            theirs = near[account[near] == other]
            at, found = _matches(place[theirs], place[figure[asked]])
            of.append(asked[at])
            kin.append(theirs[found])
    return np.concatenate(of), np.concatenate(kin)


def _matches(there: Integers, sought: Integers) -> tuple[Integers, Integers]:
    """Give all pairs of places in `sought` and in `there` where the two are equal."""
    order = np.argsort(there, kind="stable")
    first, last = (np.searchsorted(there[order], sought, side=side) for side in ("left", "right"))
    return np.repeat(np.arange(len(sought)), last - first), order[spans(first, last)]


def _likeness(value: Integers, other: Integers) -> Weights:
    ratio = np.maximum(np.abs(value), 1) / np.abs(other)
    return -np.minimum(np.abs(np.log(ratio)), FARTHEST)
