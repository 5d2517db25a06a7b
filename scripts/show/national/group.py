"""A group of bodies that share files: what the newest edition prints of each, the year before, and what was checked."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import pyarrow as pa

from scripts.show.figures import load_roles
from scripts.show.national.columns import Columns, columns_of, counts_of, rows_of, rows_where
from scripts.show.national.package import National, Piece

TAXONOMY = "unified"
SCOPES = ("general", "whole", "consolidated")
COURSES = ("total_assets", "total_liabilities", "total_net_assets", "costs", "net_cost")
"""The parts whose figures are told for every year."""
FACT = ("fact_id", "table", "statement", "scope", "column", "account", "path", "label", "printed", "missing", "unit", "yen")
PLACED = ("cell", "line", "corroborated")
_PREVIOUS = ("fact_id", "table", "scope", "account", "label", "printed", "missing", "cell", "line", "unit")
_OPEN = ("check", "rule", "report", "expected", "found", "difference")


@dataclass(frozen=True, slots=True)
class Print:
    """What an edition prints of a fiscal year, for some bodies of a group; `before` is the year before, in the same edition."""

    fiscal_year: int
    edition: int
    facts: Columns
    before: Columns | None


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure of a year: as the newest edition prints it, and as the first did where that differs; in yen, None for nil."""

    newest: int | None
    first: int | None
    restated: bool


@dataclass(frozen=True, slots=True)
class OpenCheck:
    """A check that does not hold. `terms` are fact ids with their weights; amounts are in yen."""

    name: str
    rule: str
    report: str
    edition: int
    expected: Decimal
    found: Decimal
    difference: Decimal
    terms: tuple[tuple[str, int], ...]

    @property
    def table(self) -> str:
        """The table that it is about, as its name tells."""
        return self.name.split(":")[2]


