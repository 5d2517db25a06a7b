"""The reviewed transcripts under `datapackage/sources/`: a folder per report, a TOML file and one CSV per table."""

import csv
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from scripts.amounts import Amount, AmountError, read_amount
from scripts.records import Entry, Place, Table
from scripts.reference import read_rows
from scripts.replacing import was_moved_away
from scripts.vetting import TranscriptError, fault, vet_entry, vet_meta
from scripts.writing import csv_text, write_text

__all__ = ["FOLDER", "Transcript", "TranscriptError", "read_transcript", "read_transcripts", "table_csv", "write_tables"]

FOLDER = Path(__file__).resolve().parent.parent / "datapackage" / "sources"
ALWAYS = ("line", "path", "label", "account", "column", "printed")
# `value` stands only where the print is no plain amount (平成29年度) and says what was read from it.
DEFAULTS = {
    "page": "",
    "cell": "",
    "value": "",
    "segment": "total",
    "basis": "actual",
    "unit": "",
    "scope": "",
    "missing": "",
    "remark": "",
}


@dataclass(frozen=True)
class Transcript:
    """A report as it stands in the repository: its metadata (`meta`, the parsed report.toml) and its tables."""

    report: str
    meta: dict[str, Any]
    tables: tuple[Table, ...]

    @property
    def body(self) -> str:
        """The id of the body that publishes the report."""
        return str(self.meta["report"]["body"])


def table_csv(table: Table) -> str:
    """Give a table as the CSV of a transcript: only the columns that say something."""
    rows = [_row(entry) for entry in table.entries]
    header = [*(c for c in ("page",) if _needed(rows, c)), *ALWAYS]
    header += [c for c in DEFAULTS if c != "page" and _needed(rows, c)]
    return csv_text(header, ({c: row[c] for c in header} for row in rows))


def _needed(rows: Iterable[dict[str, str]], column: str) -> bool:
    return any(row[column] != DEFAULTS[column] for row in rows)


def _row(entry: Entry) -> dict[str, str]:
    # A dash and 該当なし say themselves what is missing; only a blank that stands for a figure must be told.
    told = entry.missing if entry.missing == "blank" else ""
    place = entry.place
    return {
        "page": "" if place.page is None else str(place.page),
        "line": str(place.line),
        "cell": place.cell,
        "path": entry.path,
        "label": entry.label,
        "account": entry.account,
        "column": entry.column,
        "printed": entry.printed,
        "segment": entry.segment,
        "basis": entry.basis,
        "unit": entry.unit,
        "scope": entry.scope,
        "value": "" if _is_plain(entry) else str(entry.value),
        "missing": told,
        "remark": entry.remark,
    }


def _is_plain(entry: Entry) -> bool:
    try:
        return read_amount(entry.printed).value == entry.value
    except AmountError:
        return False


def read_table(path: Path, about: dict[str, Any]) -> Table:
    """Give the table of one transcript CSV; `about` is its `[[tables]]` entry of report.toml.

    Raises AmountError (by TranscriptError with file and line) for a printed figure of unknown form.
    """
    entries = []
    where = f"{path.parent.name}/{path.name}"
    try:
        rows = read_rows(path)
    except (OSError, ValueError, csv.Error) as error:
        raise fault(where, f"expected a table as CSV in UTF-8: {str(error).replace(str(path), path.name)}") from error
    for number, row in enumerate(rows, 2):
        try:
            entries.append(_entry({**DEFAULTS, **row}))
            vet_entry(entries[-1])
        except (KeyError, ValueError, ArithmeticError) as error:
            what = f"expected the column {error}" if isinstance(error, KeyError) else str(error)
            raise fault(f"{where}:{number}", what, "compare the row with the source") from error
    place = Place(int(str(about["line"])), _int(str(about.get("page", ""))))
    texts = {k: str(about[k]) for k in ("table", "form", "statement", "scope", "unit", "title")}
    return Table(fiscal_year=int(str(about["fiscal_year"])), place=place, entries=tuple(entries), **texts)


def _int(text: str) -> int | None:
    return int(text) if text else None


def _entry(row: dict[str, str]) -> Entry:
    amount = Amount(Decimal(row["value"])) if row["value"] else read_amount(row["printed"])
    if amount.missing == "blank" and row["missing"] != "blank":
        raise ValueError("expected a printed figure, found nothing")
    return Entry(
        label=row["label"],
        path=row["path"],
        account=row["account"],
        column=row["column"],
        printed=row["printed"],
        value=amount.value,
        missing=amount.missing,
        place=Place(int(row["line"]), _int(row["page"]), row["cell"]),
        unit=row["unit"],
        scope=row["scope"],
        segment=row["segment"],
        basis=row["basis"],
        remark=row["remark"],
    )


def read_meta(folder: Path) -> dict[str, Any]:
    """Give the parsed report.toml of `folder`; raises TranscriptError, with the place, when it is not TOML."""
    try:
        return tomllib.loads((folder / "report.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise fault(f"{folder.name}/report.toml", f"expected TOML in UTF-8: {error}") from error


def read_transcript(folder: Path) -> Transcript:
    """Give the report that stands in `folder`; raises TranscriptError when the folder does not hold together."""
    meta = read_meta(folder)
    vet_meta(folder.name, meta)
    abouts = meta.get("tables", [])
    listed = {f"{about['table']}.csv" for about in abouts}
    there = {path.name for path in folder.glob("*.csv")}
    if listed != there:
        odd = ", ".join(sorted(listed ^ there))
        what = f"[[tables]] and the CSV files of the folder differ: {odd}"
        raise fault(f"{folder.name}/report.toml", what, "list every CSV file once, and only those")
    tables = tuple(read_table(folder / f"{about['table']}.csv", about) for about in abouts)
    return Transcript(folder.name, meta, tables)


def read_transcripts(folder: Path = FOLDER) -> list[Transcript]:
    """Give every report under `folder`, by name."""
    for beside in sorted(folder.glob(".*.beside")):
        report = beside.name.removeprefix(".").removesuffix(".beside")
        if was_moved_away(folder / report):
            raise fault(
                report,
                "an import was ended while it wrote this transcript",
                f"import it again, or move {beside.name}/old to {report}",
            )
    found = sorted(path.parent for path in folder.glob("*/report.toml") if not path.parent.name.startswith("."))
    return [read_transcript(one) for one in found]


def write_tables(folder: Path, tables: Iterable[Table]) -> None:
    """Write one CSV per table into `folder`."""
    for table in tables:
        write_text(folder / f"{table.table}.csv", table_csv(table))


def describe_table(table: Table) -> dict[str, Any]:
    """Give the `[[tables]]` entry of a table for report.toml."""
    about: dict[str, Any] = {"table": table.table, "title": table.title, "form": table.form}
    about |= {"statement": table.statement, "scope": table.scope, "fiscal_year": table.fiscal_year, "unit": table.unit}
    if table.place.page is not None:
        about["page"] = table.place.page
    return about | {"line": table.place.line}
