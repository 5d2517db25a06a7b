"""What stands beside what: tables of several segments or bases, segments that are all there."""

import numpy as np

from scripts.check.figures import Figures
from scripts.check.rules import EACH, Case
from scripts.check.tolerance import Integers
from scripts.keys import Flags, several

TOTAL = "total"


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
