"""Where each printed table of a report stands: every table has an address of its own (`scripts.addresses`)."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from scripts.addresses import part_of, place_of
from scripts.show.report import Fact, Report, Row

APART = ("schedule", "note")


@dataclass(frozen=True, slots=True)
class Entry:
    """A printed table, or a part of a long one: under which heading of its report it stands, which part of how many."""

    group: str
    about: Row
    facts: tuple[Fact, ...]
    part: int
    parts: int

    @property
    def place(self) -> str:
        """Where its page stands."""
        return place_of(self.about["report"], self.about["table"], self.part)


@dataclass(frozen=True)
class Layout:
    """The tables of a report in the order of its page."""

    report: str
    entries: tuple[Entry, ...]

    @property
    def place(self) -> str:
        """Where the page of the report stands."""
        return f"reports/{self.report}"

    def way(self, anchor: str) -> tuple[str, str]:
        """Give page and id of a line (`table:row`), of a table, or of what stands on the page of the report."""
        table, _, row = anchor.partition(":")
        if table not in self.tables:
            return self.place, anchor
        return place_of(self.report, table, part_of(row)), row

    @cached_property
    def tables(self) -> frozenset[str]:
        """The names of the tables."""
        return frozenset(entry.about["table"] for entry in self.entries)


def lay_out(report: Report) -> Layout:
    """Give the tables of a report: the statements of each scope, then schedules, then notes."""
    groups = [(scope, scope) for scope in report.scopes] + [(f"{kind}s", kind) for kind in APART]
    return Layout(report.name, tuple(entry for group, wanted in groups for entry in _entries(report, group, wanted)))


def _entries(report: Report, group: str, wanted: str) -> Iterator[Entry]:
    for about, facts in report.tables:
        if wanted == (about["statement"] if about["statement"] in APART else about["scope"]):
            found: dict[int, list[Fact]] = {}
            for fact in facts:
                found.setdefault(part_of(fact.row_key), []).append(fact)
            for part in range(1, max(found, default=1) + 1):
                yield Entry(group, about, tuple(found.get(part, ())), part, max(found, default=1))
