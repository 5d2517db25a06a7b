"""Statements laid out in the ways converters leave them: every figure is read right, or reported where it stands."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.comparing import Comparison
from tests.support.documents import Setting, statements
from tests.support.layouts import Breaks
from tests.support.prints import Figures
from tests.support.ways import ALIGNED, ONE_SIDE, PIPES, STACKED, TABS, TIGHT, TIGHT_SIDES, WAYS, Way

FIGURES = (Figures(), Figures("△ "), Figures("▲", "－", wide=True), Figures("−", "―"), Figures("-", "—"))
steady = settings(derandomize=True, deadline=None)
seeds = st.integers(0, 10**6)


def read_right(compared: Comparison) -> None:
    assert (compared.wrong, compared.silent, compared.reported) == ((), (), ())


@pytest.mark.parametrize("way", WAYS, ids=str)
@settings(steady, max_examples=8)
@given(seed=seeds, unit=st.sampled_from(["yen", "thousand_yen", "million_yen"]), figures=st.sampled_from(FIGURES))
def test_every_figure_is_read_in_every_layout(way: Way, seed: int, unit: str, figures: Figures) -> None:
    read_right(statements(Setting(seed, unit, figures), way).compared())


@pytest.mark.parametrize("way", WAYS, ids=str)
@settings(steady, max_examples=6)
@given(seed=seeds, unit=st.sampled_from(["yen", "million_yen"]), order=st.sampled_from(["form", "other"]))
def test_with_lines_left_out_every_figure_is_right_or_reported(way: Way, seed: int, unit: str, order: str) -> None:
    # Siblings in another order are told by their neighbours, which one cell a line hides where two sides alternate.
    shuffle = order == "other" and (way.sides == 1 or way.layout != "stacked")
    compared = statements(Setting(seed, unit, omit=0.5, shuffle=shuffle, size=8), way).compared()
    assert (compared.wrong, compared.silent) == ((), ())
    assert len(compared.reported) <= 0.05 * compared.right


@settings(steady, max_examples=6)
@given(seed=seeds)
def test_indentation_tells_lines_apart_that_bear_one_label(seed: int) -> None:
    for way in (ALIGNED, PIPES):
        read_right(statements(Setting(seed, omit=0.7), way).compared())


@pytest.mark.parametrize("way", [TABS, ALIGNED, TIGHT, STACKED], ids=str)
@pytest.mark.parametrize(
    "breaks",
    [
        pytest.param(Breaks(rows=20), id="form feeds and page marks"),
        pytest.param(Breaks(rows=23, mark="{}"), id="form feeds and bare page numbers"),
        pytest.param(Breaks(rows=20, feed=False, mark="{}/94", running="架空町 財務書類"), id="page marks and running titles"),
        pytest.param(Breaks(rows=20, feed=False, mark="", running="", header=True), id="headers printed again"),
    ],
)
def test_tables_run_over_pages(way: Way, breaks: Breaks) -> None:
    read_right(statements(Setting(7), way.broken(breaks)).compared())


def test_a_title_printed_again_on_the_next_page_goes_on_with_its_table() -> None:
    breaks = Breaks(rows=30, again=("一般会計等貸借対照表（続き）", "（単位：千円）"))
    tables = statements(Setting(3), ONE_SIDE.broken(breaks)).read().tables
    assert [table.table for table in tables][:2] == ["general_bs", "general_pl"]


@pytest.mark.parametrize("way", [ONE_SIDE, TABS, ALIGNED, TIGHT], ids=str)
@pytest.mark.parametrize("figures", ["with the first line", "with the last line"])
def test_labels_broken_over_lines_are_put_together(way: Way, figures: str) -> None:
    look = replace(way.look, wrap=0.3, figures_last=figures == "with the last line")
    compared = statements(Setting(11), replace(way, look=look)).compared()
    assert (compared.wrong, compared.silent) == ((), ())
    assert len(compared.reported) <= 0.02 * compared.right


@pytest.mark.parametrize("way", [ONE_SIDE, ALIGNED, TIGHT], ids=str)
def test_headings_torn_over_lines_are_read(way: Way) -> None:
    read_right(statements(Setting(5), replace(way, look=replace(way.look, torn_heads=True, blank=0.2))).compared())


@pytest.mark.parametrize("way", [TABS, TIGHT_SIDES, STACKED], ids=str)
def test_bold_labels_are_read_as_labels(way: Way) -> None:
    read_right(statements(Setting(5), replace(way, look=replace(way.look, bold=True))).compared())


def test_three_scopes_below_one_another_are_told_apart() -> None:
    read_right(statements(Setting(1), TABS, ("general", "whole", "consolidated")).compared())
