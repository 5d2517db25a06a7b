"""Sums of lines and columns, and what is left out of the print."""

from tests.check.made_up import BALANCED, facts_from, told_checks


def test_every_printed_total_is_the_sum_of_its_printed_parts() -> None:
    assert {k: v for k, v in told_checks(facts_from(bs=BALANCED)).items() if k.startswith("BS0")} == {
        "BS0 bs:fixed:amount = +bs:land:amount +bs:buildings:amount +bs:depreciation:amount": "exact",
        "BS0 bs:assets:amount = +bs:fixed:amount +bs:cash:amount": "exact",
        "BS0 bs:funding:amount = +bs:debt:amount +bs:net:amount": "exact",
    }


def test_a_line_that_is_taken_off_counts_with_its_sign() -> None:
    assert told_checks(facts_from(pl="pl\nrevenue 9\ncost 5\nprofit 4")) == {
        "PL0 pl:profit:amount = +pl:revenue:amount -pl:cost:amount": "exact"
    }


def test_parts_of_a_total_that_is_not_printed_count_in_the_next_one_above() -> None:
    found = told_checks(facts_from(bs="bs\nland 10\nbuildings 20\nfixed blank\ncash 5\nassets 35"))
    assert found == {"BS0 bs:assets:amount = +bs:cash:amount +bs:land:amount +bs:buildings:amount": "exact"}


def test_a_total_without_parts_and_parts_without_a_total_are_not_checked() -> None:
    assert told_checks(facts_from(a="bs\nassets 35", b="bs whole\nland 3\ncash 4")) == {}


def test_a_dash_is_exactly_nothing() -> None:
    assert told_checks(facts_from(pl="pl\nrevenue -\ncost -\nprofit -")) == {
        "PL0 pl:profit:amount = +pl:revenue:amount -pl:cost:amount": "exact"
    }
    # A printed 0 may hide half a unit, a dash may not.
    assert list(told_checks(facts_from(pl="pl\nrevenue 0\nprofit 1")).values()) == ["rounding"]
    assert list(told_checks(facts_from(pl="pl\nrevenue -\nprofit 1")).values()) == ["open"]


def test_tables_scopes_columns_and_units_are_not_mixed() -> None:
    tables = {
        "a": "bs\nland 1",
        "b": "bs\nfixed 1",
        "c": "bs\nland 1 opening\nfixed 1 closing",
        "d": "bs\nland 1 unit=people\nfixed 1",
    }
    assert told_checks(facts_from(**tables)).keys() == {"REP1 d:fixed:amount = +b:fixed:amount"}


def test_all_rows_of_an_account_count_in_the_one_total_of_the_table() -> None:
    found = told_checks(facts_from(s="sch\nsch_item 1 closing label=甲\nsch_item 2 closing label=乙\nsch_total 3 closing"))
    assert found == {"S0 s:sch_total:closing = +s:sch_item:closing +s:sch_item-2:closing": "exact"}


NESTED = """nested
part 1 label=ア path=甲
part 2 label=イ path=甲
subtotal 3 path=甲
part 4 label=ア path=乙
subtotal 4 path=乙
total 7
"""


def test_rows_count_in_the_subtotal_that_shares_their_ancestors() -> None:
    assert told_checks(facts_from(n=NESTED)) == {
        "S0 n:subtotal:amount = +n:part:amount +n:part-2:amount": "exact",
        "S0 n:subtotal-2:amount = +n:part-3:amount": "exact",
        "S0 n:total:amount = +n:subtotal:amount +n:subtotal-2:amount": "exact",
    }


def test_without_ancestors_rows_count_in_the_next_subtotal_below() -> None:
    assert told_checks(facts_from(n="\n".join(line.split(" path")[0] for line in NESTED.splitlines()))) == {
        "S0 n:subtotal:amount = +n:part:amount +n:part-2:amount": "exact",
        "S0 n:subtotal-2:amount = +n:part-3:amount": "exact",
        "S0 n:total:amount = +n:subtotal:amount +n:subtotal-2:amount": "exact",
    }


def test_columns_of_a_row_add_up_and_blanks_count_as_nothing() -> None:
    table = "sch\nsch_land 10 opening\nsch_land 2 increase\nsch_land 5 decrease\nsch_land 7 closing"
    assert told_checks(facts_from(s=table)) == {
        "C3 s:sch_land:closing = +s:sch_land:opening +s:sch_land:increase -s:sch_land:decrease": "exact"
    }
    assert told_checks(facts_from(s="sch\nsch_land 7 opening\nsch_land blank increase\nsch_land 7 closing")) == {
        "C3 s:sch_land:closing = +s:sch_land:opening": "exact"
    }
    assert told_checks(facts_from(s="sch\nsch_land blank opening\nsch_land 7 closing")) == {}


def test_columns_of_two_rows_with_one_account_are_kept_apart() -> None:
    rows = (
        "sch\nsch_item 1 opening label=甲\nsch_item 1 closing label=甲\nsch_item 2 opening label=乙\nsch_item 2 closing label=乙"
    )
    assert told_checks(facts_from(s=rows)) == {
        "C3 s:sch_item:closing = +s:sch_item:opening": "exact",
        "C3 s:sch_item-2:closing = +s:sch_item-2:opening": "exact",
    }


def test_a_line_of_no_known_account_stands_in_no_sum() -> None:
    assert told_checks(facts_from(s="sch\nmystery 1 opening\nmystery 1 closing")) == {}


def test_a_table_that_names_only_some_parts_of_a_total_is_not_summed() -> None:
    # The form of a table named first is its statement, too: `extract` lists one part of fixed assets and all of all assets.
    assert told_checks(facts_from(a="extract\nland 10\nfixed 30\ncash 5\nassets 35")) == {
        "BS0 a:assets:amount = +a:fixed:amount +a:cash:amount": "exact"
    }


def test_columns_that_only_mention_parts_are_not_summed() -> None:
    assert told_checks(facts_from(a="bs\nland 10 mention\nfixed 30 mention")) == {}


def test_rates_do_not_add_up_and_people_do() -> None:
    rates = "bs\nland 10 unit=percent\nbuildings 20 unit=percent\nfixed 15 unit=percent"
    assert told_checks(facts_from(a=rates)) == {}
    assert len(told_checks(facts_from(a=rates.replace("percent", "people")))) == 1
