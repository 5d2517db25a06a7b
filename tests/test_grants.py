"""Grants and contributions as tables of their own: check digits, rates, rows made of entries."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.grants import Contribution, Grant, check_digit, contributions_of, find_rate, grants_of
from scripts.records import Entry, Place


def entry(account: str, column: str, value: int, **more: str) -> Entry:
    own = {"label": "甲町", "path": "", "remark": ""} | more
    return Entry(own["label"], own["path"], account, column, f"{value:,}", Decimal(value), "", Place(7), remark=own["remark"])


def grants(pairs: list[tuple[int, int]]) -> list[Grant]:
    return [Grant(i, "", "", "", population, yen) for i, (population, yen) in enumerate(pairs)]


@pytest.mark.parametrize("code", ["011002", "131016", "294241", "473821"])
def test_the_check_digit_of_a_code_is_its_last(code: str) -> None:
    assert check_digit(code) == code[-1]


def test_two_entries_of_a_municipality_make_a_row_of_grants() -> None:
    own = {"label": "甲町", "remark": "013030", "path": "北海道"}
    entries = [
        entry("jlis_municipal_grants_total", "grant", 9000, label="負担金総額"),
        entry("jlis_municipal_grant", "population", 12, **own),
        entry("jlis_municipal_grant", "grant", 7000, **own),
    ]
    assert grants_of(entries) == [Grant(7, "013030", "北海道", "甲町", 12, 7000)]


def test_a_municipality_without_a_grant_is_no_row() -> None:
    assert grants_of([entry("jlis_municipal_grant", "population", 12, label="甲町", remark="013030")]) == []


def test_two_municipalities_of_one_name_are_two_rows() -> None:
    entries = [
        entry("jlis_municipal_grant", column, 5, label="府中市", remark=code, path=prefecture)
        for code, prefecture in (("132063", "東京都"), ("342084", "広島県"))
        for column in ("population", "grant")
    ]
    assert [row.code for row in grants_of(entries)] == ["132063", "342084"]


def test_three_entries_of_a_prefecture_make_a_row_of_contributions() -> None:
    values = {"before": 10, "after": 12, "change": 2}
    entries = [entry("jlis_lgwan_contribution", column, value, label="北海道") for column, value in values.items()]
    assert contributions_of(entries) == [Contribution(7, "北海道", 10, 12, 2)]


@given(st.integers(1, 10**6), st.lists(st.integers(1, 4 * 10**6), min_size=20, max_size=60, unique=True))
def test_a_rate_is_found_again_from_the_amounts_it_gives(tenths: int, populations: list[int]) -> None:
    rate = Fraction(tenths, 1000)
    rows = grants([(p, int(rate * p / 1000 + Fraction(1, 2)) * 1000) for p in populations])
    found = find_rate(rows)
    assert found is not None
    assert found.outliers == ()
    assert all(found.amount(row.population) == row.grant_yen for row in rows)


def test_an_amount_that_follows_no_rate_is_an_outlier() -> None:
    rows = grants([(1000 * n, 600_000 * n) for n in range(1, 30)] + [(5000, 3_100_000)])
    found = find_rate(rows)
    assert found is not None
    assert found.outliers == (29,)


def test_no_rows_have_no_rate() -> None:
    assert find_rate([]) is None
