"""The ministry's workbooks of many bodies, for the verbs that take any file: read whole, checked as one, cut by body."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.csv

from scripts.characters import tame
from scripts.check import CheckResult, Told, check_facts, in_file
from scripts.read.limits import MOST_BYTES
from scripts.read.national import read_grids
from scripts.recognise.national import (
    Indicators,
    National,
    is_indicators,
    is_national,
    recognise_indicators,
    recognise_national,
)
from scripts.records import Document, Finding, RefusedError
from scripts.reference import Reference
from scripts.replacing import write_outputs
from scripts.sheets import Workbook
from scripts.taking import take_bytes
from scripts.writing import csv_text, json_text

NATIONAL = "national workbook"


def open_national(path: Path) -> Workbook | None:
    """Give the sheets of a workbook of many bodies; None for any other file, and for one that cannot be read at all.

    Raises RefusedError where formulas of such a workbook were never calculated.
    """
    try:
        if path.suffix.lower() != ".xlsx":
            return None
        content = take_bytes(path, MOST_BYTES)
        workbook, refusal = read_grids(tame(path.name), content)
    except RefusedError:
        return None
    if not (is_national(workbook) or is_indicators(workbook)):
        return None
    if refusal:
        raise refusal
    return workbook


def convert_national(workbook: Workbook, target: Path, reference: Reference) -> tuple[int, str, list[Finding]]:
    """Write what a workbook of many bodies says under `target`; give the number of figures, a line about it, and all findings.

    Statements become facts.csv, a list of indicators becomes indicators.csv; report.json tells what was recognised.
    Raises RefusedError, and writes nothing, when the workbook is not laid out as expected.
    """
    if is_indicators(workbook):
        listed = recognise_indicators(workbook, reference)
        about = json_text(_about_indicators(workbook, listed)).encode()
        write_outputs(target, {"indicators.csv": frame_csv(listed.table), "report.json": about})
        said = f"{listed.table['body'].nunique()} bodies, {len(listed.table)} indicators"
        return len(listed.table), said, list(listed.findings)
    national = recognise_national(workbook, reference)
    facts, result = check_national(national, reference)
    findings = [*national.findings, *result.findings]
    about = json_text(_about(workbook, national, result, findings)).encode()
    write_outputs(target, {"facts.csv": frame_csv(facts), "report.json": about})
    return len(facts), f"{facts['body'].nunique()} bodies, {len(facts)} figures", findings


def check_national(national: National, reference: Reference) -> tuple[pd.DataFrame, CheckResult]:
    """Give the facts of a workbook with `corroborated`, and what the checks say: each edition is checked by itself."""
    facts = national.facts
    told = Told(dict.fromkeys(facts["report"].cat.categories, "nearest"))
    result = check_facts(facts, reference, told, in_file(national.edition.name))
    return facts.assign(corroborated=result.corroborated), result


def recognise_bodies(workbook: Workbook, reference: Reference) -> tuple[Document, National]:
    """Give what a statement workbook says of all its bodies, and the workbook as a document of which nothing else is told."""
    if is_indicators(workbook):
        mend = "use convert, which writes indicators.csv"
        raise RefusedError(workbook.name, "expected statements, found a list of indicators", mend)
    document = Document(workbook.name, NATIONAL, workbook.sha256, ())
    return document, recognise_national(workbook, reference)


def frame_csv(frame: pd.DataFrame) -> bytes:
    """Give a table as canonical CSV, the same bytes as `csv_text` gives, in a tenth of the time."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    plain = [column.cast(pa.string()) if not pa.types.is_integer(column.type) else column for column in table.columns]
    out = pa.BufferOutputStream()
    out.write((",".join(table.column_names) + "\n").encode())
    options = pyarrow.csv.WriteOptions(include_header=False, quoting_style="none")
    try:
        pyarrow.csv.write_csv(pa.table(plain, names=table.column_names), out, options)
    except pa.ArrowInvalid:  # a label with a comma, quotes or a line break must be quoted
        whole = frame.astype(object).where(frame.notna(), None)
        rows = (dict(zip(frame.columns, row, strict=True)) for row in whole.itertuples(index=False))
        return csv_text(list(frame.columns), rows).encode()
    content: bytes = out.getvalue().to_pybytes()
    return content


def _about(workbook: Workbook, national: National, result: CheckResult, findings: Sequence[Finding]) -> dict[str, Any]:
    facts = national.facts
    return {
        **_file(workbook, national.edition.year),
        "area": national.edition.area,
        "bodies": list(facts["body"].cat.categories),
        "tables": [
            {
                "form": block.form,
                "fiscal_year": vintage.fiscal_year,
                "title": block.title,
                "place": f"{vintage.sheet.name}!A{block.top + 1}",
                "rows": len(block.rows),
            }
            for vintage, block in national.blocks
        ],
        "figures": len(facts),
        "identities": {str(status): count for status, count in sorted(Counter(result.checks["status"]).items())},
        "findings": _told(findings),
        "ignored": [{"rule": i.rule, "place": str(i.place), "text": i.text} for i in national.ignored],
    }


def _about_indicators(workbook: Workbook, listed: Indicators) -> dict[str, Any]:
    return {**_file(workbook, listed.edition), "indicators": len(listed.table), "findings": _told(listed.findings)}


def _file(workbook: Workbook, edition: int) -> dict[str, Any]:
    return {"file": workbook.name, "sha256": workbook.sha256, "edition": edition, "sheets": [s.name for s in workbook.sheets]}


def _told(findings: Sequence[Finding]) -> list[dict[str, str]]:
    return [
        {
            "severity": finding.severity,
            "rule": finding.rule,
            "place": str(finding.place) if finding.place else "",
            "message": finding.message,
            "mend": finding.mend,
        }
        for finding in findings
    ]
