"""A printed table becomes a sheet laid out as it is printed."""

import string
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.amounts import read_amount
from scripts.publish.files.sheets import Block, Names, blocks_of, number_format, sheet_names
from scripts.records import Entry, Place, Table
from scripts.reference import Reference
from tests.publish.made_up import table_of


@pytest.fixture(scope="module")
def names(reference: Reference) -> Names:
    labels = {
        "segment": {"total": "合計", "general": "一般"},
        "basis": {"actual": "実績", "budget": "予算"},
        "unit": {"percent": "%"},
    }
    return Names(reference, labels)


def entry(place: Place, account: str, printed: str, column: str = "amount", unit: str = "") -> Entry:
    amount = read_amount(printed)
    return Entry(account, "", account, column, printed, amount.value, amount.missing, place, unit)


def sheet(form: str, *entries: Entry) -> Table:
    return Table("t", form, "balance_sheet", "general", 2023, "thousand_yen", "表", Place(1), entries)


def texts(block: Block) -> list[list[str]]:
    return [[cell.text for cell in row] if row else [] for row in block.rows]


def test_labels_are_indented_by_their_path(names: Names) -> None:
    rows = [("固定資産", "fixed_assets", "amount", "2"), ("固定資産/有形固定資産", "tangible_fixed_assets", "amount", "1")]
    (block,) = blocks_of(table_of("unified_bs", rows), names)
    assert [row[0].indent for row in block.rows if row] == [0, 1]
    assert block.labels_en == ("Fixed assets", "Tangible fixed assets")


def test_a_dash_is_kept_and_a_blank_stays_blank(names: Names) -> None:
    rows = [
        ("資産評価差額", "valuation_differences", "total", "-"),
        ("資産評価差額", "valuation_differences", "fixed", "－"),
        ("本年度差額", "year_difference", "total", "△ 1,234"),
        ("本年度差額", "year_difference", "surplus", "△ 1,234"),
    ]
    (block,) = blocks_of(table_of("unified_nw", rows), names)
    assert block.heading == ("科目", "合計", "固定資産等形成分", "余剰分（不足分）")
    assert texts(block) == [["資産評価差額", "-", "－", ""], ["本年度差額", "△ 1,234", "", "△ 1,234"]]


def test_sides_printed_beside_each_other_stand_beside_each_other(names: Names) -> None:
    left = entry(Place(5), "fixed_assets", "3"), entry(Place(6), "total_assets", "3")
    right = entry(Place(5), "noncurrent_liabilities", "1"), entry(Place(7), "total_net_assets", "2")
    first, second = blocks_of(sheet("unified_bs", *left, *right), names)
    assert texts(first) == [["fixed_assets", "3"], ["total_assets", "3"], []]
    assert texts(second) == [["noncurrent_liabilities", "1"], [], ["total_net_assets", "2"]]


def test_sides_printed_one_below_the_other_stay_so(names: Names) -> None:
    table = sheet("unified_bs", entry(Place(5), "total_assets", "3"), entry(Place(6), "total_liabilities", "1"))
    assert len(blocks_of(table, names)) == 1


def test_a_heading_without_a_figure_has_a_row_of_its_own_once(names: Names) -> None:
    rows = [
        ("業務活動収支/業務支出", "operating_expenditure", "amount", "1"),
        ("業務活動収支/業務収入", "operating_revenue", "amount", "2"),
        ("業務活動収支", "operating_balance", "amount", "1"),
    ]
    (block,) = blocks_of(table_of("unified_cf", rows), names)
    assert texts(block) == [["業務活動収支", ""], ["業務支出", "1"], ["業務収入", "2"], ["業務活動収支", "1"]]


def test_columns_that_differ_only_in_segment_or_basis_are_named_by_it(names: Names) -> None:
    one, two = entry(Place(3), "a", "1"), entry(Place(3), "a", "2")
    by_segment = sheet("x", replace(one, segment="general"), two)
    by_basis = sheet("x", replace(one, basis="budget"), two)
    assert blocks_of(by_segment, names)[0].heading == ("科目", "一般", "合計")
    assert blocks_of(by_basis, names)[0].heading == ("科目", "予算", "実績")


def test_every_row_keeps_the_order_of_its_columns_whichever_it_leaves_blank(names: Names) -> None:
    rows = ["acd", "ab", "bc"]
    entries = [entry(Place(n), row, "1", column=c) for n, row in enumerate(rows) for c in row]
    (block,) = blocks_of(sheet("x", *entries), names)
    assert [["1" if c in row else "" for c in "abcd"] for row in rows] == [row[1:] for row in texts(block)]


def test_rows_that_contradict_each_other_still_give_every_column_once(names: Names) -> None:
    entries = [entry(Place(n), row, "1", column=c) for n, row in enumerate(["ab", "ba"]) for c in row]
    (block,) = blocks_of(sheet("x", *entries), names)
    assert texts(block) == [["ab", "1", "1"], ["ba", "1", "1"]]


def shown(form: str, value: Decimal) -> str:
    """What a spreadsheet shows of `value` under a number format of the shapes made here."""
    positive, negative = form.split(";")
    section = negative if value < 0 else positive
    prefix = section[1 : section.index('"', 1)] if section.startswith('"') else ""
    section = section[len(prefix) + 2 :] if prefix else section
    number, _, suffix = section.partition('"')
    decimals = len(number.partition(".")[2])
    return prefix + (f"{abs(value):,.{decimals}f}" if "," in number else f"{abs(value):.{decimals}f}") + suffix.rstrip('"')


NUMBERS = st.decimals(0, 10**12, places=2).map(lambda n: n.normalize()) | st.integers(0, 10**12).map(Decimal)


@given(st.sampled_from(["", "△", "△ ", "▲", "-", "−"]), NUMBERS, st.booleans())
def test_the_number_format_shows_the_figure_as_printed(sign: str, number: Decimal, thousands: bool) -> None:
    printed = sign + (f"{number:,f}" if thousands else f"{number:f}")
    amount = read_amount(printed)
    assert amount.value is not None
    figure = Entry("", "", "a", "amount", printed, amount.value, "", Place(1))
    assert shown(number_format(figure), amount.value) == (printed if amount.value or not sign else printed.removeprefix(sign))


def test_a_unit_of_its_own_stands_behind_the_figure(names: Names) -> None:
    table = sheet("x", entry(Place(1), "a", "12.7", unit="percent"))
    (block,) = blocks_of(table, names)
    assert block.rows[0] is not None
    assert block.rows[0][1].form == '#,##0.0" %";"△"#,##0.0" %"'


@given(st.lists(st.text(st.sampled_from(string.ascii_letters + "表:*?/\\[]' 　()"), max_size=40), max_size=30))
def test_sheet_names_are_legal_and_unique(titles: list[str]) -> None:
    found = sheet_names([*titles, "表" * 40, "表" * 40, "History", ""])
    assert len({name.casefold() for name in found}) == len(found)
    for name in found:
        assert 1 <= len(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.casefold() != "history"
