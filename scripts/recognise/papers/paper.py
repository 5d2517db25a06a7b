"""A paper: a part of a document with what its readers need to know of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from scripts.recognise.papers.forms import Column, FormLine
from scripts.recognise.papers.lines import Figure, whole_span
from scripts.records import Entry, Finding, Line, Span, Table
from scripts.reference import Reference


@dataclass(frozen=True)
class Paper:
    """A paper: its lines without page marks, blank ones (cells left empty) among them.

    `number` is that of its form marker (0 without one), `forms` those it may print, `fiscal_year` the year of the paper
    where a table prints none of its own. `balances` are those of the balance sheet of the same year, by account.
    """

    name: str
    reference: Reference
    number: int
    forms: tuple[str, ...]
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
    """What a table is: its form, its title as printed, unit, segment, and its year where it is not the paper's."""

    form: str
    title: str
    unit: str
    line: Line
    segment: str = "total"
    fiscal_year: int | None = None


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
    year = heading.fiscal_year or paper.fiscal_year
    return Table(name, heading.form, statement, "entity", year, heading.unit, title, heading.line.place, kept)


def line_spans(lines: Sequence[Line]) -> tuple[Span, ...]:
    """Give the characters of captions and headers."""
    return tuple(whole_span(line) for line in lines)