class Group:
    """A group as the files of the package tell it."""

    def __init__(self, national: National, name: str) -> None:
        self.national = national
        self.name = name
        roles = load_roles()[TAXONOMY]
        self._part_of = {roles[part]: part for part in COURSES}

    @cached_property
    def bodies(self) -> tuple[str, ...]:
        """Its bodies."""
        return tuple(sorted(self.leading))

    @cached_property
    def leading(self) -> dict[str, tuple[int, int]]:
        """For each body the newest fiscal year and the edition that prints it, its own year's before the next one's."""
        found: dict[str, tuple[int, int]] = {}
        for (body, _), years in self.courses.items():
            year = max(years)
            editions = {edition for one in years[year].values() for edition, _ in one}
            newest = (year, year if year in editions else max(editions))
            found[body] = max(found.get(body, newest), newest)
        return found

    @cached_property
    def courses(self) -> dict[tuple[str, str], dict[int, dict[str, list[tuple[int, int | None]]]]]:
        """By body and scope, by fiscal year, by part: the edition and the yen of each print, the oldest first."""
        found: dict[tuple[str, str], dict[int, dict[str, list[tuple[int, int | None]]]]] = defaultdict(dict)
        for piece in self._pieces("facts"):
            for body, scope, account, yen in self._course_rows(piece):
                year = found[body, scope].setdefault(piece.fiscal_year, {})
                year.setdefault(self._part_of[account], []).append((piece.edition, yen))
        return dict(found)

    def _course_rows(self, piece: Piece) -> Iterator[tuple[str, str, str, int | None]]:
        names = ("body", "scope", "account", "yen")
        yield from rows_of(rows_where(self.national.read(piece, names), "account", self._part_of), names)

    def course(self, body: str, scope: str) -> dict[int, dict[str, Amount]]:
        """Give the figures of a body and scope by fiscal year and part."""
        years = self.courses.get((body, scope), {})
        return {year: {part: _amount(prints) for part, prints in years[year].items()} for year in sorted(years)}

    @cached_property
    def prints(self) -> dict[str, Print]:
        """What is shown of each body."""
        bodies: dict[tuple[int, int], list[str]] = defaultdict(list)
        for body, lead in self.leading.items():
            bodies[lead].append(body)
        made = {lead: self._print(*lead, own) for lead, own in sorted(bodies.items())}
        return {body: made[lead] for body, lead in self.leading.items()}

    def _print(self, year: int, edition: int, bodies: Sequence[str]) -> Print:
        files = {(piece.fiscal_year, piece.edition): piece for piece in self._pieces("facts")}
        table = self.national.read(files[year, edition], list(dict.fromkeys(["body", *FACT, *PLACED])))
        own = columns_of(rows_where(table, "body", bodies), (*FACT, *PLACED), ("line", "scope"))
        earlier = files.get((year - 1, edition))
        return Print(year, edition, own, self._before(earlier, bodies) if earlier else None)

    def _before(self, piece: Piece, bodies: Sequence[str]) -> Columns:
        """Give what is told of the year before: a scope of each body, and all of those with a check to be proven."""
        table = rows_where(self.national.read(piece, list(dict.fromkeys(["body", *_PREVIOUS, "line"]))), "body", bodies)
        scopes = {self.scope_of(body) for body in bodies}
        shown = rows_where(table, "scope", scopes)
        if proven := self.open_checks.keys() & set(bodies):
            others = rows_where(table, "body", proven)
            shown = pa.concat_tables([shown, rows_where(others, "scope", set(SCOPES) - scopes)])
        return columns_of(shown, _PREVIOUS, ("line", "scope"))

    def scope_of(self, body: str) -> str:
        """Give the scope that leads on the page of a body: the narrowest of which the totals are printed."""
        return next((scope for scope in SCOPES if (body, scope) in self.courses), SCOPES[0])

    @cached_property
    def statuses(self) -> dict[str, dict[str, int]]:
        """For each report how many checks have each status."""
        found: dict[str, dict[str, int]] = {}
        for piece in self._pieces("checks"):
            found |= counts_of(self.national.read(piece, ["report", "status"]), "report", "status")
        return found

    @cached_property
    def open_checks(self) -> dict[str, list[OpenCheck]]:
        """The checks of each body that do not hold, those of the newest edition first."""
        terms: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for piece in self._pieces("check_facts"):
            for row in self.national.read(piece).to_pylist():
                terms[row["check"]].append((row["fact_id"], int(row["weight"])))
        found: dict[str, list[OpenCheck]] = defaultdict(list)
        for piece in reversed(self._pieces("checks")):
            table = self.national.read(piece, [*_OPEN, "status"])
            for row in rows_where(table, "status", {"open"}).to_pylist():
                amounts = (row["expected"], row["found"], row["difference"])
                check = OpenCheck(row["check"], row["rule"], row["report"], piece.edition, *amounts, tuple(terms[row["check"]]))
                found[_body_of(row["report"])].append(check)
        return dict(found)

    @cached_property
    def indicators(self) -> dict[tuple[int, int], Columns]:
        """The indicators by fiscal year and edition."""
        wanted = set(self.leading.values())
        names = ("scope", "indicator", "value", "unit", "numerator", "denominator", "status", "reason_ja", "reason_en")
        return {
            (piece.fiscal_year, piece.edition): columns_of(self.national.read(piece), names)
            for piece in self._pieces("indicators")
            if (piece.fiscal_year, piece.edition) in wanted
        }

    @cached_property
    def restatements(self) -> list[tuple[int, Columns]]:
        """What was restated, by fiscal year, the newest first."""
        names = ("scope", "statement", "account", "before", "after", "fact_before", "fact_after", "edition_after")
        pieces = reversed(self._pieces("restatements"))
        return [(piece.fiscal_year, columns_of(self.national.read(piece), names)) for piece in pieces]

    @cached_property
    def pieces(self) -> list[Piece]:
        """Its files."""
        return self.national.pieces_of(self.name)

    def _pieces(self, table: str) -> list[Piece]:
        return [piece for piece in self.pieces if piece.table == table]


def _amount(prints: list[tuple[int, int | None]]) -> Amount:
    first, newest = prints[0][1], prints[-1][1]
    return Amount(newest, first, (first or 0) != (newest or 0))


def _body_of(report: str) -> str:
    return report.split("-", 1)[0]
