"""What a process does for the country, alone: the workbooks of a unit -> pieces; two editions of a year -> restatements."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from scripts.check import CheckResult, Told, check_facts
from scripts.publish.national import Edition, Piece, Terms, edition_pieces, read_prints, restatement_pieces
from scripts.read.national import read_sheets
from scripts.recognise.national import National, facts_of, find_restatements, recognise_national, report_id
from scripts.records import Finding, Place, RefusedError
from scripts.reference import Reference, load_reference

REFUSED = "NAT9"


@dataclass(frozen=True, slots=True)
class Source:
    """A workbook as a process gets it: a path of this machine, or the bytes themselves for another."""

    name: str
    content: Path | bytes

    def read(self) -> bytes:
        """Give the bytes."""
        return self.content if isinstance(self.content, bytes) else self.content.read_bytes()


@dataclass(frozen=True, slots=True)
class EditionTask:
    """The workbooks of a unit."""

    edition: int
    group: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class YearTask:
    """The pieces that print a year of a group of bodies: in the year's own edition, and in the next."""

    fiscal_year: int
    group: str
    pieces: tuple[Path | bytes, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task: pieces, findings, the bodies of each workbook (by name), and numbers for quality.json."""

    pieces: tuple[Piece, ...]
    findings: tuple[Finding, ...] = ()
    bodies: tuple[tuple[str, tuple[str, ...]], ...] = ()
    counts: tuple[tuple[str, int], ...] = ()


@cache
def known_reference() -> Reference:
    """Give the reference tables, read once by each process."""
    return load_reference()


def look_at(source: Source) -> str:
    """Read a workbook and forget it: whoever asks learns whether that can be done at all."""
    finding = _read(source)[1]
    return finding.message if finding else ""


def _read(source: Source) -> tuple[National | None, Finding | None]:
    try:
        return recognise_national(read_sheets(source.name, source.read()), known_reference()), None
    except RefusedError as error:
        return None, Finding(REFUSED, error.where, None, f"{error.message}; the workbook is left out", error.mend)


def publish_edition(task: EditionTask) -> Outcome:
    """Read the workbooks of a unit, check all its bodies at once, and give what is published of them."""
    read = [(source.name, *_read(source)) for source in task.sources]
    refused = [finding for _, _, finding in read if finding]
    nationals = [(name, national) for name, national, _ in read if national]
    odd = [finding for _, national in nationals for finding in national.findings]
    if not nationals:
        return Outcome((), tuple(refused))
    facts = facts_of([national for _, national in nationals])
    result = _check(facts, nationals)
    facts = facts.assign(corroborated=result.corroborated)
    identities = result.evaluation.identities
    terms = Terms(identities.identity, identities.figure, identities.weight)
    pieces = tuple(edition_pieces(Edition(task.edition, task.group, facts, result.checks, terms), known_reference()))
    bodies = tuple((name, national.bodies) for name, national in nationals)
    return Outcome(pieces, (*refused, *odd, *result.findings), bodies, tuple(_counts(facts, result)))


def _check(facts: pd.DataFrame, nationals: Sequence[tuple[str, National]]) -> CheckResult:
    told = Told(dict.fromkeys(facts["report"].cat.categories, "nearest"))
    files = {report_id(body, national.edition.year): name for name, national in nationals for body in national.bodies}

    def in_workbook(report: str, _table: str, _number: int, place: Place) -> tuple[str, Place]:
        return files[report], place

    return check_facts(facts, known_reference(), told, in_workbook)


def _counts(facts: pd.DataFrame, result: CheckResult) -> Iterator[tuple[str, int]]:
    yen = facts["yen"].to_numpy(np.int64, na_value=0)
    held = facts["corroborated"].to_numpy() > 0
    yield "facts", len(facts)
    yield "facts_with_value", int(facts["yen"].notna().sum())
    yield "money", int((yen != 0).sum())
    yield "corroborated", int(((yen != 0) & held).sum())
    yield "checks", len(result.checks)
    yield from sorted((str(status), int(count)) for status, count in result.checks["status"].value_counts().items())


def publish_year(task: YearTask) -> Outcome:
    """Hold the two prints of a year against one another and give what was restated."""
    frame = find_restatements(read_prints(task.pieces, task.fiscal_year))
    pieces = tuple(restatement_pieces(frame, task.fiscal_year, task.group, known_reference()))
    return Outcome(pieces, counts=(("restatements", len(frame)),))
