"""import: a statement file -> the reviewed transcript that a maintainer commits."""

import re
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from scripts.publish.sources import write_sources
from scripts.read import read_file
from scripts.read.limits import MOST_ALLOWED_MIB, MOST_ALLOWED_SECONDS, MOST_MEMORY_MIB
from scripts.recognise import recognise
from scripts.recognise.national import National, cut_out, report_id
from scripts.records import Document, Finding, Recognition, RefusedError
from scripts.reference import Reference, load_reference
from scripts.replacing import mend, replaced
from scripts.report_file import render_report
from scripts.transcripts import FOLDER, describe_table, read_meta, write_tables
from scripts.verbs.contents import write_contents
from scripts.verbs.guarded import REFUSED, stay_within
from scripts.verbs.national import NATIONAL, open_national, recognise_bodies
from scripts.vetting import vet_name
from scripts.writing import write_text

_REPORT = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*-[0-9]{4}-[a-z]+")
USUAL = {"segment": "total", "basis": "actual"}
# Who publishes what is not published by the body itself.
PUBLISHERS = {NATIONAL: "総務省"}
# More than `convert` has: a workbook of many bodies becomes hundreds of folders.
SECONDS = 60


def import_file(path: Path, body: str, report: str, year: int | None = None, target: Path = FOLDER) -> tuple[Path, Recognition]:
    """Write the transcript of `path` as `target`/`report` and give the folder with what was recognised.

    A file that binds several reports (a settlement and the next year's budget) is imported once for each `year`: only
    the tables of that fiscal year are taken.
    What a person wrote into an existing report.toml (`[report]`, `[source]`, controls, discrepancies) is kept; tables are
    written anew. Raises RefusedError when the file cannot be taken and ClickException for an unknown body.
    """
    reference = load_reference()
    if not _REPORT.fullmatch(report):
        raise click.ClickException(
            f"expected the id of a report such as 294241-2023-statements, found {report}\n"
            "    mend: the body, the western year in which the fiscal year begins, the kind, in small letters, joined by -"
        )
    if body not in {row["body"] for row in reference.tables["bodies"]}:
        raise click.ClickException(
            f"expected a body of datapackage/reference/bodies.csv, found {body}\n"
            f"    mend: add a row for it there: {body},name in Japanese,name in English,prefecture,kind (city, town, village ...)"
        )
    document, recognition = _read(path, body, reference)
    recognition = _of_year(recognition, year)
    folder = target / report
    _write(folder, document, recognition, {"report": report, "body": body}, reference)
    if target == FOLDER:
        write_lists()
    return folder, recognition


def import_bodies(path: Path, target: Path = FOLDER) -> tuple[list[Path], National]:
    """Write a transcript for every body of a national workbook and give their folders with what was recognised.

    Raises RefusedError when the workbook cannot be taken and ClickException for a file of one body.
    """
    reference = load_reference()
    workbook = open_national(path)
    if workbook is None:
        raise click.ClickException(
            f"expected --body and --report for {path.name}\n    mend: only the ministry's workbooks name their bodies"
        )
    document, national = recognise_bodies(workbook, reference)
    folders = []
    for body in tqdm(national.facts["body"].cat.categories, "bodies", disable=None):
        report = report_id(body, national.edition.year)
        folders.append(target / report)
        _write(folders[-1], document, cut_out(national, body), {"report": report, "body": body}, reference)
    if target == FOLDER:
        write_lists()
    return folders, national


def write_lists() -> None:
    """Write anew what is derived from the transcripts: their descriptor and the list in the README."""
    write_sources()
    write_contents()


def _write(folder: Path, document: Document, recognition: Recognition, ids: dict[str, str], reference: Reference) -> None:
    vet_name(folder.name)
    mend(folder)
    text = _report_text(folder, document, recognition, ids, reference)
    with replaced(folder) as new:
        # What a person put beside the transcript stays.
        for path in sorted(folder.iterdir()) if folder.exists() else ():
            if path.suffix != ".csv":
                (shutil.copytree if path.is_dir() else shutil.copy2)(path, new / path.name)
        write_tables(new, recognition.tables)
        write_text(new / "report.toml", text, durable=True)


