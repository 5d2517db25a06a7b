"""LibreOffice opens the published workbooks and shows the figures as they are printed."""

import csv
import shutil
import subprocess
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from scripts.publish.files.sheets import sheet_names
from scripts.publish.files.workbook import LIST_SHEET, SOURCE_SHEET
from scripts.transcripts import Transcript, read_transcripts

REPORTS = ("294241-2023-statements", "jlis-2016-settlement")
# Comma, double quotes, UTF-8, cells as shown, every sheet into a file of its own.
AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"


@pytest.fixture(scope="module")
def shown(whole_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the sheets of some workbooks, each as a CSV of what LibreOffice shows: `<workbook>-<sheet>.csv`."""
    office = shutil.which("soffice")
    if office is None:
        pytest.fail("the tests of workbooks need LibreOffice: run `make system`", pytrace=False)
    folder = tmp_path_factory.mktemp("office")
    books = [*(whole_site / "data" / name / f"{name}.xlsx" for name in REPORTS), whole_site / "data/bodies/294241/294241.xlsx"]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", AS_SHOWN, "--outdir", str(folder), *map(str, books)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder


def cells(path: Path) -> Counter[str]:
    """Count the texts of a sheet as it is shown, full width and half width alike."""
    with path.open(encoding="utf-8", newline="") as file:
        return Counter(plain(cell) for row in csv.reader(file) for cell in row)


def plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def lost(folder: Path, book: str, report: Transcript, sheets: list[str]) -> list[str]:
    """Give every printed figure of a report that its sheet does not show as printed."""
    found = []
    for table, name in zip(report.tables, sheets, strict=True):
        there = cells(folder / f"{book}-{name}.csv")
        for printed, number in Counter(plain(entry.printed) for entry in table.entries if entry.printed).items():
            # A figure in another unit than its table has the unit behind it.
            again = sum(count for cell, count in there.items() if cell == printed or cell.startswith(f"{printed} "))
            found += [f"{name}: {printed}"] if again < number else []
    return found


@pytest.mark.parametrize("name", REPORTS)
def test_the_workbook_of_a_report_shows_every_figure_as_printed(name: str, shown: Path) -> None:
    report = next(report for report in read_transcripts() if report.report == name)
    sheets = sheet_names([*(table.title or table.table for table in report.tables), SOURCE_SHEET])
    assert lost(shown, name, report, sheets[:-1]) == []


def test_the_workbook_of_a_body_shows_every_figure_as_printed(shown: Path) -> None:
    report = next(report for report in read_transcripts() if report.report == REPORTS[0])
    titles = [f"{table.fiscal_year} {table.title or table.table}" for table in report.tables]
    sheets = sheet_names([LIST_SHEET, *titles, f"{SOURCE_SHEET} 1"])
    assert lost(shown, "294241", report, sheets[1:-1]) == []
    contents = cells(shown / f"294241-{LIST_SHEET}.csv")
    assert all(contents[plain(name)] for name in sheets[1:-1])


def test_a_figure_that_is_not_shown_is_noticed(shown: Path) -> None:
    reports = {report.report: report for report in read_transcripts()}
    other = reports[REPORTS[1]]
    sheets = sheet_names([table.title or table.table for table in reports[REPORTS[0]].tables])
    assert lost(shown, REPORTS[0], Transcript(other.report, {}, other.tables[: len(sheets)]), sheets)
