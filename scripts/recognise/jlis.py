"""A document of J-LIS: its tables collected from the readers of each kind, every number of it accounted for."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from scripts.labels import clean_label
from scripts.recognise import lists, papers, torn
from scripts.recognise.found import Found
from scripts.recognise.leftovers import account_for_numbers
from scripts.recognise.torn.pages import TAXONOMY
from scripts.records import Document, Recognition, RefusedError, Span, Table
from scripts.reference import Reference

READERS: tuple[Callable[[Document, Reference], list[Found]], ...] = (torn.find_tables, papers.find_tables, lists.find_tables)


def recognise_jlis(document: Document, reference: Reference) -> Recognition:
    """Give the tables of a document of J-LIS in printed order. Raises RefusedError when none of its forms is there."""
    found = [part for read in READERS for part in read(document, reference)]
    found.sort(key=lambda part: (part.table.place, part.table.table))
    findings = [finding for part in found for finding in part.findings]
    named = number_tables(part.table for part in found)
    tables = [table for table in named if table.entries]
    if not tables:
        message = "expected the forms of J-LIS (様式第1号 to 第16号, 決算報告書, 概要), found none with figures"
        raise RefusedError(document.name, message, "check that this is the right file and that its text was extracted")
    numbers, ignored = account_for_numbers(document, _spans(found), findings, reference)
    ordered = sorted([*findings, *numbers], key=lambda finding: finding.place.line if finding.place else 0)
    evidence = tuple({"table": t.table} | item for t, part in zip(named, found, strict=True) for item in part.evidence)
    year = Counter(table.fiscal_year for table in tables).most_common(1)[0][0]
    return Recognition(_title(document), _body_name(reference), year, tuple(tables), tuple(ordered), tuple(ignored), evidence)


def number_tables(tables: Iterable[Table]) -> list[Table]:
    """Give tables with names of their own: a form that is printed a second time bears a 2 behind its name."""
    seen: Counter[str] = Counter()
    named = []
    for table in tables:
        seen[table.table] += 1
        copy = seen[table.table]
        named.append(table if copy == 1 else replace(table, table=f"{table.table}_{copy}"))
    return named


def _spans(found: Iterable[Found]) -> list[Span]:
    parts = list(found)
    figures = [entry.span for part in parts for entry in part.table.entries if entry.span]
    return [*figures, *(span for part in parts for span in part.spans)]


def _title(document: Document) -> str:
    return next((clean_label(line.text) for line in document.lines if line.text.strip()), "")


def _body_name(reference: Reference) -> str:
    return next(row["name_ja"] for row in reference.tables["bodies"] if row["body"] == TAXONOMY)
