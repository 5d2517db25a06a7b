"""What speaks for a figure beside arithmetic."""

import numpy as np
import pandas as pd

from scripts.check.evidence import ECHO, ROUND, SMALL, weigh
from scripts.check.figures import number_figures
from scripts.reference import Reference
from tests.check.made_up import STANDARD, facts_from, facts_of_reports, make_reference


def all_of(facts: pd.DataFrame, at: int, value: int, reference: Reference = STANDARD) -> float:
    figures = number_figures(facts, reference)
    return float(weigh(figures, reference, np.array([at]), np.array([value]))[0])


def weight_of(facts: pd.DataFrame, at: int, value: int, reference: Reference = STANDARD) -> float:
    """What speaks for a value, but for its size alone."""
    smaller = SMALL * np.log(abs(number_figures(facts, reference).amount[at]) / value)
    return round(all_of(facts, at, value, reference) - float(smaller), 9)


def test_a_number_found_elsewhere_in_the_report_speaks_for_itself() -> None:
    facts = facts_from(a="bs general yen\nland 1240", b="pl general yen\ncost △1270")
    assert weight_of(facts, 0, 1_270) == ECHO
    assert weight_of(facts, 0, 1_280) == 0


def test_small_numbers_meet_by_chance() -> None:
    assert weight_of(facts_from(a="bs general yen\nland 24", b="pl general yen\ncost 27"), 0, 27) == 0


def test_a_whole_thousand_speaks_for_itself() -> None:
    facts = facts_from(a="bs general yen\nland 1237000")
    assert weight_of(facts, 0, 1_237_500) == -ROUND
    assert weight_of(facts_from(a="bs\nland 12370"), 0, 12_000_000) == ROUND


def test_a_figure_is_no_echo_of_itself_but_two_prints_keep_each_other() -> None:
    assert weight_of(facts_from(a="bs general yen\nland 1240"), 0, 1_270) == 0
    assert weight_of(facts_from(a="bs general yen\nland 1240", b="pl general yen\ncost 1240"), 0, 1_270) == -ECHO


def test_the_same_line_of_another_scope_or_year_is_kin() -> None:
    facts = facts_from(a="bs general yen\nland 5000", b="bs whole yen\nland 1100")
    assert weight_of(facts, 0, 1_000) > 1
    assert weight_of(facts, 0, 9_000) < 0
    years = facts_of_reports(
        {"town-2022": {"a": "bs general yen 2022\nland 1100"}, "town-2023": {"a": "bs general yen 2023\nland 5000"}}
    )
    assert weight_of(years, 1, 1_000) > 1
    assert weight_of(facts_of_reports({"a-2023": {"a": "bs\nland 1"}, "b-2023": {"a": "bs\nland 5"}}), 1, 1_000) == 0


def test_lines_paired_in_the_table_are_kin_in_one_scope() -> None:
    assert weight_of(facts_from(a="pl general yen\nrevenue 5000", b="bs general yen\ncash 1100"), 0, 1_000) > 1
    assert weight_of(facts_from(a="pl general yen\nrevenue 5000", b="bs whole yen\ncash 1100"), 0, 1_000) == 0


def test_numbers_that_begin_with_low_digits_are_likelier() -> None:
    facts = facts_from(a="bs general yen\nland 5240")
    assert all_of(facts, 0, 1_240) > 0 > all_of(facts, 0, 9_240)


NEAR = make_reference(near_sums="near_sum,account,column,weight\nhouse,buildings,amount,1\nhouse,depreciation,amount,1\n")


def test_a_sum_that_ought_to_be_small_speaks_for_what_makes_it_small() -> None:
    facts = facts_from(a="bs general yen\nbuildings 9240\ndepreciation △9300")
    assert weight_of(facts, 0, 9_290, NEAR) > 0.5
    assert weight_of(facts, 0, 8_240, NEAR) < -0.5
    assert weight_of(facts, 1, 9_200, NEAR) < weight_of(facts, 1, 9_240, NEAR)


def test_a_sum_ought_to_be_what_it_is_in_another_scope() -> None:
    general = "bs general yen\nbuildings 9240\ndepreciation △9300"
    facts = facts_from(a=general, b="bs whole yen\nbuildings 12240\ndepreciation △12800")
    assert weight_of(facts, 2, 12_740, NEAR) > weight_of(facts, 2, 12_640, NEAR) > 0.5
    apart = facts_from(
        a="bs general yen\nbuildings 1000\ndepreciation △4000", b="bs whole yen\nbuildings 2500\ndepreciation △5000"
    )
    assert weight_of(apart, 2, 2_000, NEAR) > 0


def test_a_near_sum_of_one_figure_says_nothing() -> None:
    facts = facts_from(a="bs general yen\nbuildings 9240", b="bs whole yen\ndepreciation △9300")
    assert weight_of(facts, 0, 9_290, NEAR) == 0


def test_lines_under_a_heading_that_add_up_to_a_printed_amount_keep_each_other() -> None:
    rows = [("土木", 1240), ("土木", 1500), ("水道", 3100)]
    listed = "\n".join(f"sch_item {amount} closing label={n} path={path}" for n, (path, amount) in enumerate(rows))
    facts = facts_from(s=f"sch general yen\n{listed}", n="notes general yen\nnote 2740")
    assert weight_of(facts, 0, 1_270) == -ECHO
    assert weight_of(facts, 2, 3_130) == 0
    facts = facts_from(s=f"sch general yen\n{listed}", n="notes general yen\nnote 2770")
    assert weight_of(facts, 0, 1_270) == ECHO


def test_nothing_is_weighed_where_nothing_is_asked() -> None:
    figures = number_figures(facts_from(a="bs\nland 1"), STANDARD)
    none = np.zeros(0, dtype=np.int64)
    assert weigh(figures, STANDARD, none, none).tolist() == []
