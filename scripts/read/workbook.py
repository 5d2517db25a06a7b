"""Workbooks (.xlsx): the grid of every sheet, each cell as it is displayed, with its address."""

import hashlib
import io
from collections.abc import Iterator
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from scripts.read.archive import refuse_unsuitable
from scripts.read.csv_file import grid_line
from scripts.read.displayed import display
from scripts.read.limits import MOST_CELLS, MOST_CELLS_IN_A_LINE
from scripts.read.parts import DAMAGE, damaged, refuse_title
from scripts.read.text import refuse_deceiving
from scripts.records import Document, Line, Place, RefusedError

# Spreadsheets indent by no more.
_DEEPEST = 250


def read_workbook(name: str, content: bytes) -> Document:
    """Give the visible sheets of a workbook as a document: a row a line, `page` the sheet's number, `cell` its address.

    Figures are as displayed: the number format's separators, sign and scale are applied (display), because the unit
    above the table speaks of what is displayed. Raises RefusedError for files that are locked, damaged, too large when
    unpacked, that hold macros, for formulas whose results were never calculated, and for those that ended in an error.
    """
    refuse_unsuitable(name, content)
    try:
        lines = tuple(_open(name, content))
    except DAMAGE as error:
        raise damaged(name, error) from error
    return Document(name, "workbook", hashlib.sha256(content).hexdigest(), lines)


def _open(name: str, content: bytes) -> Iterator[Line]:
    shown = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    made = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    try:
        yield from _lines(name, shown, made)
    finally:
        shown.close()
        made.close()


def _lines(name: str, shown: Any, made: Any) -> Iterator[Line]:  # noqa: ANN401  openpyxl has no types
    number, cells = 0, 0
    for index, sheet in enumerate(shown.worksheets):
        if sheet.sheet_state != "visible":
            continue
        refuse_title(name, sheet.title)
        formulas = made.worksheets[index].iter_rows()
        for row, raw in zip(sheet.iter_rows(), formulas, strict=False):
            number += 1
            cells += len(row)
            if len(row) > MOST_CELLS_IN_A_LINE or cells > MOST_CELLS:
                message = f"expected at most {MOST_CELLS_IN_A_LINE} columns and {MOST_CELLS:,} cells"
                raise RefusedError(f"{name}:{sheet.title}", message, "remove columns and sheets that hold no statement")
            _refuse_uncalculated(name, sheet.title, row, raw)
            fields = [_shown(cell, f"{name}:{sheet.title}") for cell in row]
            refs = [f"{sheet.title}!{get_column_letter(i)}{number_in(row, i)}" for i in range(1, len(row) + 1)]
            place = Place(number, index + 1, f"{sheet.title}!{number_in(row, 1)}")
            refuse_deceiving(f"{name}:{place}", "\t".join(fields))
            yield grid_line(place, fields, refs)


def _shown(cell: Any, where: str) -> str:  # noqa: ANN401
    if getattr(cell, "data_type", "") == "e":
        message = f"expected a value in {cell.coordinate}, found the error {cell.value}"
        raise RefusedError(where, message, "mend the formula in a spreadsheet, or ask the publisher for the figures")
    text = display(cell.value, cell.number_format or "General", where)
    if not isinstance(cell.value, str) or not text.strip():
        return text
    # The indentation of a cell's format is shown as blanks before its text.
    return "\u3000" * min(int(cell.alignment.indent or 0), _DEEPEST) + text


def number_in(row: Any, column: int) -> str:  # noqa: ANN401
    """Give the row number of a cell of `row`, empty cells included."""
    cell = row[column - 1] if len(row) >= column else None
    known = getattr(cell, "row", None) or next((getattr(c, "row", None) for c in row if getattr(c, "row", None)), "")
    return str(known)


def _refuse_uncalculated(name: str, sheet: str, row: Any, raw: Any) -> None:  # noqa: ANN401
    for cell, formula in zip(row, raw, strict=False):
        if formula.value is not None and cell.value is None and str(formula.value).startswith("="):
            message = f"expected the result of the formula in {formula.coordinate}, found none calculated"
            raise RefusedError(f"{name}:{sheet}", message, "open the workbook in a spreadsheet, let it calculate, save it")
