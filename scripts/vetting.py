"""What a transcript may say: it comes from a stranger in a pull request, and its words go to pages, sheets and file names."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from scripts.characters import find_deceiving, find_unseen, is_command, is_formula
from scripts.faults import FaultError
from scripts.records import Entry, Table
from scripts.reference import Reference

LONGEST_TEXT = 1_000
MOST_LINE = 10_000_000
MOST_VALUE = Decimal(10) ** 18
YEARS = range(1868, 2201)
ROUNDINGS = ("nearest", "truncated", "exact")
# Body, year, kind: no other folder of the site (`bodies`, `xbrl`, `con`) is called so.
_REPORT = re.compile(r"(?=.{1,80}\Z)[a-z0-9]+(?:-[a-z0-9]+)*-[0-9]{4}-[a-z]+")
_TABLE = re.compile(r"(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9]|constructor)\Z)[a-z][a-z0-9_]{0,79}")
_CODES = {"account", "column", "segment", "basis", "unit", "scope", "missing"}
_CODE = re.compile(r"[a-z0-9_]{0,80}")
_WORDS = {"tables": ("table", "title", "form", "statement", "scope", "unit"), "report": ("body", "kind", "title", "rounding")}
_NUMBERS = {"tables": {"fiscal_year", "line", "page"}, "report": {"fiscal_year"}, "source": set[str]()}
# What the fields are that become parts of names and addresses; an empty one of [source] is not known.
_FORMS = {
    ("report", "kind"): (r"[a-z]+(?:_[a-z]+)*", "a word of small letters"),
    ("report", "since"): (r"[0-9]+\.[0-9]+\.[0-9]+", "a version such as 1.2.0"),
    ("source", "file"): (r"[^/\\]*", "the name of a file without folders"),
    ("source", "sha256"): (r"(?:[0-9a-f]{64})?", "64 digits and letters a to f"),
    ("source", "published"): (r"(?:[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)?", "a date as YYYY-MM-DD or YYYY-MM"),
    ("source", "page"): (
        r"(?:https?://[\w.-]+(?::[0-9]+)?(?:[/?#][^\s\"'<>()\[\]{}|\\^`]*)?)?",
        "an address that begins with https://",
    ),
}
_LINES = ("discrepancies", "controls")
_MEND = "write it as `import` does"


class TranscriptError(FaultError):
    """A transcript that cannot be read; the message names file, line, what was expected and the mend."""


def fault(where: str, what: str, mend: str = _MEND) -> TranscriptError:
    """Give the error that says what is wrong with a transcript at a place, and how it is mended."""
    return TranscriptError(f"{where}: {what}\n    mend: {mend}")


def vet_name(report: str) -> None:
    """Raise TranscriptError for a report id that is no plain folder name: it becomes addresses and file names."""
    if not _REPORT.fullmatch(report):
        mend = "body, year in which the fiscal year begins, kind, as in 294241-2023-statements"
        what = "expected a report id of small letters, digits and hyphens that ends in a year and a kind, at most 80"
        raise fault(ascii(report), what, mend)


def vet_meta(report: str, meta: Mapping[str, Any]) -> None:
    """Raise TranscriptError for a parsed report.toml without the fields that everything relies on, or with words no print has."""
    where = f"{ascii(report)[1:-1]}/report.toml"
    vet_name(report)
    _vet_sections(where, meta)
    _vet_fields(where, meta["report"], "report")
    _vet_fields(where, meta["source"], "source")
    if meta["report"].get("report") != report:
        raise fault(where, "expected report of [report] as the folder is called", f'write report = "{report}"')
    if meta["report"]["rounding"] not in ROUNDINGS:
        raise fault(where, f"expected rounding as one of {', '.join(ROUNDINGS)}")
    for about in meta.get("tables", []):
        _vet_table(where, about)
    for name, section in meta.items():
        for text in _texts({name: section}):
            _vet_text(where, text, lines=name in _LINES)


def _vet_sections(where: str, meta: Mapping[str, Any]) -> None:
    for name in ("report", "source"):
        if not isinstance(meta.get(name), dict):
            raise fault(where, f"expected a section [{name}]")
    for name in ("tables", "controls", "discrepancies"):
        rows = meta.get(name, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise fault(where, f"expected {name} as sections [[{name}]]")


def _vet_table(where: str, about: Mapping[str, Any]) -> None:
    _vet_fields(where, about, "tables")
    if not _TABLE.fullmatch(about["table"]):
        what = "expected a table id of small letters, digits and underscores that begins with a letter, at most 80"
        raise fault(where, what)
    if not all(_is_count(about.get(name, 1)) for name in ("line", "page")) or "line" not in about:
        raise fault(where, f"expected line and page of the table {about['table']} as numbers from 1 on")


def _vet_fields(where: str, section: Mapping[str, Any], name: str) -> None:
    missing = [word for word in _WORDS.get(name, ()) if word not in section]
    odd = [word for word, value in section.items() if not isinstance(value, str) and word not in _NUMBERS[name]]
    if missing or odd:
        raise fault(where, f"expected {', '.join((missing or odd)[:9])[:200]} of [{name}] as text")
    year = section.get("fiscal_year")
    if name != "source" and (type(year) is not int or year not in YEARS):
        raise fault(where, f"expected fiscal_year of [{name}] as a year from {YEARS[0]} to {YEARS[-1]}")
    for (part, word), (pattern, wanted) in _FORMS.items():
        if part == name and not re.fullmatch(pattern, section.get(word) or "", re.DOTALL) and section.get(word):
            raise fault(where, f"expected {word} of [{name}] as {wanted}, found {section[word][:40]!a}")


def _is_count(value: object) -> bool:
    return type(value) is int and 1 <= value <= MOST_LINE


def _texts(value: object) -> Iterator[str]:
    left = [value]
    while left:  # no recursion: a key of a thousand dots is nested a thousand deep
        one = left.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            left += [*one, *one.values()]
        elif isinstance(one, list):
            left += one


def _vet_text(where: str, text: str, *, lines: bool = False) -> None:
    if found := find_deceiving(text):
        raise fault(where, f"expected printed text, found the control character {found}", "remove it")
    if found := find_unseen(text):
        raise fault(where, f"expected printed text, found the character {found} that nobody can see", "remove it")
    if any(mark in text for mark in ("\t", "\r") + (() if lines else ("\n",))):
        raise fault(where, f"expected a text of one line, found {text[:40]!a}", "remove tabs and line breaks")
    if is_command(text):
        raise fault(where, f"expected printed text, found a command of the forge {text[:40]!a}", "remove its signs")
    if len(text) > LONGEST_TEXT:
        raise fault(where, f"expected at most {LONGEST_TEXT:,} characters in a text, found {len(text):,}", "shorten it")
    if is_formula(text):
        mend = "remove the sign: a spreadsheet would calculate the text"
        raise fault(where, f"expected printed text, found the beginning of a formula {text[:20]!r}", mend)


def vet_row(row: Mapping[str, str]) -> None:
    """Raise ValueError for a row of a transcript with words that no print has, or with codes that are no plain words."""
    for column, text in row.items():
        try:
            _vet_text("", text)
        except TranscriptError as error:
            raise ValueError(str(error).removeprefix(": ").split("\n", 1)[0]) from error
        if column in _CODES and not _CODE.fullmatch(text):
            raise ValueError(f"expected {column} in small letters, digits and underscores, found {text[:40]!a}")


def vet_entry(entry: Entry) -> None:
    """Raise ValueError for an entry with numbers that no print has."""
    if not (_is_count(entry.place.line) and _is_count(entry.place.page or 1)):
        raise ValueError(f"expected line and page from 1 to {MOST_LINE:,}")
    if entry.value is not None and not (entry.value.is_finite() and abs(entry.value) < MOST_VALUE):
        raise ValueError("expected a figure of at most 18 digits")


def vet_codes(report: str, body: str, tables: Iterable[Table], reference: Reference) -> None:
    """Raise TranscriptError for a body, form, scope, unit or statement that the reference tables do not have."""
    if body not in {row["body"] for row in reference.tables["bodies"]}:
        mend = "add a row for it to datapackage/reference/bodies.csv"
        raise fault(f"{report}/report.toml", f"expected a known body, found {body[:40]!r}", mend)
    known = {
        "form": set(reference.forms),
        "scope": {row["scope"] for row in reference.tables["scopes"]},
        "unit": set(reference.units),
        "account": set(reference.accounts),
        "segment": {row["segment"] for row in reference.tables["segments"]},
    }
    for table in tables:
        where = f"{report}/{table.table}.csv"
        told = {"form": {table.form}, "scope": {table.scope}, "unit": {table.unit}, "account": set[str](), "segment": set[str]()}
        for entry in table.entries:
            told["scope"].add(entry.scope or table.scope)
            told["unit"].add(entry.unit or table.unit)
            told["account"].add(entry.account)
            told["segment"].add(entry.segment)
        for name, codes in told.items():
            if strange := sorted(codes - known[name]):
                mend = f"choose one of datapackage/reference/{name}s.csv"
                raise fault(where, f"expected a known {name}, found {strange[0][:40]!r}", mend)
        if table.statement != reference.forms[table.form].statement:
            wanted = reference.forms[table.form].statement
            what = f"expected the statement {wanted} of the form {table.form}, found {table.statement[:40]!r}"
            raise fault(where, what, "choose the form, and the statement of that form")
