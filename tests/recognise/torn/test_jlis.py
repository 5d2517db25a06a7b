import pytest

from scripts.recognise import recognise
from scripts.recognise.jlis import recognise_jlis
from scripts.records import RefusedError
from tests.recognise.torn.slips import document, reference
from tests.recognise.torn.test_reader import SEGMENTS, STATEMENT

TOWN = """行政コスト計算書
自　令和5年4月1日 至　令和6年3月31日
（単位：千円）
科目\t金額
経常費用\t5
純行政コスト\t△5
地方公共団体情報システム機構
"""


def test_the_tables_of_all_readers_stand_in_printed_order_under_names_of_their_own() -> None:
    found = recognise(document(STATEMENT + SEGMENTS + STATEMENT), reference())
    assert [table.table for table in found.tables] == [
        "settled_income_statement",
        "settled_income_statement_by_segment",
        "settled_income_statement_2",
    ]
    assert (found.body_name, found.fiscal_year) == ("地方公共団体情報システム機構", 2016)
    assert found.findings == ()


def test_evidence_names_its_table() -> None:
    found = recognise(document(STATEMENT + SEGMENTS), reference())
    assert {item["table"] for item in found.evidence} == {"settled_income_statement_by_segment"}


def test_page_marks_are_set_aside_by_a_named_rule() -> None:
    found = recognise(document(STATEMENT + "- 16 -69/94\n"), reference())
    assert found.findings == ()
    assert {(item.rule, item.text.strip("-")) for item in found.ignored if item.rule == "page_number"} == {
        ("page_number", "16"),
        ("page_number", "69"),
        ("page_number", "94"),
    }


def test_a_town_that_names_the_agency_is_read_as_a_town() -> None:
    assert recognise_jlis(document(TOWN), reference()) is None
    assert [table.form for table in recognise(document(TOWN), reference()).tables] == ["unified_pl"]


def test_forms_without_figures_are_refused() -> None:
    with pytest.raises(RefusedError, match="expected the forms of J-LIS"):
        recognise(document("様式第9号\n営業収益\n損益計算書\n"), reference())
