"""Slips of the reader."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scripts.check.misreads import DIGIT, EXTRA, LOST, NONE, SIGN, SWAPPED, likeliest, slip_between

amounts = st.integers(-(10**12), 10**12)
digits = st.text("0123456789", min_size=1, max_size=12).filter(lambda text: text == "0" or text[0] != "0")


@pytest.mark.parametrize(
    ("printed", "meant", "slip"),
    [
        (17_874_843, 17_374_843, DIGIT),
        (1_243, 1_234, SWAPPED),
        (64, -64, SIGN),
        (12_234, 1_234, EXTRA),
        (123, 1_234, LOST),
        (1, 1_234, NONE),
        (2_143, 1_234, NONE),
        (0, 7, DIGIT),
        (-5, -50, LOST),
        (-5, 50, NONE),
        (5, 5, NONE),
        (0, 0, NONE),
        (9_119, 1_991, NONE),
    ],
)
def test_a_slip_is_known_by_its_kind(printed: int, meant: int, slip: str) -> None:
    assert slip_between(printed, meant) == slip


@given(digits, st.data())
def test_every_single_digit_error_is_known(meant: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(meant) - 1))
    printed = meant[:at] + data.draw(st.sampled_from("0123456789")) + meant[at + 1 :]
    assume(printed != meant and (printed[0] != "0" or len(printed) == 1))
    assert slip_between(int(printed), int(meant)) == DIGIT


@given(digits, st.data())
def test_every_lost_digit_is_known_and_every_digit_too_many(meant: str, data: st.DataObject) -> None:
    assume(len(meant) > 1)
    at = data.draw(st.integers(0, len(meant) - 1))
    short = meant[:at] + meant[at + 1 :]
    assume(short[0] != "0")
    assert slip_between(int(short), int(meant)) == LOST
    assert slip_between(int(meant), int(short)) == EXTRA


@given(amounts, amounts)
def test_slips_go_both_ways(one: int, other: int) -> None:
    turned = {LOST: EXTRA, EXTRA: LOST}
    slip = slip_between(one, other)
    assert slip_between(other, one) == turned.get(slip, slip)


def test_within_what_rounding_allows_the_likeliest_slip_is_taken_before_the_nearest_value() -> None:
    # 5,555 needs about 5,857: 5,855 is one digit away, 5,857 itself two.
    assert likeliest(5_555, 5_854, 5_860, 5_857) == (5_855, DIGIT)


def test_of_one_kind_the_nearest_to_the_exact_value_is_taken() -> None:
    assert likeliest(50, 51, 59, 57) == (57, DIGIT)


def test_where_no_slip_explains_it_the_exact_value_is_taken() -> None:
    assert likeliest(1, 5_000, 9_000, 6_789) == (6_789, NONE)
