"""The papers of the published documents, read whole; skipped where the documents are not at hand."""

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from scripts.read import read_file
from scripts.read.text import read_text
from scripts.recognise.found import Found
from scripts.recognise.papers import find_tables
from scripts.records import Document, Entry
from scripts.reference import load_reference

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
FIGURES = {
    ("000", "planned_advances"): 14,
    ("001", "note_accumulated_depreciation"): 1,
    ("001", "note_business_expenses"): 7,
    ("001", "note_administrative_expenses"): 6,
    ("001", "note_retirement_loss"): 4,
    ("001", "note_cash_equivalents"): 3,
    ("001", "note_non_cash"): 1,
    ("001", "note_financial_instruments"): 24,
    ("001", "note_securities"): 9,
    ("001", "note_retirement_benefits"): 5,
    ("001", "note_asset_retirement"): 8,
    ("001", "note_maturities"): 6,
    ("001", "note_lease_maturities"): 6,
    ("001", "schedule_securities"): 8,
    ("001", "schedule_fixed_assets"): 56,
    ("001", "schedule_fixed_assets_remarks"): 2,
    ("001", "schedule_borrowings"): 11,
    ("001", "schedule_provisions"): 25,
    ("001", "schedule_asset_retirement"): 8,
    ("001", "settled_advances"): 3,
    ("001", "subsidies_received"): 12,
    ("001", "settlement_report_balance_sheet"): 129,
    ("001", "settlement_report_income_statement"): 93,
    ("001", "overview_balance_sheet"): 203,
    ("001", "overview_income_statement"): 235,
    ("001", "overview_cash_flow"): 24,
    ("001", "debt_burden"): 4,
    ("001", "overview_amended_income_statement"): 44,
    ("001", "overview_debt_burden"): 5,
    ("002", "note_accumulated_depreciation"): 1,
    ("002", "note_business_expenses"): 7,
    ("002", "note_administrative_expenses"): 7,
    ("002", "note_retirement_loss"): 4,
    ("002", "note_cash_equivalents"): 3,
    ("002", "note_non_cash"): 1,
    ("002", "note_financial_instruments"): 24,
    ("002", "note_securities"): 9,
    ("002", "note_retirement_benefits"): 5,
    ("002", "note_reserves"): 12,
    ("002", "note_asset_retirement"): 8,
    ("002", "note_maturities"): 8,
    ("002", "note_lease_maturities"): 6,
    ("002", "schedule_securities"): 6,
    ("002", "schedule_fixed_assets"): 49,
    ("002", "schedule_fixed_assets_remarks"): 2,
    ("002", "schedule_borrowings"): 11,
    ("002", "schedule_provisions"): 25,
    ("002", "schedule_asset_retirement"): 8,
    ("002", "settled_advances"): 5,
    ("002", "liability_reserves"): 4,
    ("002", "subsidies_received"): 8,
    ("002", "settlement_report_balance_sheet"): 132,
    ("002", "settlement_report_income_statement"): 111,
    ("002", "overview_balance_sheet"): 196,
    ("002", "overview_income_statement"): 218,
    ("002", "overview_cash_flow"): 23,
    ("002", "debt_burden"): 152,
    ("002", "overview_amended_income_statement"): 129,
    ("002", "overview_amended_balance_sheet"): 105,
    ("002", "overview_amended_cash_plan"): 169,
    ("002", "overview_debt_burden"): 10,
    ("002", "planned_advances"): 10,
}
DOCUMENTS = sorted({number for number, _ in FIGURES})
TRIPLES = (("budget", "difference", "actual"), ("initial", "amendment", "revised"))
# Each way in which another program could have extracted the same print.
PRINTS: dict[str, Callable[[list[str]], list[str]]] = {
    "no blank lines": lambda lines: [line for line in lines if line.strip()],
    "blanks stripped": lambda lines: [line.rstrip() for line in lines],
    "blank lines doubled": lambda lines: [part for line in lines for part in (line, "")],
    "form feeds between pages": lambda lines: [f"\f{line}" if i % 53 == 52 else line for i, line in enumerate(lines)],
    "page marks strewn in": lambda lines: [part for i, line in enumerate(lines) for part in (line, *_mark(i))],
}

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the source documents are not beside the repository")


def _mark(place: int) -> list[str]:
    return [f"- {place // 41} -", ""] if place % 41 == 40 else []


