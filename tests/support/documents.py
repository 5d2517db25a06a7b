"""Whole documents of made-up towns, printed in many ways, with every fact they print and its line."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache

from scripts.amounts import read_amount
from scripts.read.text import read_text
from scripts.recognise import recognise
from scripts.records import Recognition
from scripts.reference import Reference, load_reference
from tests.support.books import Books, make_books
from tests.support.comparing import Comparison, compare
from tests.support.layouts import LAYOUTS, Sheet
from tests.support.prints import Choice, Fact, Figures, Grid, PrintRow, View, fact_of, make_grid, stack, statement_grids
from tests.support.ways import Way

TITLES = {
    "unified_bs": "貸借対照表",
    "unified_pl": "行政コスト計算書",
    "unified_nw": "純資産変動計算書",
    "unified_cf": "資金収支計算書",
}
SCOPES = {"general": "一般会計等", "whole": "全体", "consolidated": "連結"}
UNITS = {"yen": "円", "thousand_yen": "千円", "million_yen": "百万円"}
YEAR = 2022
PLAIN = Figures()
PERIOD = "自 令和4年4月1日 至 令和5年3月31日"
DAY = "（令和5年3月31日現在）"


@cache
def reference() -> Reference:
    """Give the project's reference tables, loaded once."""
    return load_reference()


@dataclass
class Paper:
    """A printed document: its sheet, and the lines on which tables begin."""

    sheet: Sheet = field(default_factory=Sheet)
    titles: list[int] = field(default_factory=list)

    def begin(self, *captions: str) -> None:
        """Begin a table: its title, then its captions."""
        self.titles.append(len(self.sheet.lines) + 1)
        for text in captions:
            self.sheet.add(text)

    def lay_out(self, grids: Sequence[Grid], way: Way, dice: random.Random) -> None:
        """Print a table in a way; one side below the other where the way has one side only."""
        LAYOUTS[way.layout](self.sheet, [stack(grids)] if way.sides == 1 and len(grids) > 1 else grids, way.look, dice)

    def read(self) -> Recognition:
        """Give what the project recognises in the document."""
        return recognise(read_text("made-up.txt", self.sheet.text().encode()), reference())

    def compared(self) -> Comparison:
        """Give what was recognised, compared with what is printed."""
        return compare(self.read(), self.sheet.facts, self.titles)


@dataclass(frozen=True)
class Setting:
    """What a document is made of, beside its layout."""

    seed: int
    unit: str = "thousand_yen"
    figures: Figures = PLAIN
    nil: float = 0.3
    size: int = 10
    omit: float = 0.0
    shuffle: bool = False

    def dice(self) -> random.Random:
        """Give the source of chance."""
        return random.Random(self.seed)  # noqa: S311  figures of a test need no secrecy

    def books(self, dice: random.Random) -> Books:
        """Give consistent books."""
        return make_books(dice, reference(), nil=self.nil, size=self.size)


def statements(setting: Setting, way: Way, scopes: Iterable[str] = ("general",)) -> Paper:
    """Give the four statements of each scope, one below the other."""
    paper, dice = Paper(), setting.dice()
    for scope in scopes:
        books = setting.books(dice)
        view = View(books, scope, YEAR, setting.unit, setting.figures)
        for form, title in TITLES.items():
            heads = columns_of(form, books)
            grids = statement_grids(form, [view], heads, Choice(dice, setting.omit, shuffle=setting.shuffle), reference())
            day = DAY if form == "unified_bs" else PERIOD
            paper.begin(SCOPES[scope] + title, day, f"（単位：{UNITS[setting.unit]}）", "")
            paper.lay_out(grids, way, dice)
            paper.sheet.add()
    return paper


def columns_of(form: str, books: Books) -> list[str]:
    """Give the heads of a statement's amount columns."""
    if form != "unified_nw":
        return ["金額"]
    shares = books.values["net_assets_noncontrolling", "amount"] is not None
    return ["合計", "固定資産等形成分", "余剰分（不足分）", *(["他団体出資等分"] if shares else [])]


