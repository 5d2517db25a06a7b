"""The parts of a workbook's archive, looked through before a library unpacks them and lays out their grids."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from scripts.characters import find_deceiving, find_unseen, is_formula
from scripts.read.limits import LONGEST_TITLE, MOST_CELLS, MOST_MEMBERS
from scripts.records import RefusedError

# What the libraries raise for archives and XML that are not what they say; none of them says which of it to expect.
DAMAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    SyntaxError,  # XML that is not well formed
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
# Addresses of rows (12) and cells (AB12); a library that trusts one of a thousand letters lays out a grid of that width.
_ADDRESS = re.compile(rb"\sr\s*=\s*[\"']([^\"'<>]*)")
_PLAIN = re.compile(rb"([A-Za-z]{0,3})([0-9]{1,7})")
# A quotation mark stands in no address.
_ALL_PLAIN = re.compile(rb"(?:[A-Za-z]{0,3}[0-9]{1,7}\")*")
_LETTERS, _NUMBERS = re.compile(rb"[A-Za-z]+"), re.compile(rb"[0-9]+")
# An address that is not written as nearly all are, of two letters and three digits at most. The search begins at the letter r:
# one that begins with any white space takes four times as long.
_UNUSUAL = re.compile(rb"r(?<=\sr)(?!=\"[A-Z]{0,2}[0-9]{1,3}\")\s*=\s*[\"']")
_PICTURES = (".png", ".jpeg", ".jpg", ".gif", ".emf", ".wmf", ".tif", ".tiff", ".bmp", ".ttf", ".odttf", ".bin")
_ENTITIES = (b"<!DOCTYPE", b"<!ENTITY", "<!".encode("utf-16-le"), "<!".encode("utf-16-be"))


def inspect_parts(name: str, archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Give name and content of each XML part of an archive.

    Refuses one with entities in its XML, with sheets beyond the limits, and one that is not whole.
    """
    names = [member.filename for member in archive.infolist()]
    if len(names) > MOST_MEMBERS:
        message = f"expected at most {MOST_MEMBERS:,} parts, found {len(names):,}"
        raise RefusedError(name, message, "remove sheets that hold no statement")
    if len(set(names)) < len(names):
        raise RefusedError(name, "expected every part once, found two of one name", "save it anew in a spreadsheet")
    for member in names:
        if not member.lower().endswith(_PICTURES):
            try:
                xml = archive.read(member)
                _inspect_xml(name, member, xml)
            except DAMAGE as error:
                raise damaged(name, error) from error
            yield member, xml


def damaged(name: str, error: Exception) -> RefusedError:
    """Give the refusal of a workbook that a library could not read for `error`."""
    text = " ".join(str(error).split())[:200] or type(error).__name__
    return RefusedError(name, f"expected a workbook, found a damaged file ({text})", "save it anew in a spreadsheet")


def refuse_title(name: str, title: str) -> None:
    """Refuse a sheet whose title no spreadsheet lets anybody type: it becomes the place of every finding and figure."""
    odd = find_deceiving(title) or find_unseen(title) or len(title) > LONGEST_TITLE or any(mark in title for mark in "\n\r\t")
    if odd or is_formula(title):
        message = f"expected the title of a sheet, found {title[:40]!a}"
        raise RefusedError(name, message, "give the sheet a plain title in a spreadsheet")


def _inspect_xml(name: str, member: str, xml: bytes) -> None:
    # Entities can stand for more text than there is memory, and for files of this machine; no workbook needs them.
    if b"!" in xml and any(mark in xml for mark in _ENTITIES):
        mend = "save it anew in a spreadsheet"
        raise RefusedError(f"{name}:{member}", "expected a workbook without entities, found some", mend)
    # A sheet is what the workbook names as one, whatever the part is called.
    if (_SHEET.fullmatch(member) or b"sheetData" in xml) and _UNUSUAL.search(xml):
        _inspect_addresses(f"{name}:{PurePosixPath(member).stem}", set(_ADDRESS.findall(xml)))


def _inspect_addresses(where: str, addresses: set[bytes]) -> None:
    # Libraries lay out the whole grid between the outermost cells, however few there are.
    joined = b"".join(address + b'"' for address in addresses)
    if _ALL_PLAIN.fullmatch(joined) is None:
        odd = next(address for address in sorted(addresses) if _PLAIN.fullmatch(address) is None)
        found = ascii(odd[:20].decode("latin-1"))
        raise RefusedError(where, f"expected the address of a cell, found {found}", "save it anew in a spreadsheet")
    # Of the million cells of a sheet few have a row or a column that no other has.
    rows = max(map(int, set(_NUMBERS.findall(joined))), default=0)
    columns = max(map(_column, set(_LETTERS.findall(joined))), default=0)
    if rows * columns > MOST_CELLS:
        message = f"expected at most {MOST_CELLS:,} cells, found {rows * columns:,}"
        raise RefusedError(where, message, "remove rows, columns and sheets that hold no statement")


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters.upper():
        column = column * 26 + letter - 64
    return column
