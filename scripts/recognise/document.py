"""A whole document: its sections read one by one, put in order, and every number of it accounted for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from scripts.labels import clean_label
from scripts.recognise.captions import NOTES, TAXONOMY, Titles
from scripts.recognise.continued import Part, read_parts
from scripts.recognise.jlis import recognise_jlis
from scripts.recognise.leftovers import account_for_numbers
from scripts.recognise.notes import cut_notes
from scripts.recognise.pages import find_page_lines
from scripts.recognise.pieces import whole_span
from scripts.recognise.sections import Section, cut_sections, is_blank
from scripts.recognise.standards import figure_lines, foreign_finding, is_foreign, refuse, unread_findings
from scripts.recognise.tables import Context, Settled, number_tables
from scripts.recognise.unfit import leave_out_unfit
from scripts.records import Document, Finding, Place, Recognition, Span
from scripts.reference import Reference

_TITLE_LINES = 30
_NAME_LINES = 120


@dataclass(frozen=True)
class Piles:
    """The parts of a document: those of known forms, those of other standards, and those of which nothing could be read."""

    known: tuple[Part, ...]
    foreign: tuple[Part, ...]
    unread: tuple[Part, ...]


def recognise(document: Document, reference: Reference) -> Recognition:
    """Give the tables of a document. Raises RefusedError when nothing in it is a statement of a known form."""
    read = recognise_jlis(document, reference) or _recognise_statements(document, reference)
    found = leave_out_unfit(read, document.name, reference)
    written = {line.place.page for line in document.lines}
    pictures = [
        _picture_finding(document.name, place, "little" if place.page in written else "no") for place in document.pictures
    ]
    return replace(found, findings=(*found.findings, *pictures))


def _picture_finding(name: str, place: Place, much: str) -> Finding:
    message = f"page {place.page} holds a picture and {much} text; if it shows figures, they are left out"
    mend = "ask the publisher for the original file, or transcribe the page by hand"
    return Finding("READ15", name, place, message, mend)


def _recognise_statements(document: Document, reference: Reference) -> Recognition:
    titles = Titles(reference)
    furniture = find_page_lines(document, reference, titles.are_named_by)
    lines = [line for line in document.lines if not is_blank(line) and line.place.line not in furniture]
    sections = cut_sections(lines, reference, titles)
    piles = _sort(document, sections, reference)
    context = Context(document, reference, piles.known)
    settled = [context.settle(part) for part in piles.known]
    findings = [finding for one in settled for finding in one.findings]
    findings += [foreign_finding(document, part, reference) for part in piles.foreign]
    findings += [finding for part in piles.unread for finding in part.reading.findings or unread_findings(document, part)]
    captions = (line for s in sections for line in s.captions if line is s.line or titles.are_named_by(line))
    spans = [*_spans(piles, settled), *(whole_span(line) for line in captions)]
    numbers, ignored = account_for_numbers(document, spans, findings, reference, furniture)
    ordered = sorted([*findings, *numbers], key=lambda finding: finding.place.line if finding.place else 0)
    tables = number_tables(table for one in settled for table in one.tables)
    body = _body_name(document, reference)
    return Recognition(_title(document), body, context.fiscal_year, tuple(tables), tuple(ordered), tuple(ignored))


def _sort(document: Document, sections: Sequence[Section], reference: Reference) -> Piles:
    parts = read_parts((s for s in sections if NOTES not in s.title.forms), reference, document.name)
    foreign = [part for part in parts if is_foreign(part, reference)]
    known = [part for part in parts if part.reading.entries and part not in foreign]
    if not known:
        raise refuse(document, [part.section for part in foreign or parts], reference)
    notes = [note for s in sections if NOTES in s.title.forms for note in cut_notes(s, reference, TAXONOMY)]
    known += [part for part in read_parts(notes, reference, document.name) if part.reading.entries]
    known.sort(key=lambda part: part.section.line.place)
    unread = (part for part in parts if part not in foreign and not part.reading.entries)
    return Piles(tuple(known), tuple(foreign), tuple(unread))


def _spans(piles: Piles, settled: Iterable[Settled]) -> Iterator[Span]:
    yield from (entry.span for one in settled for entry in one.entries if entry.span)
    yield from (span for part in (*piles.known, *piles.unread) for span in part.reading.spans)
    yield from (whole_span(line) for part in piles.foreign for line in part.section.body)
    yield from (whole_span(line) for part in piles.unread if not part.reading.findings for line in figure_lines(part))


def _title(document: Document) -> str:
    first = [line.text.strip() for line in document.lines[:_TITLE_LINES] if not is_blank(line)]
    return clean_label(first[0]) if first else ""


def _body_name(document: Document, reference: Reference) -> str:
    text = "".join(clean_label(line.text) + "\n" for line in document.lines[:_NAME_LINES])
    names = [row["name_ja"] for row in reference.tables["bodies"] if row["name_ja"] in text]
    return max(names, key=lambda name: (-text.index(name), len(name)), default="")
