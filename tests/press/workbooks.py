"""Statements as the workbooks that municipalities publish: on one sheet or several, indented in one of three ways."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from scripts.amounts import read_amount
from tests.press.statements import Statement
from tests.support.prints import Grid, PrintRow

DEEPEST = 6
FORMATS = {"triangle": '#,##0;"△"#,##0', "triangle and blank": '#,##0;"△ "#,##0', "minus": "#,##0;-#,##0"}
NOUGHT = ';"-"'
# Headings that may stand upright at the left of their part, a letter below the other.
UPRIGHT = ("【資産の部】", "【負債の部】", "【純資産の部】")


@dataclass(frozen=True)
class Manner:
    """How a workbook is laid out.

    `indent` is `columns` (a column a level), `spaces` (full-width spaces) or `format` (the cell's own indentation);
    `nil` is `text` (a dash is text) or `zero` (a nought that the number format shows as a dash).
    """

    name: str
    together: bool = False
    indent: str = "columns"
    sides: int = 1
    figures: str = "triangle"
    nil: str = "text"
    merged: bool = True
    upright: bool = False

    def __str__(self) -> str:
        return self.name


MANNERS = (
    Manner("a sheet a statement, a column a level"),
    Manner("one sheet, full-width spaces", together=True, indent="spaces", merged=False),
    Manner("two sides, a column a level", sides=2),
    Manner("two sides, indented by format", sides=2, indent="format", figures="triangle and blank"),
    Manner("one sheet, a column a level, noughts shown as dashes", together=True, nil="zero"),
    Manner("indented by format, upright headings", indent="format", upright=True),
    Manner("two sides, upright headings", sides=2, indent="spaces", upright=True),
)


def workbook_bytes(statements: Sequence[Statement], manner: Manner) -> bytes:
    """Give the workbook as a file, one page wide when printed."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    writer = _Writer(book, manner)
    for number, statement in enumerate(statements, 1):
        writer.write(statement, f"{number}")
    book.close()
    return target.getvalue()


class _Writer:
    def __init__(self, book: xlsxwriter.Workbook, manner: Manner) -> None:
        self.book = book
        self.manner = manner
        self.sheet: Any = None
        self.row = 0
        self.breaks: list[int] = []
        self.styles: dict[tuple[tuple[str, object], ...], Any] = {}

    def style(self, **properties: object) -> Any:  # noqa: ANN401  xlsxwriter has no types
        key = tuple(sorted(properties.items()))
        if key not in self.styles:
            self.styles[key] = self.book.add_format({"font_name": "IPAexGothic", "font_size": 9, **properties})
        return self.styles[key]

    def write(self, statement: Statement, number: str) -> None:
        if self.sheet is None or not self.manner.together:
            self.sheet = self.book.add_worksheet(f"{statement.title[-5:]}{number}")
            self.sheet.fit_to_pages(1, 0)
            self.sheet.set_paper(9)
            self.row = 0
        elif self.row:
            self.row += 2
            self.breaks.append(self.row)
            self.sheet.set_h_pagebreaks(self.breaks)
        grids = _sides(statement.grids, self.manner.sides)
        width = sum(self.labels + len(grid.heads) for grid in grids)
        for caption in (statement.title, *statement.captions):
            self.line(caption, width)
        left = 0
        top = self.row
        for grid in grids:
            self.row = top
            self.side(grid, left)
            left += self.labels + len(grid.heads)
        self.row = top + 1 + max(len(grid.rows) for grid in grids)

    @property
    def labels(self) -> int:
        """The columns that labels take."""
        own = DEEPEST if self.manner.indent == "columns" else 1
        return own + (1 if self.manner.upright else 0)

    def line(self, text: str, width: int) -> None:
        last = width - 1
        if text.startswith("（単位"):
            self.sheet.write(self.row, last, text, self.style(align="right"))
        elif self.manner.merged:
            self.sheet.merge_range(self.row, 0, self.row, last, text, self.style(align="center"))
        else:
            self.sheet.write(self.row, 0, text, self.style())
        self.row += 1

    def side(self, grid: Grid, left: int) -> None:
        first = left + self.labels
        if self.labels > 1:
            self.sheet.merge_range(self.row, left, self.row, first - 1, "科目", self.style(align="center", border=1))
        else:
            self.sheet.write(self.row, left, "科目", self.style(align="center", border=1))
        for at, head in enumerate(grid.heads):
            self.sheet.write(self.row, first + at, head, self.style(align="center", border=1))
        self.widths(left, len(grid.heads))
        upright: list[tuple[str, int]] = []
        for row in grid.rows:
            if self.manner.upright and row.label in UPRIGHT:
                upright.append((row.label, self.row + 1))
                continue
            self.row += 1
            self.label(row, left + (1 if self.manner.upright else 0))
            for at, (text, _) in enumerate(row.cells):
                self.figure(self.row, first + at, text)
        ends = [*(top - 1 for _, top in upright[1:]), self.row]
        for (label, top), last in zip(upright, ends, strict=False):
            self.sheet.merge_range(top, left, last, left, label.strip("【】"), self.style(rotation=270, valign="vcenter"))

    def widths(self, left: int, amounts: int) -> None:
        first = left + self.labels
        if self.manner.indent == "columns":
            self.sheet.set_column(left, first - 2, 2)
            self.sheet.set_column(first - 1, first - 1, 26)
        else:
            self.sheet.set_column(left, first - 1, 4)
            self.sheet.set_column(first - 1, first - 1, 40)
        self.sheet.set_column(first, first + amounts - 1, 17)

    def label(self, row: PrintRow, left: int) -> None:
        if self.manner.indent == "columns":
            self.sheet.write(self.row, left + row.depth, row.label, self.style())
        elif self.manner.indent == "spaces":
            self.sheet.write(self.row, left, "　" * row.depth + row.label, self.style())
        else:
            self.sheet.write(self.row, left, row.label, self.style(indent=row.depth))

    def figure(self, row: int, column: int, text: str) -> None:
        if not text:
            return
        style = self.style(align="right", num_format=FORMATS[self.manner.figures] + (NOUGHT if self.manner.nil == "zero" else ""))
        amount = read_amount(text)
        if amount.value is None:
            if self.manner.nil == "zero":
                self.sheet.write_number(row, column, 0, style)
            else:
                self.sheet.write_string(row, column, text, style)
        else:
            self.sheet.write_number(row, column, int(amount.value), style)


def _sides(grids: Iterable[Grid], sides: int) -> list[Grid]:
    own = list(grids)
    if sides == 1 and len(own) > 1:
        return [Grid(own[0].heads, tuple(row for grid in own for row in grid.rows))]
    return own
