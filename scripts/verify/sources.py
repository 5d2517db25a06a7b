"""Transcribed figures against the lines of the source files themselves, where these are at hand."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from scripts.records import Finding, Place
from scripts.transcripts import Transcript
from scripts.verify.published import Row

_SPACE = re.compile(r"\s+")
TEXTS = (".txt", ".md", ".tsv", ".csv")


def verify_sources(facts: Sequence[Row], transcripts: Mapping[str, Transcript], folder: Path) -> Iterator[Finding]:
    """Give V6 for every fact whose source line does not print it.

    Sources are told by their SHA-256 in report.toml, whatever they are called; reports whose source is not in `folder`, or
    is no text, are named by a note.
    """
    files = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in sorted(folder.iterdir()) if path.is_file()}
    lines: dict[str, list[str]] = {}
    for report in sorted({row["report"] for row in facts}):
        transcript = transcripts.get(report)
        digest = str(transcript.meta["source"].get("sha256", "")) if transcript else ""
        if digest in files and files[digest].suffix in TEXTS:
            lines[report] = files[digest].read_text(encoding="utf-8-sig").split("\n")
        else:
            mend = "put the file of that sha256 beside the others; pages and cells are compared by `import`"
            message = "its source is not among the texts at hand; its lines are not compared"
            yield Finding("V6", report, None, message, mend, "note")
    for row in facts:
        if row["report"] in lines and row["printed"]:
            yield from _verify_line(row, lines[row["report"]])


def _verify_line(row: Row, lines: Sequence[str]) -> Iterator[Finding]:
    number = int(row["line"])
    # A figure may be printed in two halves, on its line and the next ones.
    text = _fold("".join(lines[number - 1 : number + 2]))
    if _fold(row["printed"]) not in text:
        message = f"expected {row['printed']} on the line of the source, found it neither there nor on the two below"
        yield Finding("V6", row["fact_id"], Place(number), message, "compare the transcript with the source")


def _fold(text: str) -> str:
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))
