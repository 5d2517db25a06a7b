"""The ministry's national workbook, printed from the books of a made-up country: grids, and files of them.

Layout and variants as `shared/MIC-WORKBOOK.md` 2.9 gathers them; a grid may be altered before it is written.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import xlsxwriter

from scripts.reference import Account, Reference
from scripts.sheets import Range, Sheet, Workbook
from tests.country.books import FORMS, Country, Lines
from tests.country.errors import Planted, plant, sprinkle

Printed = dict[str, npt.NDArray[np.object_]]
BASES = ("一般会計等", "全体", "連結")
FIRST_COLUMN = 6
NAME_ROW = 3
FIRST_ROW = 8
PREFECTURES = "都道府県"
WORDED = {
    "local_bonds_redeemed": "地方債等償還支出",
    "local_bonds_issued": "地方債等発行収入",
    "current_portion_of_local_bonds": "１年内償還予定地方債",
}
SPECIAL_BONDS = ("special_deficit_bonds", "current_portion_of_special_deficit_bonds")
NET_ASSET_PARTS = ("net_assets_fixed", "net_assets_surplus", "net_assets_noncontrolling")
SPECIAL_BONDS_SINCE = 2023
MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
# A second row below 地方債; nobody here knows its name.
OTHER_BONDS = "減収補塡債"


@dataclass(frozen=True)
class Variant:
    """What is odd about an edition. `missing` bodies stand on no sheet, `late` ones (like 石川県) on the second only."""

    missing: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    indicators: bool = False
    other_bonds: bool = False
    spaced: bool = False
    twice: str = ""
    unbalanced: str = ""
    loose_names: bool = False
    errors: int = 0
    renamed: tuple[tuple[str, str], ...] = ()


@dataclass
class Grid:
    """A sheet to be written: rows of cells, empty ones None, and merged ranges."""

    name: str
    rows: list[list[Any]] = field(default_factory=list)
    merged: list[Range] = field(default_factory=list)

    def put(self, row: int, column: int, value: object) -> None:
        """Set a cell counted from 0; the grid grows as needed."""
        while len(self.rows) <= row:
            self.rows.append([])
        cells = self.rows[row]
        cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = value

    def find(self, label: str) -> int:
        """Give the first row that has `label` in A to F."""
        return next(n for n, cells in enumerate(self.rows) if label in cells[:FIRST_COLUMN])


@dataclass
class Page:
    """A sheet with what it prints: by account the figures in million yen, nil as text, blank as None; and its errors."""

    grid: Grid
    edition: int
    fiscal_year: int
    bodies: tuple[str, ...]
    printed: Printed
    errors: list[Planted] = field(default_factory=list)


def era_mark(year: int) -> str:
    """Give the era letter and number of a fiscal year as sheet names bear it."""
    return f"R{year - 2018}" if year > 2018 else f"H{year - 1988}"


def make_pages(country: Country, edition: int, area: str, variant: Variant | None = None) -> tuple[Page, Page]:
    """Give the two sheets of an edition: its own year, and the year before as restated since."""
    odd = variant or Variant()
    early = tuple(body for body in country.bodies if body not in (*odd.missing, *odd.late))
    every = tuple(body for body in country.bodies if body not in odd.missing)
    maker = _Maker(country, area, odd, edition)
    return maker.page(edition, country.current(edition), early), maker.page(edition - 1, country.revised(edition - 1), every)


class _Maker:
    def __init__(self, country: Country, area: str, variant: Variant, edition: int) -> None:
        self.country = country
        self.edition = edition
        self.area = area
        self.odd = variant
        self.names = {row["body"]: row["name_ja"] for row in country.reference.tables["bodies"]} | dict(variant.renamed)

    def page(self, year: int, lines: Lines, bodies: tuple[str, ...]) -> Page:
        rng = np.random.default_rng([self.country.seed, year, len(bodies)])
        printed = print_lines(lines, [self.country.bodies.index(body) for body in bodies], rng)
        page = Page(Grid(f"{era_mark(year)}_{self.area}"), self.edition, year, bodies, printed)
        self._err(page, rng)
        top = self._block(page, "unified_bs", 0)
        for form in FORMS[1:]:
            top = self._block(page, form, top + 2)
        if self.odd.indicators:
            self._indicators(page, top + 2)
        return page

    def _err(self, page: Page, rng: np.random.Generator) -> None:
        if self.odd.unbalanced in page.bodies:
            at = page.bodies.index(self.odd.unbalanced), 1
            plant(page, "total_assets", at, ("wrong_digit", page.printed["total_assets"][at] + 554239))
        sprinkle(page, self.odd.errors, rng)

    def _block(self, page: Page, form: str, top: int) -> int:
        """Write a statement from row `top` on and give the row behind it."""
        grid, first = page.grid, form == FORMS[0]
        title = self.country.reference.forms[form].title_ja
        grid.put(top, 0, f"{'①' if first else ''}{title}（一般会計等・全体・連結）")
        heads = NAME_ROW if first else top + 1
        grid.put(heads, 0, "科目")
        if first:
            grid.put(top + 1, FIRST_COLUMN, "（単位：百万円）")
            self._names(page)
        for column, basis in enumerate(BASES * len(page.bodies), FIRST_COLUMN):
            grid.put(heads + 1, column, basis)
        row = FIRST_ROW if first else heads + 2
        for depth, label, account in self._rows(form, page.fiscal_year):
            grid.put(row, depth, self._spaced(label))
            self._figures(page, row, account)
            row += 1
        return row

    def _names(self, page: Page) -> None:
        for number, body in enumerate(page.bodies):
            column = FIRST_COLUMN + len(BASES) * number
            page.grid.put(NAME_ROW, column, self.names[body])
            if not self.odd.loose_names:
                page.grid.merged.append(((NAME_ROW, column), (NAME_ROW, column + len(BASES) - 1)))

    def _figures(self, page: Page, row: int, account: str) -> None:
        cells = page.printed[account].reshape(-1).tolist()
        page.grid.rows[row] += [None] * (FIRST_COLUMN - len(page.grid.rows[row])) + cells

    def _rows(self, form: str, year: int) -> list[tuple[int, str, str]]:
        """Give column, label and account of the rows of a block; a row that the form does not know has another's figures."""
        rows = []
        for line, depth in depths(self.country.reference, form):
            if line.account in SPECIAL_BONDS and year < SPECIAL_BONDS_SINCE:
                continue
            rows.append((depth, WORDED.get(line.account, line.label_ja), line.account))
            if line.account in SPECIAL_BONDS and self.odd.other_bonds:
                rows.append((depth, OTHER_BONDS, line.account))
            if line.account == self.odd.twice:
                rows.append((depth, line.label_ja, line.account))
        return rows

    def _spaced(self, label: str) -> str:
        if not self.odd.spaced:
            return label
        return f"\u3000{label[:2]}\u3000{label[2:4]}\n{label[4:]}\u00a0"

    def _indicators(self, page: Page, top: int) -> None:
        page.grid.put(top, 0, "指標")
        page.grid.put(top + 1, 1, "純資産比率")
        for column in range(len(BASES) * len(page.bodies)):
            page.grid.put(top + 1, FIRST_COLUMN + column, 43.25 + column)


