"""Files that cannot be taken: each is refused with its own sentence and the way out, by both verbs, and nothing is written."""

import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from scripts.read import read_file
from scripts.read.limits import MOST_UNPACKED_BYTES
from scripts.recognise import recognise
from scripts.records import RefusedError
from tests.press.pages import PAGES, page_html
from tests.press.printers import LOCKED, print_office, print_pages, scan_page
from tests.press.statements import make_statements
from tests.press.workbooks import MANNERS, workbook_bytes
from tests.support.documents import DAY, PERIOD, Setting, reference

ROOT = Path(__file__).resolve().parents[2]
TOWN = make_statements(Setting(3))
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def compound(*streams: str) -> Callable[[Path], bytes]:
    """Give the beginning of a compound file that names streams: old Office files and locked new ones are such."""
    return lambda _: COMPOUND + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)


def restricted_pdf(_: Path) -> bytes:
    """Give a PDF whose reader must ask a server for rights."""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        b"<< /Filter /EBX_HANDLER /V 4 /Length 128 >>",
    ]
    text, places = b"%PDF-1.6\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(text))
        text += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(text)
    text += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    ids = b"<00112233445566778899aabbccddeeff>"
    text += b"trailer\n<< /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [%s %s] >>\n" % (ids, ids)
    return text + b"startxref\n%d\n%%%%EOF\n" % start


def book(alter: Callable[[openpyxl.Workbook], None]) -> Callable[[Path], bytes]:
    def write(folder: Path) -> bytes:
        path = folder / "whole.xlsx"
        path.write_bytes(workbook_bytes(TOWN, MANNERS[0]))
        workbook = openpyxl.load_workbook(path)
        alter(workbook)
        workbook.save(path)
        return path.read_bytes()

    return write


def set_cell(address: str, value: object, kind: str = "") -> Callable[[openpyxl.Workbook], None]:
    def alter(workbook: openpyxl.Workbook) -> None:
        cell = workbook.worksheets[0][address]
        cell.value = value
        if kind:
            cell.data_type = kind

    return alter


def half(_: Path) -> bytes:
    return workbook_bytes(TOWN, MANNERS[0])[:4000]


def bomb(folder: Path) -> bytes:
    path = folder / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(2 * MOST_UNPACKED_BYTES))
    return path.read_bytes()


