"""Charts: what they hold, and that they are drawn once."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.show.charts import Artist, Chart, Teller, charts_of, new_artist
from scripts.show.charts.bars import Bar, draw_fall
from scripts.show.charts.drawing import ChartError, Drawing, prune
from scripts.show.charts.theme import text_width, wrap
from scripts.show.figures import Figures
from scripts.show.language import load_languages
from scripts.show.published import Published
from scripts.show.report import Report
from scripts.show.statement_table import TableReader
from scripts.writing import write_text
from tests.show.conftest import DOCS
from tests.show.made_up import HOSTILE


def charts(published: Published, report: Report, scope: str, language: str = "ja") -> dict[str, Chart]:
    found = load_languages(DOCS)[language]
    teller = Teller(found, TableReader(published, found))
    return {chart.key: chart for chart in charts_of(Figures(published, report, scope), teller)}


def rows_of(chart: Chart, name: str) -> list[dict[str, Any]]:
    assert chart.drawing is not None
    return [dict(row) for row in chart.drawing.data[name]]


def test_a_report_has_five_charts(published: Published, report: Report) -> None:
    assert list(charts(published, report, "general")) == ["balance_sheet", "costs", "financing", "net_assets", "cash_flow"]


def test_both_columns_of_the_balance_sheet_reach_the_same_height(published: Published, report: Report) -> None:
    blocks = rows_of(charts(published, report, "general")["balance_sheet"], "blocks")
    assert {max(b["bottom"] for b in blocks if b["left"] == left) for left in {b["left"] for b in blocks}} == {1_000_000_000}


def test_depreciation_is_taken_off_the_asset_before_it(published: Published, report: Report) -> None:
    chart = charts(published, report, "general")["balance_sheet"]
    assert {row.label.text: row.yen for row in chart.rows}["建 物"] == 400_000_000


def test_a_missing_balance_sheet_is_said_and_not_drawn(published: Published, report: Report) -> None:
    chart = charts(published, report, "whole")["balance_sheet"]
    assert chart.drawing is None
    assert chart.note == "この範囲（全体）の貸借対照表は、もとの文書に印刷されていません。図は描けません。"


def test_a_waterfall_goes_on_where_the_row_above_ended_and_names_what_is_left(published: Published, report: Report) -> None:
    rows = rows_of(charts(published, report, "general")["net_assets"], "rows")
    assert [(row["label"], row["start"], row["end"]) for row in rows] == [
        ("前年度末純資産残高", 0, 590_000_000),
        ("純行政コスト(△)", 590_000_000, 300_000_000),
        ("税収等", 300_000_000, 620_000_000),
        ("そのほかの増減（計算）", 620_000_000, 600_000_000),
        ("本年度末純資産残高", 0, 600_000_000),
    ]


def test_payers_take_their_parts_from_the_costs(published: Published, report: Report) -> None:
    rows = rows_of(charts(published, report, "general")["financing"], "rows")
    assert [(row["label"], row["start"], row["end"]) for row in rows] == [
        ("費用（経常費用と臨時損失）", 0, 300_000_000),
        ("税収等", 300_000_000, -20_000_000),
        ("経常収益", -20_000_000, -30_000_000),
        ("残り（純資産の増加）", -30_000_000, 0),
    ]


@pytest.fixture
def artist(tmp_path: Path) -> Artist:
    return new_artist(tmp_path / "charts")


def test_a_drawing_has_a_title_a_description_and_text_and_no_markup_of_others(artist: Artist) -> None:
    drawing = draw_fall([Bar(HOSTILE, "1億円", 0, 5, "level"), Bar("町", "<i>", 5, 2, "less")])
    svg = artist.draw(drawing, HOSTILE, "<desc>", "k")
    assert svg.startswith("<svg ")
    assert 'role="img" aria-labelledby="k-t k-d"' in svg
    assert re.findall(r"<(?!/?(?:svg|g|path|line|text|title|desc)\b)[^>]*>", svg) == []
    assert "&lt;script&gt;" in svg
    assert ">町</text>" in svg
    assert not re.search(r"x[0-9]+x", svg)


def test_the_same_numbers_are_drawn_once_whatever_the_words(artist: Artist) -> None:
    for label in ("町", "Town"):
        artist.draw(draw_fall([Bar(label, label, 0, 5, "level")]), "t", "d", "k")
    assert len(list(artist.kept.iterdir())) == 1
    artist.draw(draw_fall([Bar("町", "町", 0, 6, "level")]), "t", "d", "k")
    assert len(list(artist.kept.iterdir())) == 2


def test_data_that_a_design_does_not_read_are_refused(artist: Artist) -> None:
    with pytest.raises(ChartError, match="the design bars reads no data called columns; it reads rows"):
        artist.draw(Drawing("bars", {"columns": []}, ()), "t", "d", "k")


@given(st.text(alphabet="あ漢A b（）、-", min_size=1, max_size=40))
def test_wrapping_loses_nothing_but_spaces(text: str) -> None:
    assert "".join(wrap(text, 60)).replace(" ", "") == text.replace(" ", "")


def test_lines_are_broken_where_a_reader_would() -> None:
    assert wrap("National and prefectural subsidies", 120) == ["National and", "prefectural", "subsidies"]
    assert wrap("他会計への繰出金等", 70) == ["他会計への", "繰出金等"]
    assert text_width("ab") < text_width("漢字")


def test_drawings_that_no_page_shows_any_more_are_removed(artist: Artist) -> None:
    artist.draw(draw_fall([Bar("町", "町", 0, 5, "level")]), "t", "d", "k")
    shown = list(artist.kept.iterdir())
    write_text(artist.kept / "old.svg", "<svg></svg>")
    prune(artist.kept, artist.used)
    assert list(artist.kept.iterdir()) == shown
