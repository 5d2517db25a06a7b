"""What is told of a line beyond its print: meaning, whole yen, place in the source, the identities it stands in, other years."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from scripts.show.history import FigureKey, History, Point
from scripts.show.rendering import Desk
from scripts.show.report import Fact, Report
from scripts.show.statement_table import ColumnKey, StatementTable

Identities = tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is told of a line. `account` leads to its account; each figure of `values` and `years` bears its column's name."""

    fact_id: str
    definition: str
    account: str
    place: str
    values: tuple[tuple[str, str], ...]
    identities: tuple[tuple[str, Identities], ...]
    years: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier year beside a table: its name, and for each line the figure with the way to it."""

    heading: str
    cells: dict[str, tuple[str, str]]


class Explainer:
    """Explains the lines of one report. A figure's identities are told as (rule, status, how many)."""

    def __init__(self, desk: Desk, report: Report, history: History) -> None:
        self.desk = desk
        self.report = report
        self.history = history
        status = {row["check"]: (row["rule"], row["status"]) for row in report.checks}
        found: dict[str, dict[tuple[str, str], int]] = defaultdict(dict)
        for check, weights in report.weights.items():
            for fact_id in weights:
                found[fact_id][status[check]] = found[fact_id].get(status[check], 0) + 1
        self._identities = {name: tuple((*key, number) for key, number in rules.items()) for name, rules in found.items()}

    def explain(self, table: StatementTable, facts: Sequence[Fact], place: str) -> dict[str, Explanation]:
        """Give for each line of a table on the page at `place` what is told of it."""
        names = self._names(table, facts)
        columns = self._names(table, [replace(fact, basis="") for fact in facts])
        ways = {(segment, column): name for (segment, _, column), name in columns.items()}
        return {
            line[0].row_key: self._explain(line, names, ways, place)
            for line in (tuple(group) for _, group in groupby(facts, key=lambda fact: fact.row))
        }

    def _names(self, table: StatementTable, facts: Sequence[Fact]) -> dict[ColumnKey, str]:
        """Give the names of the columns of a table; an only one needs none."""
        keys = list(dict.fromkeys((fact.segment, fact.basis, fact.column) for fact in facts))
        return {key: self.desk.reader.heading(table.about, key, keys) if len(keys) > 1 else "" for key in keys}

    def _explain(
        self, line: tuple[Fact, ...], names: dict[ColumnKey, str], columns: dict[FigureKey, str], place: str
    ) -> Explanation:
        first, single = line[0], len(names) == 1
        account = self.desk.published.reference["accounts"].get(first.account)
        name = {fact.fact_id: names[fact.segment, fact.basis, fact.column] for fact in line}
        return Explanation(
            fact_id=first.fact_id if single else "",
            definition=self.desk.language.label(account, "", "definition"),
            account=f"accounts/{account['statement']}/index.html#{first.account}" if account else "",
            place=self._place(line),
            values=tuple((name[fact.fact_id], self._value(fact)) for fact in line if self._says_more(fact)),
            identities=tuple(self._identities_of(line, name)),
            years=tuple(self._years(line, columns, place)),
        )

    def _says_more(self, fact: Fact) -> bool:
        """Tell whether the value of a figure is more than its print: money not in yen, and numbers written otherwise."""
        return fact.value is not None and (fact.unit != "yen" or f"{abs(fact.value):,f}" not in fact.printed)

    def _value(self, fact: Fact) -> str:
        amount, unit = (Decimal(fact.yen), "yen") if fact.yen is not None else (fact.value or Decimal(0), fact.unit)
        return f"{'△' if amount < 0 else ''}{abs(amount):,f} {self.desk.reader.unit(unit)}"

    def _place(self, line: tuple[Fact, ...]) -> str:
        say, parts = self.desk.language.say, [self.report.about["file"]]
        lines = sorted({int(fact.line) for fact in line if fact.line})
        if line[0].page:
            parts.append(str(say("place_page", page=line[0].page)))
        if line[0].cell:
            parts.append(str(say("place_cell", cell="・".join(dict.fromkeys(fact.cell for fact in line)))))
        elif lines:
            parts.append(str(say("place_line", line="–".join(str(n) for n in dict.fromkeys((lines[0], lines[-1]))))))
        return " · ".join(part for part in parts if part)

    def _identities_of(self, line: tuple[Fact, ...], name: dict[str, str]) -> Iterator[tuple[str, Identities]]:
        """Give the identities of a line, figures that stand in the same ones together."""
        alike: dict[Identities, list[str]] = {}
        for fact in line:
            if not fact.missing or fact.fact_id in self._identities:
                alike.setdefault(self._identities.get(fact.fact_id, ()), []).append(name[fact.fact_id])
        for identities, columns in alike.items():
            yield "" if len(alike) == 1 else "・".join(columns), identities

    def _years(
        self, line: tuple[Fact, ...], columns: dict[FigureKey, str], place: str
    ) -> Iterator[tuple[str, str, tuple[tuple[str, str], ...]]]:
        for point in self.history.elsewhere(line):
            figures = tuple((columns[key], self.desk.printed(fact)) for key, fact in point.figures.items())
            yield self._year(point), self.desk.where(place, point.report)(point.first.anchor), figures

    def _year(self, point: Point) -> str:
        language = self.desk.language
        return str(language.say("year_and_basis", year=point.year, basis=language.say("planned" if point.planned else "done")))


def earlier_beside(desk: Desk, history: History, facts: Sequence[Fact], place: str) -> Earlier | None:
    """Give an earlier year beside the lines of a table on the page at `place`, where the body has one."""
    found = history.before(facts) if facts else None
    if found is None:
        return None
    report, lines = found
    unit = next(iter(lines.values())).unit
    note = "" if unit == facts[0].unit else desk.language.say("unit_in_brackets", unit=desk.reader.unit(unit))
    way = desk.where(place, report)
    return Earlier(
        f"{desk.language.year(report.fiscal_year)}{note}",
        {row: (fact.printed, way(fact.anchor)) for row, fact in lines.items()},
    )
