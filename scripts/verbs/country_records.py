"""What was published of the country before: for each task what it was made from and what came of it."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.publish.files.shelf import Shelf
from scripts.publish.national import File
from scripts.records import Finding
from scripts.stamps import digest_of
from scripts.verbs.country_work import Outcome
from scripts.writing import json_text, write_text

STATE = Path("build") / "national" / "state"
SCRIPTS = Path(__file__).resolve().parent.parent
DATAPACKAGE = SCRIPTS.parent / "datapackage"


@dataclass(frozen=True, slots=True)
class Record:
    """What came of a task that was made from `inputs`: its files, rows of findings, bodies by workbook, numbers."""

    inputs: str
    files: tuple[File, ...]
    findings: tuple[dict[str, str], ...]
    bodies: tuple[tuple[str, tuple[str, ...]], ...]
    counts: dict[str, int]


def digest_of_code() -> str:
    """Give one checksum of everything that makes the pieces besides the workbooks."""
    steps = [SCRIPTS / step for step in ("read", "recognise", "check", "publish")]
    verbs = sorted((SCRIPTS / "verbs").glob("country*.py"))
    reference = [DATAPACKAGE / "reference", DATAPACKAGE / "schemas"]
    return digest_of([*sorted(SCRIPTS.glob("*.py")), *verbs, *steps, *reference])


def digest_of_inputs(code: str, inputs: Iterable[str]) -> str:
    """Give one checksum of the code and of the names and checksums of what a task is made from."""
    return hashlib.sha256("\n".join([code, *inputs]).encode()).hexdigest()


def read_record(path: Path, inputs: str, published: Path) -> Record | None:
    """Give what came of a task, if it was made from `inputs` and its files still stand in `published`."""
    try:
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if told["inputs"] != inputs:
        return None
    files = tuple(File(*file) for file in told["files"])
    if any(not _stands(published / file.path, file.bytes) for file in files):
        return None
    bodies = tuple((name, tuple(own)) for name, own in told["bodies"])
    return Record(inputs, files, tuple(told["findings"]), bodies, told["counts"])


def _stands(path: Path, size: int) -> bool:
    return path.is_file() and path.stat().st_size == size


def write_record(path: Path, record: Record) -> None:
    """Remember what came of a task."""
    files = [[file.path, file.sha256, file.bytes, file.rows] for file in record.files]
    told = {"inputs": record.inputs, "files": files, "findings": record.findings}
    write_text(path, json_text(told | {"bodies": record.bodies, "counts": record.counts}))


def put(shelf: Shelf, inputs: str, outcome: Outcome) -> Record:
    """Write the pieces of an outcome onto the shelf and give the record of it."""
    files = []
    for piece in outcome.pieces:
        digest = shelf.write(piece.path, piece.content)
        files.append(File(piece.path, digest, len(piece.content), piece.rows))
    findings = tuple(row_of(finding) for finding in outcome.findings)
    return Record(inputs, tuple(files), findings, outcome.bodies, dict(outcome.counts))


def keep(shelf: Shelf, record: Record, published: Path) -> Record:
    """Take the files of an earlier publication over as they are."""
    for file in record.files:
        shelf.keep(file.path, published / file.path, file.sha256)
    return record


def row_of(finding: Finding) -> dict[str, str]:
    """Give a finding as a row of findings.csv."""
    place = str(finding.place) if finding.place else ""
    told = {"severity": finding.severity, "rule": finding.rule, "file": finding.where, "place": place}
    return told | {"message": finding.message, "mend": finding.mend}
