"""The course of a line over the reports of its body: the same account and scope in other years, done or planned."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from scripts.show.published import Published
from scripts.show.report import Fact, Report

PLANNED = ("revised", "budget", "initial")
FigureKey = tuple[str, str]
LineKey = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Point:
    """A line in another report: whether planned or done, and its figures by segment and column."""

    report: Report
    planned: bool
    figures: dict[FigureKey, Fact]

    @property
    def year(self) -> int:
        """The fiscal year of the report."""
        return self.report.fiscal_year

    @property
    def first(self) -> Fact:
        """The first figure of the line."""
        return next(iter(self.figures.values()))


class History:
    """The lines of every report of one body, to be found by what they tell."""

    def __init__(self, published: Published, reports: Sequence[Report]) -> None:
        self._accounts = published.reference["accounts"]
        self._reports = {report.name: report for report in reports}
        self._lines: dict[LineKey, list[tuple[str, tuple[Fact, ...]]]] = defaultdict(list)
        self._keys: dict[str, LineKey] = {}
        for report in reports:
            for line, key in self._keyed(report):
                self._keys[f"{report.name}:{line[0].anchor}"] = key
                self._lines[key].append((report.name, line))

    def elsewhere(self, line: tuple[Fact, ...]) -> list[Point]:
        """Give what other reports of the body print for a line, by year, the plan of a year before what was done."""
        wanted = {_figure(fact) for fact in line}
        best: dict[tuple[str, bool], dict[FigureKey, Fact]] = {}
        for name, other in self._lines[self._keys[f"{line[0].report}:{line[0].anchor}"]]:
            if name == line[0].report:
                continue
            for planned in (True, False):
                figures = {key: fact for key, fact in _of_kind(other, planned=planned).items() if key in wanted}
                if len(figures) > len(best.get((name, planned), {})):
                    best[name, planned] = figures
        points = [Point(self._reports[name], planned, figures) for (name, planned), figures in best.items()]
        return sorted(points, key=lambda point: (point.year, not point.planned, point.report.name))

    def before(self, facts: Sequence[Fact]) -> tuple[Report, dict[str, Fact]] | None:
        """Give the nearest earlier report that prints most of a table's lines, with its fact for each line.

        Only for a table of one amount column, against figures of the same kind (done or planned), scope and unit of account.
        """
        if len({(fact.segment, fact.basis, fact.column) for fact in facts}) != 1:
            return None
        year, planned = self._reports[facts[0].report].fiscal_year, facts[0].planned
        found: dict[str, dict[str, Fact]] = defaultdict(dict)
        for fact in facts:
            for point in self.elsewhere((fact,)):
                if point.year < year and point.planned == planned:
                    found[point.report.name][fact.row_key] = point.first
        if not found:
            return None
        newest = max(self._reports[name].fiscal_year for name in found)
        name = max(
            (name for name in found if self._reports[name].fiscal_year == newest), key=lambda name: (len(found[name]), name)
        )
        return self._reports[name], found[name]

    def _keyed(self, report: Report) -> Iterator[tuple[tuple[Fact, ...], LineKey]]:
        for _, facts in report.tables:
            lines = [tuple(line) for _, line in groupby(facts, key=lambda fact: fact.row)]
            printed = Counter(line[0].account for line in lines)
            for line in lines:
                first = line[0]
                account = self._accounts.get(first.account)
                named = printed[first.account] > 1 or account is None or account["named"] == "yes"
                yield line, (first.account, first.scope, _folded(f"{first.path}/{first.label}") if named else "")


def _of_kind(line: Iterable[Fact], *, planned: bool) -> dict[FigureKey, Fact]:
    """Give the figures of a line that were done, or the latest plan of each."""
    found: dict[FigureKey, tuple[int, Fact]] = {}
    for fact in line:
        if fact.planned == planned and (not planned or fact.basis in PLANNED):
            rank = PLANNED.index(fact.basis) if planned else 0
            if _figure(fact) not in found or rank < found[_figure(fact)][0]:
                found[_figure(fact)] = (rank, fact)
    return {key: fact for key, (_, fact) in found.items()}


def _figure(fact: Fact) -> FigureKey:
    return fact.segment, fact.column


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).replace(" ", "")
