"""Amounts in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.show.money import say_share, say_yen, short_yen


@pytest.mark.parametrize(
    ("yen", "ja", "en"),
    [
        (0, "0円", "¥0"),
        (9_999, "9,999円", "¥9,999"),
        (10_000, "1万円", "¥10,000"),
        (999_999, "100万円", "¥999,999"),
        (4_000_000, "400万円", "¥4 million"),
        (99_999_999, "1億円", "¥100 million"),
        (100_000_000, "1億円", "¥100 million"),
        (16_807_676_000, "168億768万円", "¥16.81 billion"),
        (-7_795_306_000, "77億9,531万円", "¥7.795 billion"),
        (1_000_000_000_000, "1兆円", "¥1 trillion"),
        (1_234_500_000_000, "1兆2,345億円", "¥1.235 trillion"),
    ],
)
def test_an_amount_is_said_as_people_read_it(yen: int, ja: str, en: str) -> None:
    assert (say_yen(yen, "ja"), say_yen(yen, "en")) == (ja, en)


@pytest.mark.parametrize(
    ("yen", "ja", "en"),
    [
        (-7_258_000_000, "△72.6億円", "−¥7.26 bn"),
        (18_723_699_000, "187億円", "¥18.7 bn"),
        (74_054_000, "7,405万円", "¥74.1 m"),
        (12, "12円", "¥12"),
    ],
)
def test_a_chart_says_three_or_four_digits_with_a_sign(yen: int, ja: str, en: str) -> None:
    assert (short_yen(yen, "ja"), short_yen(yen, "en")) == (ja, en)


@given(st.integers(min_value=1, max_value=10**16))
def test_no_amount_of_money_is_said_to_be_nothing(yen: int) -> None:
    for words in (say_yen(yen, "ja"), say_yen(yen, "en"), short_yen(yen, "ja"), short_yen(yen, "en")):
        assert any(digit in words for digit in "123456789")


def test_a_small_share_is_not_rounded_to_nothing() -> None:
    assert [say_share(part, 1000) for part in (0, 4, 5, 410, 1000)] == ["0%", "<1%", "1%", "41%", "100%"]
