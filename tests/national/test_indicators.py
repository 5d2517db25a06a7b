"""Lists of indicators there and back, and what is refused or named in them."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from scripts.recognise.national import is_indicators, is_national, recognise_indicators
from scripts.records import RefusedError
from scripts.reference import Reference
from tests.country.books import Country
from tests.country.lists import FIRST_ROW, make_lists
from tests.country.sentences import sentences
from tests.country.workbooks import Grid, as_workbook, make_pages


def values(grids: tuple[Grid, ...], first: int, bodies: tuple[str, ...]) -> dict[tuple[int, str, int], list[object]]:
    """By sheet, body and indicator the three cells as printed."""
    found = {}
    for page, grid in enumerate(grids):
        for at, body in enumerate(bodies):
            cells = grid.rows[FIRST_ROW + at]
            for number in range(9):
                found[page, body, number] = cells[first + 3 * number : first + 3 * number + 3]
    return found


@pytest.mark.parametrize("prefectures", [False, True])
def test_every_indicator_comes_back(prefectures: bool, country: Country, reference: Reference) -> None:
    bodies = ("010006", "130001", "290009") if prefectures else country.bodies
    own = Country(reference, bodies, 2022, 2023)
    grids = make_lists(own, 2023, prefectures=prefectures)
    listed = recognise_indicators(as_workbook(grids), reference, 2023)
    order = list(dict.fromkeys(listed.table["indicator"]))
    printed = values(grids, 3 if prefectures else 4, bodies)
    assert len(listed.table) == len(printed) == 2 * 9 * len(bodies)
    for row in listed.table.to_dict("records"):
        numerator, denominator, value = printed[2023 - row["fiscal_year"], row["body"], order.index(row["indicator"])]
        told = [row[name] for name in ("value", "numerator", "denominator")]
        if row["missing"]:
            assert (told[0], value in ("-", "－", "―", "…", None)) == (None, True)
        else:
            assert told == [Decimal(repr(cell)) for cell in (value, numerator, denominator)]
    assert listed.findings == ()
    assert order[0] == "assets_per_resident"


def test_a_value_tells_edition_year_unit_and_cell(country: Country, reference: Reference) -> None:
    table = recognise_indicators(as_workbook(make_lists(country, 2023)), reference).table
    own = table[(table["body"] == country.bodies[1]) & (table["fiscal_year"] == 2022) & (table["indicator"] == "primary_balance")]
    told = own.iloc[0][["edition", "scope", "unit", "page", "line", "cell"]].to_dict()
    assert told == {"edition": 2023, "scope": "general", "unit": "million_yen", "page": 2, "line": 6, "cell": "R4指標!AB6"}


def test_a_nil_mark_is_a_dash_and_an_empty_cell_a_blank(country: Country, reference: Reference) -> None:
    grids = make_lists(country, 2023)
    for column, mark in enumerate(("-", "－", "―", "…", None)):
        grids[0].put(FIRST_ROW, 6 + 3 * column, mark)
    table = recognise_indicators(as_workbook(grids), reference).table
    assert list(table["missing"][:5]) == ["dash", "dash", "dash", "dash", "blank"]


@pytest.mark.parametrize("name", ["R5指標", "R05 指標", "R5 指標"])
def test_a_list_is_told_by_its_sheets(name: str, country: Country) -> None:
    grids = make_lists(country, 2023)
    grids[0].name = name
    book = as_workbook(grids)
    assert (is_indicators(book), is_national(book)) == (True, False)


def test_the_first_year_of_an_era_is_written_in_two_ways(country: Country, reference: Reference) -> None:
    for name in ("R1指標", "R元指標", "H31指標"):
        own = Country(reference, country.bodies, 2018, 2019)
        grids = make_lists(own, 2019)
        grids[0].name = name
        assert set(recognise_indicators(as_workbook(grids), reference).table["fiscal_year"]) == {2018, 2019}


def test_statements_are_no_list(country: Country) -> None:
    book = as_workbook([page.grid for page in make_pages(country, 2023, "奈良県")])
    assert (is_indicators(book), is_national(book)) == (False, True)


@pytest.mark.parametrize("code", ["292028", "29202", 292028, 29202])
def test_a_code_is_read_as_text_or_number_with_or_without_check_digit(
    code: object, country: Country, reference: Reference
) -> None:
    grids = make_lists(country, 2023)
    grids[0].put(FIRST_ROW + 1, 0, code)
    grids[0].put(FIRST_ROW + 1, 2, "名の変わった市")
    listed = recognise_indicators(as_workbook(grids), reference)
    assert (listed.findings, set(listed.table["body"])) == ((), set(country.bodies))


Alter = Callable[[Grid], object]


def puts(*cells: tuple[int, int, object]) -> Alter:
    """Set cells: row, column, value."""

    def alter(grid: Grid) -> None:
        for row, column, value in cells:
            grid.put(row, column, value)

    return alter


REFUSALS: dict[str, Alter] = {
    "an indicator in another place": puts((1, 13, "受益者負担比率"), (1, 15, None), (2, 13, "受益者負担比率"), (2, 15, None)),
    "a tenth indicator": lambda grid: grid.put(FIRST_ROW, 31, 1.5),
    "a body twice": puts((FIRST_ROW + 2, 0, None), (FIRST_ROW + 2, 2, "奈良市")),
    "another year": lambda grid: setattr(grid, "name", "R6指標"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_doubtful_list_is_refused(name: str, country: Country, reference: Reference) -> None:
    grids = make_lists(country, 2023)
    REFUSALS[name](grids[0])
    with pytest.raises(RefusedError) as refused:
        recognise_indicators(as_workbook(grids), reference, 2023)
    assert str(refused.value) == sentences("test_indicators.refusals")[name]


FINDINGS: dict[str, Alter] = {
    "a body that is not known": puts((FIRST_ROW, 0, None), (FIRST_ROW, 2, "奈良町")),
    "text where a number should be": puts((FIRST_ROW, 10, 1.0), (FIRST_ROW, 11, 2.0), (FIRST_ROW, 12, "約50")),
    "three that do not fit together": puts((FIRST_ROW, 6, 100.0), (FIRST_ROW, 15, 40.0), (FIRST_ROW, 24, 70.0)),
}


@pytest.mark.parametrize("name", FINDINGS)
def test_what_is_odd_in_a_list_is_named(name: str, country: Country, reference: Reference) -> None:
    grids = make_lists(country, 2023)
    FINDINGS[name](grids[0])
    findings = recognise_indicators(as_workbook(grids), reference, 2023).findings
    assert [str(f) for f in findings if f.severity == "error"] == [sentences("test_indicators.findings")[name]]


def test_parts_that_do_not_make_the_value_are_left_out(country: Country, reference: Reference) -> None:
    grids = make_lists(country, 2023)
    for grid in grids:
        for cells in grid.rows[FIRST_ROW:]:
            cells[13], cells[14] = cells[14], cells[13]
    listed = recognise_indicators(as_workbook(grids), reference)
    own = listed.table[listed.table["indicator"] == "net_assets_ratio"]
    assert (own["numerator"].notna().sum(), own["value"].notna().sum() > 0) == (0, True)
    assert [(f.rule, f.severity, f.message) for f in listed.findings] == [
        (
            "NAT8",
            "note",
            "net_assets_ratio: the two cells before the value do not give it by division; they are left out, the value is kept",
        )
    ]