def depths(reference: Reference, form: str) -> list[tuple[Account, int]]:
    """Give the lines of a form with the column (from 0 = A) of their label: totals in A, top lines in B, parts deeper."""
    lines = reference.lines[form]
    order = {line.account: line.order for line in lines}
    parents = {line.parent: line.parent for line in lines if line.parent}
    totals = {line.sums_to for line in lines}
    found: dict[str, int] = {}
    for line in lines:
        heading = line.account in parents and not any(o.parent == line.account and o.order < line.order for o in lines)
        if line.account in NET_ASSET_PARTS:
            depth = 2
        elif line.account in totals and not heading and not line.parent and line.account != "total_liabilities":
            depth = 0
        else:
            behind = not line.parent or order[line.parent] > line.order
            depth = 1 if behind else found[line.parent] + 1
        found[line.account] = depth
    return [(line, found[line.account]) for line in lines]


def print_lines(lines: Lines, rows: Sequence[int], rng: np.random.Generator) -> Printed:
    """Give the figures of some bodies as printed: whole million yen, `-` or nothing (None) for nil."""
    printed = {}
    for account, line in lines.items():
        figures = line.millions()[rows].astype(object)
        nil = line.nil[rows]
        dash = rng.random(nil.shape) < 0.7
        figures[nil & dash] = "-"
        figures[nil & ~dash] = None
        printed[account] = figures
    return printed


def as_workbook(grids: Sequence[Grid], name: str = "made-up.xlsx") -> Workbook:
    """Give grids as the reader gives a file of them: numbers as float, empty cells as empty text."""
    sheets = []
    for page, grid in enumerate(grids, 1):
        width = max(map(len, grid.rows), default=0)
        rows = [[_stored(cell) for cell in [*cells, *[None] * (width - len(cells))]] for cells in grid.rows]
        sheets.append(Sheet(grid.name, page, rows, tuple(grid.merged)))
    return Workbook(name, hashlib.sha256(b"").hexdigest(), tuple(sheets))


def _stored(cell: object) -> object:
    if cell is None:
        return ""
    return float(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell


def save(grids: Sequence[Grid], path: Path) -> Path:
    """Write grids as an .xlsx file, the same bytes each time: what stands in it of a clock is a fixed day."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_numbers": False})
    book.set_properties({"created": MADE})
    for grid in grids:
        sheet = book.add_worksheet(grid.name)
        for (top, left), (bottom, right) in grid.merged:
            sheet.merge_range(top, left, bottom, right, "")
        for row, cells in enumerate(grid.rows):
            for column, cell in enumerate(cells):
                if cell is not None:
                    sheet.write(row, column, cell)
    book.close()
    return path
