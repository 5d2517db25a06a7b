"""Cells that the print leaves open: the sums of the columns tell which, once it is known which line the row is.

    自治体中間サーバー関連交付金    1,250,000 1,250,000

has two figures for eight columns; the first is whichever segment's revenue would else fall short by as much.
"""

from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from math import prod

from scripts.recognise.torn.arithmetic import Arithmetic, Cells
from scripts.recognise.torn.companions import Companions
from scripts.recognise.torn.figures import values_of
from scripts.recognise.torn.laid import Doubt, Laid
from scripts.recognise.torn.opinions import Opinions

_MOST_TRIES = 1000


Options = dict[int, list[Cells]]


def fill_openings(laid: Laid, arithmetic: Arithmetic, table: tuple[int, int], companions: Companions) -> Laid:
    """Give the sheet with every row's cells filled in the one way that fits; a row for which several do is in doubt.

    Ways that differ only in which of several nil cells is open are the same. A form with two amounts side by side (内訳,
    計) says by its lines which of them it prints.
    """
    open_rows = {i: line for i, line in enumerate(laid.lines) if line is not None and len(laid.fillings[i]) != 1}
    if laid.sheet.has_several_amounts:
        full = {row: Doubt(_message(laid, row)) for row in open_rows if not laid.fillings[row]}
        return replace(laid, doubts=dict(laid.doubts) | full)
    opinions = Opinions(laid.sheet, laid.form, table, companions)
    options = {row: _values(laid, row, line, opinions) for row, line in open_rows.items()}
    fits = _fit_together(laid, _fit_alone(laid, options, arithmetic), arithmetic)
    filled = dict(enumerate(laid.fillings))
    doubts = dict(laid.doubts)
    for row, values in fits.items():
        if len(values) == 1:
            filled[row] = [way for way in laid.fillings[row] if values_of(way) in values]
        else:
            doubts[row] = Doubt(_message(laid, row))
    return replace(laid, fillings=tuple(filled[i] for i in range(len(filled))), doubts=doubts)


def _values(laid: Laid, row: int, line: int, opinions: Opinions) -> list[Cells]:
    """Give the values a row may have: those that other tables print otherwise in the fewest cells."""
    found = {values_of(way): opinions.of(row, [way], line).differ for way in laid.fillings[row]}
    return [cells for cells, differ in found.items() if differ == min(found.values())]


def _fit_alone(laid: Laid, options: Options, arithmetic: Arithmetic) -> Options:
    """Give the values that break no sum whose other terms are known; rows that are settled so help to settle others."""
    before: list[int] = []
    while before != [len(values) for values in options.values()]:
        before = [len(values) for values in options.values()]
        for row, values in options.items():
            known = _base(laid, {r: v for r, v in options.items() if r != row and len(v) == 1})
            options[row] = _sound(laid, {row: values}, known, arithmetic)[row]
    return options


def _fit_together(laid: Laid, options: Options, arithmetic: Arithmetic) -> Options:
    """Give the values of the rows still open that break no sum when taken together."""
    still = {row: values for row, values in options.items() if len(values) > 1}
    return options | _sound(laid, still, _base(laid, {r: v for r, v in options.items() if r not in still}), arithmetic)


def _base(laid: Laid, options: Options) -> dict[int, Cells | None]:
    settled = {line: values[0] for row, values in options.items() if len(values) == 1 and (line := laid.lines[row]) is not None}
    return laid.values() | settled


def _sound(laid: Laid, options: Options, base: Mapping[int, Cells | None], arithmetic: Arithmetic) -> Options:
    if prod(len(values) for values in options.values()) > _MOST_TRIES:
        return options
    lines = {row: line for row in options if (line := laid.lines[row]) is not None}
    identities = arithmetic.around(lines.values())
    kept: Options = {row: [] for row in options}
    for ways in product(*options.values()):
        values = dict(base) | dict(zip(lines.values(), ways, strict=True))
        if not arithmetic.score(identities, values).broken:
            for row, cells in zip(lines, ways, strict=True):
                kept[row] += [] if cells in kept[row] else [cells]
    return kept


def _message(laid: Laid, row: int) -> str:
    widths = sorted({len(reading) for reading in laid.sheet.rows[row].readings})
    figures = " or ".join(str(width) for width in widths)
    return f"{figures} figures for {len(laid.sheet.columns)} columns, and sums do not tell which cells are open"
