"""The grid of a workbook's sheets, read whole and fast: for the ministry's workbooks, far wider than a printed page."""

import hashlib
import io
import re
import zipfile
from pathlib import PurePosixPath

import python_calamine as calamine

from scripts.read.archive import refuse_unsuitable
from scripts.read.limits import MOST_CELLS
from scripts.read.parts import DAMAGE, damaged
from scripts.records import RefusedError
from scripts.sheets import Sheet, Workbook

_UNCALCULATED = re.compile(rb"<c r=\"([A-Z]+[0-9]+)\"[^>]*>\s*<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")


def read_sheets(name: str, content: bytes) -> Workbook:
    """Give the visible sheets of an .xlsx workbook with their raw values.

    Raises RefusedError for files that are locked, damaged, too large when unpacked, that hold macros, and for formulas
    whose results were never calculated.
    """
    workbook = read_grids(name, content)
    refuse_uncalculated(name, content)
    return workbook


def read_grids(name: str, content: bytes) -> Workbook:
    """Give the same without a look at formulas: the cells of those never calculated are empty."""
    refuse_unsuitable(name, content)
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            sheets = tuple(_sheets(name, book))
    except (calamine.CalamineError, calamine.XmlError, calamine.ZipError, *DAMAGE) as error:
        raise damaged(name, error) from error
    return Workbook(name, hashlib.sha256(content).hexdigest(), sheets)


def _sheets(name: str, book: calamine.CalamineWorkbook) -> list[Sheet]:
    sheets, cells = [], 0
    for page, about in enumerate(book.sheets_metadata, 1):
        if about.visible is not calamine.SheetVisibleEnum.Visible or about.typ is not calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(about.name)
        cells += sheet.total_height * sheet.total_width
        if cells > MOST_CELLS:
            message = f"expected at most {MOST_CELLS:,} cells, found {cells:,}"
            raise RefusedError(f"{name}:{about.name}", message, "remove rows, columns and sheets that hold no statement")
        merged = tuple(((top, left), (bottom, right)) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ())
        sheets.append(Sheet(about.name, page, sheet.to_python(skip_empty_area=False), merged))
    return sheets


def refuse_uncalculated(name: str, content: bytes) -> None:
    """Refuse a workbook with a formula whose result was never calculated."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for member in archive.namelist():
            xml = archive.read(member) if _SHEET.fullmatch(member) else b""
            found = _UNCALCULATED.search(xml) if b"<f" in xml else None
            if found:
                message = f"expected the result of the formula in {found[1].decode()}, found none calculated"
                mend = "open the workbook in a spreadsheet, let it calculate, save it"
                raise RefusedError(f"{name}:{PurePosixPath(member).stem}", message, mend)
