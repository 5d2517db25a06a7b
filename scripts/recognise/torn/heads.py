"""Heads of columns that stand apart from their columns: `一般事業 公的個人認証サービス事業` at the end of the page.

The figures tell which column is whose, where another table prints them under heads in their place. Where none does, the
segments are taken in the order that every table of J-LIS has, and that is said.
"""

from dataclasses import dataclass, replace

from scripts.recognise.torn.columns import Column
from scripts.recognise.torn.companions import Companions
from scripts.recognise.torn.laid import Laid
from scripts.recognise.torn.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Ordered:
    """A sheet whose columns have found their heads: `by_figures` tells whether figures say so, `known` whether anything does."""

    sheet: Sheet
    by_figures: bool
    known: bool = True


def order_heads(laid: Laid, table: tuple[int, int], companions: Companions) -> Ordered:
    """Give the sheet with its columns under the segments whose figures they print; `table` is its number and fiscal year."""
    sheet = laid.sheet
    segments = list(dict.fromkeys(column.segment for column in sheet.columns))
    width = len(sheet.columns) // len(segments)
    votes = [{s: _votes(laid, (group * width, s), table, companions) for s in segments} for group in range(len(segments))]
    fits = [[s for s, (equal, unlike) in vote.items() if equal and not unlike] for vote in votes]
    found = [fit[0] for fit in fits if len(fit) == 1]
    if sorted(found) == sorted(segments):
        columns = tuple(replace(c, segment=found[i // width]) for i, c in enumerate(sheet.columns))
        return Ordered(replace(sheet, columns=columns, ordered=True), by_figures=True)
    contradicted = any(vote[segment][1] for vote, segment in zip(votes, segments, strict=True))
    return Ordered(replace(sheet, ordered=True), by_figures=False, known=not contradicted)


def _votes(laid: Laid, place: tuple[int, str], table: tuple[int, int], companions: Companions) -> tuple[int, int]:
    """Give how many figures of the columns from `place` on are those of a segment elsewhere, and how many are not."""
    start, segment = place
    equal = unlike = 0
    width = len(laid.sheet.columns) // len({column.segment for column in laid.sheet.columns})
    for line, cells in laid.values().items():
        for i in range(start, start + width) if cells else ():
            column = Column(segment, laid.sheet.columns[i].basis)
            known = companions.expect(table, laid.form.accounts[line].account, column)
            if cells and known and (cells[i] or any(known)):
                equal, unlike = equal + (cells[i] in known), unlike + (cells[i] not in known)
    return equal, unlike
