"""From what was read under a title to tables: scope, year and unit settled, columns of several scopes or years parted."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from scripts.eras import era_label, find_fiscal_years, find_named_years
from scripts.labels import fold_label
from scripts.recognise.captions import ENTITY, find_period, line_text
from scripts.recognise.continued import Part
from scripts.recognise.headings import Head
from scripts.recognise.sections import UNTOLD
from scripts.recognise.totals import missing_totals
from scripts.records import Document, Entry, Finding, Table
from scripts.reference import Form, Reference

_CAPTION_LINES = 120
# Notes and schedules that name no scope are those of the general account, where the document has one.
_GENERAL = frozenset({"note", "schedule"})


@dataclass(frozen=True, slots=True)
class Settled:
    """The tables of a part, what must be reported of them, and all its entries, those of left-out tables among them."""

    tables: tuple[Table, ...]
    findings: tuple[Finding, ...]
    entries: tuple[Entry, ...]


class Context:
    """What tables take from the document when they do not print it themselves: year, scope, unit."""

    def __init__(self, document: Document, reference: Reference, parts: Sequence[Part]) -> None:
        self.name = document.name
        self.reference = reference
        years = [part.section.fiscal_year for part in parts if part.section.fiscal_year]
        self.fiscal_year = Counter(years).most_common(1)[0][0] if years else _stated_year(document)
        named = {part.section.scope for part in parts} | {h.scope for part in parts for h, _ in part.reading.entries}
        self.scopes = named - set(UNTOLD)
        self.units = reference.variants("units", "unit")

    def settle(self, part: Part) -> Settled:
        """Give the tables of a part; a table whose year, scope or unit is not told is left out and reported."""
        form = self.reference.forms[part.reading.form]
        findings = list(part.reading.findings)
        year, scope = self._year(part), self._scope(part, form)
        given = [(head, replace(entry, unit=self._unit(entry, part))) for head, entry in part.reading.entries]
        entries = tuple(entry for _, entry in given)
        told = list(self._untold(part, year, scope, entries))
        findings += told
        if any(finding.severity == "error" for finding in told if finding.rule != "READ8"):
            return Settled((), tuple(findings), entries)
        tables = []
        for (own_scope, own_year), own in _parted(given, scope, year or 0).items():
            kept = [entry for entry in own if entry.unit]
            if kept:
                table = self._table(part, form, (own_scope, own_year), kept)
                tables.append(table)
                where = self.name, table.place, table.title
                findings += missing_totals(table.entries, form, self.reference, where)
        return Settled(tuple(tables), tuple(findings), entries)

    def _table(self, part: Part, form: Form, told: tuple[str, int], entries: Sequence[Entry]) -> Table:
        scope, year = told
        unit = Counter(entry.unit for entry in entries).most_common(1)[0][0]
        kept = tuple(
            replace(e, unit="" if e.unit == unit else e.unit, scope="" if e.scope == scope else e.scope) for e in entries
        )
        name = f"{scope}_{form.form.split('_', 1)[1]}" + ("" if year == self.fiscal_year else f"_{year}")
        title, place = part.section.title.text, part.section.line.place
        return Table(name, form.form, form.statement, scope, year, unit, title, place, kept)

    def _year(self, part: Part) -> int | None:
        heads = [head.year for head, _ in part.reading.entries if head.year]
        return part.section.fiscal_year or max(heads, default=None) or self.fiscal_year

    def _unit(self, entry: Entry, part: Part) -> str:
        if entry.unit:
            return self.units.get(fold_label(entry.unit), entry.unit if entry.unit in self.reference.units else "")
        column = {c.column: c.unit for c in self.reference.columns.get(part.reading.form, ())}.get(entry.column, "")
        return column or ("" if part.section.unit == "?" else part.section.unit or part.reading.unit)

    def _scope(self, part: Part, form: Form) -> str:
        if part.section.scope not in UNTOLD:
            return part.section.scope
        if len(self.scopes) == 1:
            return next(iter(self.scopes))
        if form.statement in _GENERAL and "general" in self.scopes:
            return "general"
        if part.section.scope == "?":
            return ""
        if not self.scopes:
            return ENTITY
        return "" if "general" in self.scopes else "general"

    def _untold(self, part: Part, year: int | None, scope: str, entries: Sequence[Entry]) -> Iterator[Finding]:
        if year is None:
            message = "expected a date or fiscal year, found none; the table is left out"
            yield self._finding(part, "READ7", message, "print the period above the table, as on the page")
        sheet = part.section.line.place.cell.rpartition("!")[0]
        named = find_named_years(sheet)
        if year is not None and named and year not in named:
            found = f"the sheet {sheet} is named for {era_label(max(named))}"
            message = f"{found}, its figures are taken for those of {era_label(year)}; the table is left out"
            mend = "print the period above the table and name the sheet for it, or ask the publisher which year it is"
            yield self._finding(part, "READ17", message, mend)
        own = [head for head, _ in part.reading.entries if not head.scope]
        if own and not scope:
            message = "expected a scope such as 一般会計等, 全体 or 連結, found none for certain; the table is left out"
            yield self._finding(part, "READ11", message, "print the scope in the title, as 一般会計等貸借対照表")
        if any(not entry.unit for entry in entries):
            message = "expected a unit such as （単位：千円） above the table, found none; its figures are left out"
            yield self._finding(part, "READ8", message, "add the unit as printed on the page")

    def _finding(self, part: Part, rule: str, message: str, mend: str) -> Finding:
        return Finding(rule, self.name, part.section.line.place, f"{part.section.title.text}: {message}", mend)


def _parted(given: Iterable[tuple[Head, Entry]], scope: str, year: int) -> dict[tuple[str, int], list[Entry]]:
    found: dict[tuple[str, int], list[Entry]] = defaultdict(list)
    for head, entry in given:
        key = head.scope or scope, (head.year or year) - head.back
        found[key].append(replace(entry, scope="") if head.scope else entry)
    return found


def _stated_year(document: Document) -> int | None:
    first = [line for line in document.lines[:_CAPTION_LINES] if line.text.strip()]
    years = [year for line in first for year in find_fiscal_years(line_text(line))]
    return years[0] if years else find_period(first)


def number_tables(tables: Iterable[Table]) -> list[Table]:
    """Give tables with names of their own: a form that is printed a second time bears a 2 behind its name."""
    seen: Counter[str] = Counter()
    named = []
    for table in tables:
        seen[table.table] += 1
        copy = seen[table.table]
        named.append(table if copy == 1 else replace(table, table=f"{table.table}_{copy}"))
    return named
