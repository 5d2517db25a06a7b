"""Whether identities hold, and what they corroborate."""

import numpy as np
import pytest

from scripts.check.evaluate import EXPLAINED, OPEN, checks_table, count_corroborations, explain
from tests.check.made_up import BALANCED, STANDARD, evaluated, facts_from, told_checks

TRUNCATED = "pl\nrevenue 9\ncost 4\nprofit 3"


@pytest.mark.parametrize(
    ("mode", "profit", "status"),
    [
        ("exact", 5, "exact"),
        ("exact", 4, "open"),
        # Three figures, each half a unit off at most: one unit may be lost between them, two not.
        ("nearest", 4, "rounding"),
        ("nearest", 6, "rounding"),
        ("nearest", 3, "open"),
        # Revenue may be cut by nearly one unit, and so may cost.
        ("truncated", 4, "rounding"),
        ("truncated", 5, "exact"),
        ("truncated", 6, "open"),
        ("truncated", 3, "open"),
    ],
)
def test_what_rounding_explains_depends_on_the_mode(mode: str, profit: int, status: str) -> None:
    facts = facts_from(pl=f"pl\nrevenue 9\ncost 4\nprofit {profit}")
    assert list(told_checks(facts, STANDARD, mode).values()) == [status]


def test_a_wrong_mode_does_not_pass() -> None:
    # True amounts 1,900 + 1,900 + 1,900 = 5,700, printed in thousands.
    bs = "bs\nland {0}\nbuildings {0}\ndepreciation {0}\nfixed {1}"
    nearest, truncated = facts_from(bs=bs.format(2, 6)), facts_from(bs=bs.format(1, 5))
    assert list(told_checks(nearest, STANDARD, "nearest").values()) == ["exact"]
    assert list(told_checks(truncated, STANDARD, "truncated").values()) == ["rounding"]
    assert list(told_checks(truncated, STANDARD, "exact").values()) == ["open"]
    many = facts_from(bs="bs\nland 1\nbuildings 1\ndepreciation 1\nfixed 4")
    assert list(told_checks(many, STANDARD, "nearest").values()) == ["rounding"]
    cut = facts_from(bs="bs\nland 5\nbuildings 5\ndepreciation 5\nfixed 14")
    assert list(told_checks(cut, STANDARD, "nearest").values()) == ["rounding"]
    assert list(told_checks(cut, STANDARD, "truncated").values()) == ["open"]


def test_yen_leave_no_room_under_any_mode() -> None:
    facts = facts_from(pl="pl general yen\nrevenue 9\ncost 4\nprofit 4")
    assert {status for mode in ("nearest", "truncated", "exact") for status in told_checks(facts, STANDARD, mode).values()} == {
        "open"
    }


def test_a_figure_counts_the_different_identities_that_hold() -> None:
    figures, evaluation = evaluated(
        facts_from(bs=BALANCED, s="sch\nsch_land 100 closing\nsch_item 300 closing label=甲\nsch_total 400 closing")
    )
    counts = dict(zip(figures.codes["account"].tolist(), count_corroborations(evaluation, len(figures)).tolist(), strict=True))
    by_name = {figures.names["account"][code]: count for code, count in counts.items()}
    assert by_name["land"] == 2
    assert by_name["fixed"] == 3
    assert by_name["assets"] == 2
    assert by_name["debt"] == 1
    assert by_name["sch_land"] == 2


def test_the_same_identity_under_two_rules_counts_once() -> None:
    # The only part of a total: the sum of lines and X7 say the same of the two figures.
    figures, evaluation = evaluated(facts_from(bs="bs\nfixed 5", s="sch\nsch_total 5 closing", t="bs\nfixed 5\nassets 5"))
    assert len(evaluation.total) == 3
    assert count_corroborations(evaluation, len(figures)).tolist() == [2, 1, 2, 1]


def test_an_identity_that_does_not_hold_corroborates_nothing() -> None:
    figures, evaluation = evaluated(facts_from(pl="pl\nrevenue 9\ncost 4\nprofit 50"))
    assert count_corroborations(evaluation, len(figures)).sum() == 0
    explained = explain(evaluation, np.array([0]), evaluation.total)
    assert explained.status.tolist() == [EXPLAINED]
    assert count_corroborations(explained, len(figures)).sum() == 0


def test_a_listed_gap_is_expected_and_nothing_else() -> None:
    _, evaluation = evaluated(facts_from(pl="pl\nrevenue 9\ncost 4\nprofit 50"))
    assert explain(evaluation, np.array([0]), np.array([44_000])).status.tolist() == [OPEN]
    held = evaluated(facts_from(pl="pl\nrevenue 9\ncost 4\nprofit 5"))[1]
    assert explain(held, np.array([0]), np.array([44_000])).status.tolist() == [OPEN]


def test_the_published_checks_tell_what_was_expected_and_found() -> None:
    facts = facts_from(pl="pl\nrevenue 9\ncost 4\nprofit 6", bs=BALANCED)
    figures, evaluation = evaluated(facts)
    table = checks_table(figures, evaluation, facts["fact_id"]).set_index("check")
    row = table.loc["town-2023:PL0:pl:profit:amount"]
    assert (row["expected"], row["found"], row["difference"], row["tolerance"], row["status"]) == (
        5_000,
        6_000,
        1_000,
        1_500,
        "rounding",
    )
    assert table.index.is_unique
    assert set(table["rule"]) == {"BS0", "BS1", "PL0"}
    assert (table["tolerance"] >= 0).all()
