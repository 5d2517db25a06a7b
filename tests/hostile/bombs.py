"""Files made to hurt: small, but unpacking to gigabytes, spanning grids that no memory holds, or never ending."""

import io
import os
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0"?>'
PARTS = {
    "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/></Types>',
    "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
OPEN, CLOSE = f'<worksheet xmlns="{MAIN}"><sheetData>', "</sheetData></worksheet>"
TITLE = "貸借対照表\n（単位：千円）\n"
MEGABYTE = 1_000_000


def workbook(*pieces: str | bytes, doctype: str = "", more: dict[str, str] | None = None) -> bytes:
    """A workbook whose only sheet is written piece by piece, so that gigabytes need no memory here either."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in {**PARTS, **(more or {})}.items():
            archive.writestr(name, text)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for piece in (HEAD, doctype, OPEN, *pieces, CLOSE):
                sheet.write(piece.encode() if isinstance(piece, str) else piece)
    return sink.getvalue()


def cell(text: str, address: str = "A1") -> str:
    return f'<row r="1"><c r="{address}" t="inlineStr"><is><t>{text}</t></is></c></row>'


def titled(title: str, names: str = "") -> bytes:
    """A workbook whose sheet bears `title`, with the definitions of `names`."""
    book = PARTS["xl/workbook.xml"].replace('name="a"', f'name="{title}"')
    return workbook(
        cell("a"), more={"xl/workbook.xml": book.replace("</workbook>", f"<definedNames>{names}</definedNames></workbook>")}
    )


def renamed_sheet(rows: str) -> bytes:
    """A workbook whose sheet is no part of the usual name."""
    more = {
        name: PARTS[name].replace("worksheets/sheet1.xml", "odd/one.dat")
        for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels")
    }
    return workbook(cell("a"), more={**more, "xl/odd/one.dat": HEAD + OPEN + rows + CLOSE})


def lying(content: bytes) -> bytes:
    """The archive with a directory that says every part is 100 bytes long."""
    changed, at = bytearray(content), -1
    while (at := changed.find(b"PK\x01\x02", at + 1)) >= 0:
        changed[at + 24 : at + 28] = (100).to_bytes(4, "little")
    return bytes(changed)


def packed(pieces: Iterable[bytes]) -> bytes:
    press = zlib.compressobj(1)
    return b"".join(press.compress(piece) for piece in pieces) + press.flush()


def pdf(content: bytes, filters: bytes = b"/FlateDecode", pages: int = 1) -> bytes:
    """A PDF each of whose pages shows the same content."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + b"3 0 R " * pages + b"]/Count %d>>" % pages,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d/Filter[%s]>>stream\n%s\nendstream" % (len(content), filters, content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (table, len(out))
    return out + end


def entities() -> str:
    """Nine entities, each ten of the one before: a billion letters."""
    nested = "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    return f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{nested}]>'


def gigabytes(piece: bytes, count: int) -> list[bytes]:
    return [piece] * count


# File name -> how its content is made, and what is said of it.
BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "unpacks_to_more_than_there_is.xlsx": (
        lambda: workbook(*gigabytes(b" " * 20 * MEGABYTE, 20)),
        "refused: expected at most 150,000,000 bytes unpacked, found 400,001,367",
    ),
    "lies_about_its_size.xlsx": (
        lambda: lying(workbook(*gigabytes(b" " * 20 * MEGABYTE, 20))),
        "refused: expected a workbook, found a damaged file",
    ),
    "one_far_cell.xlsx": (
        lambda: workbook('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "refused: expected at most 5,000,000 cells, found 17,179,869,184",
    ),
    "far_cell_of_a_sheet_elsewhere.xlsx": (
        lambda: workbook(
            more={
                "xl/_rels/workbook.xml.rels": PARTS["xl/_rels/workbook.xml.rels"].replace("worksheets/sheet1", "other/a"),
                "xl/other/a.xml": f'{HEAD}{OPEN}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>{CLOSE}',
            }
        ),
        "refused: expected at most 5,000,000 cells, found 17,179,869,184",
    ),
    "address_beyond_any_sheet.xlsx": (lambda: workbook(cell("a", "G" * 90 + "1")), "refused: expected the address of a cell"),
    "billion_laughs.xlsx": (lambda: workbook(cell("&j;"), doctype=entities()), "refused: expected a workbook without entities"),
    "reads_a_file_of_the_machine.xlsx": (
        lambda: workbook(cell("&x;"), doctype='<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        "refused: expected a workbook without entities",
    ),
    "hides_entities_in_utf16.xlsx": (
        lambda: workbook(more={"xl/sharedStrings.xml": "<!DOCTYPE x [<!ENTITY a 'a'>]><x/>".encode("utf-16").decode("latin-1")}),
        "refused:",
    ),
    "holds_macros.xlsx": (lambda: workbook(cell("a"), more={"xl/vbaProject.bin": "x"}), "without macros, found macros"),
    "hides_macros.xlsx": (
        lambda: workbook(
            cell("a"),
            more={
                "[Content_Types].xml": PARTS["[Content_Types].xml"].replace(
                    "</Types>", '<Override PartName="/xl/a.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
                )
            },
        ),
        "without macros, found macros",
    ),
    "hides_its_sheet.xlsx": (
        lambda: renamed_sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "refused: expected at most 5,000,000 cells, found 17,179,869,184",
    ),
    "hides_entities_in_an_odd_part.xlsx": (
        lambda: workbook(cell("a"), more={"xl/drawings/a.vml": entities()}),
        "refused: expected a workbook without entities",
    ),
    "names_by_the_million.xlsx": (
        lambda: titled("a", "".join(f'<definedName name="n{i}">a!$A$1</definedName>' for i in range(800_000))),
        "refused: reading",
    ),
    "sheet_called_backwards.xlsx": (lambda: titled("&#x202e;a"), "expected the title of a sheet, found '\\u202ea'"),
    "sheet_called_as_a_command.xlsx": (lambda: titled("a&#10;::error::x"), "expected the title of a sheet, found 'a\\n::er"),
    "sheet_called_as_a_formula.xlsx": (lambda: titled("=HYPERLINK(1)"), "expected the title of a sheet, found '=HYPER"),
    "sheet_of_a_long_name.xlsx": (lambda: titled("a" * MEGABYTE), "expected the title of a sheet, found 'aaaa"),
    "has_many_parts.xlsx": (
        lambda: workbook(cell("a"), more={f"xl/media/{i}.xml": "" for i in range(6000)}),
        "refused: expected at most 5,000 parts",
    ),
    "points_at_no_text.xlsx": (
        lambda: workbook('<row r="1"><c r="A1" t="s"><v>99999999999</v></c></row>'),
        "found a damaged file",
    ),
    "impossible_date.xlsx": (
        lambda: workbook('<row r="1"><c r="A1" t="d"><v>99999-99-99</v></c></row>'),
        "found a damaged file",
    ),
    "deeply_nested.xlsx": (lambda: workbook("<a>" * 2_000_000), "refused:"),
    "millions_of_columns.xlsx": (lambda: workbook('<row r="1">', "<c><v>1</v></c>" * 200_000, "</row>"), "refused:"),
    "backwards.xlsx": (lambda: workbook(cell("資産&#x202E;計合")), "found the control character U+202E"),
    "unpacks_to_gigabytes.pdf": (lambda: pdf(packed(gigabytes(b" " * 20 * MEGABYTE, 60))), "refused: reading needed more than"),
    "packed_twice.pdf": (
        lambda: pdf(zlib.compress(packed(gigabytes(b" " * 20 * MEGABYTE, 60)), 9), b"/FlateDecode/FlateDecode"),
        "refused: reading needed more than",
    ),
    "a_page_of_millions_of_letters.pdf": (
        lambda: pdf(packed([b"BT /F 9 Tf ", *gigabytes(b"(1,234) Tj " * 100_000, 10)])),
        "refused:",
    ),
    "endless_states.pdf": (lambda: pdf(packed([b"q " * 50 * MEGABYTE])), "refused:"),
    "cut_off.pdf": (lambda: b"%PDF-1.7\n", "refused: expected a PDF, found a damaged file"),
    "deeply_nested.pdf": (lambda: b"%PDF-1.7\n1 0 obj\n" + b"[" * 5 * MEGABYTE, "refused: expected a PDF, found a damaged file"),
    "one_long_line.txt": (
        lambda: TITLE.encode() + b"1,234 " * 10 * MEGABYTE,
        "long_line.txt:3: refused: expected at most 20,000",
    ),
    "one_long_record.csv": (lambda: b"," * 60 * MEGABYTE, "refused: expected at most 20,000 characters a line"),
    "an_open_quote.csv": (lambda: b'"' + b"a,\n" * 20 * MEGABYTE, "refused: expected a CSV record"),
    "shift_jis.txt": (lambda: TITLE.encode("cp932"), "refused: expected UTF-8, found Shift_JIS"),
    "utf16.txt": (lambda: TITLE.encode("utf-16"), "refused: expected UTF-8, found UTF-16"),
    "half_a_character.txt": (lambda: TITLE.encode()[:-2] * 2, "refused: expected UTF-8"),
    "nothing_but_nul.txt": (lambda: b"\0" * 1000, "found the control character U+0000"),
    "backwards.txt": ((TITLE + "資産\u202e計合  1,234\n").encode, "backwards.txt:3: refused: expected text, found the"),
    "escapes.csv": ("貸借対照表\n\x1b[2J資産合計,1\n".encode, "escapes.csv:2: refused: expected text, found the"),
    "only_numbers.txt": (lambda: b"1 2 3 4 5 6 7 8\n" * 3000, "refused:"),
}


def two_gigabytes(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2_000_000_000)


# File name -> how it is made where it is, and what is said of it.
ODD_FILES: dict[str, tuple[Callable[[Path], None], str]] = {
    "two_gigabytes.txt": (two_gigabytes, "refused: expected at most 64,000,000 bytes, found 2,000,000,000"),
    "pipe.txt": (os.mkfifo, "found a pipe or a device"),
    "pipe.xlsx": (os.mkfifo, "found a pipe or a device"),
    "zero.txt": (lambda path: path.symlink_to("/dev/zero"), "found a pipe or a device"),
    "loop.txt": (lambda path: path.symlink_to(path.name), "cannot be read"),
}
