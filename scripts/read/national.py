"""The grid of a workbook's sheets, read whole and fast: for the ministry's workbooks, far wider than a printed page."""

import hashlib
import io
import re
import zipfile
from pathlib import PurePosixPath

import python_calamine as calamine

from scripts.read.archive import inspected_parts
from scripts.read.limits import MOST_CELLS
from scripts.read.parts import DAMAGE, damaged, refuse_title
from scripts.records import RefusedError
from scripts.sheets import Sheet, Workbook

_UNCALCULATED = re.compile(rb"<c r=\"([A-Z]+[0-9]+)\"[^>]*>\s*<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
_FORMULA = re.compile(rb"f(?<=<f)")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")


def read_sheets(name: str, content: bytes) -> Workbook:
    """Give the visible sheets of an .xlsx workbook with their raw values.

    Raises RefusedError for files that are locked, damaged, too large when unpacked, that hold macros, and for formulas
    whose results were never calculated.
    """
    workbook, refusal = read_grids(name, content)
    if refusal:
        raise refusal
    return workbook


def read_grids(name: str, content: bytes) -> tuple[Workbook, RefusedError | None]:
    """Give the same, and beside it the refusal for a formula that was never calculated, whose cell is empty."""
    # Unpacked once: the library gets the very parts that were looked through, and no others.
    plain, refusal = io.BytesIO(), None
    with zipfile.ZipFile(plain, "w") as archive:
        for member, xml in inspected_parts(name, content):
            archive.writestr(zipfile.ZipInfo(member), xml)
            refusal = refusal or _uncalculated(name, member, xml)
    plain.seek(0)
    try:
        with calamine.CalamineWorkbook.from_filelike(plain) as book:
            sheets = tuple(_sheets(name, book))
    except (calamine.CalamineError, calamine.XmlError, calamine.ZipError, *DAMAGE) as error:
        raise damaged(name, error) from error
    return Workbook(name, hashlib.sha256(content).hexdigest(), sheets), refusal


def _sheets(name: str, book: calamine.CalamineWorkbook) -> list[Sheet]:
    sheets, cells = [], 0
    for page, about in enumerate(book.sheets_metadata, 1):
        if about.visible is not calamine.SheetVisibleEnum.Visible or about.typ is not calamine.SheetTypeEnum.WorkSheet:
            continue
        refuse_title(name, about.name)
        sheet = book.get_sheet_by_name(about.name)
        cells += sheet.total_height * sheet.total_width
        if cells > MOST_CELLS:
            message = f"expected at most {MOST_CELLS:,} cells, found {cells:,}"
            raise RefusedError(f"{name}:{about.name}", message, "remove rows, columns and sheets that hold no statement")
        merged = tuple(((top, left), (bottom, right)) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ())
        sheets.append(Sheet(about.name, page, sheet.to_python(skip_empty_area=False), merged))
    return sheets


def _uncalculated(name: str, member: str, xml: bytes) -> RefusedError | None:
    """Give the refusal of a sheet with a formula whose result was never calculated."""
    found = _UNCALCULATED.search(xml) if _SHEET.fullmatch(member) and _FORMULA.search(xml) else None
    if found is None:
        return None
    message = f"expected the result of the formula in {found[1].decode()}, found none calculated"
    mend = "open the workbook in a spreadsheet, let it calculate, save it"
    return RefusedError(f"{name}:{PurePosixPath(member).stem}", message, mend)
