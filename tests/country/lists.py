"""The ministry's lists of indicators, printed from the books of a made-up country."""

from typing import Any

import numpy as np

from tests.country.books import MILLION, Country, Lines
from tests.country.workbooks import Grid, era_mark

HEADINGS = (
    "住民一人当たり資産額",
    "歳入額対資産比率",
    "有形固定資産減価償却率",
    "純資産比率",
    "将来世代負担比率",
    "住民一人当たり行政コスト",
    "住民一人当たり負債額",
    "業務・投資活動収支",
    "受益者負担比率",
)
GROUPS = ("町村Ⅴ－２", "都市Ⅱ－２", "町村Ⅰ－０")
NILS = ("-", "－", "―", "…", None)
FIRST_ROW = 4
PEOPLE = "population"
REVENUE = ("operating_revenue", "extraordinary_receipts", "investing_receipts", "financing_receipts", "opening_cash")
GROSS = ("business_buildings", "business_structures", "infrastructure_buildings", "infrastructure_structures")


def make_lists(country: Country, edition: int, *, prefectures: bool = False) -> tuple[Grid, Grid]:
    """Give the two sheets of an edition; about one value in twenty is nil, printed in one of five ways."""
    this = _page(country, edition, country.current(edition), prefectures=prefectures)
    return this, _page(country, edition - 1, country.revised(edition - 1), prefectures=prefectures)


def _page(country: Country, year: int, lines: Lines, *, prefectures: bool) -> Grid:
    grid = Grid(f"{era_mark(year)}指標")
    first = 3 if prefectures else 4
    grid.put(0, 0, "指標一覧")
    heads = ["団体コード", "都道府県名", *(["グループ"] if prefectures else ["団体名", "類似団体区分"])]
    for column, head in enumerate(heads):
        grid.put(1, column, head)
    for number, heading in enumerate(HEADINGS):
        grid.put(1, first + 3 * number, heading)
        for part, word in enumerate(("分子", "分母", heading)):
            grid.put(2, first + 3 * number + part, word)
    rows = {row["body"]: row for row in country.reference.tables["bodies"]}
    triples = make_triples(country, lines)
    rng = np.random.default_rng([country.seed, year, 5])
    for at, body in enumerate(country.bodies):
        row = rows[body]
        group = "ABCDE"[at % 5] if prefectures else GROUPS[at % len(GROUPS)]
        named = [body, row["prefecture"], *([] if prefectures else [row["name_ja"]]), group]
        for column, cell in enumerate([*named, *_cells(triples[at], rng)]):
            grid.put(FIRST_ROW + at, column, cell)
    return grid


def _cells(triples: list[tuple[float, float, float]], rng: np.random.Generator) -> list[Any]:
    cells: list[Any] = []
    for triple in triples:
        nil = rng.random() < 0.05
        cells += [NILS[int(rng.integers(len(NILS)))] if nil else part for part in triple]
    return cells


def make_triples(country: Country, lines: Lines) -> list[list[tuple[float, float, float]]]:
    """Give for each body the nine triples of numerator, denominator and value (figures of the general account)."""
    found = []
    for at in range(len(country.bodies)):
        told = {name: float(line.yen[at, 0]) / MILLION for name, line in lines.items()}
        worn = -sum(told[f"{name}_accumulated_depreciation"] for name in GROSS)
        revenue = sum(
            told[name] for name in ("operating_revenue", "extraordinary_receipts", "investing_receipts", "opening_cash")
        )
        bonds = told["local_bonds"] - told["special_deficit_bonds"]
        parts = (
            (told["total_assets"] * 100, float(country.people[at]), 1),
            (told["total_assets"], revenue, 1),
            (worn, sum(told[name] for name in GROSS), 100),
            (told["total_net_assets"], told["total_assets"], 100),
            (bonds, told["tangible_fixed_assets"] + told["intangible_fixed_assets"], 100),
            (told["net_administrative_cost"] * 100, float(country.people[at]), 1),
            (told["total_liabilities"] * 100, float(country.people[at]), 1),
            (told["operating_balance"], told["investing_balance"], 0),
            (told["ordinary_revenues"], told["ordinary_costs"], 100),
        )
        found.append([(a, b, _value(a, b, scale)) for a, b, scale in parts])
    return found


def _value(numerator: float, denominator: float, scale: float) -> float:
    if not scale:
        return numerator + denominator
    return round(numerator / denominator * scale, 4) if denominator else 0.0
