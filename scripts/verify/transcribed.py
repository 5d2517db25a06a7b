"""Published facts against the transcripts that people reviewed, made anew from these."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import pandas as pd

from scripts.facts import facts_of
from scripts.records import Finding
from scripts.reference import Reference
from scripts.transcripts import Transcript
from scripts.verify.published import Row

ANEW = "publish anew: python -m scripts publish"


def verify_transcribed(facts: Sequence[Row], transcripts: Mapping[str, Transcript], reference: Reference) -> Iterator[Finding]:
    """Give V3 for every one of the published `facts` that no transcript prints, or prints otherwise."""
    made = {report: _made(transcript, reference) for report, transcript in transcripts.items()}
    for row in facts:
        printed = made.get(row["report"], {}).get(row["fact_id"])
        if printed is None:
            yield Finding("V3", row["fact_id"], None, "expected a figure that a transcript prints, found none", ANEW)
            continue
        for column, text in printed.items():
            if column in row and row[column] != text:
                message = f"expected {column} {text!r} as in the transcript, found {row[column]!r}"
                yield Finding("V3", row["fact_id"], None, message, ANEW)


def missing_facts(facts: Sequence[Row], transcripts: Mapping[str, Transcript], reference: Reference) -> Iterator[Finding]:
    """Give V3 for every printed figure of the transcripts that stands in no published row."""
    published = {row["fact_id"] for row in facts}
    for transcript in transcripts.values():
        for fact in sorted(_made(transcript, reference).keys() - published):
            yield Finding("V3", fact, None, "expected the figure among the published facts, found it only transcribed", ANEW)


def _made(transcript: Transcript, reference: Reference) -> dict[str, Row]:
    frame = facts_of(transcript.report, transcript.body, transcript.tables, reference)
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return {str(row["fact_id"]): {str(name): _text(value) for name, value in row.items()} for row in rows}


def _text(value: object) -> str:
    if value is None or value is pd.NA:
        return ""
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)
