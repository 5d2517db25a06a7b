"""A list while it is read: its entries, the characters they were read from, and what has to be reported."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from scripts.amounts import AmountError, read_amount
from scripts.recognise.found import Found
from scripts.recognise.lists.figures import Figure, Figures
from scripts.recognise.lists.forms import DECREASES, ListForm
from scripts.recognise.lists.lines import whole
from scripts.records import Entry, Finding, Line, Place, Span, Table
from scripts.reference import Account, Reference

APPROXIMATE = "約"


@dataclass(frozen=True, slots=True)
class Row:
    """A row understood: its line of the form, its label and ancestors as printed, its figures by column."""

    account: Account
    label: str
    path: str
    cells: tuple[tuple[str, Figure], ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands above a list: document, title as printed, place, fiscal year, segment."""

    document: str
    title: str
    place: Place
    year: int
    segment: str = "total"


class Sheet:
    """Collects what is read of one list."""

    def __init__(self, caption: Caption, form: ListForm, reference: Reference) -> None:
        self.caption = caption
        self.form = form
        self.figures = Figures(reference)
        self.entries: list[Entry] = []
        self.findings: list[Finding] = []
        self.evidence: list[dict[str, str]] = []
        self.money = ""
        self._units = reference.units
        self._spans: list[Span] = []

    @property
    def last_line(self) -> int:
        """The last line that something was read from."""
        return max((span.line for span in self._spans), default=0)

    def claim(self, *lines: Line) -> None:
        """Note that all characters of lines belong to the list."""
        self._spans += [whole(line) for line in lines]

    def claim_spans(self, spans: Iterable[Span]) -> None:
        """Note characters that belong to the list."""
        self._spans += spans

    def tell(self, rule: str, place: Place, message: str, mend: str) -> None:
        """Report something a person has to look at."""
        text = f"{self.caption.title}: {message}"
        self.findings.append(Finding(rule, self.caption.document, place, text, mend))

    def add(self, row: Row) -> None:
        """Take the figures of a row; one that is no known amount, or has no known unit, is left out and reported."""
        for printed_column, figure in row.cells:
            column = DECREASES.get(printed_column, printed_column) if figure.direction == "減" else printed_column
            unit = self.figures.unit_of(figure.word) or self._unit(column)
            try:
                amount = read_amount(figure.text)
            except AmountError as error:
                self.tell("READ3", figure.place, f"{row.label}: {error}", "compare the figure with the print")
                continue
            if not unit:
                message = f"{row.label}: expected a known unit behind {figure.text}, found {figure.word or 'none'}"
                self.tell("READ8", figure.place, message, "add the unit to units.csv, or give the column one in columns.csv")
                continue
            remarks = [row.remark, APPROXIMATE if figure.about else ""]
            self.entries.append(
                Entry(
                    label=row.label,
                    path=row.path,
                    account=row.account.account,
                    column=column,
                    printed=figure.text,
                    value=amount.value,
                    missing=amount.missing,
                    place=figure.place,
                    unit=unit,
                    segment=self.caption.segment,
                    basis=self.form.basis(column),
                    remark=" ".join(text for text in remarks if text),
                    span=figure.span,
                )
            )

    def _unit(self, column: str) -> str:
        # The caption （単位：円） is about columns of money.
        unit = self.form.unit(column)
        money = not unit or self._units[unit].factor is not None
        return self.money if self.money in self._units and money else unit

    def found(self, suffix: str = "") -> Found:
        """Give the list as a table named after its form."""
        units = Counter(entry.unit for entry in self.entries)
        unit = units.most_common(1)[0][0] if units else ""
        entries = tuple(replace(entry, unit="" if entry.unit == unit else entry.unit) for entry in self.entries)
        form = self.form.form
        name = "_".join(filter(None, (form.form.removeprefix(f"{form.taxonomy}_"), suffix)))
        caption = self.caption
        table = Table(name, form.form, form.statement, "entity", caption.year, unit, caption.title, caption.place, entries)
        return Found(table, tuple(self._spans), tuple(self.findings), tuple(self.evidence))
