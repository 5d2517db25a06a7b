"""How a table is laid out: which lines are its header, which cells label rows, which hold amounts; and so its rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from scripts.labels import fold_label
from scripts.recognise.columns import Heads, read_heads
from scripts.recognise.grids import find_label_cells, split_grid
from scripts.recognise.notes import note_rows
from scripts.recognise.pieces import split_pieces
from scripts.recognise.rows import Row, count_sides, is_header, label_cells, split_rows
from scripts.records import Line
from scripts.reference import Form, Reference

_TWO = 2


@dataclass(frozen=True, slots=True)
class Layout:
    """A table taken apart: its header lines, its amount columns and its rows in the order of the form's sides."""

    headers: tuple[Line, ...]
    heads: Heads
    rows: tuple[Row, ...]


def lay_out(lines: Sequence[Line], form: Form, reference: Reference) -> Layout:
    """Give the layout of the lines under a title of `form`."""
    columns = reference.columns.get(form.form, ())
    headings = frozenset(fold_label(text) for c in columns for text in (c.label_ja, *c.variants))
    label_heads = reference.label_heads.get(form.form, frozenset())
    headers, body = split_headers(lines, headings | label_heads)
    heads = read_heads(headers, columns)
    cells = find_label_cells(headers, label_heads)
    if cells:
        rows = split_grid(body, cells)
    elif 0 in heads.by_cell:
        rows = _unlabelled(body, headers[0])
    elif form.statement == "note":
        rows = note_rows(body)
    else:
        rows = _sided_rows(headers, body, form.sides)
    return Layout(tuple(headers), heads, tuple(rows))


def split_headers(lines: Sequence[Line], headings: frozenset[str]) -> tuple[list[Line], list[Line]]:
    """Give the header lines of a table and the lines below; a header stands above the first figure.

    A header begins with 科目, 区分 …, names two headings of the form or begins with one; a ruled line with an empty
    first cell goes on with the header above it.
    """
    headers: list[Line] = []
    rest: list[Line] = []
    figures = False
    before: Line | None = None
    for line in lines:
        bare = not any(piece.figure for piece in split_pieces(line))
        figures = figures or not bare
        known = [fold_label(cell.text) in headings for cell in line.cells]
        named = bare and (sum(known) > 1 or (line.ruled and len(known) > 1 and known[0]))
        torn = bare and line.ruled and bool(headers) and headers[-1] is before and not line.cells[0].text.strip()
        (headers if not figures and (is_header(line) or torn or named) else rest).append(line)
        before = line
    return headers, rest


def _sided_rows(headers: Sequence[Line], body: Sequence[Line], sides: int) -> list[Row]:
    if sides < _TWO or count_sides([*headers, *body]) < _TWO:
        return split_rows(body, ())
    starts = label_cells(headers[0]) if headers else []
    rows = split_rows(body, starts)
    return sorted(rows, key=lambda row: row.side) if len(starts) == _TWO else rows


def _unlabelled(body: Sequence[Line], header: Line) -> list[Row]:
    # The first amount stands in the first cell: rows have no label but that column's heading.
    label = split_pieces(header)[0]
    lines = [[p for p in split_pieces(line) if p.figure] for line in body if line.ruled]
    return [Row([label], figures, ruled=True) for figures in lines if figures]
