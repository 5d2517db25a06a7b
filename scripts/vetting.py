"""What a transcript may say: it comes from a stranger in a pull request, and its words go to pages, sheets and file names."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from scripts.characters import find_deceiving, is_formula
from scripts.records import Entry, Table
from scripts.reference import Reference

LONGEST_TEXT = 1_000
MOST_LINE = 10_000_000
MOST_VALUE = Decimal(10) ** 18
YEARS = range(1868, 2201)
ROUNDINGS = ("nearest", "truncated", "exact")
_FOLDER = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_TABLE = re.compile(r"[a-z0-9_]{1,80}")
_WORDS = {"table": ("table", "title", "form", "statement", "scope", "unit"), "report": ("body", "kind", "title", "rounding")}
_MEND = "write it as `import` does"


class TranscriptError(ValueError):
    """A transcript that cannot be read; the message names file, line, what was expected and the mend."""


def fault(where: str, what: str, mend: str = _MEND) -> TranscriptError:
    """Give the error that says what is wrong with a transcript at a place, and how it is mended."""
    return TranscriptError(f"{where}: {what}\n    mend: {mend}")


def vet_name(report: str) -> None:
    """Raise TranscriptError for a report id that is no plain folder name: it becomes addresses and file names."""
    if not _FOLDER.fullmatch(report):
        mend = "body, year in which the fiscal year begins, kind, as in 294241-2023-statements"
        raise fault(ascii(report), "expected a report id of small letters, digits and hyphens, at most 80", mend)


def vet_meta(report: str, meta: Mapping[str, Any]) -> None:
    """Raise TranscriptError for a parsed report.toml without the fields that everything relies on, or with words no print has."""
    where = f"{ascii(report)[1:-1]}/report.toml"
    vet_name(report)
    for name in ("report", "source"):
        if not isinstance(meta.get(name), dict):
            raise fault(where, f"expected a section [{name}]")
    for name in ("tables", "controls", "discrepancies"):
        rows = meta.get(name, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise fault(where, f"expected {name} as sections [[{name}]]")
    _vet_fields(where, meta["report"], _WORDS["report"], "report")
    if meta["report"]["rounding"] not in ROUNDINGS:
        raise fault(where, f"expected rounding as one of {', '.join(ROUNDINGS)}")
    for about in meta.get("tables", []):
        _vet_table(where, about)
    page = meta["source"].get("page", "")
    if not (isinstance(page, str) and re.fullmatch(r"(https?://[^\s\"'<>]+)?", page)):
        raise fault(where, f"expected page of [source] as an address that begins with https://, found {str(page)[:40]!r}")
    for text in _texts(meta):
        _vet_text(where, text)


def _vet_table(where: str, about: Mapping[str, Any]) -> None:
    _vet_fields(where, about, _WORDS["table"], "tables")
    if not _TABLE.fullmatch(about["table"]):
        raise fault(where, "expected a table id of small letters, digits and underscores, at most 80")
    if not all(_is_count(about.get(name, 1)) for name in ("line", "page")) or "line" not in about:
        raise fault(where, f"expected line and page of the table {about['table']} as numbers from 1 on")


def _vet_fields(where: str, section: Mapping[str, Any], words: Iterable[str], name: str) -> None:
    missing = [word for word in words if not isinstance(section.get(word), str)]
    if missing:
        raise fault(where, f"expected {', '.join(missing)} of [{name}] as text")
    year = section.get("fiscal_year")
    if not isinstance(year, int) or year not in YEARS:
        raise fault(where, f"expected fiscal_year of [{name}] as a year from {YEARS[0]} to {YEARS[-1]}")


def _is_count(value: object) -> bool:
    return isinstance(value, int) and 1 <= value <= MOST_LINE


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _vet_text(where: str, text: str) -> None:
    if found := find_deceiving(text):
        raise fault(where, f"expected printed text, found the control character {found}", "remove it")
    if len(text) > LONGEST_TEXT:
        raise fault(where, f"expected at most {LONGEST_TEXT:,} characters in a text, found {len(text):,}", "shorten it")
    if is_formula(text):
        mend = "remove the sign: a spreadsheet would calculate the text"
        raise fault(where, f"expected printed text, found the beginning of a formula {text[:20]!r}", mend)


def vet_entry(entry: Entry) -> None:
    """Raise ValueError for a row of a transcript with words or numbers that no print has."""
    for text in (entry.label, entry.path, entry.printed, entry.remark, entry.place.cell, entry.account, entry.column):
        try:
            _vet_text("", text)
        except TranscriptError as error:
            raise ValueError(str(error).removeprefix(": ").split("\n", 1)[0]) from error
    if not (_is_count(entry.place.line) and _is_count(entry.place.page or 1)):
        raise ValueError(f"expected line and page from 1 to {MOST_LINE:,}")
    if entry.value is not None and not (entry.value.is_finite() and abs(entry.value) < MOST_VALUE):
        raise ValueError("expected a figure of at most 18 digits")


def vet_codes(report: str, tables: Iterable[Table], reference: Reference) -> None:
    """Raise TranscriptError for a table whose form, scope or unit stands in no reference table."""
    known = {
        "form": set(reference.forms),
        "scope": {row["scope"] for row in reference.tables["scopes"]},
        "unit": set(reference.units),
    }
    for table in tables:
        told = {"form": {table.form}, "scope": {table.scope}, "unit": {table.unit}}
        for entry in table.entries:
            told["scope"].add(entry.scope or table.scope)
            told["unit"].add(entry.unit or table.unit)
        for name, codes in told.items():
            if strange := sorted(codes - known[name]):
                mend = f"choose one of datapackage/reference/{name}s.csv"
                raise fault(f"{report}/{table.table}.csv", f"expected a known {name}, found {strange[0][:40]!r}", mend)
