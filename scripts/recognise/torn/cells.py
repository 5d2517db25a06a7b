"""The figures of a row put into columns, also where the print leaves cells open: 8 figures for 9 columns, 2 for 8."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, islice

from scripts.recognise.torn.columns import TOTAL, Column
from scripts.recognise.torn.figures import Figure, values_of
from scripts.recognise.torn.sheet import Row

_MOST_FILLINGS = 2000

# The cells of a row, column by column; None where the print leaves the cell open.
Filling = tuple[Figure | None, ...]


def fillings(row: Row, columns: Sequence[Column]) -> list[Filling]:
    """Give the ways to put a row's figures into columns, in their order, so that segments and bases add up.

    A row that has a figure for every column is taken as it is. Else cells are left open from the right, that of the total
    last: the first filling leaves those cells open.
    """
    whole = [reading for reading in row.readings if len(reading) == len(columns)]
    if len(whole) == 1:
        return [tuple(whole[0])]
    found = [filling for filling in islice(_spread(row, len(columns)), _MOST_FILLINGS) if adds_up(filling, columns)]
    return sorted(found, key=lambda filling: _open_totals(filling, columns))


def _open_totals(filling: Filling, columns: Sequence[Column]) -> int:
    return sum(1 for figure, column in zip(filling, columns, strict=True) if figure is None and column.segment == TOTAL)


def _spread(row: Row, width: int) -> Iterator[Filling]:
    for reading in row.readings:
        for places in combinations(range(width), len(reading)) if len(reading) <= width else ():
            at = dict(zip(places, reading, strict=True))
            yield tuple(at.get(i) for i in range(width))


def adds_up(filling: Filling, columns: Sequence[Column]) -> bool:
    """Tell whether the cells of a row add up over segments, and over initial, amendment and revised, where all are there."""
    values = dict(zip(columns, values_of(filling), strict=True))
    return all(_sum_holds(parts, values[total], values) for parts, total in _sums(columns))


def _sum_holds(parts: Sequence[Column], total: Decimal, values: dict[Column, Decimal]) -> bool:
    return sum((values[part] for part in parts), Decimal(0)) == total


def _sums(columns: Sequence[Column]) -> Iterator[tuple[list[Column], Column]]:
    for total in columns:
        parts = [c for c in columns if (c.basis, c.column) == (total.basis, total.column) and c.segment != TOTAL]
        if total.segment == TOTAL and parts:
            yield parts, total
        before = [c for c in columns if c.basis in ("initial", "amendment") and c.segment == total.segment]
        if total.basis == "revised" and len(before) > 1:
            yield before, total
