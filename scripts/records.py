"""The records that travel from print to page. All immutable; money is integer or Decimal, never float."""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in a source file: line counted from 1, page where the file has pages, cell in workbooks."""

    line: int
    page: int | None = None
    cell: str = ""

    def __str__(self) -> str:
        if self.cell:
            return self.cell
        return str(self.line) if self.page is None else f"p{self.page}:{self.line}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a line between two separators; `start` is its offset in the line's text, `ref` its address in a workbook."""

    text: str
    start: int
    ref: str = ""

    @property
    def end(self) -> int:
        """The offset behind the last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source: its text as printed and the cells it falls into.

    `ruled` is true where the source itself separates the cells (tabs, bars, a workbook's grid), so that an empty cell
    means an empty place in the print; false where cells were told apart by white space alone.
    """

    place: Place
    text: str
    cells: tuple[Cell, ...]
    ruled: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A source file as read: nothing understood yet, nothing lost.

    `pictures` are the pages with little text or none and pictures of half their size or more, each with the line it follows.
    """

    name: str
    kind: str
    sha256: str
    lines: tuple[Line, ...]
    pictures: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """The characters of a line that a figure or a label was read from."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One printed figure with all that is known of it; a dash is a figure, a blank is none."""

    label: str
    path: str
    account: str
    column: str
    printed: str
    value: Decimal | None
    missing: str
    place: Place
    unit: str = ""
    scope: str = ""
    segment: str = "total"
    basis: str = "actual"
    remark: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One printed table: what it is, for which scope and year, in which unit, and its figures in printed order."""

    table: str
    form: str
    statement: str
    scope: str
    fiscal_year: int
    unit: str
    title: str
    place: Place
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person has to look at: where, which rule, what was expected and found, and how to mend it.

    `severity` is `error` (a figure is left out or an identity is broken) or `note` (worth knowing, nothing is wrong).
    """

    rule: str
    where: str
    place: Place | None
    message: str
    mend: str
    severity: str = "error"

    def __str__(self) -> str:
        spot = self.where if self.place is None else f"{self.where}:{self.place}"
        return f"{spot}: {self.rule}: {self.message}\n    mend: {self.mend}"


@dataclass(frozen=True, slots=True)
class Ignored:
    """A number of the document that is no figure of a statement, and the named rule that says so."""

    rule: str
    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Recognition:
    """What was understood of a document. Every number in it is in `tables`, in `ignored` or named by a finding."""

    title: str
    body_name: str
    fiscal_year: int | None
    tables: tuple[Table, ...]
    findings: tuple[Finding, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    evidence: tuple[dict[str, str], ...] = field(default=())


class RefusedError(Exception):
    """A file that cannot be taken at all; the message says what was expected, what was found and the mend."""

    def __init__(self, where: str, message: str, mend: str) -> None:
        super().__init__(f"{where}: refused: {message}\n    mend: {mend}")
        self.where = where
        self.message = message
        self.mend = mend
