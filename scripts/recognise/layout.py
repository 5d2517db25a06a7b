"""How a table is laid out: which lines are its header, which cells label rows, which hold amounts; and so its rows."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from scripts.labels import fold_label
from scripts.recognise.captions import find_bracketed_unit
from scripts.recognise.geometry import Columns, Side, Strip, find_sides, lay_strips
from scripts.recognise.grids import find_label_cells, split_grid
from scripts.recognise.headings import LABEL, Headings
from scripts.recognise.heads import Heads, read_cells, read_words, tell_whole
from scripts.recognise.notes import note_rows
from scripts.recognise.proving import prove_heads
from scripts.recognise.rows import Row, read_rows
from scripts.records import Line
from scripts.reference import Form, Reference

_FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True)
class Layout:
    """A table taken apart: its header lines, the heads of its amount columns by side, its rows, the unit its header names.

    `unparted` are the lines of a form whose rows are labelled over several cells, where nothing tells the cells.
    """

    headers: tuple[Line, ...]
    heads: dict[int, Heads]
    rows: tuple[Row, ...]
    unit: str = ""
    unparted: tuple[Line, ...] = ()


def lay_out(lines: Sequence[Line], form: Form, reference: Reference) -> Layout:
    """Give the layout of the lines under a title of `form`."""
    strips, columns = lay_strips(lines)
    headings = Headings(form, reference)
    labels = frozenset().union(*(reference.wordings[line.account] for line in reference.lines[form.form]))
    headers, body = split_headers(strips, headings, labels)
    label_heads = reference.label_heads.get(form.form, frozenset())
    if label_heads and not find_label_cells([strip.line for strip in headers], label_heads):
        return Layout((), {}, (), unparted=tuple(strip.line for strip in strips if strip.has_figure))
    sides = find_sides(body)
    rows = _find_rows((headers, body), sides, form, reference)
    heads = {}
    for number in sorted({row.side or 0 for row in rows}):
        own = [row for row in rows if (row.side or 0) == number]
        side = sides[number] if number < len(sides) else None
        heads[number] = prove_heads(_heads_of(own, side, (headers, columns), headings), own, headings.columns)
    units = {unit for strip in headers for piece in strip.pieces if (unit := find_bracketed_unit(piece.text, reference))}
    return Layout(tuple(s.line for s in headers), heads, tuple(rows), next(iter(units)) if len(units) == 1 else "")


def _heads_of(
    rows: Sequence[Row], side: Side | None, header: tuple[Sequence[Strip], Columns | None], headings: Headings
) -> Heads:
    headers, columns = header
    if side is not None and not side.mixed and any(row.gridded for row in rows):
        heads = read_cells(headers, columns, side, headings)
        if any(head.column for head in heads.order):
            return heads
    count = typical_count(rows)
    return replace(read_words(headers, count, headings), blanks=any(0 < len(row.figures) < count for row in rows))


def typical_count(rows: Sequence[Row]) -> int:
    """Give the number of figures of a full row: the largest that more than a stray row has."""
    counted = Counter(len(row.figures) for row in rows if row.figures)
    usual = [count for count, number in counted.items() if number >= _FEWEST_ROWS or counted.total() <= _FEWEST_ROWS]
    return max(usual or counted, default=0)


def split_headers(strips: Sequence[Strip], headings: Headings, labels: Collection[str]) -> tuple[list[Strip], list[Strip]]:
    """Give the header lines of a table and the lines below.

    The header stands above the first row: the first line that bears a label of the form, or figures. A line begins it with
    科目, 区分 … or with headings of columns; a line without words of its own in the first cell goes on with the line above.
    Further down, a line of nothing but headings is one again (at the head of a page, or above the second half of a table).
    """
    headers: list[Strip] = []
    rest: list[Strip] = []
    begun = False
    for strip in strips:
        words = fold_label("".join(p.text for p in strip.pieces if not p.figure))
        known = words in labels
        torn = headers and not begun and _goes_on(strip) and not any(label.startswith(words) for label in labels)
        if torn or _is_header(strip, headings, known=known, begun=begun):
            headers.append(strip)
        else:
            begun = begun or strip.has_figure or known
            rest.append(strip)
    return headers, rest


def _is_header(strip: Strip, headings: Headings, *, known: bool, begun: bool) -> bool:
    if strip.has_figure:
        return not begun and not known and headings.tell(strip.pieces[0].text) == LABEL
    if told := tell_whole(strip, headings):
        return len(told) > 1 or not begun
    if begun or known:
        return False
    found = list(headings.scan("".join(piece.text for piece in strip.pieces)))
    return any(headings.tell(piece.text) for piece in strip.pieces) or (LABEL in found and len(found) > 1)


def _goes_on(strip: Strip) -> bool:
    # A line without words in its first cell goes on with the header above.
    return strip.gridded and not strip.has_figure and (not strip.line.ruled or not strip.line.cells[0].text.strip())


def _find_rows(
    parts: tuple[Sequence[Strip], Sequence[Strip]], sides: Sequence[Side], form: Form, reference: Reference
) -> list[Row]:
    headers, body = parts
    label_heads = reference.label_heads.get(form.form, frozenset())
    cells = find_label_cells([strip.line for strip in headers], label_heads)
    if cells:
        return split_grid([strip.line for strip in body], cells, _scope_cell(headers, form, reference))
    if form.statement == "note":
        return note_rows([strip.line for strip in body])
    if _is_unlabelled(headers, sides, form, reference):
        return _unlabelled(headers, body)
    return read_rows(body, sides)


def _scope_cell(headers: Sequence[Strip], form: Form, reference: Reference) -> int | None:
    words = reference.scope_heads.get(form.form, frozenset())
    cells = [i for strip in headers for i, cell in enumerate(strip.line.cells) if fold_label(cell.text) in words]
    return cells[0] if cells else None


def _is_unlabelled(headers: Sequence[Strip], sides: Sequence[Side], form: Form, reference: Reference) -> bool:
    # Forms of one line print no label; their first heading is that of the line.
    return len(reference.lines[form.form]) == 1 and bool(headers) and bool(sides) and 0 in sides[0].amounts


def _unlabelled(headers: Sequence[Strip], body: Sequence[Strip]) -> list[Row]:
    label = [piece for piece in headers[0].pieces if piece.cell == headers[0].pieces[0].cell]
    rows = [[piece for piece in strip.pieces if piece.figure] for strip in body if strip.gridded]
    return [Row(label, figures, 0, gridded=True) for figures in rows if figures]
