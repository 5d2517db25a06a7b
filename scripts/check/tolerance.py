"""What rounding can hide: the interval a printed figure stands for, and what sums of such intervals allow.

As XBRL Calculations 1.1 has it. `nearest` (c11r): a figure printed in steps of `step` yen stands for anything from half a
step below it to half a step above it. `truncated` (c11t): for anything from itself up to, not including, one step further
from zero, a printed 0 for anything closer to zero than one step. `exact`: for itself. Amounts are whole yen, so the open
end of a truncated interval lies one yen inside, and a figure printed in yen stands for itself under every mode.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]

MODES: Final = ("nearest", "truncated", "exact")
NEAREST, TRUNCATED, EXACT = range(3)


class RoundingModeError(ValueError):
    """A report without a rounding mode, or with one nobody defined."""


def mode_codes(reports: list[str], rounding: Mapping[str, str]) -> Integers:
    """Give for each report the number of its mode in `MODES`; raises RoundingModeError that names report and mend."""
    for report in reports:
        if rounding.get(report) not in MODES:
            raise RoundingModeError(
                f"{report}: rounding: expected one of {', '.join(MODES)}, found {rounding.get(report, 'nothing')}\n"
                f"    mend: say in {report}/report.toml how the notes of the report say that figures are rounded"
            )
    return np.array([MODES.index(rounding[report]) for report in reports], dtype=np.int64)


def reaches(amount: Integers, step: Integers, mode: Integers) -> tuple[Integers, Integers]:
    """Give how far below and how far above each printed amount the true one may lie, both ends included, in yen."""
    half = np.where(mode == NEAREST, step // 2, 0)
    if not (mode == TRUNCATED).any():
        return half, half
    cut = np.where(mode == TRUNCATED, step - 1, 0)
    return half + np.where(amount <= 0, cut, 0), half + np.where(amount >= 0, cut, 0)


def interval(amount: int, step: int, mode: str) -> tuple[int, int]:
    """Give the closed interval of whole yen that one printed amount stands for.

    >>> interval(4_000, 1_000, "nearest"), interval(4_000, 1_000, "truncated"), interval(4_000, 1_000, "exact")
    ((3500, 4500), (4000, 4999), (4000, 4000))
    """
    one = [np.array([n], dtype=np.int64) for n in (amount, step, MODES.index(mode))]
    below, above = reaches(*one)
    return amount - int(below[0]), amount + int(above[0])


def allowed_sums(weight: Integers, below: Integers, above: Integers, start: Integers) -> tuple[Integers, Integers]:
    """Give the least and the most that the printed terms of each identity may add up to while the true ones give zero.

    The terms of identity i are those from `start[i]` to `start[i + 1]`. The interval sum of an identity that adds up to S
    reaches from S minus the most to S minus the least; it holds zero where S lies between the two.
    """
    if below is above:
        most = sums(np.abs(weight) * above, start)
        return -most, most
    rising: Integers = np.maximum(weight, 0)
    falling: Integers = np.maximum(-weight, 0)
    return -sums(rising * above + falling * below, start), sums(rising * below + falling * above, start)


def sums(values: Integers, start: Integers) -> Integers:
    """Give the sum of each run of `values`, run i reaching from `start[i]` to `start[i + 1]`; no run is empty."""
    if len(start) == 1:
        return np.zeros(0, dtype=np.int64)
    return np.add.reduceat(values, start[:-1], dtype=np.int64)
