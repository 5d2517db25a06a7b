"""Made-up annexed schedules: tables of many columns, whose rows and columns add up."""

import random
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from scripts.reference import Account
from tests.support.documents import UNITS, YEAR, Paper, Setting, reference
from tests.support.prints import FACTORS, Fact, Figures, Grid, PrintRow, ancestors
from tests.support.ways import Way

NAMES = ("架空基金", "さくら組合", "みどり公社", "町営住宅使用料", "まちづくり債")


@dataclass
class Schedule:
    """A schedule being made up: `rows` are the lines with their labels, open lines twice with names of their own."""

    form: str
    dice: random.Random
    setting: Setting
    rows: list[tuple[Account, str]] = field(default_factory=list)
    values: dict[tuple[int, str], int | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lines = reference().lines[self.form]
        self.columns = reference().columns[self.form]
        for line in self.lines:
            names = [f"{name}{i}" for i, name in enumerate(self.dice.sample(NAMES, 2))] if line.open else [line.label_ja]
            self.rows += [(line, name) for name in names]

    def value(self, row: int, column: str) -> int | None:
        """Give an amount in yen: a total of its parts, by columns first, else by chance."""
        if (row, column) not in self.values:
            line = self.rows[row][0]
            beside = [(c.sign, self.value(row, c.column)) for c in self.columns if c.sums_to == column]
            below = [(part.sign, self.value(n, column)) for n, (part, _) in enumerate(self.rows) if part.sums_to == line.account]
            parts = beside or below
            given = [sign * value for sign, value in parts if value is not None]
            by_chance = None if self.dice.random() < self.setting.nil else int(10 ** self.dice.uniform(3, self.setting.size))
            self.values[row, column] = (sum(given) if given else None) if parts else by_chance
        return self.values[row, column]

    def print_row(self, row: int) -> PrintRow:
        """Give a row as printed."""
        line, label = self.rows[row]
        above = ancestors(line, {a.account: a for a in self.lines})
        cells: list[tuple[str, Fact | None]] = []
        for column in self.columns:
            unit = column.unit or self.setting.unit
            text = self._text(row, column.column, unit)
            fact = Fact(line.account, column.column, "general", YEAR, unit, text, label, "/".join(above))
            cells.append((text, fact) if column.column in line.columns else ("", None))
        return PrintRow(label, len(above), tuple(cells))

    def _text(self, row: int, column: str, unit: str) -> str:
        value = self.value(row, column)
        if unit not in FACTORS:
            return f"{self.dice.uniform(0.1, 99):.2f}"
        exact = None if value is None else (Decimal(value) / FACTORS[unit]).quantize(Decimal(1), ROUND_HALF_UP)
        return Figures().text(exact)


def schedule(form: str, setting: Setting, way: Way) -> Paper:
    """Give a document of one schedule of the general account."""
    paper, dice = Paper(), setting.dice()
    made = Schedule(form, dice, setting)
    rows = tuple(made.print_row(row) for row in range(len(made.rows)))
    paper.begin(reference().forms[form].title_ja + "（一般会計等）", "令和4年度", f"（単位：{UNITS[setting.unit]}）")
    paper.lay_out([Grid(tuple(c.label_ja for c in made.columns), rows)], way, dice)
    return paper
