"""Corrections, restatements and the version of each figure."""

from collections.abc import Mapping

import pandas as pd
import pytest

from scripts.publish import PublishError
from scripts.publish.frames.corrections import corrections_frame, restatements_frame, version_facts, version_reports
from scripts.reference import Reference
from scripts.transcripts import Transcript

FACTS = pd.DataFrame(
    [
        {"fact_id": "a-2022-statements:bs:cash:amount", "report": "a-2022-statements", "printed": "5"},
        {"fact_id": "a-2022-statements:bs:land:amount", "report": "a-2022-statements", "printed": "7"},
        {"fact_id": "a-2023-statements:bs:land:amount", "report": "a-2023-statements", "printed": "9"},
    ]
)
REPORTS = [
    Transcript("a-2022-statements", {"report": {"fiscal_year": 2022}}, ()),
    Transcript("a-2023-statements", {"report": {"fiscal_year": 2023, "since": "0.10.0"}}, ()),
]
RELEASES = [{"version": version, "date": "2026-01-01"} for version in ("0.10.0", "0.2.0", "0.1.0")]


def correction(number: int, before: str, after: str, fact: str = "cash", version: str = "0.2.0") -> dict[str, str]:
    row = {"correction": str(number), "version": version, "kind": "erred", "fact_id": f"a-2022-statements:bs:{fact}:amount"}
    return row | {"before": before, "after": after, "reason_ja": "", "reason_en": ""}


def reference(*corrections: Mapping[str, str]) -> Reference:
    return Reference({"releases": RELEASES, "corrections": [dict(row) for row in corrections]})


def test_a_figure_keeps_the_version_in_which_it_came_or_last_changed() -> None:
    known = reference(correction(2, "4", "5", version="0.10.0"), correction(1, "3", "4"))
    assert list(version_facts(FACTS, REPORTS, known)["version"]) == ["0.10.0", "0.1.0", "0.10.0"]
    frame = pd.DataFrame({"report": [report.report for report in REPORTS]})
    assert list(version_reports(frame, REPORTS, known)["version"]) == ["0.1.0", "0.10.0"]


def test_corrections_are_listed_by_version_with_their_report() -> None:
    frame = corrections_frame(REPORTS, FACTS, reference(correction(2, "4", "5", version="0.10.0"), correction(1, "3", "4")))
    assert list(frame["correction"]) == ["1", "2"]
    assert set(frame["report"]) == {"a-2022-statements"}


def test_a_figure_taken_away_is_a_correction_too() -> None:
    assert len(corrections_frame(REPORTS, FACTS, reference(correction(1, "8", "", fact="buildings")))) == 1


def test_a_correction_must_change_something_and_be_what_the_transcript_says() -> None:
    with pytest.raises(PublishError) as refused:
        corrections_frame(REPORTS, FACTS, reference(correction(1, "4", "4"), correction(2, "6", "8", fact="land")))
    assert str(refused.value) == (
        "reference/corrections.csv: correction 1: before and after are both 4\n    mend: tell what changed\n"
        "reference/corrections.csv: correction 1: expected the figure 4, found 5\n"
        "    mend: mend the transcript, or add the correction that came later\n"
        "reference/corrections.csv: correction 2: expected the figure 8, found 7\n"
        "    mend: mend the transcript, or add the correction that came later"
    )


def amount(report: str, yen: int | None, decimals: int = 0, **other: object) -> dict[str, object]:
    about = {"body": "a", "fiscal_year": 2022, "scope": "general", "segment": "total", "basis": "actual"}
    line = {"statement": "balance_sheet", "account": "land", "column": "amount", "path": "", "label": "土地", "table": "bs"}
    return about | line | {"report": report, "fact_id": f"{report}:bs:land:amount", "yen": yen, "decimals": decimals} | other


@pytest.mark.parametrize(
    ("earlier", "later", "told"),
    [
        (amount("a-2022-statements", 10), amount("a-2023-statements", 11), [(10, 11, 1)]),
        (amount("a-2022-statements", 10), amount("a-2023-statements", 10), []),
        (amount("a-2022-statements", None), amount("a-2023-statements", 3), [(0, 3, 3)]),
        (amount("a-2022-statements", 10_499), amount("a-2023-statements", 10_000, -3), []),
        (amount("a-2022-statements", 10_502), amount("a-2023-statements", 10_000, -3), [(10_502, 10_000, -502)]),
        (amount("a-2022-statements", 10), amount("a-2023-statements", 11, scope="whole"), []),
        (amount("a-2022-statements", 10), amount("a-2022-other", 11), []),
    ],
)
def test_a_later_edition_that_prints_otherwise_beyond_rounding_restates(
    earlier: dict[str, object], later: dict[str, object], told: list[tuple[int, int, int]]
) -> None:
    facts = pd.DataFrame([later, earlier]).astype({"yen": "Int64", "decimals": "Int64", "fiscal_year": "Int64"})
    reports = [*REPORTS, Transcript("a-2022-other", {"report": {"fiscal_year": 2022}}, ())]
    frame = restatements_frame(facts, reports)
    assert list(frame[["before_yen", "after_yen", "change_yen"]].itertuples(index=False, name=None)) == told
