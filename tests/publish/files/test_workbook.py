"""The workbook of a report, opened by openpyxl, gives back the printed figures."""

import io
import re
import time
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from scripts.amounts import read_amount
from scripts.publish import Corpus, Release
from scripts.publish.files.workbook import SOURCE_SHEET, workbook_bytes
from scripts.publish.publication import TABLES, names_of
from scripts.publish.schemas import load_schemas
from scripts.transcripts import Transcript
from tests.publish.files.test_sheets import shown
from tests.publish.made_up import RELEASE


def open_book(published: Path, report: Transcript) -> Workbook:
    return openpyxl.load_workbook(published / report.report / f"{report.report}.xlsx")


def figures_on(book: Workbook, number: int) -> list[str]:
    """Every figure on a sheet as a reader sees it, row by row."""
    sheet = book.worksheets[number]
    found = []
    for row in sheet.iter_rows(min_row=5):
        for cell in row:
            if isinstance(cell.value, int | float):
                found.append(shown(cell.number_format, Decimal(str(cell.value))))
            elif isinstance(cell.value, str) and cell.alignment.horizontal == "right":
                found.append(cell.value)
    return found


def test_every_printed_figure_stands_on_the_sheet_of_its_table(published: Path, reports: list[Transcript]) -> None:
    for report in reports:
        book = open_book(published, report)
        for number, table in enumerate(report.tables):
            # Digits are half width on the sheet, whatever their width in print.
            printed = sorted(normal_width(entry.printed) for entry in table.entries if entry.missing != "blank")
            # A unit behind the figure is added where the column has one of its own.
            figures = [normal_width(text) for text in figures_on(book, number)]
            seen = sorted(re.sub(r" [^0-9△]+$", "", text) if read_fails(text) else text for text in figures)
            assert seen == printed, (report.report, table.table)


def normal_width(text: str) -> str:
    return text.translate({ord(wide): plain for wide, plain in zip("０１２３４５６７８９，．", "0123456789,.", strict=True)})


def read_fails(text: str) -> bool:
    try:
        read_amount(text)
    except ValueError:
        return True
    return False


def test_a_sheet_per_table_and_one_for_the_source(published: Path, reports: list[Transcript]) -> None:
    for report in reports:
        book = open_book(published, report)
        assert len(book.sheetnames) == len(report.tables) + 1
        assert book.sheetnames[-1] == SOURCE_SHEET


def test_title_year_scope_and_unit_stand_on_top(published: Path, reports: list[Transcript]) -> None:
    sheet = open_book(published, reports[0]).worksheets[0]
    assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == [
        "一般会計等貸借対照表",
        "令和5年度（2023）　一般会計等",
        "（単位：千円）",
    ]
    assert [sheet.cell(4, column).value for column in range(1, 7)] == ["科目", "金額", "科目", "金額", "English", "English"]


def test_the_two_sides_of_the_balance_sheet_end_as_printed(published: Path, reports: list[Transcript]) -> None:
    rows = list(open_book(published, reports[0]).worksheets[0].iter_rows(min_row=5, max_col=4, values_only=True))
    assert rows[-2:] == [("資産合計", 28258451, "純資産合計", 16807676), (None, None, "負債及び純資産合計", 28258451)]


def test_the_source_sheet_says_how_to_cite(published: Path, reports: list[Transcript]) -> None:
    sheet = open_book(published, reports[0])[SOURCE_SHEET]
    text = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    assert "出典: 上牧町『地方公会計に基づく財務書類』を Open Public Accounts が加工（版 1.2.3、294241-2023-statements）" in text
    assert "processed by Open Public Accounts (version 1.2.3, 294241-2023-statements)" in text
    assert str(reports[0].meta["source"]["sha256"]) in text


@pytest.mark.parametrize("release", [RELEASE, Release("1.0.0")])
def test_the_same_report_gives_the_same_bytes_later(corpus: Corpus, release: Release) -> None:
    names = names_of(corpus, load_schemas(TABLES, corpus.reference))
    first = workbook_bytes(corpus.reports[0], names, release)
    time.sleep(1.1)  # the clock of a workbook has seconds
    assert workbook_bytes(corpus.reports[0], names, release) == first
    assert openpyxl.load_workbook(io.BytesIO(first)).properties.creator == "Open Public Accounts"
