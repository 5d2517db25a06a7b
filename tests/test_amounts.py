"""Printed amounts: every way of printing a number reads as that number, and nothing else reads at all."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.amounts import AmountError, find_figures, format_yen, read_amount

WIDE = str.maketrans("0123456789,.", "０１２３４５６７８９，．")
SIGNS = ("△", "▲", "-", "−", "－", "△ ", "▲\u3000", "- ")


@given(st.integers(1, 10**15), st.sampled_from(SIGNS), st.booleans(), st.booleans(), st.sampled_from(("", " ", "\u3000")))
@settings(derandomize=True)
def test_every_way_of_printing_a_minus_reads_as_that_minus(number: int, sign: str, separated: bool, wide: bool, pad: str) -> None:
    digits = f"{number:,}" if separated else str(number)
    text = pad + sign + (digits.translate(WIDE) if wide else digits) + pad
    assert read_amount(text).value == -number


@given(st.decimals(0, 10**9, places=2), st.booleans())
@settings(derandomize=True)
def test_decimals_keep_their_places(number: Decimal, wide: bool) -> None:
    text = f"{number:,.2f}"
    assert read_amount(text.translate(WIDE) if wide else text).value == number


@pytest.mark.parametrize("dash", ["-", "－", "―", "—", "−", "ー", " - "])
def test_a_lone_dash_is_nil_and_no_zero(dash: str) -> None:
    amount = read_amount(dash)
    assert (amount.value, amount.missing) == (None, "dash")


def test_blank_dash_zero_and_not_applicable_are_four_things() -> None:
    read = [read_amount(text) for text in ("", "-", "0", "該当なし")]
    assert [(a.value, a.missing) for a in read] == [
        (None, "blank"),
        (None, "dash"),
        (Decimal(0), ""),
        (None, "not_applicable"),
    ]


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("12,34", 2),
        ("1,2345", 5),
        ("(5)", 0),
        ("007", 1),
        ("1 234", 1),
        ("12円", 2),
        ("--5", 1),
        ("1,234,", 5),
        ("五", 0),
        ("1.2.3", 3),
        ("5²", 1),
        ("⒓", 0),
        ("1٣", 1),
    ],
)
def test_an_unknown_form_of_number_is_refused_at_the_character_that_does_not_fit(text: str, position: int) -> None:
    with pytest.raises(AmountError) as caught:
        read_amount(text)
    assert caught.value.position == position


def test_the_refusal_shows_the_text_and_a_caret() -> None:
    with pytest.raises(AmountError) as caught:
        read_amount("12,34")
    assert str(caught.value) == (
        "not a known form of amount: thousands separators must stand before every three digits\n    12,34\n      ^"
    )


@given(st.integers(-(10**12), 10**12))
@settings(derandomize=True)
def test_what_is_printed_for_citizens_reads_back(value: int) -> None:
    assert read_amount(format_yen(value)).value == value


def test_figures_are_found_between_words() -> None:
    assert [m[0] for m in find_figures("固定資産 26,923,275 固定負債 - 計 △ 64")] == ["26,923,275", "-", "△ 64"]
