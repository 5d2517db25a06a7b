"""How a statement is printed: its rows with labels, figures and what each figure is, before they are laid out on a page."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from scripts.reference import Account, Reference
from tests.support.books import Books

FACTORS = {"yen": 1, "thousand_yen": 1_000, "million_yen": 1_000_000}
WIDE = str.maketrans("0123456789,", "０１２３４５６７８９，")
HEADINGS = {"fixed_assets": "【資産の部】", "noncurrent_liabilities": "【負債の部】", "net_assets_fixed": "【純資産の部】"}


@dataclass(frozen=True)
class Fact:
    """What a printed figure is; `line` is filled in when it stands on a page."""

    account: str
    column: str
    scope: str
    fiscal_year: int
    unit: str
    printed: str
    label: str
    path: str
    basis: str = "actual"
    line: int = 0


@dataclass(frozen=True)
class PrintRow:
    """A row: its label, how deep it is indented, and one cell per amount column (text, fact); a blank cell is ("", None)."""

    label: str
    depth: int
    cells: tuple[tuple[str, Fact | None], ...]


@dataclass(frozen=True)
class Grid:
    """One side of a table: the heads of its amount columns and its rows."""

    heads: tuple[str, ...]
    rows: tuple[PrintRow, ...]


@dataclass(frozen=True)
class Figures:
    """How figures are set: the minus and what stands behind it, the sign for nil, full width or not."""

    minus: str = "△"
    nil: str = "-"
    wide: bool = False

    def text(self, value: Decimal | None) -> str:
        if value is None:
            return self.nil
        digits = f"{abs(value):,}"
        return (self.minus if value < 0 else "") + (digits.translate(WIDE) if self.wide else digits)


@dataclass(frozen=True)
class View:
    """Which books a column of amounts shows, and as what."""

    books: Books
    scope: str
    fiscal_year: int
    unit: str
    figures: Figures = Figures()


def ancestors(line: Account, lines: Mapping[str, Account]) -> list[str]:
    """Give the labels above a line, root first."""
    return [] if not line.parent else [*ancestors(lines[line.parent], lines), lines[line.parent].label_ja]


def fact_of(line: Account, column: str, view: View, path: str) -> tuple[str, Fact]:
    """Give the printed figure of a line in a column, with what it is."""
    text = view.figures.text(view.books.printed(line.account, column, FACTORS[view.unit]))
    return text, Fact(line.account, column, view.scope, view.fiscal_year, view.unit, text, line.label_ja, path)


@dataclass(frozen=True)
class Choice:
    """Which lines a print leaves out: nil lines with probability `omit`, figures of headings with probability `blank`."""

    rng: random.Random
    omit: float = 0.0
    headings: bool = True
    shuffle: bool = False

    def keeps(self, line: Account, views: Sequence[View], columns: Sequence[str], totals: set[str]) -> bool:
        nil = all(v.books.values.get((line.account, c)) is None for v in views for c in columns)
        return not (nil and line.account not in totals and self.rng.random() < self.omit)


def make_grid(
    lines: Sequence[Account], views: Sequence[View], columns: Sequence[str], heads: Sequence[str], choice: Choice
) -> Grid:
    """Give the print of a form's lines: per line one cell for every view and every column of `columns`."""
    by_id = {line.account: line for line in lines}
    totals = {line.sums_to for line in lines if line.sums_to}
    kept = _kept(lines, lambda a: choice.keeps(a, views, columns, totals))
    rows = []
    opened: set[str] = set()
    for line in _in_order(kept, choice):
        if choice.headings and line.account in HEADINGS:
            rows.append(PrintRow(HEADINGS[line.account], 0, tuple(("", None) for _ in heads)))
        rows += _balance_heading(line, by_id, opened, len(heads))
        above = ancestors(line, by_id)
        cells: list[tuple[str, Fact | None]] = []
        for view in views:
            for column in columns:
                own = column if column in line.columns else ""
                given = own and (line.account, own) in view.books.values
                cells.append(fact_of(line, own, view, "/".join(above)) if given else ("", None))
        rows.append(PrintRow(line.label_ja, len(above), tuple(cells)))
    return Grid(tuple(heads), tuple(rows))


def _kept(lines: Sequence[Account], keeps: Callable[[Account], bool]) -> list[Account]:
    gone: set[str] = set()
    kept = []
    for line in lines:
        if line.parent in gone or not keeps(line):
            gone.add(line.account)
        else:
            kept.append(line)
    return kept


def _in_order(lines: list[Account], choice: Choice) -> list[Account]:
    if not choice.shuffle:
        return lines
    # Two neighbours that are leaves under one parent change places.
    parents = {line.parent for line in lines}
    shuffled = list(lines)
    for i in range(1, len(shuffled)):
        a, b = shuffled[i - 1], shuffled[i]
        leaves = a.account not in parents and b.account not in parents and a.parent == b.parent != ""
        if leaves and a.label_ja != b.label_ja and choice.rng.random() < 0.2:
            shuffled[i - 1], shuffled[i] = b, a
    return shuffled


def _balance_heading(line: Account, lines: Mapping[str, Account], opened: set[str], width: int) -> list[PrintRow]:
    # 【業務活動収支】 stands above its parts, its figure below them.
    parent = lines.get(line.parent)
    if parent is None or parent.order < line.order or parent.account in opened:
        return []
    opened.add(parent.account)
    return [PrintRow(f"【{parent.label_ja}】", 0, tuple(("", None) for _ in range(width)))]


def statement_grids(form: str, views: Sequence[View], heads: Sequence[str], choice: Choice, reference: Reference) -> list[Grid]:
    """Give a statement as one grid, a balance sheet as one for each side."""
    lines = reference.lines[form]
    if form != "unified_bs":
        columns = [c for c in ("amount", "total", "fixed", "surplus", "noncontrolling") if any(c in a.columns for a in lines)]
        shown = [c for c in columns if c != "noncontrolling" or _has_shares(views)]
        return [make_grid(lines, views, shown, heads, choice)]
    sides = [[line for line in lines if line.side == side] for side in ("assets", "liabilities")]
    return [make_grid(side, views, ["amount"], heads, choice) for side in sides]


def _has_shares(views: Sequence[View]) -> bool:
    return any(view.books.values["net_assets_noncontrolling", "amount"] is not None for view in views)


def stack(grids: Sequence[Grid]) -> Grid:
    """Give both sides of a balance sheet as one grid, one below the other."""
    return Grid(grids[0].heads, tuple(row for grid in grids for row in grid.rows))


def at_line(fact: Fact, line: int) -> Fact:
    """Give a fact with its place."""
    return replace(fact, line=line)
