"""What else speaks for a figure: the same number elsewhere in the report, round numbers, figures that ought to be like it.

None of this is an identity. It only ranks figures that arithmetic cannot tell apart: the parts of one total, say, each of
which would mend the sum. Kin are the same line in other scopes and years of the body, and the lines that kin.csv pairs;
sums that ought to be small are in near_sums.csv.

The weights are logarithms of odds, roughly. They were chosen by trying digit errors in the transcripts of the repository, and
hold for other errors drawn there afterwards; tests/check/test_culprit.py draws its own.
"""

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from scripts.check.figures import Figures
from scripts.check.identities import Marks, mix
from scripts.check.layouts import spans
from scripts.check.near_sums import weigh_near_sums
from scripts.check.tolerance import Integers
from scripts.keys import combine
from scripts.reference import Reference

Weights = npt.NDArray[np.float64]

ECHO: Final = 8.0
"""What a number found elsewhere weighs: more than any kinship."""
ROUND: Final = 3.0
"""What it weighs that a number is a whole thousand in its unit: more of them are printed than chance would have it."""
SMALL: Final = 0.5
"""What it weighs that a number is e times smaller: numbers that begin with low digits are printed more often (Benford)."""
FEWEST: Final = 100
"""Numbers below this, in their unit, are found elsewhere by chance."""
ALIKE: Final = 0.3
"""How far kin are from one another as a rule, as a logarithm."""


def weigh(figures: Figures, reference: Reference, figure: Integers, value: Integers) -> Weights:
    """Give how much speaks for `value` in place of the amount of each `figure`: above 0 for it, below 0 against it."""
    if len(figure) == 0:
        return np.zeros(0)
    body = figures.codes["body"]
    own = np.flatnonzero(np.isin(body, body[figure]))
    figures, figure = figures.take(own), np.searchsorted(own, figure)
    near = np.flatnonzero(figures.given & (figures.amount != 0))
    printed = figures.amount[figure]
    echo = _echoes(figures, near, figure, value, 0) - _echoes(figures, near, figure, printed, 1)
    of, kin = _kin(figures, reference, near, figure)
    gain = _likeness(value[of], figures.amount[kin]) - _likeness(printed[of], figures.amount[kin])
    roundness = _roundness(figures, figure, value) - _roundness(figures, figure, printed)
    smaller = np.log(np.maximum(np.abs(printed), 1) / np.maximum(np.abs(value), 1))
    told = ECHO * (echo + _subtotal_echoes(figures, near, figure, value)) + ROUND * roundness + SMALL * smaller
    return told + np.bincount(of, gain, len(figure)) + weigh_near_sums(figures, reference, near, figure, value)


def _subtotal_echoes(figures: Figures, near: Integers, figure: Integers, value: Integers) -> Weights:
    """Tell by 1 which values make the lines under one heading add up to an amount that the report prints; by -1 the reverse.

    Only for lines that the document names itself: a list by accounts or bodies, say, that prints no subtotals.
    """
    told = np.zeros(len(figure))
    if not figures.open[figure].any():
        return told
    heading = [path.partition("/")[0] for path in figures.names["path"]]
    headings = {words: number for number, words in enumerate(sorted({"", *heading}))}
    number = np.array([headings[words] for words in heading], dtype=np.int64)[figures.codes["path"]]
    table = figures.key("report", "table", "column", "scope", "segment", "basis", "account")
    group = combine([table, number])
    groups, first, place, count = np.unique(group[near], return_index=True, return_inverse=True, return_counts=True)
    totals = np.zeros(len(groups), dtype=np.int64)
    np.add.at(totals, place, figures.amount[near])
    at = np.minimum(np.searchsorted(groups, group[figure]), len(groups) - 1)
    several = pd.Series(table[near][first]).duplicated(keep=False).to_numpy(bool)
    listed = np.flatnonzero(
        figures.open[figure] & (number[figure] > 0) & (groups[at] == group[figure]) & (count[at] > 1) & several[at]
    )
    own, total = figure[listed], totals[at[listed]]
    printed = _marks(figures, near, figures.amount[near])
    before, after = (_marks(figures, own, sums) for sums in (total, total + value[listed] - figures.amount[own]))
    told[listed] = np.isin(after, printed).astype(np.float64) - np.isin(before, printed)
    return told


def _marks(figures: Figures, figure: Integers, amount: Integers) -> Marks:
    """Give a number for each amount in the report of its figure."""
    return mix(amount.view(np.uint64)) + mix(figures.codes["report"][figure].astype(np.uint64))


def _echoes(figures: Figures, near: Integers, figure: Integers, value: Integers, times: int) -> Weights:
    """Tell by 1 which values stand in the report of their figure more than so many times."""
    printed = np.sort(_marks(figures, near, np.abs(figures.amount[near])))
    sought = _marks(figures, figure, np.abs(value))
    count = np.searchsorted(printed, sought, side="right") - np.searchsorted(printed, sought)
    return ((count > times) & (np.abs(value) >= FEWEST * figures.step[figure])).astype(np.float64)


def _roundness(figures: Figures, figure: Integers, value: Integers) -> Weights:
    """Tell by 1 which values are whole thousands in the unit of their figure."""
    whole = (value % (1000 * figures.step[figure]) == 0) & (value != 0)
    return np.where(whole, 1.0, 0.0)


def _kin(figures: Figures, reference: Reference, near: Integers, figure: Integers) -> tuple[Integers, Integers]:
    """Give pairs: which of the figures asked for, and a figure that is kin to it."""
    account = figures.codes["account"]
    line = combine([figures.key("body", "account", "column", "segment", "basis"), figures.named])
    same, itself = _matches(line[near], line[figure])
    place = figures.key("report", "fiscal_year", "scope", "segment", "basis")
    other_than = near[itself] != figure[same]
    of, kin = [same[other_than]], [near[itself][other_than]]
    rows = reference.tables.get("kin", [])
    pairs = [(figures.code_of("account", row["account"]), figures.code_of("account", row["kin"])) for row in rows]
    for one, other in [*pairs, *((other, one) for one, other in pairs)]:
        asked = np.flatnonzero(account[figure] == one)
        if len(asked) and other >= 0:
            theirs = near[account[near] == other]
            at, found = _matches(place[theirs], place[figure[asked]])
            of.append(asked[at])
            kin.append(theirs[found])
    return np.concatenate(of), np.concatenate(kin)


def _matches(there: Integers, sought: Integers) -> tuple[Integers, Integers]:
    """Give all pairs of places in `sought` and in `there` where the two are equal."""
    order = np.argsort(there, kind="stable")
    first, last = (np.searchsorted(there[order], sought, side=side) for side in ("left", "right"))
    return np.repeat(np.arange(len(sought)), last - first), order[spans(first, last)]


def _likeness(value: Integers, other: Integers) -> Weights:
    ratio = np.maximum(np.abs(value), 1) / np.abs(other)
    return -np.log(ALIKE**2 + np.log(ratio) ** 2)
