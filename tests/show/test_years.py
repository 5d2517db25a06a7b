"""A body over the years: what was planned and what was done are told apart; pictures stand in their place."""

from dataclasses import replace
from pathlib import Path

import pytest

from scripts.show.charts import new_artist
from scripts.show.charts.rows import Line, draw_rows
from scripts.show.charts.tiles import SIDE, Tile, draw_tiles
from scripts.show.find_pages import BOUNDS
from scripts.show.language import load_languages
from scripts.show.published import Published
from scripts.show.rendering import Desk
from scripts.show.report import Fact, Report
from scripts.show.years import points_of, year_pictures
from tests.show.conftest import DOCS


def with_basis(report: Report, year: int, **bases: int) -> Report:
    """The report as of another year, its figures under other bases, each a multiple of what was printed."""

    def facts(printed: tuple[Fact, ...]) -> tuple[Fact, ...]:
        return tuple(
            replace(fact, basis=basis, yen=None if fact.yen is None else fact.yen * times)
            for fact in printed
            for basis, times in bases.items()
        )

    about = report.about | {"fiscal_year": str(year)}
    return replace(report, about=about, tables=tuple((table, facts(printed)) for table, printed in report.tables))


def test_a_year_has_what_was_done_and_the_latest_plan(report: Report) -> None:
    reports = [with_basis(report, 2024, initial=2, revised=3), with_basis(report, 2022, actual=1, budget=4)]
    points = points_of(reports, "general", "total_assets")
    assert [(point.year, point.planned, point.fact.yen) for point in points] == [
        (2022, True, 4_000_000_000),
        (2022, False, 1_000_000_000),
        (2024, True, 3_000_000_000),
    ]


def test_scopes_are_not_mixed(report: Report) -> None:
    assert [point.fact.yen for point in points_of([report], "whole", "closing_net_assets")] == [700_000_000]
    assert points_of([report], "whole", "total_assets") == []


@pytest.fixture
def desk(published: Published, tmp_path: Path) -> Desk:
    return Desk(published, load_languages(DOCS)["ja"], new_artist(tmp_path))


def test_pictures_need_two_years(desk: Desk, report: Report) -> None:
    assert year_pictures(desk, "bodies/123456", [report], "general") == []
    groups = dict(year_pictures(desk, "bodies/123456", [report, with_basis(report, 2022, budget=2, actual=1)], "general"))
    assert list(groups) == ["heading_over_years", "heading_against_budget"]
    assets = groups["heading_over_years"][0]
    assert "2022年度 計画" in str(assets["svg"])
    assert "stroke-dasharray" in str(assets["svg"])
    names = [row[0].text for row in assets["rows"]]  # type: ignore[attr-defined]
    assert names == ["2022年度 計画", "2022年度 実績", "2023年度 実績"]


def test_a_planned_bar_differs_in_shape(tmp_path: Path) -> None:
    artist = new_artist(tmp_path)
    done, planned = (artist.draw(draw_rows([Line("a", "b", 5, it)]), "t", "d", "k") for it in (False, True))
    assert "stroke-dasharray" in planned
    assert "stroke-dasharray" not in done


def test_tiles_hold_their_names() -> None:
    tiles = [Tile(1, 1, ("Kago-", "shima"), "1.00", 9), Tile(2, 1, ("三重",), "0", 0)]
    drawing = draw_tiles(tiles)
    assert [box["strength"] for box in drawing.data["tiles"]] == [0.5, 0]
    assert {word["at"] for word in drawing.data["words"]} == {SIDE / 2, 3 * SIDE / 2}
    assert sorted(BOUNDS) == list(BOUNDS)
