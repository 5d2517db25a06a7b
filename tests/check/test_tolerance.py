"""The intervals of XBRL Calculations 1.1, told in fractions and compared."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.check.tolerance import MODES, RoundingModeError, allowed_sums, interval, mode_codes, reaches

STEPS = [1, 1_000, 10_000, 1_000_000, 100_000_000]
steps = st.sampled_from(STEPS)
modes = st.sampled_from(MODES)


def print_of(true: int, step: int, mode: str) -> int:
    """What is printed for a true amount, in yen."""
    if mode == "exact":
        return true
    size = abs(true) // step if mode == "truncated" else (2 * abs(true) + step) // (2 * step)
    return size * step * (-1 if true < 0 else 1)


@given(st.integers(-(10**15), 10**15), steps, modes)
def test_the_true_amount_lies_in_the_interval_of_its_print(true: int, step: int, mode: str) -> None:
    low, high = interval(print_of(true, step, mode), step, mode)
    assert low <= true <= high


@given(st.integers(-(10**9), 10**9), steps, modes)
def test_intervals_are_those_of_the_standard_in_whole_yen(count: int, step: int, mode: str) -> None:
    amount = count * step
    half = Fraction(step, 2)
    ends = {
        "nearest": (amount - half, amount + half),
        "exact": (Fraction(amount), Fraction(amount)),
        # Open at the far end: the last whole yen inside it.
        "truncated": (Fraction(amount - (step - 1) * (amount <= 0)), Fraction(amount + (step - 1) * (amount >= 0))),
    }
    low, high = interval(amount, step, mode)
    assert ends[mode][0] - 1 < low <= high < ends[mode][1] + 1
    assert (low, high) == (-(-ends[mode][0] // 1), ends[mode][1] // 1)


@pytest.mark.parametrize("mode", MODES)
def test_a_figure_in_yen_stands_for_itself(mode: str) -> None:
    assert interval(-17, 1, mode) == (-17, -17)


@given(st.lists(st.tuples(st.integers(-(10**9), 10**9), st.sampled_from([-3, -1, 1, 2])), min_size=1, max_size=12), steps, modes)
def test_a_sum_that_is_truly_zero_is_always_allowed(terms: list[tuple[int, int]], step: int, mode: str) -> None:
    true = [amount for amount, _ in terms]
    weight = [weight for _, weight in terms]
    true.append(-sum(a * w for a, w in terms))
    weight.append(1)
    printed = np.array([print_of(amount, step, mode) for amount in true])
    below, above = reaches(printed, np.full(len(true), step), np.full(len(true), MODES.index(mode)))
    least, most = allowed_sums(np.array(weight), below, above, np.array([0, len(true)]))
    assert least[0] <= (printed * weight).sum() <= most[0]


def test_sums_allow_half_a_step_per_term_and_not_one_yen_more() -> None:
    step, nearest = np.full(4, 1_000), np.zeros(4, dtype=np.int64)
    below, above = reaches(np.array([5_000, 2_000, 2_000, 3_000]), step, nearest)
    least, most = allowed_sums(np.array([1, -1, -1, -1]), below, above, np.array([0, 4]))
    assert (least[0], most[0]) == (-2_000, 2_000)


def test_truncated_parts_only_ever_fall_short_of_their_total() -> None:
    step, truncated = np.full(3, 1_000), np.ones(3, dtype=np.int64)
    below, above = reaches(np.array([5_000, 2_000, 2_000]), step, truncated)
    least, most = allowed_sums(np.array([1, -1, -1]), below, above, np.array([0, 3]))
    assert (least[0], most[0]) == (-999, 1_998)


def test_a_mode_that_nobody_defined_is_refused_by_name() -> None:
    with pytest.raises(RoundingModeError) as refused:
        mode_codes(["a-2023", "b-2023"], {"a-2023": "nearest", "b-2023": "down"})
    assert str(refused.value) == (
        "b-2023: rounding: expected one of nearest, truncated, exact, found down\n"
        "    mend: say in b-2023/report.toml how the notes of the report say that figures are rounded"
    )


def test_a_report_without_a_mode_is_refused() -> None:
    with pytest.raises(RoundingModeError, match="found nothing"):
        mode_codes(["a-2023"], {})
