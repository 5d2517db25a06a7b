"""Whether identities hold: exactly, by rounding, by a listed discrepancy of the print, or not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd

from scripts.check.figures import Figures
from scripts.check.identities import Identities, check_ids, repeats
from scripts.check.tolerance import Integers, allowed_sums, mode_codes, reaches, sums
from scripts.keys import Flags

STATUSES: Final = ("exact", "rounding", "explained", "open")
EXACT, ROUNDING, EXPLAINED, OPEN = range(4)


@dataclass(frozen=True)
class Evaluation:
    """Identities with what came of them: `total` their sum as printed, `least` and `most` what it may be, all in yen.

    Where a discrepancy of the print is listed, `least` and `most` are its gap: that and nothing else is expected.
    """

    identities: Identities
    total: Integers
    least: Integers
    most: Integers
    status: Integers

    @cached_property
    def holds(self) -> Flags:
        """Tell which identities hold, exactly or by rounding."""
        held: Flags = self.status <= ROUNDING
        return held

    @cached_property
    def scale(self) -> Integers:
        """For each identity the weight of its head: 1, but for ratios."""
        return self.identities.weight[self.identities.start[:-1]]

    @cached_property
    def difference(self) -> Integers:
        """For each identity how much more is printed for its head than the other terms make it, for ratios nearly so."""
        scaled = np.flatnonzero(self.scale != 1)
        difference = self.total.copy()
        scale = self.scale[scaled]
        difference[scaled] = (2 * self.total[scaled] + scale) // (2 * scale)
        return difference


def evaluate(figures: Figures, identities: Identities, rounding: Mapping[str, str]) -> Evaluation:
    """Give the identities with their sums and status; `rounding` names the mode of each report (`tolerance.MODES`)."""
    used = np.flatnonzero(np.bincount(figures.codes["report"]))
    modes = np.zeros(len(figures.names["report"]), dtype=np.int64)
    modes[used] = mode_codes([figures.names["report"][report] for report in used.tolist()], rounding)
    mode = modes[figures.codes["report"]]
    money = (figures.codes["measure"] == 0) & ~figures.nil
    below, above = reaches(figures.amount, np.where(money, figures.step, 1), mode)
    figure, weight, start = identities.figure, identities.weight, identities.start
    total = sums(figures.amount[figure] * weight, start)
    under = below[figure]
    least, most = allowed_sums(weight, under, under if below is above else above[figure], start)
    least, most = least - identities.slack, most + identities.slack
    held = (least <= total) & (total <= most)
    status = np.where(total == 0, EXACT, np.where(held, ROUNDING, OPEN))
    return Evaluation(identities, total, least, most, status.astype(np.int64))


def explain(evaluation: Evaluation, at: Integers, gap: Integers) -> Evaluation:
    """Give the evaluation with discrepancies listed for the identities `at`: their difference is expected to be `gap` yen."""
    least, most, status = evaluation.least.copy(), evaluation.most.copy(), evaluation.status.copy()
    met = (evaluation.difference[at] == gap) & (status[at] == OPEN)
    least[at[met]] = most[at[met]] = evaluation.total[at[met]]
    status[at] = np.where(met, EXPLAINED, OPEN)
    return replace(evaluation, least=least, most=most, status=status)


def count_corroborations(evaluation: Evaluation, size: int) -> Integers:
    """Give for each of `size` figures how many different identities hold in which it stands.

    An identity counts for every figure that it holds, also where all others are nil or 0: another figure in that place
    would still break it. Two identities with the very same terms (a total of one part, asserted again by another rule)
    count once. One that holds only because the print's discrepancy is listed does not count.
    """
    identities = evaluation.identities
    counted = evaluation.holds & ~repeats(identities).to_numpy()
    return np.bincount(identities.figure[counted[identities.identity]], minlength=size)


def checks_table(figures: Figures, evaluation: Evaluation, fact_id: "pd.Series[str]") -> pd.DataFrame:
    """Give the checks as published: check, rule, report, expected, found, difference, tolerance, status.

    `found` is the figure checked, `expected` what the other terms make it, `difference` found less expected, `tolerance`
    the greatest difference in that direction that rounding explains; in whole yen for money, else in the unit.
    """
    identities = evaluation.identities
    found, difference = figures.amount[identities.head], evaluation.difference
    tolerance = np.where(difference > 0, evaluation.most, -evaluation.least)
    widest = np.maximum(evaluation.most, -evaluation.least)
    report = figures.codes["report"][identities.head]
    return pd.DataFrame(
        {
            "check": check_ids(identities, fact_id),
            "rule": _categories(identities.rule, identities.rules),
            "report": _categories(report, figures.names["report"]),
            "expected": found - difference,
            "found": found,
            "difference": difference,
            "tolerance": np.where(difference == 0, widest, tolerance) // evaluation.scale,
            "status": _categories(evaluation.status, STATUSES),
        }
    )


def _categories(code: Integers, names: Sequence[str]) -> "pd.Categorical[str]":
    return pd.Categorical.from_codes(code, categories=pd.Index(list(names)))


def check_facts_table(identities: Identities, check: "pd.Series[str]", fact_id: "pd.Series[str]") -> pd.DataFrame:
    """Give the terms of the checks as published: check, fact_id, weight."""
    return pd.DataFrame(
        {
            "check": check.iloc[identities.identity].reset_index(drop=True),
            "fact_id": fact_id.iloc[identities.figure].reset_index(drop=True),
            "weight": identities.weight,
        }
    )
