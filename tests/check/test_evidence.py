"""What speaks for a figure beside arithmetic."""

import numpy as np
import pandas as pd

from scripts.check.evidence import ECHO, ROUND, weigh
from scripts.check.figures import number_figures
from tests.check.made_up import STANDARD, facts_from, facts_of_reports


def weight_of(facts: pd.DataFrame, at: int, value: int) -> float:
    figures = number_figures(facts, STANDARD)
    return float(weigh(figures, STANDARD, np.array([at]), np.array([value]))[0])


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


def test_nothing_is_weighed_where_nothing_is_asked() -> None:
    figures = number_figures(facts_from(a="bs\nland 1"), STANDARD)
    none = np.zeros(0, dtype=np.int64)
    assert weigh(figures, STANDARD, none, none).tolist() == []
