"""Slips of the reader."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.check.misreads import DIGIT, EXTRA, LOST, NONE, SIGN, SWAPPED, intended, likeliest

amounts = st.integers(-(10**12), 10**12)


@pytest.mark.parametrize(
    ("printed", "meant", "slip"),
    [
        (17_874_843, 17_374_843, DIGIT),
        (1_243, 1_234, SWAPPED),
        (64, -64, SIGN),
        (12_234, 1_234, EXTRA),
        (123, 1_234, LOST),
        (1, 1_234, NONE),
        (0, 7, DIGIT),
        (-5, -50, LOST),
    ],
)
def test_a_slip_is_known_by_its_kind(printed: int, meant: int, slip: str) -> None:
    assert likeliest(printed, meant, meant, meant) == (meant, slip)


@given(amounts)
def test_no_slip_leaves_the_figure_as_it_was(printed: int) -> None:
    assert printed not in {figure for figure, _ in intended(printed)}


@given(amounts, st.integers(0, 11), st.integers(0, 9))
def test_every_single_digit_is_tried(meant: int, place: int, digit: int) -> None:
    text = f"{abs(meant)}"
    at = place % len(text)
    printed = int(text[:at] + str(digit) + text[at + 1 :]) * (-1 if meant < 0 else 1)
    same_length = len(str(abs(printed))) == len(text)
    if printed != meant and same_length and not (printed == 0 and meant < 0):
        assert (meant, DIGIT) in set(intended(printed))


def test_within_what_rounding_allows_the_likeliest_slip_is_taken_before_the_nearest_value() -> None:
    # 5,555 needs about 5,857: 5,855 is one digit away, 5,857 itself two.
    assert likeliest(5_555, 5_854, 5_860, 5_857) == (5_855, DIGIT)


def test_of_one_kind_the_nearest_to_the_exact_value_is_taken() -> None:
    assert likeliest(50, 51, 59, 57) == (57, DIGIT)
