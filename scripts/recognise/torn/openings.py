"""Cells that the print leaves open: the sums of the columns tell which, once it is known which line the row is.

    自治体中間サーバー関連交付金    2,791,246 2,791,246

has two figures for eight columns; the first is whichever segment's revenue would else fall short by as much.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product
from math import prod

from scripts.recognise.torn.arithmetic import Arithmetic
from scripts.recognise.torn.cells import Filling
from scripts.recognise.torn.companions import Companions
from scripts.recognise.torn.figures import values_of
from scripts.recognise.torn.laid import Doubt, Laid
from scripts.recognise.torn.opinions import Opinions

_MOST_TRIES = 5000


@dataclass(frozen=True, slots=True)
class Fit:
    """How well ways to fill open cells fit: sums that break, cells that other tables print otherwise."""

    broken: int
    differ: int
    ways: tuple[Filling, ...]

    @property
    def rank(self) -> tuple[int, int]:
        """What is amiss."""
        return self.broken, self.differ


def fill_openings(laid: Laid, arithmetic: Arithmetic, table: tuple[int, int], companions: Companions) -> Laid:
    """Give the sheet with every row's cells filled in the one way that fits; a row for which several do is in doubt.

    A form with two amounts side by side (内訳, 計) says by its lines which of them it prints.
    """
    if laid.sheet.columns[0].column != "amount":
        return laid
    open_rows = {i: line for i, line in enumerate(laid.lines) if line is not None and len(laid.fillings[i]) != 1}
    lines = {row: line for row, line in open_rows.items() if laid.fillings[row]}
    fits = _fits(laid, lines, arithmetic, Opinions(laid.sheet, laid.form, table, companions))
    best = [fit for fit in fits if fit.rank == fits[0].rank and not fit.broken]
    filled = dict(enumerate(laid.fillings))
    doubts = dict(laid.doubts)
    for row in open_rows:
        at = list(lines).index(row) if row in lines else 0
        ways = list(dict.fromkeys(fit.ways[at] for fit in best)) if row in lines else []
        if len({values_of(way) for way in ways}) == 1:
            filled[row] = ways
        else:
            doubts[row] = Doubt(_message(laid, row))
    return replace(laid, fillings=tuple(filled[i] for i in range(len(filled))), doubts=doubts)


def _fits(laid: Laid, lines: Mapping[int, int], arithmetic: Arithmetic, opinions: Opinions) -> list[Fit]:
    if prod(len(laid.fillings[row]) for row in lines) > _MOST_TRIES:
        return []
    identities = arithmetic.around(lines.values())
    base = laid.values()
    found = []
    for ways in product(*(laid.fillings[row] for row in lines)):
        values = base | {line: values_of(way) for line, way in zip(lines.values(), ways, strict=True)}
        differ = sum(opinions.of(row, [way], line).differ for (row, line), way in zip(lines.items(), ways, strict=True))
        found.append(Fit(arithmetic.score(identities, values).broken, differ, ways))
    return sorted(found, key=lambda fit: fit.rank)


def _message(laid: Laid, row: int) -> str:
    widths = sorted({len(reading) for reading in laid.sheet.rows[row].readings})
    figures = " or ".join(str(width) for width in widths)
    return f"{figures} figures for {len(laid.sheet.columns)} columns, and sums do not tell which cells are open"
