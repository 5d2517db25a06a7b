"""What was checked of a body: how much holds, what does not with the figures that show it, and what was restated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scripts.show.gaps import STATUSES
from scripts.show.national.group import Group, OpenCheck, Print
from scripts.show.national.statements import fact_key, grouped
from scripts.show.rendering import Desk

MOST_PROOFS, MOST_LINES = 12, 60
"""How many checks are told with their figures, and how many lines a list has; what is beyond is counted."""
_MILLION = 1_000_000
_PREVIOUS = "_previous"


@dataclass(frozen=True, slots=True)
class Term:
    """A figure of a check: its label and scope, its weight, its print, its cell of the workbook, the id of its line.

    `previous` tells that it is of the year before.
    """

    label: str
    account: str
    scope: str
    weight: int
    printed: str
    cell: str
    key: str
    previous: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """A check that does not hold: its number on the page, and the figures that are something."""

    number: int
    check: OpenCheck
    terms: tuple[Term, ...]
    nil: int


@dataclass(frozen=True, slots=True)
class Restated:
    """A figure that a later edition prints otherwise, in yen; None for nil. `key` is the line's id without its year."""

    fiscal_year: int
    edition: int
    scope: str
    account: str
    before: int | None
    after: int | None
    key: str


def proofs_of(group: Group, printed: Print, body: str, report: str) -> list[Proof]:
    """Give the checks of the edition shown that do not hold, with their figures, as far as they are told."""
    checks = [check for check in group.open_checks.get(body, []) if check.report == report]
    wanted = {fact for check in checks for fact, _ in check.terms}
    places = _places(printed, body, wanted) if wanted else {}
    found = []
    for number, check in enumerate(checks[:MOST_PROOFS], 1):
        terms = [_term(fact, weight, places[fact]) for fact, weight in check.terms if fact in places]
        told = tuple(term for term in terms if term.printed and term.printed != "-")
        found.append(Proof(number, check, told, len(terms) - len(told)))
    return found


def _places(printed: Print, body: str, wanted: set[str]) -> dict[str, tuple[str, ...]]:
    names = ("fact_id", "account", "label", "scope", "printed", "cell", "missing")
    tables = [printed.facts, *([printed.before] if printed.before else [])]
    return {row[0]: row for columns in tables for row in columns.of(body, *names) if row[0] in wanted}


def _term(fact_id: str, weight: int, place: tuple[str, ...]) -> Term:
    _, account, label, scope, raw, cell, missing = place
    previous = fact_id.split(":")[1].endswith(_PREVIOUS)
    return Term(label, account, scope, weight, "-" if missing else grouped(raw), cell, fact_key(fact_id), previous)


def marks_of(proofs: Sequence[Proof], *, previous: bool) -> dict[tuple[str, str], list[int]]:
    """Give for each figure of the year, or of the year before, in a proof, by line and scope, the numbers of its proofs."""
    found: dict[tuple[str, str], list[int]] = {}
    for proof in proofs:
        for term in proof.terms:
            if term.previous is previous:
                found.setdefault((term.key, term.scope), []).append(proof.number)
    return found


def restated_of(group: Group, body: str) -> list[Restated]:
    """Give everything that was restated of a body, the newest year first, as the editions print it."""
    found = []
    names = ("scope", "account", "before", "after", "fact_before", "fact_after", "edition_after")
    for year, columns in group.restatements:
        for scope, account, before, after, earlier, later, edition in columns.of(body, *names):
            found.append(Restated(year, edition, scope, account, before, after, fact_key(later or earlier)))
    return found


def counts_of(group: Group, report: str) -> list[tuple[str, int]]:
    """Give how many checks of an edition have each status."""
    own: Mapping[str, int] = group.statuses.get(report, {})
    return [(status, own.get(status, 0)) for status in STATUSES]


def millions(desk: Desk, yen: int | Decimal | None) -> str:
    """Give an amount in the unit of the workbooks, with the sign of the language; `-` for nil."""
    if yen is None:
        return "-"
    amount = Decimal(yen) / _MILLION
    sign = ("△" if desk.language.code == "ja" else "−") if amount < 0 else ""
    return f"{sign}{abs(amount):,.{0 if amount == amount.to_integral_value() else 1}f}"


def as_printed(yen: int | None) -> str:
    """Give an amount as the tables of a workbook tell it: in its unit, `-` for nil."""
    if yen is None:
        return "-"
    return grouped(str(yen // _MILLION)) if yen % _MILLION == 0 else str(Decimal(yen) / _MILLION)
