"""read: a statement file -> `Document`, every line and cell with its place. Nothing is understood here."""

from collections.abc import Callable
from pathlib import Path, PurePath

from scripts.characters import tame
from scripts.read.csv_file import read_csv
from scripts.read.limits import MOST_BYTES
from scripts.read.text import read_text
from scripts.records import Document, RefusedError
from scripts.taking import take_bytes


def _read_pdf(name: str, content: bytes) -> Document:
    from scripts.read.pdf import read_pdf  # noqa: PLC0415  loads a library that text does not need

    return read_pdf(name, content)


def _read_workbook(name: str, content: bytes) -> Document:
    from scripts.read.workbook import read_workbook  # noqa: PLC0415  loads a library that text does not need

    return read_workbook(name, content)


READERS: dict[str, Callable[[str, bytes], Document]] = {
    ".txt": read_text,
    ".md": read_text,
    ".tsv": read_text,
    ".csv": read_csv,
    ".pdf": _read_pdf,
    ".xlsx": _read_workbook,
}

# Formats people try first, with what to do instead.
MENDS = {
    ".xls": "save it as .xlsx in a spreadsheet program (Save as, Excel workbook) and convert that",
    ".doc": "save it as .txt (UTF-8) or print it to PDF",
    ".docx": "save it as .txt (UTF-8) or print it to PDF",
}


def read_file(path: Path) -> Document:
    """Give the document in `path`; raises RefusedError, with the mend, for a file that cannot be taken."""
    return read_content(tame(path.name), take_bytes(path, MOST_BYTES))


def read_content(name: str, content: bytes) -> Document:
    """Give the document that a file called `name` holds; raises RefusedError as `read_file` does."""
    suffix = PurePath(name).suffix.lower()
    reader = READERS.get(suffix)
    if reader is None:
        known = ", ".join(sorted(READERS))
        mend = MENDS.get(suffix, f"save its text as UTF-8 with one of the endings {known}")
        raise RefusedError(name, f"expected a file ending in {known}, found {suffix or 'no ending'}", mend)
    document = reader(name, content)
    if not any(line.text.strip() for line in document.lines):
        raise RefusedError(name, "expected the text of a statement, found an empty file", "export it once more")
    return document
