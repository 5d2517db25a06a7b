"""Whatever is altered on a sheet: it is read or refused, and no figure is lost without a word."""

import copy
import random
from collections.abc import Iterator

import pytest

from scripts.recognise.national import National, cut_out, recognise_indicators, recognise_national
from scripts.records import RefusedError
from scripts.reference import Reference
from scripts.sheets import Sheet, Workbook, address
from tests.country.books import Country
from tests.country.lists import make_lists
from tests.country.workbooks import FIRST_COLUMN, Grid, as_workbook, make_pages

TEXTS = (
    "",
    " ",
    "-",
    "－",
    "一般会計等",
    "連結",
    "奈良市",
    "科目",
    "指標",
    "貸借対照表",
    "（単位：円）",
    "△5",
    "1,234",
    "その他",
    "【土地】",
)
ODD: tuple[object, ...] = (None, *TEXTS, 'a"b,c\n', True, 1.5, -3, 0, 10**18, 7, 70000)
NAMES = ("", "R5", "R0_奈良県", "R5_", "H99_奈良県", "R4指標", "Sheet1")


def alter(grid: Grid, rng: random.Random) -> None:
    """Change one thing: mostly a cell, more often one of the headings; else a row, the name, or what is merged."""
    kind, row = rng.random(), rng.randrange(min(len(grid.rows), 12 if rng.random() < 0.4 else len(grid.rows)))
    if kind < 0.6:
        grid.put(row, rng.randrange(24), rng.choice(ODD))
    elif kind < 0.7:
        del grid.rows[row]
    elif kind < 0.85:
        grid.rows.insert(row, [rng.choice(ODD) for _ in range(rng.randrange(20))])
    elif kind < 0.9:
        grid.name = rng.choice(NAMES)
    else:
        left = rng.randrange(12)
        grid.merged.append(((row, left), (row + rng.randrange(3), left + 1 + rng.randrange(4))))


def figures_below_headings(national: National) -> Iterator[tuple[Sheet, int, int]]:
    """Every number below a row of bases and above the next title, by sheet, row and column."""
    for vintage in national.edition.vintages:
        sheet = vintage.sheet
        own = [block for of, block in national.blocks if of is vintage]
        end = next((row for row, cells in enumerate(sheet.rows) if cells[0] == "指標"), len(sheet.rows))
        for block, stop in zip(own, [*(block.top for block in own[1:]), end], strict=True):
            for row in range(block.head + 1, stop):
                cells = enumerate(sheet.rows[row])
                yield from ((sheet, row, at) for at, cell in cells if at >= FIRST_COLUMN and cell.__class__ is float)


def assert_nothing_is_lost(national: National) -> None:
    told = set(national.facts["cell"])
    rows = {(f.place.page, f.place.line) for f in national.findings if f.place and f.rule in ("NAT1", "NAT4")}
    bodies = {f.place.cell for f in national.findings if f.place and f.rule == "NAT3"}
    for sheet, row, column in figures_below_headings(national):
        unknown = {address(sheet.name, 3, column - left) for left in range(3)} & bodies
        named = address(sheet.name, row, column) in told or (sheet.page, row + 1) in rows or unknown
        assert named, address(sheet.name, row, column)


@pytest.fixture(scope="module")
def grids(country: Country) -> list[Grid]:
    return [page.grid for page in make_pages(country, 2023, "奈良県")]


def altered(grids: list[Grid], seed: int) -> Workbook:
    rng = random.Random(seed)  # noqa: S311  not for secrets
    changed = copy.deepcopy(grids)
    for _ in range(rng.randint(1, 3)):
        alter(rng.choice(changed), rng)
    return as_workbook(changed)


@pytest.mark.parametrize("seed", range(120))
def test_altered_statements_are_read_or_refused(seed: int, grids: list[Grid], reference: Reference) -> None:
    try:
        national = recognise_national(altered(grids, seed), reference, 2023)
    except RefusedError:
        return
    assert_nothing_is_lost(national)
    assert national.facts["fact_id"].is_unique
    assert cut_out(national, str(national.facts["body"].iloc[0])).tables


@pytest.mark.parametrize("seed", range(40))
def test_altered_lists_are_read_or_refused(seed: int, country: Country, reference: Reference) -> None:
    try:
        listed = recognise_indicators(altered(list(make_lists(country, 2023)), seed), reference, 2023)
    except RefusedError:
        return
    assert not listed.table.duplicated(["body", "fiscal_year", "indicator"]).any()