REFUSED: dict[str, tuple[str, Callable[[Path], bytes], str, str]] = {
    "a PDF with a password": (
        "locked.pdf",
        lambda folder: print_office({"a.xlsx": workbook_bytes(TOWN, MANNERS[0])}, folder, LOCKED.format("calc"))["a.xlsx"],
        "locked.pdf: refused: expected an open PDF, found one locked by a password",
        "save a copy without the password",
    ),
    "a PDF under rights management": (
        "rights.pdf",
        restricted_pdf,
        "rights.pdf: refused: expected an open PDF, found one under rights management",
        "ask the publisher for a copy without restrictions, or print it to PDF if you may",
    ),
    "a scanned PDF": (
        "scan.pdf",
        lambda folder: scan_page(page_html(TOWN[:1], PAGES[0]), folder),
        "scan.pdf: refused: expected a PDF with text, found only pictures (a scan)",
        "ask the publisher for the original file, or run text recognition and check the result",
    ),
    "half a PDF": (
        "half.pdf",
        lambda folder: print_pages({"a": "<p>貸借対照表"}, folder)["a"][:300],
        "half.pdf: refused: expected a PDF, found a damaged file (Failed to load document (PDFium: Data format error).)",
        "download the file once more",
    ),
    "a workbook with a password": (
        "locked.xlsx",
        compound("\x06DataSpaces", "StrongEncryptionDataSpace", "EncryptedPackage"),
        "locked.xlsx: refused: expected an open .xlsx workbook, found one locked by a password",
        "open it with its password and save it without one",
    ),
    "a workbook under rights management": (
        "rights.xlsx",
        compound("\x06DataSpaces", "DRMEncryptedDataSpace", "EncryptedPackage"),
        "rights.xlsx: refused: expected an open .xlsx workbook, found one under rights management",
        "ask the publisher for a copy without restrictions, or save one yourself if you may",
    ),
    "an old workbook": (
        "old.xls",
        compound("Workbook"),
        "old.xls: refused: expected a file ending in .csv, .md, .pdf, .tsv, .txt, .xlsx, found .xls",
        "save it as .xlsx in a spreadsheet program (Save as, Excel workbook) and convert that",
    ),
    "an old workbook renamed": (
        "renamed.xlsx",
        compound("Workbook"),
        "renamed.xlsx: refused: expected an open .xlsx workbook, found an old .xls workbook",
        "save it as .xlsx in a spreadsheet program and convert that",
    ),
    "half a workbook": (
        "half.xlsx",
        half,
        "half.xlsx: refused: expected an .xlsx workbook, found another kind of file, or half of one",
        "download it anew, or save it as .xlsx",
    ),
    "a workbook that unpacks to too much": (
        "bomb.xlsx",
        bomb,
        f"bomb.xlsx: refused: expected at most {MOST_UNPACKED_BYTES:,} bytes unpacked, found {2 * MOST_UNPACKED_BYTES:,}",
        "remove sheets that hold no statement",
    ),
    "a formula never calculated": (
        "formula.xlsx",
        book(set_cell("G8", "=SUM(G9:G20)")),
        "formula.xlsx:貸借対照表1: refused: expected the result of the formula in G8, found none calculated",
        "open the workbook in a spreadsheet, let it calculate, save it",
    ),
    "a formula that ended in an error": (
        "error.xlsx",
        book(set_cell("G8", "#REF!", "e")),
        "error.xlsx:貸借対照表1: refused: expected a value in G8, found the error #REF!",
        "mend the formula in a spreadsheet, or ask the publisher for the figures",
    ),
}


def call(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scripts", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_cannot_be_taken_is_refused_with_its_own_sentence(case: str, tmp_path: Path) -> None:
    name, make, said, mend = REFUSED[case]
    (tmp_path / "made").mkdir()
    (tmp_path / name).write_bytes(make(tmp_path / "made"))
    done = call("convert", tmp_path / name, "-o", tmp_path / "out")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{said}\n    mend: {mend}\n")
    assert not (tmp_path / "out").exists()


def test_import_refuses_likewise_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "rights.pdf").write_bytes(restricted_pdf(tmp_path))
    report = "294241-1999-statements"
    done = call("import", tmp_path / "rights.pdf", "--body", "294241", "--report", report)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(REFUSED["a PDF under rights management"][2] + "\n    mend: ")
    assert not (ROOT / "datapackage" / "sources" / report).exists()


def test_a_page_that_is_a_picture_among_pages_of_text_is_named(tmp_path: Path) -> None:
    statement = page_html(TOWN[1:2], PAGES[0])
    (tmp_path / "mixed.pdf").write_bytes(scan_page(page_html(TOWN[:1], PAGES[0]), tmp_path, before=statement))
    recognition = recognise(read_file(tmp_path / "mixed.pdf"), reference())
    told = [finding.message for finding in recognition.findings if finding.rule == "READ15"]
    assert told[0] == "page 2 holds a picture and no text; if it shows figures, they are left out"
    assert {finding.rule for finding in recognition.findings} == {"READ15"}


def test_a_picture_under_a_header_and_a_page_number_is_named_likewise(tmp_path: Path) -> None:
    statement = page_html(TOWN[1:2], PAGES[0])
    header, number = "<p>令和5年度　架空町の財務書類</p>", "<p>- 2 -</p>"
    text = page_html(TOWN[:1], PAGES[0])
    (tmp_path / "mixed.pdf").write_bytes(scan_page(text, tmp_path, before=statement, around=(header, number)))
    document = read_file(tmp_path / "mixed.pdf")
    assert any("架空町の財務書類" in line.text and line.place.page == 2 for line in document.lines)
    told = [(f.rule, f.message) for f in recognise(document, reference()).findings]
    assert told == [("READ15", "page 2 holds a picture and little text; if it shows figures, they are left out")]


