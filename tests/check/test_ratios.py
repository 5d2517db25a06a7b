"""Printed ratios against what they are made of."""

import pytest

from tests.check.made_up import evaluated, facts_from, told_checks


@pytest.mark.parametrize(
    ("rate", "status"),
    [("33.3", 1), ("33.4", 1), ("33.2", 3), ("33.1", 3), ("33.5", 3), ("33", 1), ("32", 3), ("33.333", 1), ("33.339", 3)],
)
def test_the_last_printed_place_of_a_ratio_may_be_one_off(rate: str, status: int) -> None:
    facts = facts_from(
        bs="bs general yen\ndebt 1200000\ncash 200000", pl="pl general yen\nrevenue 3000000", n=f"notes\nrate {rate} unit=percent"
    )
    _, evaluation = evaluated(facts)
    rules = evaluation.identities.rules
    assert [evaluation.status[n] for n in range(len(evaluation.total)) if rules[evaluation.identities.rule[n]] == "R1"] == [
        status
    ]


def test_the_difference_is_told_of_the_numerator() -> None:
    facts = facts_from(
        bs="bs general yen\ndebt 1900000\ncash 200000", pl="pl general yen\nrevenue 3000000", n="notes\nrate 50.0 unit=percent"
    )
    figures, evaluation = evaluated(facts)
    assert figures.amount[evaluation.identities.head].tolist() == [1_900_000]
    assert evaluation.difference.tolist() == [200_000]


def test_nothing_is_asserted_where_a_part_is_missing_or_the_ratio_is_a_dash() -> None:
    parts = {"bs": "bs\ndebt 12\ncash 2", "pl": "pl\nrevenue 30"}
    assert len(evaluated(facts_from(**parts, n="notes\nrate - unit=percent"))[1].total) == 0
    assert len(evaluated(facts_from(bs=parts["bs"], n="notes\nrate 5 unit=percent"))[1].total) == 0


@pytest.mark.parametrize(("rate", "status"), [("92.5", "rounding"), ("92.4", "open"), ("92.6", "open"), ("92", "rounding")])
def test_a_rate_of_a_row_is_rounded_from_the_counts_beside_it(rate: str, status: str) -> None:
    row = f"note 714 users unit=people\nnote 772 bodies unit=people\nnote {rate} rate unit=percent"
    told = told_checks(facts_from(n=f"notes\n{row}"))
    assert told == {"R2 n:note:users = +n:note:rate +n:note:bodies": status}


def test_rows_without_both_counts_have_no_rate_to_check() -> None:
    assert told_checks(facts_from(n="notes\nnote 714 users unit=people\nnote 92.4 rate unit=percent")) == {}
