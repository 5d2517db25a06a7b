"""Workbooks for the fuzzer: it changes the XML inside, which a packed archive would hide from it.

An input is the parts of a workbook, each behind a line `@@ name`; parts that are not given are those of a plain workbook.
"""

import io
import re
import zipfile

from tests.hostile.bombs import CLOSE, HEAD, OPEN, PARTS

SHEET = "xl/worksheets/sheet1.xml"
_PART = re.compile(rb"^@@ ([\x21-\x7e]{1,60})\n", re.MULTILINE)


def repack(data: bytes) -> bytes:
    """Give the archive of the parts in `data`."""
    parts = {name: text.encode() for name, text in PARTS.items()} | {SHEET: f"{HEAD}{OPEN}{CLOSE}".encode()}
    pieces = _PART.split(data)
    parts |= {name.decode(): content for name, content in zip(pieces[1::2], pieces[2::2], strict=True)}
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return sink.getvalue()


def rebuild(content: bytes) -> bytes:
    """Give the input that stands for the workbook `content`."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        kept = [name for name in archive.namelist() if name.endswith((".xml", ".rels")) and "theme" not in name]
        return b"".join(b"@@ %s\n%s\n" % (name.encode(), archive.read(name)) for name in kept)
