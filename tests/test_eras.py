"""Era years: every date of an era and its western twin are one, and fiscal years run from April to March."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.eras import ERAS, era_label, find_dates, find_fiscal_years, fiscal_year_of, western_year

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def printed(day: date) -> str:
    era = max((name for name in ERAS if ERAS[name] <= day), key=lambda name: ERAS[name])
    year = day.year - ERAS[era].year + 1
    return f"{era}{'元' if year == 1 else year}年{day.month}月{day.day}日"


@given(st.dates(date(1868, 2, 1), date(2060, 12, 31)), st.booleans(), st.booleans())
@settings(derandomize=True)
def test_a_date_printed_in_an_era_reads_as_that_day(day: date, wide: bool, spaced: bool) -> None:
    text = printed(day)
    text = text.translate(WIDE) if wide else text
    assert find_dates(" ".join(text) if spaced else text) == [day]


@given(st.integers(1990, 2060))
@settings(derandomize=True)
def test_the_name_of_a_fiscal_year_reads_back(year: int) -> None:
    assert find_fiscal_years(era_label(year)) == [year]


def test_the_first_year_of_reiwa_and_the_last_of_heisei_are_one_western_year() -> None:
    assert western_year("令和", 1) == western_year("平成", 31) == 2019
    assert era_label(2019) == "令和元年度"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("平成31年4月1日", 2019),
        ("令和２年３月３１日", 2019),
        ("令和6年3月31日現在", 2023),
        ("2024年4月1日", 2024),
        ("R5年4月1日", 2023),
    ],
)
def test_the_fiscal_year_of_a_printed_day(text: str, year: int) -> None:
    assert fiscal_year_of(find_dates(text)[0]) == year


def test_an_impossible_day_is_no_date() -> None:
    assert find_dates("令和5年2月30日") == []
