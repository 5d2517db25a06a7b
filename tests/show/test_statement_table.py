"""Printed tables made readable."""

from itertools import pairwise

import pytest

from scripts.show.language import load_languages
from scripts.show.published import Published
from scripts.show.report import Report
from scripts.show.statement_table import Cell, StatementTable, TableReader
from tests.show.conftest import DOCS
from tests.show.made_up import HOSTILE


def read(published: Published, report: Report, name: str, language: str = "ja") -> StatementTable:
    reader = TableReader(published, load_languages(DOCS)[language])
    return next(reader.read(about, facts) for about, facts in report.tables if about["table"] == name)


def labels(table: StatementTable) -> list[tuple[int, str, tuple[str, ...]]]:
    return [(row.depth, row.label.text, tuple(cell.printed for cell in row.cells)) for side in table.sides for row in side]


def test_a_heading_without_a_figure_is_made_from_the_path(published: Published, report: Report) -> None:
    assert labels(read(published, report, "general_cf"))[:3] == [
        (0, "業務活動収支", ()),
        (1, "業務収入", ("330",)),
        (0, "業務活動収支", ("40",)),
    ]


def test_a_heading_is_translated_where_the_path_follows_the_form(published: Published, report: Report) -> None:
    assert [text for _, text, _ in labels(read(published, report, "general_cf", "en"))][:2] == ["Operating balance", "Receipts"]


def test_a_heading_that_prints_a_figure_is_not_made_twice(published: Published, report: Report) -> None:
    assert [text for _, text, _ in labels(read(published, report, "general_bs"))].count("固定資産") == 1


def test_a_two_sided_form_has_two_sides(published: Published, report: Report) -> None:
    left, right = read(published, report, "general_bs").sides
    assert (left[-1].label.text, right[0].label.text) == ("資産合計", "地方債")


def test_a_dash_stays_and_an_empty_place_stays_empty(published: Published, report: Report) -> None:
    vessels = read(published, report, "general_bs").sides[0][4]
    assert vessels.cells == (Cell("-", "", "dash"),)
    assert vessels.nil
    cost = read(published, report, "general_nw").sides[0][1]
    assert cost.cells == (Cell("△290"), Cell(kind="empty"))
    assert not cost.nil


def test_the_unit_stands_in_the_heading_of_one_column_and_in_the_corner_of_several(published: Published, report: Report) -> None:
    assert read(published, report, "general_bs").columns == ("項目", "金額（百万円）")
    assert read(published, report, "general_nw").columns == ("項目（百万円）", "合計", "固定資産等形成分")
    assert read(published, report, "general_note").columns == ("項目", "金額（%）")


def test_a_wording_other_than_the_form_s_is_told(published: Published, report: Report) -> None:
    rows = read(published, report, "general_nw").sides[0]
    assert [(row.label.text, row.label.other) for row in rows if "コスト" in row.label.text] == [("純行政コスト(△)", "")]
    english = read(published, report, "general_bs", "en").sides[0][2].label
    assert (english.text, english.other, english.other_lang) == ("Buildings", "建 物", "ja")


def test_a_line_that_the_document_names_keeps_its_name(published: Published, report: Report) -> None:
    *headings, row = read(published, report, "general_note", "en").sides[0]
    assert (row.label.text, row.label.lang, row.note) == (HOSTILE, "ja", HOSTILE)
    assert {heading.label.lang for heading in headings} == {"ja"}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_row_is_more_than_one_step_deeper_than_the_row_above(published: Published, report: Report, language: str) -> None:
    for about, _ in report.tables:
        if "<" in about["title"]:
            continue
        depths = [depth for depth, _, _ in labels(read(published, report, about["table"], language))]
        assert all(after - before <= 1 for before, after in pairwise([-1, *depths]))
