"""Discrepancies of the print that the maintainers looked at and explained.

`report.toml` has a table `[[discrepancies]]` for every identity that the print itself breaks:

    check           id of the check, as the finding gives it
    gap             how much the figure is more than the others make it, in the unit it is printed in; negative for less
    explanation_ja, explanation_en      in the project's own words
    culprit         optional: id of the figure that is wrong
    expected        optional: what it should be

The list is a guard: a discrepancy that no longer occurs, or with another gap, is an error.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

import numpy as np
import pandas as pd  # noqa: TC002

from scripts.check.evaluate import EXPLAINED, Evaluation, explain
from scripts.check.figures import Figures
from scripts.check.tolerance import Integers
from scripts.check.wording import in_printed_unit
from scripts.records import Finding

Entries = Mapping[str, Sequence[Mapping[str, object]]]
RULE: Final = "DISCREPANCY"
LOOK: Final = "compare the figures with the source; where the print is as the transcript has it, mend the entry"


@dataclass(frozen=True, slots=True)
class _Listed:
    """An entry that fits: the identity it is about and the gap listed, in the unit of the print and in yen."""

    report: str
    check: str
    identity: int
    gap: Decimal
    amount: int


def explain_listed(
    figures: Figures, evaluation: Evaluation, checks: "pd.Series[str]", listed: Entries
) -> tuple[Evaluation, list[Finding]]:
    """Give the evaluation with listed discrepancies marked as explained, and a finding for every entry that does not fit.

    `listed` has for each report the entries of `[[discrepancies]]`, `checks` the id of each identity.
    """
    entries = [(report, entry) for report, own in listed.items() for entry in own]
    sought = checks[checks.isin([str(entry.get("check")) for _, entry in entries])]
    identities = dict(zip(sought, sought.index, strict=True))
    step = figures.step[evaluation.identities.head]
    good: list[_Listed] = []
    findings: list[Finding] = []
    for report, entry in entries:
        found = _read(report, entry, identities, step)
        (findings if isinstance(found, Finding) else good).append(found)  # type: ignore[arg-type]
    at = np.array([one.identity for one in good], dtype=np.int64)
    after = explain(evaluation, at, np.array([one.amount for one in good], dtype=np.int64))
    misfits = [_misfit(figures, evaluation, one) for one in good if after.status[one.identity] != EXPLAINED]
    return after, findings + misfits


def _read(report: str, entry: Mapping[str, object], identities: Mapping[str, int], step: Integers) -> _Listed | Finding:
    check = str(entry.get("check", ""))
    try:
        gap = Decimal(str(entry["gap"]))
    except (KeyError, InvalidOperation):
        return _finding(report, f"{check}: expected a gap, found {entry.get('gap', 'none')}", "write gap = and the number")
    if check not in identities:
        mend = "remove the entry, or mend its check: a finding ends with the id of its check"
        return _finding(report, f"{check}: no identity has this id", mend)
    at = identities[check]
    return _Listed(report, check, at, gap, int(gap * int(step[at])))


def _misfit(figures: Figures, before: Evaluation, one: _Listed) -> Finding:
    if before.holds[one.identity]:
        mend = f"remove the entry if the publisher mended the print; else {LOOK}"
        return _finding(one.report, f"{one.check}: listed as a discrepancy, no longer occurs", mend)
    found = in_printed_unit(int(before.difference[one.identity]), figures, int(before.identities.head[one.identity]))
    listed = in_printed_unit(one.amount, figures, int(before.identities.head[one.identity]))
    return _finding(one.report, f"{one.check}: the gap is {found}, listed is {listed}", LOOK)


def _finding(report: str, message: str, mend: str) -> Finding:
    return Finding(RULE, f"{report}/report.toml", None, message, mend)
