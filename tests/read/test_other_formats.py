"""CSV, workbooks and PDF give the same figures as the text they were made from."""

from pathlib import Path

import openpyxl
import pytest

from scripts.read import read_file
from scripts.read.displayed import display
from scripts.recognise import recognise
from scripts.records import Recognition, RefusedError
from scripts.reference import load_reference

WHOLE = Path(__file__).parents[1] / "documents" / "whole.txt"


def figures(recognition: Recognition) -> list[tuple[str, str, object, str]]:
    return [(e.account, e.path, e.value, e.missing) for table in recognition.tables for e in table.entries]


@pytest.fixture(scope="module")
def expected() -> list[tuple[str, str, object, str]]:
    return figures(recognise(read_file(WHOLE), load_reference()))


def rows() -> list[list[str]]:
    return [line.split("\t") for line in WHOLE.read_text(encoding="utf-8").splitlines()]


def test_a_csv_file_reads_as_its_text(tmp_path: Path, expected: list[tuple[str, str, object, str]]) -> None:
    path = tmp_path / "town.csv"
    path.write_text("\n".join(",".join(f'"{cell}"' for cell in row) for row in rows()), encoding="utf-8")
    assert figures(recognise(read_file(path), load_reference())) == expected


def test_a_workbook_reads_as_displayed_with_the_address_of_each_cell(
    tmp_path: Path, expected: list[tuple[str, str, object, str]]
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "行政コスト"
    for r, row in enumerate(rows(), 1):
        for c, text in enumerate(row, 1):
            plain = text.replace(",", "")
            cell = sheet.cell(r, c, int(plain) if plain.isdigit() else text)
            cell.number_format = '#,##0;"△"#,##0'
    path = tmp_path / "town.xlsx"
    book.save(path)
    read = recognise(read_file(path), load_reference())
    assert figures(read) == expected
    assert read.tables[0].entries[0].place.cell == "行政コスト!B11"


def test_a_formula_that_was_never_calculated_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "=1+1"
    book.save(tmp_path / "f.xlsx")
    with pytest.raises(RefusedError, match="expected the result of the formula in A1, found none calculated"):
        read_file(tmp_path / "f.xlsx")


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (-1234567, '#,##0;"△"#,##0', "△1,234,567"),
        (1234567, "#,##0,", "1,235"),
        (0, '#,##0;△#,##0;"-"', "-"),
        (0.127, "0.0%", "12.7%"),
        (5, "General", "5"),
        (12.5, "0.00", "12.50"),
    ],
)
def test_a_number_is_read_as_its_format_shows_it(value: float, form: str, shown: str) -> None:
    assert display(value, form, "") == shown


def test_a_damaged_pdf_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 broken")
    with pytest.raises(RefusedError, match="expected a PDF, found a damaged file"):
        read_file(tmp_path / "a.pdf")
