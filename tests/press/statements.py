"""A made-up town's statements before anyone prints them: captions and grids, and every fact that stands in them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from scripts.amounts import read_amount
from scripts.records import Recognition
from tests.support.documents import DAY, PERIOD, SCOPES, TITLES, UNITS, YEAR, Setting, columns_of, reference
from tests.support.prints import Choice, Fact, Grid, View, statement_grids

Known = tuple[str, str, str, int, str, str, object]


@dataclass(frozen=True)
class Statement:
    """One statement as it is to be printed: its title, the captions below it, and a grid for each of its sides."""

    title: str
    captions: tuple[str, ...]
    grids: tuple[Grid, ...]

    def facts(self) -> list[Fact]:
        """Give every fact that stands in the grids."""
        return [fact for grid in self.grids for row in grid.rows for _, fact in row.cells if fact]


def make_statements(setting: Setting, scopes: Iterable[str] = ("general",)) -> list[Statement]:
    """Give the four statements of each scope."""
    dice = setting.dice()
    made = []
    for scope in scopes:
        books = setting.books(dice)
        view = View(books, scope, YEAR, setting.unit, setting.figures)
        for form, title in TITLES.items():
            choice = Choice(dice, setting.omit)
            grids = statement_grids(form, [view], columns_of(form, books), choice, reference())
            captions = (DAY if form == "unified_bs" else PERIOD, f"（単位：{UNITS[setting.unit]}）")
            made.append(Statement(SCOPES[scope] + title, captions, tuple(grids)))
    return made


def known(facts: Iterable[Fact]) -> Counter[Known]:
    """Give what facts say, whatever their place."""
    return Counter((f.account, f.column, f.scope, f.fiscal_year, f.unit, f.path, read_amount(f.printed).value) for f in facts)


def recognised(recognition: Recognition) -> Counter[Known]:
    """Give what was recognised in the same terms."""
    return Counter(
        (e.account, e.column, e.scope or t.scope, t.fiscal_year, e.unit or t.unit, e.path, e.value)
        for t in recognition.tables
        for e in t.entries
    )


def spaced(text: str) -> str:
    """Give a heading with its letters spaced out.

    >>> spaced("貸借対照表")
    '貸　借　対　照　表'
    """
    return "　".join(text)


def letter_spaced(statements: Sequence[Statement]) -> list[Statement]:
    """Give the same statements with their titles spaced out."""
    return [replace(statement, title=spaced(statement.title)) for statement in statements]
