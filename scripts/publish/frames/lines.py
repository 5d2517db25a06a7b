"""Printed lines laid out as a matrix: a row per report, year and scope, a column per line of a form."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from scripts.kept import kept
from scripts.keys import Flags, Index, Integers, beside, compact
from scripts.reference import Account, Reference

PLACE = ("report", "body", "fiscal_year", "scope")
Line = tuple[str, str]


@dataclass(frozen=True)
class Lines:
    """The outturn of whole bodies in yen: `yen`, `there` and `fact` have a row per place, a column per line.

    A printed dash is there and 0. `fact` is the place of the figure in the facts table, -1 where there is none. `unit` is the
    unit in which each place prints.
    """

    places: pd.DataFrame
    unit: list[str]
    yen: Integers
    there: Flags
    fact: Integers
    columns: dict[Line, int]


def lay_out(facts: pd.DataFrame, lines: Sequence[Line], reference: Reference) -> Lines:
    """Give the figures of `lines` (account and column); of several prints the one in the finest unit, the first of these."""
    columns = {line: number for number, line in enumerate(dict.fromkeys(lines))}
    factors = {unit.unit: unit.factor or 0 for unit in reference.units.values()}
    line = _line_numbers(facts, columns)
    at = np.flatnonzero(line >= 0)
    own = _by_word(facts["missing"], lambda why: why in {"", "dash"}, at) > 0
    for name, word in (("segment", "total"), ("basis", "actual")):
        own &= _by_word(facts[name], lambda found, word=word: found == word, at) > 0  # type: ignore[misc]
    factor = _by_word(facts["unit"], lambda unit: factors.get(unit, 0), at)
    at, factor = at[own & (factor > 0)], factor[own & (factor > 0)]
    at = at[np.argsort(factor, kind="stable")]
    place, first = _number_places({name: facts[name].iloc[at] for name in PLACE})
    cell = place * len(columns) + line[at]
    chosen = _firsts(cell)
    rows, lined, fact = place[chosen], line[at[chosen]], at[chosen]
    size = (len(first), len(columns))
    yen, there, facts_at = np.zeros(size, np.int64), np.zeros(size, bool), np.full(size, -1, np.int64)
    yen[rows, lined] = facts["yen"].to_numpy(np.int64, na_value=0)[fact]
    there[rows, lined], facts_at[rows, lined] = True, fact
    places = facts[[*PLACE, "unit"]].iloc[at[first]].reset_index(drop=True)
    return Lines(places[list(PLACE)], [str(unit) for unit in places["unit"]], yen, there, facts_at, columns)


def _line_numbers(facts: pd.DataFrame, columns: dict[Line, int]) -> Integers:
    """Give for each fact the number of its line among `columns`, -1 where it is none of them."""
    (account, accounts), (column, names) = _numbered(facts["account"]), _numbered(facts["column"])
    known = np.full((len(accounts) + 1, len(names) + 1), -1, np.int64)
    for number, word in enumerate(accounts):
        for other, name in enumerate(names):
            known[number, other] = columns.get((word, name), -1)
    found: Integers = known[account, column]
    return found


def _number_places(facts: Mapping[str, "pd.Series[str]"]) -> tuple[Integers, Integers]:
    """Give the number of each fact's place, in the order of the places, and for each place the first of its facts."""
    key = np.zeros(len(facts[PLACE[0]]), np.int64)
    for name in PLACE:
        column = facts[name]
        code = _numbered(column)[0] if name != "fiscal_year" else column.to_numpy(np.int64)
        least = int(code.min(initial=0))
        key = compact(beside(key, code - least, int(code.max(initial=0)) - least + 1))
    first = _firsts(key)
    return key, first[np.argsort(key[first])]


def _firsts(key: Integers) -> Integers:
    """Give the places of the elements that have a key first."""
    return np.flatnonzero(Index(key).first(key) == np.arange(len(key)))


def _numbered(column: "pd.Series[str]") -> tuple[Integers, list[str]]:
    """Give the words of a column, in their order, and the number of each element's word."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return np.asarray(column.cat.codes, dtype=np.int64), [str(word) for word in column.cat.categories]
    code, words = pd.factorize(column, sort=True)
    return code.astype(np.int64), [str(word) for word in words]


def _by_word(column: "pd.Series[str]", tell: Callable[[str], int | bool], at: Integers) -> Integers:
    """Give what `tell` says of the words of the elements `at`; of a gap what it says of no word."""
    code, words = _numbered(column.iloc[at])
    said: Integers = np.array([*(int(tell(word)) for word in words), int(tell(""))], np.int64)[code]
    return said


def count_omitted_as_nothing(lines: Lines, reference: Reference) -> Lines:
    """Give `lines` with the lines that a place omits counted as nothing, where the print shows that they are.

    A line that is not printed is nothing where its total is printed and the printed parts of that total make it up but for
    rounding (half a unit for each figure). Where the parts do not, or none is printed, it stays missing.
    """
    step = np.array([reference.units[unit].factor or 1 for unit in lines.unit], np.int64)
    there = lines.there.copy()
    for (account, column), at in lines.columns.items():
        total = reference.accounts[account].sums_to if account in reference.accounts else ""
        if (total, column) in lines.columns and not lines.there[:, at].all():
            parts = parts_of(total, column, lines.columns, reference)
            places, signs = [place for place, _ in parts], np.array([sign for _, sign in parts], np.int64)
            given = lines.there[:, lines.columns[total, column]] & lines.there[:, places].any(axis=1)
            rest = lines.yen[:, lines.columns[total, column]] - (lines.yen[:, places] * signs).sum(axis=1)
            figures = lines.there[:, places].sum(axis=1) + 1
            there[:, at] |= given & (2 * np.abs(rest) <= step * figures)
    return Lines(lines.places, lines.unit, lines.yen, there, lines.fact, lines.columns)


def parts_of(total: str, column: str, columns: dict[Line, int], reference: Reference) -> list[tuple[int, int]]:
    """Give the parts of a total among `columns`: where each stands, and its sign."""
    accounts = _parts(reference).get(total, ())
    return [(columns[a.account, column], a.sign) for a in accounts if (a.account, column) in columns]


@kept
def _parts(reference: Reference) -> dict[str, list[Account]]:
    """Give the parts of every total, in their order."""
    found: dict[str, list[Account]] = defaultdict(list)
    for account in reference.accounts.values():
        found[account.sums_to].append(account)
    return dict(found)


def with_families(lines: Sequence[Line], reference: Reference) -> list[Line]:
    """Give `lines` and behind them the totals they add to and the other parts of these."""
    totals = {(reference.accounts[account].sums_to, column) for account, column in lines if account in reference.accounts}
    known = sorted(line for line in totals if line[0])
    return [*lines, *known, *((part.account, column) for total, column in known for part in _parts(reference)[total])]
