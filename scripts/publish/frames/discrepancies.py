"""Identities that the print itself breaks: the figures that show it, and the reason in the project's words."""

from collections.abc import Iterable

import pandas as pd

from scripts.transcripts import Transcript

STATUSES = ("explained", "open")
COLUMNS = (
    "check",
    "rule",
    "report",
    "status",
    "gap",
    "places",
    "figures",
    "culprit",
    "expected",
    "explanation_ja",
    "explanation_en",
)
_CHECKED = ("check", "rule", "report", "status", "difference")
_TOLD = ("culprit", "expected", "explanation_ja", "explanation_en")


def find_discrepancies(
    checks: pd.DataFrame, check_facts: pd.DataFrame, facts: pd.DataFrame, reports: Iterable[Transcript]
) -> pd.DataFrame:
    """Give one row per check that rounding does not explain: columns `COLUMNS`.

    `gap` is the difference of the check, in whole yen for money. `figures` writes the identity as printed,
    `places` names its figures; the explanation is the one that `[[discrepancies]]` of the report gives for the check.
    """
    broken = checks.loc[checks["status"].isin(STATUSES), list(_CHECKED)].rename(columns={"difference": "gap"})
    terms = check_facts[check_facts["check"].isin(broken["check"])].merge(facts, on="fact_id", how="left")
    terms["term"] = [
        _term(*cells) for cells in zip(terms["weight"], terms["label"], terms["printed"], terms["line"], strict=True)
    ]
    joined = terms.groupby("check", sort=False, observed=True).agg(places=("fact_id", ";".join), figures=("term", _sum))
    told = pd.DataFrame([_told(entry) for report in reports for entry in _entries(report)], columns=["check", *_TOLD], dtype=str)
    # Categories of other steps do not meet text in a merge.
    found = broken.astype({"check": str}).merge(joined.rename(index=str), left_on="check", right_index=True, how="left")
    return found.merge(told.drop_duplicates("check"), on="check", how="left")[list(COLUMNS)].reset_index(drop=True)


def _sum(terms: Iterable[str]) -> str:
    """Write an identity as printed; the two names of one line where its terms have no weight."""
    words = list(terms)
    summed = all(word[0] in "+−" for word in words)
    return (f"{' '.join(words)} ≠ 0" if summed else " ≠ ".join(words)).removeprefix("+ ")


def _term(weight: int, label: str, printed: str, line: object) -> str:
    if not weight:
        return f"{label} ({line})"
    sign = "+" if weight > 0 else "−"
    times = "" if abs(weight) == 1 else f"{abs(weight)} × "
    return f"{sign} {times}{label} {printed} ({line})"


def _entries(report: Transcript) -> list[dict[str, object]]:
    found = report.meta.get("discrepancies", [])
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def _told(entry: dict[str, object]) -> dict[str, str | None]:
    return {name: str(entry[name]) if entry.get(name) not in (None, "") else None for name in ("check", *_TOLD)}