def _read(path: Path, body: str, reference: Reference) -> tuple[Document, Recognition]:
    workbook = open_national(path)
    if workbook is not None:
        of_all, national = recognise_bodies(workbook, reference)
        return of_all, cut_out(national, body)
    document = read_file(path)
    return document, recognise(document, reference)


def _of_year(recognition: Recognition, year: int | None) -> Recognition:
    if year is None:
        return recognition
    tables = tuple(table for table in recognition.tables if table.fiscal_year == year)
    if not tables:
        years = ", ".join(str(y) for y in sorted({table.fiscal_year for table in recognition.tables}))
        raise click.ClickException(f"expected tables of the fiscal year {year}, found those of {years}")
    return replace(recognition, tables=tables, fiscal_year=year)


def _report_text(folder: Path, document: Document, recognition: Recognition, ids: dict[str, str], reference: Reference) -> str:
    old: dict[str, Any] = read_meta(folder) if (folder / "report.toml").exists() else {}
    told = {
        "kind": ids["report"].rsplit("-", 1)[-1],
        "fiscal_year": recognition.fiscal_year or 0,
        "title": recognition.title,
        "title_en": "",
        "since": reference.tables["releases"][-1]["version"],
        "rounding": "nearest",
    }
    publisher = PUBLISHERS.get(document.kind) or next(
        row["name_ja"] for row in reference.tables["bodies"] if row["body"] == ids["body"]
    )
    source = {"file": document.name, "publisher": publisher, "page": "", "published": "", "licence": ""}
    return render_report(
        told | old.get("report", {}) | ids,
        source | old.get("source", {}) | {"sha256": document.sha256},
        [describe_table(table) for table in recognition.tables],
        {key: old.get(key, []) for key in ("controls", "discrepancies")} | {"suggested": _suggested(recognition, reference)},
    )


def _suggested(recognition: Recognition, reference: Reference) -> list[dict[str, str]]:
    """Give the totals worth reading by eye: of each table the last line that others sum to and that sums to none."""
    totals = {account.sums_to for account in reference.accounts.values() if account.sums_to}
    found = []
    for table in recognition.tables:
        own = [e for e in table.entries if e.account in totals and not reference.accounts[e.account].sums_to]
        if own:
            last = own[-1]
            first = next(e for e in own if (e.account, e.label) == (last.account, last.label))
            told = {"table": table.table, "account": first.account, "column": first.column, "printed": ""}
            told |= {name: value for name, value in (("segment", first.segment), ("basis", first.basis)) if value != USUAL[name]}
            found.append(told | {"label": first.label})
    return found


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--body", help="Id of the body in datapackage/reference/bodies.csv.")
@click.option("--report", help="Id of the report: body, year in which the fiscal year begins, kind.")
@click.option("--year", type=int, help="Take only the tables of this fiscal year (western year in which it begins).")
@click.option(
    "--seconds",
    type=click.IntRange(1, MOST_ALLOWED_SECONDS),
    default=SECONDS,
    show_default=True,
    help="Seconds of the processor.",
)
@click.option(
    "--memory", type=click.IntRange(64, MOST_ALLOWED_MIB), default=MOST_MEMORY_MIB, show_default=True, help="MiB of memory."
)
def command(file: Path, body: str | None, report: str | None, *, year: int | None, **limits: int) -> None:
    """Write the transcript of FILE under datapackage/sources/, ready for review.

    Of the ministry's workbooks of many bodies all are taken, a transcript each, when --body and --report are left out.
    """
    stay_within(file.name, **limits)
    try:
        if body is None or report is None:
            folders, national = import_bodies(file)
            _tell(national.findings, f"{len(folders)} transcripts, {len(national.facts)} figures")
            return
        folder, recognition = import_file(file, body, report, year)
    except RefusedError as error:
        click.echo(error, err=True)
        sys.exit(REFUSED)
    count = sum(len(table.entries) for table in recognition.tables)
    _tell(recognition.findings, f"{folder}: {len(recognition.tables)} tables, {count} figures")
    click.echo("Next: fill in report.toml, compare the tables with the print, then run: python -m scripts check " + report)


def _tell(findings: Sequence[Finding], said: str) -> None:
    for finding in findings:
        click.echo(finding, err=True)
    click.echo(f"{said}, {len(findings)} findings")
