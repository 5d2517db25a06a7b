"""What stands beside what: lines printed more than once, tables of several segments, segments that are all there."""

import numpy as np

from scripts.check.figures import Figures, Flags, combine
from scripts.check.rules import EACH, Case
from scripts.check.tolerance import Integers

TOTAL = "total"


def several(group: Integers, code: Integers) -> Flags:
    """Tell for which elements the `group` they are in has more than one `code`."""
    _, number = np.unique(group, return_inverse=True)
    least = np.full(number.max(initial=0) + 1, np.iinfo(np.int64).max)
    most = np.full(number.max(initial=0) + 1, -1)
    np.minimum.at(least, number, code)
    np.maximum.at(most, number, code)
    return (least < most)[number]


def repeated(figures: Figures) -> Flags:
    """Tell which figures stand in a line that their table prints more than once, under one name where lines have names."""
    key = combine([figures.key("report", "table", "account", "column", "scope", "segment", "basis"), named(figures)])
    _, code, count = np.unique(key, return_inverse=True, return_counts=True)
    return count[code] > 1


def named(figures: Figures) -> Integers:
    """Give a number for the printed name of each figure's line, 0 where the line is one of the form, whatever its wording."""
    return np.where(figures.open, figures.key("path", "label") + 1, 0)


def in_one_row(figures: Figures, case: Case) -> Flags:
    """Tell which figures stand beside what a case adds them to: in a table of several segments, or of several bases."""
    table = figures.key("report", "table")
    together = np.zeros(len(figures), dtype=bool)
    for dimension in ("segment", "basis"):
        if case.names(dimension):
            together |= several(table, figures.codes[dimension])
    return together


def lacks_segments(figures: Figures, case: Case, figure: Integers, term: Integers, key: Integers) -> Flags:
    """Tell which figures stand under a key that has not all segments which the report prints for the year.

    A total whose segments stand in tables of their own is their sum only where no segment is left out, eliminations among
    them: an overview of an amended budget tells of the amended segments alone.
    """
    each = np.array([t.segment == EACH for t in case.terms])[term]
    year, segment = figures.key("report", "fiscal_year"), figures.codes["segment"]
    parts = np.flatnonzero(figures.given & (segment != figures.code_of("segment", TOTAL)))
    printed = _distinct(key[each], segment[figure[each]], key)
    return printed < _distinct(year[parts], segment[parts], year[figure])


def _distinct(group: Integers, code: Integers, sought: Integers) -> Integers:
    """Give for each of the groups `sought` how many different codes it has."""
    groups, count = np.unique(np.unique(np.stack([group, code]), axis=1)[0], return_counts=True)
    at = np.minimum(np.searchsorted(groups, sought), len(groups) - 1)
    found: Integers = np.where(groups[at] == sought, count[at], 0) if len(groups) else np.zeros(len(sought), dtype=np.int64)
    return found
