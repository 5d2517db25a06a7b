"""A whole document: its sections read one by one, put in order, and every number of it accounted for."""

from collections.abc import Iterable

from scripts.labels import clean_label
from scripts.recognise.captions import NOTES, TAXONOMY, Titles
from scripts.recognise.continued import Part, read_parts
from scripts.recognise.jlis import recognise_jlis
from scripts.recognise.leftovers import account_for_numbers
from scripts.recognise.notes import cut_notes
from scripts.recognise.pages import find_page_lines
from scripts.recognise.sections import cut_sections, is_blank
from scripts.recognise.standards import foreign_finding, is_foreign, refuse, unread_findings
from scripts.recognise.tables import Context, Settled, number_tables
from scripts.records import Document, Line, Recognition, Span
from scripts.reference import Reference

_TITLE_LINES = 30
_NAME_LINES = 120


def recognise(document: Document, reference: Reference) -> Recognition:
    """Give the tables of a document. Raises RefusedError when nothing in it is a statement of a known form."""
    of_agency = recognise_jlis(document, reference)
    if of_agency is not None:
        return of_agency
    titles = Titles(reference)
    furniture = find_page_lines(document, reference, titles.are_named_by)
    lines = [line for line in document.lines if not is_blank(line) and line.place.line not in furniture]
    sections = cut_sections(lines, reference, titles)
    parts = read_parts((s for s in sections if NOTES not in s.title.forms), reference, document.name)
    foreign = [part for part in parts if is_foreign(part, reference)]
    known = [part for part in parts if part.reading.entries and part not in foreign]
    if not known:
        raise refuse(document, [part.section for part in foreign or parts], reference)
    notes = [note for s in sections if NOTES in s.title.forms for note in cut_notes(s, reference, TAXONOMY)]
    known += [part for part in read_parts(notes, reference, document.name) if part.reading.entries]
    known.sort(key=lambda part: part.section.line.place)
    context = Context(document, reference, known)
    settled = [context.settle(part) for part in known]
    findings = [finding for one in settled for finding in one.findings]
    findings += [foreign_finding(document, part, reference) for part in foreign]
    unread = [part for part in parts if part not in foreign and not part.reading.entries]
    findings += [finding for part in unread for finding in part.reading.findings or unread_findings(document, part)]
    captions = (line for s in sections for line in s.captions if line is s.line or titles.are_named_by(line))
    spans = [
        *_spans([*known, *unread], settled),
        *_whole(captions),
        *_whole(line for part in foreign for line in part.section.body),
    ]
    numbers, ignored = account_for_numbers(document, spans, findings, reference, furniture)
    ordered = sorted([*findings, *numbers], key=lambda finding: finding.place.line if finding.place else 0)
    tables = number_tables(table for one in settled for table in one.tables)
    return Recognition(
        _title(document), _body_name(document, reference), context.fiscal_year, tuple(tables), tuple(ordered), tuple(ignored)
    )


def _spans(parts: Iterable[Part], settled: Iterable[Settled]) -> list[Span]:
    figures = [entry.span for one in settled for entry in one.entries if entry.span]
    return [*figures, *(span for part in parts for span in part.reading.spans)]


def _whole(lines: Iterable[Line]) -> list[Span]:
    return [Span(line.place.line, 0, len(line.text)) for line in lines]


def _title(document: Document) -> str:
    first = [line.text.strip() for line in document.lines[:_TITLE_LINES] if not is_blank(line)]
    return clean_label(first[0]) if first else ""


def _body_name(document: Document, reference: Reference) -> str:
    text = "".join(clean_label(line.text) + "\n" for line in document.lines[:_NAME_LINES])
    names = [row["name_ja"] for row in reference.tables["bodies"] if row["name_ja"] in text]
    return max(names, key=lambda name: (-text.index(name), len(name)), default="")
