"""What the maintainers say of a report: discrepancies of the print that they looked at, and totals they read by eye.

`report.toml` has a table `[[discrepancies]]` for every identity that the print itself breaks:

    check           id of the check, as the finding gives it
    gap             how much the figure is more than the others make it, in the unit it is printed in; negative for less
    explanation_ja, explanation_en      in the project's own words
    culprit         optional: id of the figure that is wrong
    expected        optional: what it should be

and `[[controls]]` for figures typed from the page by eye: `table`, `account`, `column`, `printed`, and where the table needs
them `segment`, `basis`, `scope`.

Both are guards: a discrepancy that no longer occurs, or with another gap, is an error, and so is a control that differs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import numpy as np
import pandas as pd

from scripts.amounts import AmountError, read_amount
from scripts.check.evaluate import EXPLAINED, Evaluation, explain
from scripts.check.figures import Figures
from scripts.check.wording import in_printed_unit
from scripts.records import Finding

Entries = Mapping[str, Sequence[Mapping[str, object]]]
RULE = "DISCREPANCY"
CONTROL = "CONTROL"
LOOK = "compare the figures with the source; where the print is as the transcript has it, mend the entry"


@dataclass(frozen=True, slots=True)
class _Listed:
    report: str
    check: str
    gap: Decimal


def explain_listed(
    figures: Figures, evaluation: Evaluation, checks: "pd.Series[str]", listed: Entries
) -> tuple[Evaluation, list[Finding]]:
    """Give the evaluation with listed discrepancies marked as explained, and a finding for every entry that does not fit.

    `listed` has for each report the entries of `[[discrepancies]]`, `checks` the id of each identity.
    """
    good: list[tuple[_Listed, int]] = []
    findings = []
    for report, entries in listed.items():
        own = checks[checks.str.startswith(f"{report}:")] if entries else checks[:0]
        place = dict(zip(own, own.index, strict=True))
        for entry in entries:
            try:
                one = _Listed(report, str(entry["check"]), Decimal(str(entry["gap"])))
            except (KeyError, InvalidOperation) as error:
                findings.append(
                    _finding(report, f"an entry without a proper {_field(error)}: {dict(entry)}", "write check and gap")
                )
                continue
            if one.check in place:
                good.append((one, place[one.check]))
            else:
                mend = "remove the entry, or mend its check: the finding of a check ends with its id"
                findings.append(_finding(report, f"no identity has the id {one.check}", mend))
    at = np.array([place for _, place in good], dtype=np.int64)
    step = figures.step[evaluation.identities.head[at]] * evaluation.identities.weight[evaluation.identities.start[at]]
    gaps = np.array([int(one.gap * int(size)) for (one, _), size in zip(good, step, strict=True)], dtype=np.int64)
    after = explain(evaluation, at, gaps)
    findings += _misfits(figures, evaluation, after, good)
    return after, findings


def _field(error: Exception) -> str:
    return "gap" if isinstance(error, InvalidOperation) else str(error).strip("'")


def _misfits(figures: Figures, before: Evaluation, after: Evaluation, good: list[tuple[_Listed, int]]) -> Iterator[Finding]:
    for one, at in good:
        if after.status[at] == EXPLAINED:
            continue
        head = before.identities.head[at]
        found = in_printed_unit(
            int(before.total[at]) // int(before.identities.weight[before.identities.start[at]]), figures, head
        )
        if before.holds[at]:
            message, mend = f"{one.check}: no longer occurs", f"remove the entry if the publisher mended the print; else {LOOK}"
        else:
            message, mend = f"{one.check}: the gap is {found}, listed is {one.gap:,}", LOOK
        yield _finding(one.report, message, mend)


def _finding(report: str, message: str, mend: str, rule: str = RULE) -> Finding:
    return Finding(rule, f"{report}/report.toml", None, message, mend)


def compare_controls(facts: pd.DataFrame, controls: Entries) -> list[Finding]:
    """Give a finding for every control, a figure read from the page by eye, that the facts do not meet."""
    return [
        finding
        for report, entries in controls.items()
        for entry in entries
        if (finding := _compare(report, facts[facts["report"] == report], {k: str(v) for k, v in entry.items()})) is not None
    ]


def _compare(report: str, facts: pd.DataFrame, control: dict[str, str]) -> Finding | None:
    wanted = {"column": "amount"} | {name: value for name, value in control.items() if name in facts and name != "printed"}
    own = facts[np.logical_and.reduce([facts[name].astype(str) == value for name, value in wanted.items()])]
    what = " ".join(wanted.values())
    if len(own) != 1:
        mend = "name table, account and column as the transcript has them, segment and basis too where the table has several"
        return _finding(report, f"{what}: expected one figure, found {len(own)}", mend, CONTROL)
    try:
        read = read_amount(control.get("printed", ""))
    except AmountError as error:
        return _finding(report, f"{what}: {error.reason}", "type the figure as it is printed", CONTROL)
    fact = own.iloc[0]
    if (read.value, read.missing) == (None if fact["missing"] else fact["value"], fact["missing"]):
        return None
    message = f"{what}: read by eye {control.get('printed', '')}, transcribed {fact['printed']}"
    return _finding(report, message, "look at the page again; mend the transcript or the control", CONTROL)
