"""Workbooks (.xlsx): the grid of every sheet, each cell as it is displayed, with its address."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from scripts.read.csv_file import grid_line
from scripts.read.displayed import display
from scripts.read.limits import MOST_CELLS, MOST_CELLS_IN_A_LINE, MOST_UNPACKED_BYTES
from scripts.records import Document, Line, Place, RefusedError

_OLE = b"\xd0\xcf\x11\xe0"


def read_workbook(name: str, content: bytes) -> Document:
    """Give the visible sheets of a workbook as a document: a row a line, `page` the sheet's number, `cell` its address.

    Figures are as displayed: the number format's separators, sign and scale are applied (display), because the unit
    above the table speaks of what is displayed. Raises RefusedError for files that are locked, damaged, too large when
    unpacked, that hold macros, and for formulas whose results were never calculated.
    """
    _inspect(name, content)
    try:
        shown = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        made = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    except (InvalidFileException, KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise RefusedError(
            name, f"expected a workbook, found a damaged file ({error})", "save it anew in a spreadsheet"
        ) from error
    try:
        lines = tuple(_lines(name, shown, made))
    finally:
        shown.close()
        made.close()
    return Document(name, "workbook", hashlib.sha256(content).hexdigest(), lines)


def _inspect(name: str, content: bytes) -> None:
    if content.startswith(_OLE):
        mend = "open it with its password and save it as an unprotected .xlsx"
        raise RefusedError(name, "expected an .xlsx workbook, found a locked or old Office file", mend)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
            macros = any(PurePosixPath(info.filename).name == "vbaProject.bin" for info in archive.infolist())
    except zipfile.BadZipFile as error:
        raise RefusedError(name, "expected an .xlsx workbook, found another kind of file", "save it as .xlsx") from error
    if unpacked > MOST_UNPACKED_BYTES:
        message = f"expected at most {MOST_UNPACKED_BYTES:,} bytes unpacked, found {unpacked:,}"
        raise RefusedError(name, message, "remove sheets that hold no statement")
    if macros:
        raise RefusedError(name, "expected a workbook without macros, found macros", "save it as .xlsx without macros")


def _lines(name: str, shown: Any, made: Any) -> Iterator[Line]:  # noqa: ANN401  openpyxl has no types
    number, cells = 0, 0
    for index, sheet in enumerate(shown.worksheets):
        if sheet.sheet_state != "visible":
            continue
        formulas = made.worksheets[index].iter_rows()
        for row, raw in zip(sheet.iter_rows(), formulas, strict=False):
            number += 1
            cells += len(row)
            if len(row) > MOST_CELLS_IN_A_LINE or cells > MOST_CELLS:
                message = f"expected at most {MOST_CELLS_IN_A_LINE} columns and {MOST_CELLS:,} cells"
                raise RefusedError(f"{name}:{sheet.title}", message, "remove columns and sheets that hold no statement")
            _refuse_uncalculated(name, sheet.title, row, raw)
            fields = [display(cell.value, cell.number_format or "General", f"{name}:{sheet.title}") for cell in row]
            refs = [f"{sheet.title}!{get_column_letter(i)}{number_in(row, i)}" for i in range(1, len(row) + 1)]
            yield grid_line(Place(number, index + 1, f"{sheet.title}!{number_in(row, 1)}"), fields, refs)


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
