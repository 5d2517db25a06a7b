"""The rules as the reference tables write them."""

import pytest

from scripts.check.rules import COLUMNS, LINES, RuleError, print_rules, read_cases, read_sums
from scripts.reference import load_reference
from tests.check.made_up import STANDARD, make_reference

HEAD = "rule,case,term,account,column,weight,optional,segment\n"


def test_a_case_that_no_rule_names_is_refused() -> None:
    reference = make_reference(identities=HEAD + "X1,,1,land,amount,1,,\nX1,,2,cash,amount,-1,,\n", rules="rule\nBS1\n")
    with pytest.raises(RuleError, match=r"^identities.csv: X1: no such rule\n    mend: name it in rules.csv$"):
        read_cases(reference)


def test_a_case_of_one_term_is_refused() -> None:
    reference = make_reference(identities=HEAD + "X1,land,1,land,amount,1,,\n", rules="rule\nX1\n")
    with pytest.raises(RuleError, match=r"^identities.csv: X1 land: one term alone\n    mend: say what it is checked against$"):
        read_cases(reference)


def test_one_term_over_every_segment_may_add_up_to_nothing_by_itself() -> None:
    reference = make_reference(identities=HEAD + "S3,,1,land,amount,1,,@each\n", rules="rule\nS3\n")
    assert len(read_cases(reference)) == 1


def test_terms_stand_in_the_order_of_their_numbers_and_the_first_required_one_is_the_head() -> None:
    rows = "X1,,10,land,amount,-1,,\nX1,,9,cash,amount,1,yes,\nX1,,2,debt,amount,1,1,\n"
    case = read_cases(make_reference(identities=HEAD + rows, rules="rule\nX1\n"))[0]
    assert [term.account for term in case.terms] == ["debt", "cash", "land"]
    assert case.head == 2


def test_second_prints_are_told_apart_by_the_markers_of_their_rules() -> None:
    assert print_rules(read_cases(STANDARD)) == {"@first": "REP1", "@by_segment": "SEG2", "unit": "UNIT1"}


def test_every_rule_with_terms_in_the_repository_can_be_read() -> None:
    reference = load_reference()
    named = {case.rule for case in read_cases(reference)} | {
        row.rule for kind in (LINES, COLUMNS) for row in read_sums(reference, kind)
    }
    assert named - {""} <= {row["rule"] for row in reference.tables["rules"]}


def test_accounts_and_columns_of_every_term_exist_in_the_repository() -> None:
    reference = load_reference()
    terms = [(term.account, term.column) for case in read_cases(reference) for term in case.terms if term.account != "*"]
    columns = {name: set(account.columns) for name, account in reference.accounts.items()}
    assert [pair for pair in terms if pair[1] not in columns.get(pair[0], set())] == []
    assert [row for row in reference.tables["near_sums"] if row["column"] not in columns.get(row["account"], ())] == []
    assert [row for row in reference.tables["kin"] if not {row["account"], row["kin"]} <= columns.keys()] == []


def test_a_column_may_name_the_rule_of_its_sum_and_a_statement_that_of_its_lines() -> None:
    columns = "form,column,order,label_ja,label_en,variants,sums_to,sign,rule\nsch,opening,1,期首,Opening,,closing,1,C9\n"
    reference = make_reference(columns=columns, rules="rule,kind,statement\nBS7,tree,balance_sheet\nC9,column,\nBS1,,\n")
    assert [row.rule for row in read_sums(reference, COLUMNS) if row.column in ("", "closing")] == ["C9", "C3"]
    assert [row.rule for row in read_sums(reference, LINES) if row.statement == "balance_sheet"] == ["BS0", "BS7"]
