"""Amount columns: of scopes, of years, of a form; each figure goes to its own, or is reported."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.documents import Setting, joined, reference, side_by_side
from tests.support.schedules import schedule
from tests.support.ways import ALIGNED, STACKED, STACKED_SIDES, TABS, TIGHT, WAYS, Way

SCOPES = ("一般会計等", "全体", "連結")
YEARS = ("令和4年度", "令和3年度")
OWN = ("本年度", "前年度")
WITH_UNIT = ("令和４年度（千円）", "令和３年度（千円）")
SCHEDULES = [form for form in reference().forms if form.startswith("unified_s_") and form not in reference().label_heads]
ONE_LINE = {form for form in SCHEDULES if len(reference().lines[form]) == 1}
steady = settings(derandomize=True, deadline=None)


@pytest.mark.parametrize("heads", [SCOPES, YEARS, OWN, WITH_UNIT])
@pytest.mark.parametrize("way", [way for way in WAYS if way is not STACKED_SIDES], ids=str)
def test_scopes_and_years_in_columns_go_to_tables_of_their_own(way: Way, heads: tuple[str, ...]) -> None:
    compared = side_by_side(Setting(4), way, heads).compared()
    assert (compared.wrong, compared.silent, compared.reported) == ((), (), ())


@pytest.mark.parametrize("way", [way for way in WAYS if way is not STACKED_SIDES], ids=str)
def test_a_column_of_differences_is_told_from_the_years(way: Way) -> None:
    compared = side_by_side(Setting(8), way, YEARS, difference=True).compared()
    assert (compared.wrong, compared.silent, compared.reported) == ((), (), ())


def test_tables_of_other_years_bear_the_year_in_their_name() -> None:
    tables = side_by_side(Setting(2), TABS, YEARS).read().tables
    assert [(t.table, t.fiscal_year) for t in tables[:2]] == [("general_bs", 2022), ("general_bs_2021", 2021)]


@settings(steady, max_examples=6)
@given(seed=st.integers(0, 10**6), sign=st.sampled_from(["", "△"]), way=st.sampled_from([TABS, ALIGNED, TIGHT, STACKED]))
def test_net_cost_of_the_joined_statement_is_known_by_its_sign(seed: int, sign: str, way: Way) -> None:
    compared = joined(Setting(seed), way, minus=bool(sign)).compared()
    assert (compared.wrong, compared.silent, compared.reported) == ((), (), ())


@pytest.mark.parametrize("form", SCHEDULES)
@pytest.mark.parametrize("way", [TABS, ALIGNED, TIGHT], ids=str)
def test_schedules_are_read_in_every_column(form: str, way: Way) -> None:
    compared = schedule(form, Setting(3), way).compared()
    assert (compared.wrong, compared.silent, compared.reported) == ((), (), ())


@pytest.mark.parametrize("form", [form for form in SCHEDULES if form not in ONE_LINE])
def test_schedules_of_one_cell_a_line_are_read_right_or_reported(form: str) -> None:
    compared = schedule(form, Setting(6), STACKED).compared()
    assert (compared.wrong, compared.silent) == ((), ())
