"""From any statement file to facts.csv and report.json: what the verb convert does with one file."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

from tqdm import tqdm

from scripts.characters import tame
from scripts.check import CheckResult, Told, check_facts, in_file
from scripts.facts import facts_of, forms_of
from scripts.read import read_file
from scripts.recognise import recognise
from scripts.records import Document, Finding, Recognition, RefusedError
from scripts.reference import Reference, load_reference
from scripts.replacing import write_outputs
from scripts.verbs.national import convert_national, open_national
from scripts.writing import csv_text, json_text


def report_name(path: Path) -> str:
    """Give the report id of a file that has none yet: its stem in letters, digits and hyphens."""
    return re.sub(r"[^A-Za-z0-9]+", "-", path.stem).strip("-").lower() or "report"


def convert_file(path: Path, target: Path, body: str = "", rounding: str = "nearest") -> tuple[Recognition, list[Finding]]:
    """Write `target`/facts.csv and `target`/report.json for a statement file; give what was recognised and all findings.

    Raises RefusedError, and writes nothing, when the file cannot be taken.
    """
    reference = load_reference()
    steps = tqdm(total=3, desc=tame(path.name), disable=None, leave=False, unit="step")
    document = read_file(path)
    steps.update()
    recognition = recognise(document, reference)
    steps.update()
    if not recognition.tables:
        raise _unread(document, recognition)
    report = report_name(path)
    facts = facts_of(report, body or _body(recognition, reference), recognition.tables, reference)
    forms = forms_of(facts, {report: recognition.tables})
    result = check_facts(facts.assign(form=forms), reference, Told({report: rounding}), in_file(document.name))
    steps.close()
    facts["corroborated"] = result.corroborated
    findings = [*recognition.findings, *result.findings]
    rows = facts.astype(object).where(facts.notna(), None).itertuples(index=False, name=None)
    header = [str(column) for column in facts.columns]
    text = csv_text(header, (dict(zip(header, row, strict=True)) for row in rows))
    about = json_text(_report(document, recognition, result, findings))
    write_outputs(target, {"facts.csv": text.encode(), "report.json": about.encode()})
    return recognition, findings


def _unread(document: Document, recognition: Recognition) -> RefusedError:
    first = next((finding for finding in recognition.findings if finding.severity == "error"), None)
    message = first.message if first else "no table with figures was found"
    where = f"{document.name}:{first.place}" if first and first.place else document.name
    return RefusedError(where, message, first.mend if first else "check that this is the right file")


def _body(recognition: Recognition, reference: Reference) -> str:
    names = [row["body"] for row in reference.tables["bodies"] if row["name_ja"] == recognition.body_name]
    return names[0] if len(names) == 1 else "unknown"


def _report(document: Document, recognition: Recognition, result: CheckResult, findings: list[Finding]) -> dict[str, Any]:
    """Give what report.json says: what was recognised, every finding with its place, what was left unread and why."""
    return {
        "file": document.name,
        "sha256": document.sha256,
        "title": recognition.title,
        "body_name": recognition.body_name,
        "fiscal_year": recognition.fiscal_year,
        "tables": [
            {
                "table": table.table,
                "form": table.form,
                "statement": table.statement,
                "scope": table.scope,
                "fiscal_year": table.fiscal_year,
                "unit": table.unit,
                "title": table.title,
                "place": str(table.place),
                "figures": len(table.entries),
            }
            for table in recognition.tables
        ],
        "identities": dict(sorted(Counter(result.checks["status"]).items())),
        "findings": [
            {
                "severity": finding.severity,
                "rule": finding.rule,
                "place": str(finding.place) if finding.place else "",
                "message": finding.message,
                "mend": finding.mend,
            }
            for finding in findings
        ],
        "ignored": [{"rule": i.rule, "place": str(i.place), "text": i.text} for i in recognition.ignored],
        "evidence": list(recognition.evidence),
    }


def convert_any(path: Path, target: Path, body: str = "", rounding: str = "nearest") -> tuple[int, str, list[Finding]]:
    """Convert a statement file or a workbook of many bodies; give the number of figures, a line about it and all findings.

    Raises RefusedError, and writes nothing, when the file cannot be taken.
    """
    workbook = open_national(path)
    if workbook is not None:
        return convert_national(workbook, target, load_reference())
    recognition, findings = convert_file(path, target, body, rounding)
    count = sum(len(table.entries) for table in recognition.tables)
    return count, f"{len(recognition.tables)} tables, {count} figures", findings
