"""The same figure printed twice."""

from tests.check.made_up import SUMS, facts_from, facts_of_reports, make_reference, told_checks


def test_a_later_print_is_held_against_the_first() -> None:
    found = told_checks(facts_from(a="bs\nland 5", b="bs\nland 5", c="bs\nland 6"))
    assert found == {"REP1 b:land:amount = +a:land:amount": "exact", "REP1 c:land:amount = +a:land:amount": "rounding"}


def test_a_print_in_a_coarser_unit_is_held_against_the_finer_one() -> None:
    found = told_checks(facts_from(a="bs general million_yen\nland 5\ncash 5", b="bs general yen\nland 5499999\ncash 5500001"))
    assert found == {"UNIT1 a:land:amount = +b:land:amount": "rounding", "UNIT1 a:cash:amount = +b:cash:amount": "open"}


def test_the_total_column_of_a_table_by_segment_has_a_rule_of_its_own() -> None:
    facts = facts_from(a="bs\nland 5", b="bs\nland 2 segment=x\nland 3 segment=y\nland 5 segment=total")
    assert "SEG2 b:land:total.amount = +a:land:amount" in told_checks(facts)


def test_lines_that_a_table_prints_more_than_once_are_not_paired() -> None:
    assert told_checks(facts_from(a="notes\nnote 1 label=甲\nnote 2 label=甲", b="notes\nnote 3 label=甲")) == {}


def test_lines_named_by_the_document_are_the_same_only_under_one_name() -> None:
    assert told_checks(facts_from(a="notes\nnote 1 label=甲", b="notes\nnote 2 label=乙")) == {}
    found = told_checks(facts_from(a="notes\nnote 1 label=甲\nnote 2 label=乙", b="notes\nnote 2 label=乙"))
    assert found == {"REP1 b:note:amount = +a:note-2:amount": "exact"}
    assert told_checks(facts_from(a="notes\nnote 1 label=甲", b="notes\nnote 1 label=甲")) == {
        "REP1 b:note:amount = +a:note:amount": "exact"
    }


def test_lines_of_a_form_are_the_same_under_any_wording() -> None:
    assert told_checks(facts_from(a="bs\nland 1 label=土地", b="bs\nland 1 label=土地等")) == {
        "REP1 b:land:amount = +a:land:amount": "exact"
    }


def test_reports_of_one_body_and_year_agree() -> None:
    reports = {"town-2023": {"a": "bs\nland 1"}, "town-2023-again": {"b": "bs\nland 1"}, "village-2023": {"c": "bs\nland 1"}}
    assert told_checks(facts_of_reports(reports)) == {"REP1 b:land:amount = +a:land:amount": "exact"}


def test_a_budget_may_change_from_report_to_report() -> None:
    reports = {name: {"a": "bs\nland 1 basis=revised"} for name in ("town-2023-june", "town-2023-january")}
    assert told_checks(facts_of_reports(reports)) == {}


def test_two_prints_in_one_report_are_paired_once_across_reports() -> None:
    reports = {"town-2023": {"a": "bs\nland 1", "b": "bs\nland 1"}, "town-2023-again": {"c": "bs\nland 1", "d": "bs\nland 1"}}
    assert set(told_checks(facts_of_reports(reports))) == {
        "REP1 b:land:amount = +a:land:amount",
        "REP1 d:land:amount = +c:land:amount",
        "REP1 c:land:amount = +a:land:amount",
    }


def test_a_total_printed_again_beside_its_table_is_the_same() -> None:
    standard = make_reference(sums=f"{SUMS}COP1,copies,,,,,share\n")
    table = "list general yen\nshare 900 after\nshare {} after"
    assert told_checks(facts_from(a=table.format("900")), standard) == {"COP1 a:share-2:after = +a:share:after": "exact"}
    assert told_checks(facts_from(a=table.format("909")), standard) == {"COP1 a:share-2:after = +a:share:after": "open"}
