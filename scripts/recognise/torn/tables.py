"""A sheet laid along its form as a table of entries: labels as printed, paths, figures in their columns."""

from collections.abc import Iterator

from scripts.recognise.torn.cells import Filling
from scripts.recognise.torn.columns import AMOUNT, Column
from scripts.recognise.torn.figures import Figure
from scripts.recognise.torn.laid import Laid
from scripts.recognise.torn.pages import is_page_mark
from scripts.recognise.torn.wording import STRANGE
from scripts.records import Entry, Span, Table

SCOPE = "entity"
OPEN_CELL = "the print leaves this cell open"
OPEN_ANY = "the print leaves some of these nil cells open; which of them is not told by the text"
OPEN_AMOUNT = "which of the amount columns is not told by the text"


def table_of(laid: Laid) -> Table:
    """Give the table of a sheet; rows in doubt are not in it."""
    section = laid.sheet.section
    form = section.forms[0]
    name = form.form.removeprefix(f"{form.taxonomy}_")
    place = section.lines[0].place
    year, unit = section.fiscal_year or 0, section.unit
    return Table(name, form.form, form.statement, SCOPE, year, unit, section.title, place, tuple(_entries(laid)))


def _entries(laid: Laid) -> Iterator[Entry]:
    for row, line in enumerate(laid.lines):
        if line is None or row in laid.doubts:
            continue
        ways = laid.fillings[row]
        for i, (column, figure) in enumerate(zip(laid.sheet.columns, _chosen(laid, row, line), strict=True)):
            if not column.unknown and (figure is not None or column.column == AMOUNT):
                unsure = len({way[i] is None for way in ways}) > 1
                yield _entry(laid, (row, line), column, (figure, _remark(figure, column, unsure=unsure)))


def _chosen(laid: Laid, row: int, line: int) -> Filling:
    """Give the cells of a row. A lone figure of a form with two amounts is a total where other lines stand under it."""
    ways = laid.fillings[row]
    if len(ways) > 1 and laid.sheet.has_several_amounts:
        return ways[-1] if laid.form.below.get(line) else ways[0]
    return ways[0]


def _remark(figure: Figure | None, column: Column, *, unsure: bool) -> str:
    if unsure:
        return OPEN_ANY if column.column == AMOUNT else OPEN_AMOUNT
    return "" if figure else OPEN_CELL


def _entry(laid: Laid, place: tuple[int, int], column: Column, cell: tuple[Figure | None, str]) -> Entry:
    row, line = place
    figure, remark = cell
    return Entry(
        label=_label(laid, row),
        path="/".join(_heading(laid, above) for above in laid.form.above(line)),
        account=laid.form.accounts[line].account,
        column=column.column,
        printed=figure.text if figure else "",
        value=figure.value if figure else None,
        missing=figure.missing if figure else "blank",
        place=laid.sheet.rows[row].line.place,
        segment=column.segment,
        basis=column.basis,
        remark=remark,
        span=figure.span if figure else None,
    )


def _label(laid: Laid, row: int) -> str:
    moved = laid.moved.rows.get(row)
    return moved.text if moved else laid.sheet.rows[row].label


def _heading(laid: Laid, line: int) -> str:
    """Give the label of a heading as printed: in its place, beside the table, or as a row of its own."""
    phrase = laid.in_place.get(line) or laid.moved.headings.get(line)
    if phrase:
        return phrase.text
    row = laid.lines.index(line) if line in laid.lines else None
    return laid.form.accounts[line].label_ja if row is None else _label(laid, row)


def spans_of(laid: Laid) -> list[Span]:
    """Give the characters of titles, heads and labels of a sheet: all that is not a figure and not a page mark."""
    phrases = [phrase for phrase in laid.sheet.phrases if phrase.kind is not STRANGE]
    lines = [line for phrase in phrases for line in phrase.lines if not is_page_mark(line)]
    words = [line for row in laid.sheet.rows for line in row.lines]
    firsts = {row.line.place.line: row.readings[0][0].span.start for row in laid.sheet.rows}
    return [Span(line.place.line, 0, firsts.get(line.place.line, len(line.text))) for line in (*lines, *words)]