def side_by_side(setting: Setting, way: Way, heads: Sequence[str], *, difference: bool = False) -> Paper:
    """Give statements with columns of the three scopes (three heads), or of this year and the last (two heads)."""
    paper, dice = Paper(), setting.dice()
    books = [setting.books(dice) for _ in heads]
    views = [View(book, scope, YEAR, setting.unit, setting.figures) for book, scope in zip(books, SCOPES, strict=False)]
    if len(heads) < len(SCOPES):
        views = [replace(view, scope="general", fiscal_year=YEAR - back) for back, view in enumerate(views)]
    for form in ("unified_bs", "unified_pl", "unified_cf"):
        grids = statement_grids(form, views, heads, Choice(dice, setting.omit), reference())
        grids = [with_difference(grid) for grid in grids] if difference else grids
        scope = "" if len(heads) == len(SCOPES) else "一般会計等"
        period = [] if "令和" in heads[0] else [DAY if form == "unified_bs" else PERIOD]
        paper.begin(scope + TITLES[form], *period, f"（単位：{UNITS[setting.unit]}）")
        paper.lay_out(grids, way, dice)
    return paper


def with_difference(grid: Grid) -> Grid:
    """Give a grid of two years with a column of what they differ by."""
    rows = []
    for row in grid.rows:
        (now, fact), (before, _) = row.cells
        gap = (read_amount(now).value or Decimal(0)) - (read_amount(before).value or Decimal(0))
        text = "-" if now == before == "-" else Figures().text(gap)
        rows.append(
            replace(row, cells=(*row.cells, (text, replace(fact, printed=text, basis="difference")) if fact else ("", None)))
        )
    return Grid((*grid.heads, "増減"), tuple(rows))


def joined(setting: Setting, way: Way, *, minus: bool) -> Paper:
    """Give the joined statement of costs and net assets, its one line of net cost printed with △ or without."""
    paper, dice = Paper(), setting.dice()
    books = setting.books(dice)
    view = View(books, "general", YEAR, setting.unit, setting.figures)
    columns = ("total", "fixed", "surplus", "noncontrolling")[: len(columns_of("unified_nw", books))]
    heads = ["金額", *columns_of("unified_nw", books)[1:]]
    costs = make_grid(reference().lines["unified_pl"], [view], ["amount"], ["金額"], Choice(dice, setting.omit))
    lines = reference().lines["unified_nw"]
    changes = [line for line in lines if line.account != "nw_net_administrative_cost"]
    blanks = (("", None),) * (len(heads) - 1)
    rows = [replace(row, cells=(*row.cells, *blanks)) for row in costs.rows]
    net = next(line for line in lines if line.account == "nw_net_administrative_cost")
    rows[-1] = _net_cost(rows[-1], [fact_of(net, column, view, "") for column in columns], minus=minus)
    grid = make_grid(changes, [view], columns, heads, Choice(dice, setting.omit))
    paper.begin("一般会計等行政コスト及び純資産変動計算書", PERIOD, f"（単位：{UNITS[setting.unit]}）")
    paper.lay_out([Grid(tuple(heads), (*rows, *grid.rows))], way, dice)
    return paper


def _net_cost(costs: PrintRow, changes: Sequence[tuple[str, Fact]], *, minus: bool) -> PrintRow:
    # One row is the last of the costs and the first of the changes; it leaves the column of fixed assets blank.
    text, cost = costs.cells[0]
    assert cost is not None
    if minus:
        cells = [(t, replace(fact, label=costs.label)) for t, fact in changes]
    else:
        beside = [(t.removeprefix("△"), fact) for t, fact in changes[1:]]
        cells = [(t, replace(f, account=cost.account, printed=t, label=cost.label)) for t, f in [(text, cost), *beside]]
    return PrintRow(costs.label, 0, tuple(("", None) if fact.column == "fixed" else (t, fact) for t, fact in cells))
