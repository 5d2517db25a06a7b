"""A document of J-LIS: its tables collected from the readers of each kind, every number of it accounted for."""

from collections import Counter
from collections.abc import Callable, Iterable

from scripts.labels import clean_label
from scripts.recognise import lists, papers, torn
from scripts.recognise.found import Found
from scripts.recognise.leftovers import account_for_numbers
from scripts.recognise.tables import number_tables
from scripts.recognise.torn.pages import TAXONOMY, bears_forms, names_agency
from scripts.records import Document, Recognition, RefusedError, Span
from scripts.reference import Reference

READERS: tuple[Callable[[Document, Reference], list[Found]], ...] = (torn.find_tables, papers.find_tables, lists.find_tables)


def recognise_jlis(document: Document, reference: Reference) -> Recognition | None:
    """Give the tables of a document of J-LIS in printed order; None for a document that is not of J-LIS.

    Raises RefusedError when the document bears forms of J-LIS, but none with figures.
    """
    sure = bears_forms(document, reference)
    if not sure and not names_agency(document, reference):
        return None
    found = [part for read in READERS for part in read(document, reference)]
    found.sort(key=lambda part: (part.table.place, part.table.table))
    findings = [finding for part in found for finding in part.findings]
    named = number_tables(part.table for part in found)
    tables = [table for table in named if table.entries]
    if not tables and not sure:
        return None
    if not tables:
        message = "expected the forms of J-LIS (様式第1号 to 第16号, 決算報告書, 概要), found none with figures"
        raise RefusedError(document.name, message, "check that this is the right file and that its text was extracted")
    numbers, ignored = account_for_numbers(document, _spans(found), findings, reference)
    ordered = sorted([*findings, *numbers], key=lambda finding: finding.place.line if finding.place else 0)
    evidence = tuple({"table": t.table} | item for t, part in zip(named, found, strict=True) for item in part.evidence)
    year = Counter(table.fiscal_year for table in tables).most_common(1)[0][0]
    return Recognition(_title(document), _body_name(reference), year, tuple(tables), tuple(ordered), tuple(ignored), evidence)


def _spans(found: Iterable[Found]) -> list[Span]:
    parts = list(found)
    figures = [entry.span for part in parts for entry in part.table.entries if entry.span]
    return [*figures, *(span for part in parts for span in part.spans)]


def _title(document: Document) -> str:
    return next((clean_label(line.text) for line in document.lines if line.text.strip()), "")


def _body_name(reference: Reference) -> str:
    return next(row["name_ja"] for row in reference.tables["bodies"] if row["body"] == TAXONOMY)