def document(number: str) -> Document:
    return read_file(next(SEEDS.glob(f"{number}_*.txt")))


@cache
def papers_of(number: str) -> tuple[Found, ...]:
    return tuple(find_tables(document(number), load_reference()))


def entries_of(number: str, form: str) -> Iterator[Entry]:
    yield from (entry for part in papers_of(number) if part.table.form == f"jlis_{form}" for entry in part.table.entries)


def values_of(number: str, form: str, column: str = "amount", basis: str = "actual") -> dict[str, Decimal]:
    found = (entry for entry in entries_of(number, form) if (entry.column, entry.basis) == (column, basis))
    return {entry.account: entry.value or Decimal(0) for entry in found if entry.segment == "total"}


def said(found: tuple[Found, ...]) -> Counter[tuple[str, ...]]:
    return Counter(
        (part.table.table, entry.path, entry.label, entry.account, entry.segment, entry.basis, entry.column, entry.printed)
        for part in found
        for entry in part.table.entries
    )


@pytest.mark.parametrize(("number", "form"), FIGURES)
def test_every_figure_is_found(number: str, form: str) -> None:
    assert len(list(entries_of(number, form))) == FIGURES[number, form]


@pytest.mark.parametrize("number", DOCUMENTS)
def test_nothing_is_left_to_report(number: str) -> None:
    assert [str(finding) for part in papers_of(number) for finding in part.findings] == []


@pytest.mark.parametrize("number", DOCUMENTS)
def test_every_figure_stands_where_it_says(number: str) -> None:
    lines = document(number).lines
    for part in papers_of(number):
        for entry in (entry for entry in part.table.entries if entry.span):
            assert entry.span is not None
            printed = lines[entry.span.line - 1].text[entry.span.start : entry.span.end]
            assert "".join(entry.printed.split()).endswith("".join(printed.split()))


@pytest.mark.parametrize("number", DOCUMENTS)
def test_two_bases_make_the_third(number: str) -> None:
    for part in papers_of(number):
        rows: dict[tuple[str, str], dict[str, Decimal]] = {}
        for entry in part.table.entries:
            if entry.column == "amount" and entry.value is not None:
                rows.setdefault((entry.path, entry.account), {})[entry.basis] = entry.value
        slack = 1 if part.table.unit == "million_yen" else 0
        for row in rows.values():
            for first, second, third in TRIPLES:
                if third in row and first in row:
                    assert abs(row[first] + row[second] - row[third]) <= slack


@pytest.mark.parametrize("number", ["001", "002"])
@pytest.mark.parametrize("basis", ["budget", "actual"])
def test_the_overview_is_the_report_rounded_to_a_million(number: str, basis: str) -> None:
    for statement in ("balance_sheet", "income_statement"):
        report = values_of(number, f"settlement_report_{statement}", basis=basis)
        short = values_of(number, f"overview_{statement}", basis=basis)
        for account, value in short.items():
            assert abs(report.get(account, Decimal(0)) / 1_000_000 - value) <= Decimal("0.5"), account


@pytest.mark.parametrize("number", ["001", "002"])
def test_schedules_and_notes_agree_with_the_report(number: str) -> None:
    report = values_of(number, "settlement_report_balance_sheet")
    borrowings = values_of(number, "schedule_borrowings", "closing")
    assert borrowings["jlis_schedule_current_lease_obligations"] == report["jlis_current_lease_obligations"]
    assert borrowings["jlis_schedule_long_term_lease_obligations"] == report["jlis_long_term_lease_obligations"]
    assert (
        values_of(number, "settled_advances", "cumulative")["jlis_advances_total"] == report["jlis_long_term_advances_received"]
    )
    assert (
        values_of(number, "note_retirement_benefits")["jlis_note_retirement_closing"]
        == report["jlis_retirement_benefit_provision"]
    )
    closing = values_of(number, "schedule_asset_retirement", "closing")
    assert closing["jlis_schedule_asset_retirement_total"] == report["jlis_asset_retirement_obligations"]


@pytest.mark.parametrize("name", PRINTS)
@pytest.mark.parametrize("number", DOCUMENTS)
def test_other_blank_lines_and_page_marks_change_nothing(number: str, name: str) -> None:
    lines = [line.text for line in document(number).lines]
    again = read_text("again.txt", "\n".join(PRINTS[name](lines)).encode())
    assert said(tuple(find_tables(again, load_reference()))) == said(papers_of(number))
