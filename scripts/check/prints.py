"""The same figure printed twice: in two tables of a report, in two reports of a body, in two units."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from scripts.check.figures import Figures
from scripts.check.identities import Identities, join, totals_of
from scripts.check.rules import BY_SEGMENT, COPIES, FIRST, SETTLEMENT_REPORT, UNIT, read_sums
from scripts.check.tolerance import Integers
from scripts.keys import Flags, combine, repeated, several
from scripts.reference import Reference

SAME = ("fiscal_year", "scope", "segment", "basis", "account", "column", "measure")


def prints_within(figures: Figures, rules: Mapping[str, str]) -> Identities:
    """Give the identities of figures that a report prints more than once; `rules` as `rules.print_rules` gives them."""
    once = np.flatnonzero(figures.given & ~figures.repeated)
    return _pairs(figures, once, combine([figures.key("report", *SAME), figures.named])[once], rules)


def prints_across(figures: Figures, rules: Mapping[str, str]) -> Identities:
    """Give the identities of figures that several reports of a body print, one print of each report against the first.

    Only what has happened stays the same: a budget is amended from report to report.
    """
    shared = several(figures.key("body", "fiscal_year"), figures.codes["report"])
    some = np.flatnonzero(shared & (figures.codes["basis"] == figures.code_of("basis", "actual")))
    few = figures.take(some)
    once = np.flatnonzero(few.given & ~few.repeated)
    key = combine([few.key("body", *SAME), few.named])[once]
    report = few.codes["report"][once]
    order = np.lexsort((once, few.step[once], report, key))
    first = order[_new(key[order]) | _new(report[order])]
    return _pairs(few, once[first], key[first], rules).at(some)


def copies_of_totals(figures: Figures, reference: Reference) -> Identities:
    """Give the identities of totals that a table prints again, in a sentence beside it: sums.csv names them by `copies`."""
    return join([_copies(figures, row.rule, figures.of_account(row.account)) for row in read_sums(reference, COPIES)])


def _copies(figures: Figures, rule: str, own: Integers) -> Identities:
    if len(own) == 0:
        return join([])
    line = figures.key("report", "table", "account", "column", "scope", "segment", "basis", "measure")[own]
    first = pd.Series(own).groupby(line).transform("min").to_numpy(np.int64)
    again = own != first
    return totals_of(rule, own[again], first[again], np.ones(again.sum(), dtype=np.int64))


def _new(values: Integers) -> Flags:
    return np.append(True, values[1:] != values[:-1])[: len(values)]


def _pairs(figures: Figures, position: Integers, key: Integers, rules: Mapping[str, str]) -> Identities:
    """Hold every print against the first one in the finest unit."""
    twice = repeated(key)
    position, key = position[twice], key[twice]
    order = np.lexsort((position, figures.step[position], key))
    position, new = position[order], _new(key[order])
    first = position[np.maximum.accumulate(np.where(new, np.arange(len(new)), 0))][~new]
    other = position[~new]
    kind = _kinds(figures, other, first)
    one = np.ones(len(other), dtype=np.int64)
    return join([totals_of(rules[name], other[kind == name], first[kind == name], one[kind == name]) for name in rules])


def _kinds(figures: Figures, other: Integers, first: Integers) -> npt.NDArray[np.str_]:
    """Tell what kind of second print each is."""
    table = figures.key("report", "table")
    budget = figures.codes["basis"] == figures.code_of("basis", "budget")
    settlement = np.isin(table, table[budget])[other]
    by_segment = several(table, figures.codes["segment"])[other]
    in_other_unit = figures.step[other] != figures.step[first]
    return np.select([in_other_unit, by_segment, settlement], [UNIT, BY_SEGMENT, SETTLEMENT_REPORT], FIRST)