def test_scans_that_bear_only_a_page_number_are_refused_as_scans(tmp_path: Path) -> None:
    content = scan_page(page_html(TOWN[:1], PAGES[0]), tmp_path, around=("", "<p>- 1 -</p>"))
    (tmp_path / "scan.pdf").write_bytes(content)
    with pytest.raises(RefusedError, match="found only pictures"):
        read_file(tmp_path / "scan.pdf")


def renamed(*names: str, told: dict[str, str] | None = None) -> Callable[[openpyxl.Workbook], None]:
    def alter(workbook: openpyxl.Workbook) -> None:
        for sheet, name in zip(workbook.worksheets, names, strict=False):
            sheet.title = name
        for sheet in workbook.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, str) and sheet.title in (told or {}) and cell.value in (DAY, PERIOD):
                        cell.value = (told or {})[sheet.title]

    return alter


@pytest.mark.parametrize("name", ["R5", "令和５年度BS", "BS（R6.3.31）", "2023年度"])
def test_a_sheet_named_for_another_year_than_it_prints_is_left_out_and_named(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(book(renamed(name))(tmp_path))
    recognition = recognise(read_file(tmp_path / "a.xlsx"), reference())
    assert [(f.rule, f.place.cell.split("!")[0] if f.place else "") for f in recognition.findings] == [("READ17", name)]
    assert (
        f"the sheet {name} is named for 令和5年度, its figures are taken for those of 令和4年度"
        in recognition.findings[0].message
    )
    assert {table.statement for table in recognition.tables}.isdisjoint({"balance_sheet"})
    assert len(recognition.tables) == len(TOWN) - 1


def test_a_workbook_whose_every_sheet_is_named_for_another_year_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(book(renamed("R5BS", "R5PL", "R5NW", "R5CF"))(tmp_path))
    done = call("convert", tmp_path / "a.xlsx", "-o", tmp_path / "out")
    assert (done.returncode, done.stdout) == (2, "")
    assert "refused: " in done.stderr
    assert "the sheet R5BS is named for 令和5年度" in done.stderr
    assert "mend: print the period above the table and name the sheet for it" in done.stderr
    assert not (tmp_path / "out").exists()


def test_sheets_of_two_years_in_one_file_keep_their_years(tmp_path: Path) -> None:
    told = {"R3": "（令和4年3月31日現在）"}
    (tmp_path / "a.xlsx").write_bytes(book(renamed("R3", "R4", told=told))(tmp_path))
    recognition = recognise(read_file(tmp_path / "a.xlsx"), reference())
    assert recognition.findings == ()
    assert [table.fiscal_year for table in recognition.tables] == [2021, 2022, 2022, 2022]


def test_a_sheet_that_prints_no_year_is_not_taken_for_that_of_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(book(renamed("R3", told={"R3": ""}))(tmp_path))
    assert [finding.rule for finding in recognise(read_file(tmp_path / "a.xlsx"), reference()).findings] == ["READ17"]


def test_an_encrypted_pdf_that_needs_no_password_is_read(tmp_path: Path) -> None:
    # Publishers forbid editing; whoever has the file may read it.
    kind = (
        LOCKED.format("calc")
        .replace("DocumentOpenPassword", "PermissionPassword")
        .replace('"EncryptFile"', '"RestrictPermissions"')
    )
    printed = print_office({"a.xlsx": workbook_bytes(TOWN, MANNERS[0])}, tmp_path, kind)["a.xlsx"]
    assert b"/Encrypt" in printed
    (tmp_path / "a.pdf").write_bytes(printed)
    assert recognise(read_file(tmp_path / "a.pdf"), reference()).findings == ()
