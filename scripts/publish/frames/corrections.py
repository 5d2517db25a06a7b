"""What changed since figures were first published: corrections, restatements, and the version of each figure."""

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from scripts.publish.faults import PublishError, fault
from scripts.publish.frames.reports import section
from scripts.reference import Reference
from scripts.restatements import find_restatements
from scripts.transcripts import Transcript

CORRECTIONS = ("correction", "version", "kind", "report", "fact_id", "before", "after", "reason_ja", "reason_en")
RESTATEMENTS = (
    *("fact_id", "report", "earlier_report", "earlier_fact_id"),
    *("fiscal_year", "before_yen", "after_yen", "change_yen"),
)
_WHERE = "reference/corrections.csv"


def version_reports(frame: pd.DataFrame, reports: Iterable[Transcript], reference: Reference) -> pd.DataFrame:
    """Give the reports with the `version` in which each came: `since` of its report.toml, the first one where it names none."""
    since = _since(reports, reference)
    return frame.assign(version=[since[report] for report in frame["report"]])


def version_facts(facts: pd.DataFrame, reports: Iterable[Transcript], reference: Reference) -> pd.DataFrame:
    """Give the facts with the `version` of the data in which each came or last changed: a correction gives a later one."""
    mended = {row["fact_id"]: row["version"] for row in _in_order(reference)}
    since = _since(reports, reference)
    told = [mended.get(fact, since[report]) for fact, report in zip(facts["fact_id"], facts["report"], strict=True)]
    return facts.assign(version=told)


def _since(reports: Iterable[Transcript], reference: Reference) -> dict[str, str]:
    first = min((row["version"] for row in reference.tables["releases"]), key=_number)
    return {report.report: str(section(report, "report").get("since", first)) for report in reports}


def corrections_frame(reports: Iterable[Transcript], facts: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """Give one row per correction of a published report, in the order of the versions.

    Raises PublishError for a correction that changes nothing, and for one whose figure now reads otherwise.
    """
    known = {report.report for report in reports}
    rows = [row | {"report": row["fact_id"].split(":")[0]} for row in _in_order(reference)]
    rows = [row for row in rows if row["report"] in known]
    now = dict(zip(facts["fact_id"], facts["printed"], strict=True))
    faults = list(_faults(rows, now))
    if faults:
        raise PublishError(faults)
    return pd.DataFrame(rows, columns=list(CORRECTIONS), dtype=object)


def _faults(rows: Iterable[Mapping[str, str]], now: Mapping[str, str]) -> Iterator[str]:
    last = {row["fact_id"]: row for row in rows}
    for row in rows:
        where = f"{_WHERE}: correction {row['correction']}"
        if row["before"] == row["after"]:
            yield fault(where, f"before and after are both {row['before'] or 'empty'}", "tell what changed")
        found = now.get(row["fact_id"], "")
        if last[row["fact_id"]] is row and row["after"] != found:
            message = f"expected the figure {row['after'] or '(none)'}, found {found or '(none)'}"
            yield fault(where, message, "mend the transcript, or add the correction that came later")


def _in_order(reference: Reference) -> list[dict[str, str]]:
    return sorted(reference.tables["corrections"], key=lambda row: (_number(row["version"]), int(row["correction"])))


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def restatements_frame(facts: pd.DataFrame, reports: Iterable[Transcript]) -> pd.DataFrame:
    """Give one row per figure that a later report prints otherwise than an earlier one."""
    editions = {report.report: int(str(section(report, "report")["fiscal_year"])) for report in reports}
    found = find_restatements(facts, editions)
    names = {"fact_after": "fact_id", "report_after": "report", "report_before": "earlier_report"}
    names |= {"fact_before": "earlier_fact_id", "before": "before_yen", "after": "after_yen"}
    found = found.rename(columns=names)
    return found.assign(change_yen=found["after_yen"] - found["before_yen"])[list(RESTATEMENTS)]
