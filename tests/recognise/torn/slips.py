"""Small prints for tests: text as a document, and what is found in it."""

from functools import cache

from scripts.read.text import read_text
from scripts.recognise.found import Found
from scripts.recognise.torn import find_tables
from scripts.records import Document, Line
from scripts.reference import Reference, load_reference

Row = tuple[str, str, str, str, str]


@cache
def reference() -> Reference:
    return load_reference()


def document(text: str) -> Document:
    return read_text("slip.txt", text.encode())


def line(text: str) -> Line:
    return document(text + "\n.").lines[0]


def find(text: str) -> list[Found]:
    return find_tables(document(text), reference())


def rows(found: Found) -> list[Row]:
    """Give path, label, segment, basis and figure of every entry."""
    return [(e.path, e.label, e.segment, e.basis, e.printed) for e in found.table.entries]


def figures(found: Found) -> dict[str, list[str]]:
    """Give the figures of each label."""
    told: dict[str, list[str]] = {}
    for entry in found.table.entries:
        told.setdefault(entry.label, []).append(entry.printed)
    return told


def messages(found: Found) -> list[str]:
    return [f"{finding.rule} {finding.place} {finding.message}" for finding in found.findings]
