"""What the fuzzer calls: every way by which bytes of a stranger come in. Each ends, or refuses with place and mend."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from scripts.amounts import AmountError, read_amount
from scripts.check import Told, check_facts, in_file
from scripts.facts import facts_of
from scripts.read import read_content
from scripts.read.national import read_sheets
from scripts.recognise import recognise
from scripts.recognise.national import is_indicators, is_national, recognise_indicators, recognise_national
from scripts.records import Document, RefusedError
from scripts.reference import load_reference
from scripts.transcripts import TranscriptError, read_transcript
from scripts.verbs.check import facts_of_reports
from tests.fuzz.archives import repack

TABLE = "line,path,label,account,column,printed\n1,,資産合計,total_assets,amount,1\n"
REFERENCE = load_reference()
CORPUS = Path(__file__).parent / "corpus"


class UntoldError(AssertionError):
    """A reader refused without saying what to do, or said what a terminal would obey."""


def _understand(document: Document) -> None:
    """Go on as `convert` does: recognise, make facts, check them; look at what is said."""
    read = recognise(document, REFERENCE)
    facts = facts_of("fuzzed", "unknown", read.tables, REFERENCE)
    result = check_facts(facts, REFERENCE, Told({"fuzzed": "nearest"}), in_file(document.name))
    if not all(finding.message and finding.mend for finding in (*read.findings, *result.findings)):
        raise UntoldError("a finding without words")


def text(data: bytes) -> None:
    _understand(read_content("f.txt", data))


def csv(data: bytes) -> None:
    _understand(read_content("f.csv", data))


def pdf(data: bytes) -> None:
    _understand(read_content("f.pdf", data))


def workbook(data: bytes) -> None:
    _understand(read_content("f.xlsx", repack(data)))


def national(data: bytes) -> None:
    found = read_sheets("f.xlsx", repack(data))
    if is_national(found):
        recognise_national(found, REFERENCE)
    if is_indicators(found):
        recognise_indicators(found, REFERENCE)


def archive(data: bytes) -> None:
    """Bytes that may be no archive at all."""
    read_content("f.xlsx", data)


def amount(data: bytes) -> None:
    try:
        read_amount(data.decode("utf-8", "replace"))
    except AmountError as error:
        if not 0 <= error.position <= len(error.text):
            raise UntoldError(f"the caret stands outside of {error.text!r}") from error


def _transcript(meta: bytes, table: bytes) -> None:
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "fuzzed-2023-statements"
        folder.mkdir()
        (folder / "report.toml").write_bytes(meta)
        (folder / "bs.csv").write_bytes(table)
        facts_of_reports([read_transcript(folder)], REFERENCE)


def report(data: bytes) -> None:
    _transcript(data, TABLE.encode())


def transcript(data: bytes) -> None:
    _transcript((CORPUS / "report" / "plain").read_bytes(), data)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "text": text,
    "csv": csv,
    "pdf": pdf,
    "workbook": workbook,
    "national": national,
    "archive": archive,
    "amount": amount,
    "report": report,
    "transcript": transcript,
}


def call(name: str, data: bytes) -> None:
    """Call a target; what it refuses in words is well."""
    try:
        TARGETS[name](data)
    except (RefusedError, TranscriptError) as error:
        said = str(error)
        if "mend: " not in said or "\x1b" in said:
            raise UntoldError(said) from error
