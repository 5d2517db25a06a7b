"""A report as published: its printed tables and facts, its checks, and the names that its lines have on its pages."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

Row = dict[str, str]
SCOPES = ("general", "entity", "whole", "consolidated")


@dataclass(frozen=True, slots=True)
class Fact:
    """One printed figure as published. `value` is in `unit`, `yen` in whole yen; both are none for a dash."""

    fact_id: str
    report: str
    table: str
    statement: str
    scope: str
    segment: str
    basis: str
    column: str
    account: str
    path: str
    label: str
    printed: str
    value: Decimal | None
    unit: str
    yen: int | None
    missing: str
    page: str
    line: str
    cell: str
    row: int
    remark: str
    corroborated: int

    @property
    def anchor(self) -> str:
        """Its line within the report: table and row, as in `fact_id`."""
        return ":".join(self.fact_id.split(":")[1:3])

    @property
    def row_key(self) -> str:
        """The id of its line on the page of its table: the row, as in `fact_id`."""
        return self.fact_id.split(":")[2]

    @property
    def figure_key(self) -> str:
        """The id of the figure on the page of its table: row and column, as in `fact_id`."""
        return ":".join(self.fact_id.split(":")[2:4])

    @property
    def planned(self) -> bool:
        """Whether it tells what was planned rather than what was done."""
        return self.basis != "actual"


@dataclass(frozen=True)
class Report:
    """A published report: what is known of it, its printed tables in order with their facts, and what was checked.

    `weights` gives for each check the weight with which each fact stands in it.
    """

    about: Row
    tables: tuple[tuple[Row, tuple[Fact, ...]], ...]
    checks: tuple[Row, ...]
    discrepancies: tuple[Row, ...]
    derived: tuple[Row, ...]
    indicators: tuple[Row, ...]
    weights: dict[str, dict[str, int]]
    taxonomy: str

    @property
    def name(self) -> str:
        """The id of the report."""
        return self.about["report"]

    @property
    def fiscal_year(self) -> int:
        """The western year in which its fiscal year begins."""
        return int(self.about["fiscal_year"])

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """Every fact by its id."""
        return {fact.fact_id: fact for _, facts in self.tables for fact in facts}

    @cached_property
    def scopes(self) -> tuple[str, ...]:
        """The scopes of its statements, the body by itself before larger circles."""
        found = {table["scope"] for table, _ in self.tables}
        return tuple(sorted(found, key=lambda s: (SCOPES.index(s) if s in SCOPES else len(SCOPES), s)))


def derived_anchor(row: Row) -> str:
    """Give the id of a derived figure on the page of its report."""
    return "derived:" + ":".join(row["derived_id"].split(":")[1:])


def gap_anchor(row: Row) -> str:
    """Give the id of a discrepancy on the page of its report."""
    return "gap-" + row["check"].split(":", 1)[-1].replace(":", "-")
