"""A whole document: its sections read one by one, put in order, and every number of it accounted for."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from scripts.eras import find_fiscal_years
from scripts.labels import clean_label, fold_label
from scripts.recognise.captions import NOTES, find_period
from scripts.recognise.jlis import recognise_jlis
from scripts.recognise.leftovers import account_for_numbers
from scripts.recognise.notes import cut_notes
from scripts.recognise.sections import Section, cut_sections, is_blank
from scripts.recognise.standards import find_standard, refuse
from scripts.recognise.statements import Reading, read_section
from scripts.recognise.torn.pages import bears_forms
from scripts.recognise.totals import missing_totals
from scripts.records import Document, Entry, Finding, Recognition, Span, Table
from scripts.reference import Reference

_TITLE_LINES = 30
# A table of which more rows than this share have no line of the form is of another standard.
_MOST_STRANGE = 0.4


@dataclass(frozen=True, slots=True)
class Part:
    """A section with what was read of it."""

    section: Section
    reading: Reading


def recognise(document: Document, reference: Reference) -> Recognition:
    """Give the tables of a document. Raises RefusedError when nothing in it is a statement of a known form."""
    if bears_forms(document, reference):
        return recognise_jlis(document, reference)
    sections = cut_sections(document, reference)
    parts = [Part(s, read_section(s, reference, document.name)) for s in sections if NOTES not in s.title.forms]
    foreign = [part for part in parts if _is_foreign(part)]
    known = [part for part in parts if part.reading.entries and part not in foreign]
    if not known:
        raise refuse(document, [part.section for part in foreign or parts], reference)
    taxonomy = Counter(reference.forms[part.reading.form].taxonomy for part in known).most_common(1)[0][0]
    notes = [n for s in sections if NOTES in s.title.forms for n in cut_notes(s, reference, taxonomy)]
    known += [Part(s, r) for s in notes if (r := read_section(s, reference, document.name)).entries]
    known.sort(key=lambda part: part.section.line.place)
    context = _Context(document, reference, known)
    read = [context.table(part) for part in known]
    tables = tuple(_numbered(table for table, _ in read if table.entries))
    findings = [f for part, (_, more) in zip(known, read, strict=True) for f in (*part.reading.findings, *more)]
    findings += [_foreign_finding(document, part, reference) for part in foreign]
    numbers, ignored = account_for_numbers(document, _spans(known, tables), findings, reference)
    ordered = sorted([*findings, *numbers], key=lambda f: f.place.line if f.place else 0)
    return Recognition(_title(document), context.body_name, context.fiscal_year, tables, tuple(ordered), tuple(ignored))


def _is_foreign(part: Part) -> bool:
    reading = part.reading
    return reading.strange > _MOST_STRANGE * max(1, reading.strange + len({e.place.line for e in reading.entries}))


def _foreign_finding(document: Document, part: Part, reference: Reference) -> Finding:
    standard = find_standard(part.section, reference)
    found = f"lines of {standard}" if standard else "other lines"
    message = f"{part.section.title.text}: expected the lines of the standard's form, found {found}; the table is left out"
    mend = "if it is a form of its own, add a table for it under datapackage/reference/"
    return Finding("READ5", document.name, part.section.line.place, message, mend)


def _spans(parts: Iterable[Part], tables: Iterable[Table]) -> list[Span]:
    figures = [e.span for table in tables for e in table.entries if e.span]
    titles = [Span(p.section.line.place.line, 0, len(p.section.line.text)) for p in parts if not p.section.line.ruled]
    return [*figures, *titles, *(span for part in parts for span in part.reading.spans)]


def _title(document: Document) -> str:
    first = [line.text.strip() for line in document.lines[:_TITLE_LINES] if not is_blank(line)]
    return clean_label(first[0]) if first else ""


class _Context:
    """What tables take from the document when they do not print it themselves: year, scope, unit, body."""

    def __init__(self, document: Document, reference: Reference, parts: Sequence[Part]) -> None:
        self.name = document.name
        self.reference = reference
        self.years = [part.section.fiscal_year for part in parts if part.section.fiscal_year]
        self.fiscal_year = Counter(self.years).most_common(1)[0][0] if self.years else _stated_year(document)
        self.scopes = {part.section.scope for part in parts if part.section.scope}
        self.body_name = _body_name(document, reference)
        self.units = reference.variants("units", "unit")

    def table(self, part: Part) -> tuple[Table, list[Finding]]:
        """Give the table of a part with period, scope and units settled, and a finding where one cannot be."""
        section, reading = part.section, part.reading
        form = self.reference.forms[reading.form]
        findings: list[Finding] = []
        year = section.fiscal_year or self.fiscal_year
        if year is None:
            findings.append(self._finding(part, "READ7", "no date or fiscal year is printed", "print the period above the table"))
        entries = [replace(e, unit=self._unit(e, section)) for e in reading.entries]
        if any(not e.unit for e in entries):
            message = "expected a unit such as （単位：千円） above the table, found none; its figures are left out"
            findings.append(self._finding(part, "READ8", message, "add the unit as printed on the page"))
        kept = tuple(e for e in entries if e.unit) if year is not None else ()
        unit = Counter(e.unit for e in kept).most_common(1)[0][0] if kept else ""
        scope = section.scope or self._scope(form.statement)
        kept = tuple(replace(e, unit="" if e.unit == unit else e.unit, scope="" if e.scope == scope else e.scope) for e in kept)
        findings += missing_totals(kept, form, self.reference, (self.name, section.line.place, section.title.text))
        name = f"{scope}_{form.form.split('_', 1)[1]}"
        table = Table(name, form.form, form.statement, scope, year or 0, unit, section.title.text, section.line.place, kept)
        return table, findings

    def _unit(self, entry: Entry, section: Section) -> str:
        if entry.unit:
            return self.units.get(fold_label(entry.unit), "")
        return "" if section.unit in (None, "?") else str(section.unit)

    def _scope(self, statement: str) -> str:
        if not self.scopes:
            return "entity"
        if len(self.scopes) == 1:
            return next(iter(self.scopes))
        return "general" if "general" in self.scopes and statement in ("note", "schedule") else "entity"

    def _finding(self, part: Part, rule: str, message: str, mend: str) -> Finding:
        return Finding(rule, self.name, part.section.line.place, f"{part.section.title.text}: {message}", mend)


def _stated_year(document: Document) -> int | None:
    first = [line for line in document.lines[: _TITLE_LINES * 4] if not is_blank(line)]
    years = [year for line in first for year in find_fiscal_years(line.text)]
    return years[0] if years else find_period(first)


def _body_name(document: Document, reference: Reference) -> str:
    text = "".join(clean_label(line.text) + "\n" for line in document.lines[: _TITLE_LINES * 4])
    names = [row["name_ja"] for row in reference.tables["bodies"] if row["name_ja"] in text]
    return max(names, key=lambda name: (-text.index(name), len(name)), default="")


def _numbered(tables: Iterable[Table]) -> list[Table]:
    seen: Counter[str] = Counter()
    named = []
    for table in tables:
        seen[table.table] += 1
        copy = seen[table.table]
        named.append(table if copy == 1 else replace(table, table=f"{table.table}_{copy}"))
    return named


