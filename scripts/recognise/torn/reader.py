"""All torn forms of a document together: read one by one, laid by what they say of one another, judged, told."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from scripts.recognise.found import Found
from scripts.recognise.torn.arithmetic import Arithmetic, find_equals
from scripts.recognise.torn.companions import Companions, Witness
from scripts.recognise.torn.form import FormLines
from scripts.recognise.torn.heads import Ordered, order_heads
from scripts.recognise.torn.laid import Laid
from scripts.recognise.torn.openings import fill_openings
from scripts.recognise.torn.opinions import Opinions
from scripts.recognise.torn.pages import Section, cut_pages
from scripts.recognise.torn.recovery import Recovery
from scripts.recognise.torn.report import report_findings
from scripts.recognise.torn.sheet import Sheet, fits_heads, read_sheet
from scripts.recognise.torn.tables import spans_of, table_of
from scripts.recognise.torn.verdict import evidence_of, exchange, judge
from scripts.recognise.torn.wording import build_lexicon
from scripts.records import Document
from scripts.reference import Reference

# Forms 7, 13 and 16 are schedules with rows of their own; the readers of papers take them.
NUMBERS = frozenset({1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 14, 15})
_ROUNDS = 3


@dataclass(slots=True)
class Task:
    """A sheet on its way: what it is laid along, how its heads were found, where it stands now."""

    number: int
    form: FormLines
    arithmetic: Arithmetic
    recovery: Recovery
    laid: Laid
    heads: Ordered

    @property
    def table(self) -> tuple[int, int]:
        """Its number and fiscal year, by which other tables know it."""
        return self.number, self.heads.sheet.section.fiscal_year or 0


def find_tables(document: Document, reference: Reference) -> list[Found]:
    """Give the tables of the forms 1 to 6, 8 to 12, 14 and 15 in a document."""
    equals = find_equals(reference)
    nobody = Companions((), equals)
    sections = [section for section in _join(cut_pages(document, reference)) if section.number in NUMBERS and section.forms]
    tasks = [_begin(i, section, reference, nobody) for i, section in enumerate(sections)]
    for _ in range(_ROUNDS):
        companions = Companions((w for task in tasks for w in _testimony(task, nobody)), equals)
        for task in tasks:
            _lay(task, companions)
    return [_finish(task, companions, document.name) for task in tasks if task.laid.sheet.rows]


def _join(sections: Iterable[Section]) -> list[Section]:
    """Give the sections with forms put together that run over two pages: the marker comes twice, the title once."""
    joined: list[Section] = []
    for section in sections:
        last = joined[-1] if joined else None
        if last and last.number == section.number in NUMBERS and bool(last.title) != bool(section.title):
            whole, part = (last, section) if last.title else (section, last)
            unit, year = whole.unit or part.unit, whole.fiscal_year or part.fiscal_year
            joined[-1] = replace(whole, unit=unit, fiscal_year=year, lines=last.lines + section.lines)
        else:
            joined.append(section)
    return joined


def _begin(number: int, section: Section, reference: Reference, nobody: Companions) -> Task:
    form = FormLines(section.forms[0].form, reference)
    arithmetic = Arithmetic(form, reference)
    recoveries = [Recovery(sheet, form, arithmetic) for sheet in _sheets(section, form, reference)]
    laid = [recovery.lay((number, section.fiscal_year or 0), nobody) for recovery in recoveries]
    best = min(range(len(laid)), key=lambda i: (not fits_heads(laid[i].sheet), laid[i].moved.amiss))
    sheet = laid[best].sheet
    return Task(number, form, arithmetic, recoveries[best], laid[best], Ordered(sheet, by_figures=sheet.ordered))


def _sheets(section: Section, form: FormLines, reference: Reference) -> list[Sheet]:
    """Give the ways to read a section's words: where heads stand apart, 流動資産 above 合計 may be a label or not."""
    lexicon = build_lexicon(section, form.words, reference)
    sheet = read_sheet(section, lexicon, reference)
    return [sheet] if sheet.ordered else [sheet, read_sheet(section, replace(lexicon, joins_all=True), reference)]


def _testimony(task: Task, nobody: Companions) -> list[Witness]:
    """Give what a sheet may tell the others: rows whose own sums do not contradict the line they were laid on."""
    laid, _ = judge(task.laid, task.arithmetic, Opinions(task.laid.sheet, task.form, task.table, nobody))
    return laid.witnesses(task.number)


def _lay(task: Task, companions: Companions) -> None:
    """Lay a sheet once more, with what the other tables are now known to print."""
    if not task.heads.by_figures:
        heads = order_heads(replace(task.laid, sheet=replace(task.laid.sheet, ordered=False)), task.table, companions)
        if heads != task.heads:
            task.heads = heads
            task.recovery = Recovery(heads.sheet, task.form, task.arithmetic)
    task.laid = fill_openings(task.recovery.lay(task.table, companions), task.arithmetic, task.table, companions)


def _finish(task: Task, companions: Companions, name: str) -> Found:
    opinions = Opinions(task.laid.sheet, task.form, task.table, companions)
    laid, verdicts = judge(exchange(task.laid, task.arithmetic, opinions), task.arithmetic, opinions)
    findings = report_findings(laid, task.heads, name)
    table = table_of(laid)
    if not task.heads.known or not fits_heads(laid.sheet):
        table, verdicts = replace(table, entries=()), []
    return Found(table, tuple(spans_of(laid)), tuple(findings), tuple(evidence_of(laid, verdicts)))
