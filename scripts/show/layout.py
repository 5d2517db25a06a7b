"""On which page each table of a report stands: a short report is one page, a long one several.

The division depends on the published tables alone, so an address stays as long as its report stays. A page holds whole
tables one after the other up to `LIMIT` facts; a table with more than that is cut between rows.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from scripts.show.report import Fact, Report, Row, derived_anchor

LIMIT = 800
APART = ("schedule", "note")


@dataclass(frozen=True, slots=True)
class Entry:
    """A printed table on a page, or a piece of one: under which heading it stands, and the how-manieth piece it is."""

    group: str
    about: Row
    facts: tuple[Fact, ...]
    piece: int

    @property
    def anchor(self) -> str:
        """The id of its heading."""
        return self.about["table"] + (f"-{self.piece}" if self.piece > 1 else "")


@dataclass(frozen=True)
class Layout:
    """The pages of a report in order, and the number of the page on which each id stands."""

    report: str
    pages: tuple[tuple[Entry, ...], ...]
    numbers: dict[str, int]

    def place(self, number: int) -> str:
        """Give the place of a page, counted from 1."""
        return f"reports/{self.report}" + (f"/{number}" if number > 1 else "")


def lay_out(report: Report) -> Layout:
    """Divide a report into pages: the statements of each scope, then schedules, then notes."""
    pages: list[list[Entry]] = [[]]
    for entry in _entries(report):
        if pages[-1] and sum(len(other.facts) for other in pages[-1]) + len(entry.facts) > LIMIT:
            pages.append([])
        pages[-1].append(entry)
    numbers = {row_id: number for number, page in enumerate(pages, 1) for row_id in _ids(page)}
    for row in report.derived:
        numbers[derived_anchor(row)] = max((n for n, page in enumerate(pages, 1) if _ends(page, row["scope"])), default=1)
    return Layout(report.name, tuple(tuple(page) for page in pages), numbers)


def _entries(report: Report) -> Iterator[Entry]:
    groups = [(scope, scope) for scope in report.scopes] + [(f"{kind}s", kind) for kind in APART]
    for group, wanted in groups:
        for about, facts in report.tables:
            if wanted == (about["statement"] if about["statement"] in APART else about["scope"]):
                yield from (Entry(group, about, piece, number) for number, piece in enumerate(_pieces(facts), 1))


def _pieces(facts: tuple[Fact, ...]) -> Iterator[tuple[Fact, ...]]:
    """Cut facts between rows into pieces of about the same size, none above the limit unless a single row is."""
    rows = [tuple(row) for _, row in groupby(facts, key=lambda fact: fact.row)]
    most = -(-len(facts) // -(-len(facts) // LIMIT)) if len(facts) > LIMIT else LIMIT
    piece: tuple[Fact, ...] = ()
    for row in rows:
        if piece and len(piece) + len(row) > most:
            yield piece
            piece = ()
        piece += row
    yield piece


def _ids(page: Iterable[Entry]) -> Iterator[str]:
    for entry in page:
        yield entry.anchor
        yield from dict.fromkeys(fact.anchor for fact in entry.facts)


def _ends(page: Iterable[Entry], group: str) -> bool:
    return any(entry.group == group for entry in page)
