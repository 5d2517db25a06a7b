"""A line over the reports of its body, the earlier year beside a table, and what is told of a line."""

from dataclasses import replace
from pathlib import Path

import pytest

from scripts.show.charts import new_artist
from scripts.show.explanations import Explainer, earlier_beside
from scripts.show.history import History
from scripts.show.language import load_languages
from scripts.show.published import Published
from scripts.show.rendering import Desk
from scripts.show.report import Fact, Report
from scripts.show.trees import FOLDS, fold_numbers, shares_of
from tests.show.conftest import DOCS


def of_year(report: Report, year: int, basis: str = "actual") -> Report:
    """The report as it would be of another year, its figures done or planned."""
    name = f"123456-{year}-{basis}"
    tables = tuple(
        (
            {**about, "report": name},
            tuple(replace(f, report=name, fact_id=f.fact_id.replace(report.name, name), basis=basis) for f in facts),
        )
        for about, facts in report.tables
    )
    return replace(report, about={**report.about, "report": name, "fiscal_year": str(year)}, tables=tables)


def line(report: Report, anchor: str) -> tuple[Fact, ...]:
    return tuple(fact for fact in report.facts.values() if fact.anchor == anchor)


@pytest.fixture
def desk(published: Published, tmp_path: Path) -> Desk:
    return Desk(published, load_languages(DOCS)["ja"], new_artist(tmp_path))


def test_other_years_are_told_in_order_and_the_plan_of_a_year_before_what_was_done(published: Published, report: Report) -> None:
    others = [of_year(report, 2021), of_year(report, 2022, "revised"), of_year(report, 2022), of_year(report, 2024, "difference")]
    history = History(published, [report, *others])
    points = history.elsewhere(line(report, "general_bs:land"))
    assert [(point.year, point.planned, point.first.printed) for point in points] == [
        (2021, False, "500"),
        (2022, True, "500"),
        (2022, False, "500"),
    ]


def test_a_report_has_no_history_with_itself(published: Published, report: Report) -> None:
    assert History(published, [report]).elsewhere(line(report, "general_bs:land")) == []


def test_the_nearest_earlier_year_of_the_same_kind_stands_beside(published: Published, report: Report) -> None:
    reports = [report, of_year(report, 2020), of_year(report, 2021), of_year(report, 2022, "revised"), of_year(report, 2024)]
    history, (_, facts) = History(published, reports), report.tables[0]
    found = history.before(facts)
    assert found is not None
    assert found[0].fiscal_year == 2021
    assert found[1]["land"].printed == "500"


def test_no_year_stands_beside_several_columns_or_where_there_is_none(published: Published, report: Report, desk: Desk) -> None:
    history = History(published, [report, of_year(report, 2021)])
    assert history.before(report.tables[2][1]) is None
    assert earlier_beside(desk, History(published, [report]), report.tables[0][1], "x") is None


def test_a_line_is_told_with_value_place_identities_and_years(published: Published, report: Report, desk: Desk) -> None:
    explainer = Explainer(desk, report, History(published, [report, of_year(report, 2021)]))
    about, facts = report.tables[0]
    told = explainer.explain(desk.reader.read(about, facts), facts, f"reports/{report.name}/general_bs")["total_assets"]
    assert told.fact_id == f"{report.name}:general_bs:total_assets:amount"
    assert told.values == (("", "1,000,000,000 yen"),)
    assert told.place == "any.txt · 107行目"
    assert told.identities == (("", (("BS1", "exact", 1),)),)
    assert [(year, figures) for year, _, figures in told.years] == [("2021年度 実績", (("", "1,000 百万円"),))]
    assert told.account == "accounts/balance_sheet/index.html#total_assets"


def test_figures_of_several_columns_are_told_by_the_name_of_their_column(
    published: Published, report: Report, desk: Desk
) -> None:
    explainer = Explainer(desk, report, History(published, [report, of_year(report, 2021)]))
    about, facts = report.tables[2]
    told = explainer.explain(desk.reader.read(about, facts), facts, "x")["closing_net_assets"]
    assert told.fact_id == ""
    assert told.values == (("合計", "600,000,000 yen"), ("固定資産等形成分", "850,000,000 yen"))
    assert told.years[0][2] == (("合計", "600 百万円"), ("固定資産等形成分", "850 百万円"))


def test_the_earlier_year_leads_to_its_own_line(published: Published, report: Report, desk: Desk) -> None:
    other = of_year(report, 2021)
    found = earlier_beside(desk, History(published, [report, other]), report.tables[0][1], "bodies/123456")
    assert found is not None
    assert found.heading == "令和3年度（2021年度）"
    assert found.cells["land"] == ("500", f"../../reports/{other.name}/general_bs/index.html#land")


def test_rows_fold_under_the_nearest_row_above_that_is_less_deep() -> None:
    assert fold_numbers([[0, 1, 1], [0, 1, 2, 0]]) == [
        [(1, ()), (0, (1,)), (0, (1,))],
        [(2, ()), (3, (2,)), (0, (2, 3)), (0, ())],
    ]


def test_what_the_style_sheet_does_not_know_stays_open() -> None:
    (rows,) = fold_numbers([[0, 1] * (FOLDS + 1)])
    assert rows[-2:] == [(0, ()), (0, ())]
    style = (DOCS / "assets" / "statements.css").read_text(encoding="utf-8")
    assert f".u{FOLDS} " in style
    assert f".u{FOLDS + 1}" not in style
    assert ".b100 " in style


def test_shares_are_of_the_largest_amount_and_a_dash_has_none(report: Report) -> None:
    shares = shares_of(report.tables[0][1])
    assert (shares["total_assets"], shares["land"], shares["depreciated"]) == (100, 50, -20)
    assert "vessels" not in shares
    assert shares_of(report.tables[-1][1]) == {}
