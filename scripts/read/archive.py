"""What an .xlsx file is before it is opened: an archive of a sane size, without lock and without macros."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from scripts.read.limits import MOST_UNPACKED_BYTES
from scripts.read.parts import DAMAGE, damaged, inspect_parts
from scripts.records import RefusedError

# Old Office files, and new ones that are locked, are compound files; the names of their streams stand in them as UTF-16.
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KINDS = (
    (
        "DRMEncrypted",
        "found one under rights management",
        "ask the publisher for a copy without restrictions, or save one yourself if you may",
    ),
    ("EncryptedPackage", "found one locked by a password", "open it with its password and save it without one"),
    ("WordDocument", "found an old Word document", "print it to PDF and convert that"),
    ("Workbook", "found an old .xls workbook", "save it as .xlsx in a spreadsheet program and convert that"),
    ("Book", "found an old .xls workbook", "save it as .xlsx in a spreadsheet program and convert that"),
)


def refuse_unsuitable(name: str, content: bytes) -> None:
    """Refuse what is no plain .xlsx file: locked, old, of another kind, too large when unpacked, with macros."""
    for _ in inspected_parts(name, content):
        pass


def inspected_parts(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """Give name and content of each XML part of an .xlsx file, looked through; refuses what `refuse_unsuitable` does."""
    if content.startswith(_COMPOUND[:4]):
        raise _compound_refusal(name, content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _refuse_members(name, members)
            _refuse_macros(name, archive)
            yield from inspect_parts(name, archive)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, LookupError) as error:
        found = "an empty file" if not content else "another kind of file, or half of one"
        raise RefusedError(name, f"expected an .xlsx workbook, found {found}", "download it anew, or save it as .xlsx") from error


def _refuse_members(name: str, members: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(member.file_size for member in members)
    if unpacked > MOST_UNPACKED_BYTES:
        message = f"expected at most {MOST_UNPACKED_BYTES:,} bytes unpacked, found {unpacked:,}"
        raise RefusedError(name, message, "remove sheets that hold no statement")
    if any(member.flag_bits & 1 for member in members):
        raise RefusedError(name, "expected an open .xlsx workbook, found one locked by a password", _KINDS[1][2])


def _refuse_macros(name: str, archive: zipfile.ZipFile) -> None:
    names = [member.filename.lower() for member in archive.infolist()]
    try:
        kinds = archive.read("[Content_Types].xml").lower()
    except KeyError:
        kinds = b""
    except DAMAGE as error:
        raise damaged(name, error) from error
    hidden = any(word in kinds for word in (b"vbaproject", b"macroenabled", b"macrosheet"))
    if hidden or any(PurePosixPath(one).name == "vbaproject.bin" or "/macrosheets/" in one for one in names):
        raise RefusedError(name, "expected a workbook without macros, found macros", "save it as .xlsx without macros")


def _compound_refusal(name: str, content: bytes) -> RefusedError:
    for stream, found, mend in _KINDS:
        if stream.encode("utf-16-le") in content:
            return RefusedError(name, f"expected an open .xlsx workbook, {found}", mend)
    message = "expected an open .xlsx workbook, found a locked or old Office file"
    return RefusedError(name, message, "save it as an unprotected .xlsx in a spreadsheet program")
