"""The cells of a schedule's row: which figure is which column where one cell is blank or a row is printed in two halves.

    長期前払費用 69,000 - 25,000 44,000 - -

Six figures for seven columns: opening + increase - decrease = closing tells the first four; which of the last three is
blank, the print does not tell.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from scripts.recognise.papers.lines import Figure, Row
from scripts.reference import Reference

MOST_BLANK = 3
MOST_HALVES = 5


@dataclass(frozen=True, slots=True)
class Cells:
    """The figures of a row by column; `blank` columns print nothing, `open` ones could be another's as well."""

    figures: Mapping[str, Figure]
    blank: tuple[str, ...] = ()
    open: frozenset[str] = frozenset()


class ColumnSums:
    """The columns of a form and how they add up along a row."""

    def __init__(self, reference: Reference, form: str) -> None:
        self.columns = tuple(column.column for column in reference.columns[form])
        self._parts = [(column.sums_to, column.column, column.sign) for column in reference.columns[form] if column.sums_to]

    def broken(self, figures: Mapping[str, Figure]) -> int:
        """Give how many sums along a row do not hold; a blank cell and a dash count as nothing."""
        totals = {total for total, _, _ in self._parts}
        return sum(self._sum(total, figures) != _number(figures, total) for total in totals)

    def holding(self, figures: Mapping[str, Figure]) -> frozenset[str]:
        """Give the columns that take part in a sum that holds."""
        good = {total for total, _, _ in self._parts if self._sum(total, figures) == _number(figures, total)}
        return frozenset(good | {part for total, part, _ in self._parts if total in good})

    def _sum(self, total: str, figures: Mapping[str, Figure]) -> int:
        return sum(sign * _number(figures, part) for to, part, sign in self._parts if to == total)


def _number(figures: Mapping[str, Figure], column: str) -> int:
    return figures[column].number if column in figures else 0


def give_cells(figures: Sequence[Figure], sums: ColumnSums) -> Cells | None:
    """Give the figures of a row to columns, from left to right; None where they are too many or too few.

    Where fewer figures than columns are printed, the blanks stand where most sums hold; the leftmost reading is given, and
    the columns that another equally good one would fill otherwise are marked open.
    """
    missing = len(sums.columns) - len(figures)
    if not 0 <= missing <= MOST_BLANK or not figures:
        return None
    readings = [dict(zip(places, figures, strict=True)) for places in combinations(sums.columns, len(figures))]
    fewest = min(sums.broken(reading) for reading in readings)
    best = [reading for reading in readings if sums.broken(reading) == fewest]
    first = best[0]
    unlike = {column for column in sums.columns for other in best if other.get(column) is not first.get(column)}
    return Cells(first, tuple(c for c in sums.columns if c not in first), frozenset(unlike))


def join_halves(rows: Sequence[Row], sums: ColumnSums) -> list[tuple[Row, Cells]]:
    """Give the rows of a schedule whose figures stand in two places: some beside the labels, as many rows without label.

        -              431,000
        …
        不動産賃貸借契約に伴う原状回復義務 424,000 7,000

    The halves are joined in printed order if the sums along the rows hold so, else in the one order in which they do.
    """
    labelled, bare = [row for row in rows if row.label], [row for row in rows if row.bare]
    if len(labelled) != len(bare):
        return []
    orders = permutations(bare) if len(bare) <= MOST_HALVES else iter([tuple(bare)])
    for order in orders:
        joined = [(row, _halves(row.figures, half.figures, sums)) for row, half in zip(labelled, order, strict=True)]
        if all(cells is not None for _, cells in joined):
            return [(row, cells) for row, cells in joined if cells is not None]
    return []


def _halves(left: Sequence[Figure], right: Sequence[Figure], sums: ColumnSums) -> Cells | None:
    for figures in ((*left, *right), (*right, *left)):
        if len(figures) == len(sums.columns):
            reading = dict(zip(sums.columns, figures, strict=True))
            if not sums.broken(reading):
                return Cells(reading)
    return None


def in_printed_order(cells: Cells, columns: Iterable[str]) -> list[tuple[str, Figure]]:
    """Give the figures of a row by column, in the order of the columns."""
    return [(column, cells.figures[column]) for column in columns if column in cells.figures]
