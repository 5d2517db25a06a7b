"""A paper: one section of a document with what its readers need to know of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from scripts.recognise.papers.forms import Column, FormLine
from scripts.recognise.papers.lines import Figure, whole_span
from scripts.recognise.torn.pages import Section, is_page_mark
from scripts.records import Document, Entry, Finding, Line, Span, Table
from scripts.reference import Reference


@dataclass(frozen=True)
class Paper:
    """A section of a document: its lines without page marks, blank ones (cells left empty) among them.

    `balances` are those of the balance sheet of the same year, by account, where the document prints it.
    """

    name: str
    reference: Reference
    section: Section
    fiscal_year: int
    lines: tuple[Line, ...]
    balances: Mapping[str, int] = field(default_factory=dict)

    @property
    def printed(self) -> list[Line]:
        """The lines that print something."""
        return [line for line in self.lines if line.text.strip()]

    def finding(self, rule: str, line: Line, message: str, mend: str) -> Finding:
        """Give a finding at a line of this paper."""
        return Finding(rule, self.name, line.place, message, mend)


def open_paper(document: Document, section: Section, fiscal_year: int, reference: Reference) -> Paper:
    """Give the paper of a section, with the blank lines that stand between its printed ones."""
    first, last = section.lines[0].place.line, section.lines[-1].place.line
    lines = document.lines[first - 1 : last]
    return Paper(document.name, reference, section, fiscal_year, tuple(line for line in lines if not is_page_mark(line)))


def make_entry(line: FormLine, column: Column, figure: Figure, label: str, remark: str = "") -> Entry:
    """Give the entry of a figure on a line and in a column of a form."""
    amount = figure.amount
    return Entry(
        label=label,
        path=line.path,
        account=line.account.account,
        column=column.column,
        printed=figure.text,
        value=amount.value,
        missing=amount.missing,
        place=figure.place,
        unit=column.unit,
        basis=column.basis,
        remark=remark,
        span=figure.span,
    )


@dataclass(frozen=True, slots=True)
class Heading:
    """What a table is: its form, the name that tells it from others, its title as printed, unit and segment."""

    form: str
    title: str
    unit: str
    line: Line
    segment: str = "total"


def make_table(paper: Paper, heading: Heading, entries: Iterable[Entry]) -> Table:
    """Give the table of entries; the unit of an entry is told only where it is not the table's."""
    kept = tuple(
        replace(entry, unit="" if entry.unit == heading.unit else entry.unit, segment=heading.segment) for entry in entries
    )
    statement = paper.reference.forms[heading.form].statement
    name = heading.form.removeprefix("jlis_")
    if heading.segment != "total":
        name += f"_{heading.segment}"
    title = heading.title.strip()
    return Table(name, heading.form, statement, "entity", paper.fiscal_year, heading.unit, title, heading.line.place, kept)


def line_spans(lines: Sequence[Line]) -> tuple[Span, ...]:
    """Give the characters of captions and headers."""
    return tuple(whole_span(line) for line in lines)
