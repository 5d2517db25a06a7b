"""The reviewed transcripts under `datapackage/sources/`: a folder per report, a TOML file and one CSV per table."""

import csv
import io
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from scripts.amounts import Amount, AmountError, read_amount
from scripts.records import Entry, Place, RefusedError, Table
from scripts.replacing import was_moved_away
from scripts.taking import take_bytes
from scripts.vetting import TranscriptError, fault, vet_entry, vet_meta, vet_row
from scripts.writing import csv_text, write_text

__all__ = ["FOLDER", "Transcript", "TranscriptError", "read_transcript", "read_transcripts", "table_csv", "write_tables"]

# The largest of the 1,800 municipalities' lists has 2,000 rows, 0.3 MB.
MOST_BYTES = 5_000_000
MOST_META_BYTES = 1_000_000
LONGEST_META_LINE = 4_000
MOST_FIGURES = 200_000
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

    Raises TranscriptError, with file and line, for what is no such table and for a printed figure of unknown form.
    """
    entries = []
    where = f"{path.parent.name}/{path.name}"
    for number, row in _rows(path, where):
        try:
            vet_row(row)
            entries.append(_entry({**DEFAULTS, **row}))
            vet_entry(entries[-1])
        except (ValueError, ArithmeticError) as error:
            raise fault(f"{where}:{number}", str(error), "compare the row with the source") from error
    if not entries:
        raise fault(where, "expected figures, found none", "remove the table, or import the file anew")
    place = Place(int(str(about["line"])), _int(str(about.get("page", ""))))
    texts = {k: str(about[k]) for k in ("table", "form", "statement", "scope", "unit", "title")}
    return Table(fiscal_year=int(str(about["fiscal_year"])), place=place, entries=tuple(entries), **texts)


def _rows(path: Path, where: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Give the rows of a CSV file and the lines they end on; columns that nobody knows would be lost in silence."""
    reader = csv.reader(io.StringIO(_text(path, where, MOST_BYTES), newline=""), strict=True)
    try:
        header = next(reader, [])
        missing, odd = set(ALWAYS) - set(header), set(header) - {*ALWAYS, *DEFAULTS}
        if missing or odd or len(set(header)) < len(header):
            what = f"without {', '.join(sorted(missing))}" if missing else f"with {ascii(sorted(odd) or header)[:80]}"
            raise fault(f"{where}:1", f"expected the columns that `import` writes, each once, found a heading {what}")
        for row in reader:
            if row and len(row) != len(header):
                raise fault(f"{where}:{reader.line_num}", f"expected {len(header)} cells as in the heading, found {len(row)}")
            if row:
                yield reader.line_num, dict(zip(header, row, strict=True))
    except csv.Error as error:
        raise fault(f"{where}:{reader.line_num}", f"expected a table as CSV: {error}") from error


def _text(path: Path, where: str, most: int) -> str:
    """Give the text of a file of a pull request: a plain one, for a link could lead to any file of this machine."""
    try:
        return take_bytes(path, most, links=False).decode("utf-8-sig")
    except RefusedError as error:
        raise fault(where, error.message, error.mend) from error
    except UnicodeDecodeError as error:
        raise fault(where, f"expected text in UTF-8: {error}", "save it as UTF-8") from error


def _int(text: str) -> int | None:
    if not re.fullmatch(r"[0-9]{0,9}", text):  # int() takes digits of other scripts, blanks and underscores as well
        raise ValueError(f"expected a number, found {text[:40]!a}")
    return int(text) if text else None


def _entry(row: dict[str, str]) -> Entry:
    if not re.fullmatch(r"(?:-?[0-9]+(?:\.[0-9]+)?)?", row["value"]):
        raise ValueError(f"expected value as a number, found {row['value'][:40]!a}")
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
        place=Place(_int(row["line"]) or 0, _int(row["page"]), row["cell"]),
        unit=row["unit"],
        scope=row["scope"],
        segment=row["segment"],
        basis=row["basis"],
        remark=row["remark"],
    )


def read_meta(folder: Path) -> dict[str, Any]:
    """Give the parsed report.toml of `folder`; raises TranscriptError, with the place, when it is not TOML."""
    where = f"{folder.name}/report.toml"
    text = _text(folder / "report.toml", where, MOST_META_BYTES)
    # The memory that a key with dots takes grows with the square of their number.
    if any(len(line) > LONGEST_META_LINE for line in text.split("\n")):
        raise fault(where, f"expected at most {LONGEST_META_LINE:,} characters a line", "break or shorten the line")
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise fault(where, f"expected TOML in UTF-8: {str(error)[:200]}") from error


def read_transcript(folder: Path) -> Transcript:
    """Give the report that stands in `folder`; raises TranscriptError when the folder does not hold together."""
    if folder.is_symlink():
        raise fault(ascii(folder.name), "expected a folder, found a link to another place", "put the folder itself there")
    meta = read_meta(folder)
    vet_meta(folder.name, meta)
    abouts = meta.get("tables", [])
    listed = Counter(f"{about['table']}.csv" for about in abouts)
    there = Counter(path.name for path in folder.glob("*.csv"))
    if listed != there:
        odd = ascii(", ".join(sorted(set((listed - there) + (there - listed)))))[1:-1][:400]
        what = f"[[tables]] and the CSV files of the folder differ: {odd}"
        raise fault(f"{folder.name}/report.toml", what, "list every CSV file once, and only those")
    tables: list[Table] = []
    for about in abouts:
        tables.append(read_table(folder / f"{about['table']}.csv", about))
        if sum(len(table.entries) for table in tables) > MOST_FIGURES:
            mend = "make a report of each document"
            raise fault(f"{folder.name}/report.toml", f"expected at most {MOST_FIGURES:,} figures in a report", mend)
    return Transcript(folder.name, meta, tuple(tables))


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
