"""Indicators are computed from printed figures, or not computable with the reason; never zero, never a guess."""

from decimal import Decimal

import pandas as pd
import pytest

from scripts.facts import facts_of
from scripts.publish import Corpus
from scripts.publish.frames.indicators import compute_indicators
from scripts.records import Table
from scripts.reference import Reference
from tests.publish.made_up import table_of

COSTS = [
    ("経常費用", "ordinary_costs", "amount", "1,000"),
    ("経常収益", "ordinary_revenues", "amount", "250"),
    ("純経常行政コスト", "net_ordinary_administrative_cost", "amount", "750"),
]
ASSETS = [
    ("固定資産/有形固定資産/事業用資産", "business_assets", "amount", "60"),
    ("固定資産/有形固定資産/事業用資産/建物", "business_buildings", "amount", "100"),
    ("固定資産/有形固定資産/事業用資産/建物減価償却累計額", "business_buildings_accumulated_depreciation", "amount", "△40"),
    ("固定資産/有形固定資産/インフラ資産", "infrastructure_assets", "amount", "50"),
    ("固定資産/有形固定資産/インフラ資産/工作物", "infrastructure_structures", "amount", "200"),
    (
        "固定資産/有形固定資産/インフラ資産/工作物減価償却累計額",
        "infrastructure_structures_accumulated_depreciation",
        "amount",
        "△150",
    ),
]


def indicators_of(reference: Reference, *tables: Table) -> pd.DataFrame:
    return compute_indicators(facts_of("small", "jlis", tables, reference), reference).set_index("indicator")


def test_the_town_of_the_repository_has_the_indicators_computed_by_hand(corpus: Corpus, reference: Reference) -> None:
    found = compute_indicators(corpus.facts, reference)
    town = found[(found["report"] == "294241-2023-statements") & (found["scope"] == "general")].set_index("indicator")
    by_hand = {
        # 16,807,676 / 28,258,451
        "net_assets_ratio": ("59.4784", "percent"),
        # 782,069 + 44,432 - 725,963 + 359,815 - 295,164; the notes print the same 165,189.
        "primary_balance": ("165189", "thousand_yen"),
        # 252,888 / 8,036,161
        "user_charge_ratio": ("3.1469", "percent"),
        # 28,258,451 / (7,875,628 + 15,632 + 530,396 + 3,371,070 + 339,366)
        "assets_to_revenue": ("2.3292", "years"),
        # (17,874,843 + 1,006,571 + 9,944,235) / (25,748,238 + 1,468,209 + 13,134,157), movable property left out
        "depreciation_ratio": ("71.4380", "percent"),
    }
    for indicator, (value, unit) in by_hand.items():
        row = town.loc[indicator]
        assert (row["value"], row["unit"], row["status"]) == (Decimal(value), unit, "computed"), indicator


def test_every_place_has_every_indicator_and_every_figure_named_is_printed(corpus: Corpus, reference: Reference) -> None:
    found = compute_indicators(corpus.facts, reference)
    assert set(found.groupby(["report", "fiscal_year", "scope"]).size()) == {len(reference.tables["indicators"])}
    named = {fact for cell in [*found["numerator"], *found["denominator"]] for fact in cell.split(";") if fact}
    assert named <= set(corpus.facts["fact_id"])


def test_what_is_not_computable_has_no_value_and_a_reason_in_both_languages(corpus: Corpus, reference: Reference) -> None:
    found = compute_indicators(corpus.facts, reference)
    missing = found[found["status"] == "not_computable"]
    assert len(missing) > 0
    assert missing["value"].isna().all()
    assert (missing["reason_ja"].str.len() > 0).all()
    assert (missing["reason_en"].str.len() > 0).all()
    done = found[found["status"] == "computed"]
    assert done["value"].notna().all()
    assert (done["reason_en"] == "").all()


def test_a_statement_that_is_not_printed_is_named_as_a_whole(reference: Reference) -> None:
    row = indicators_of(reference, table_of("unified_pl", COSTS)).loc["net_assets_ratio"]
    assert (row["reason_ja"], row["reason_en"]) == ("印刷されていない：貸借対照表。", "Not printed: Balance sheet.")


def test_a_line_that_is_not_printed_is_named_by_its_label(reference: Reference) -> None:
    row = indicators_of(reference, table_of("unified_bs", [("資産合計", "total_assets", "amount", "10")])).loc["net_assets_ratio"]
    assert (row["reason_ja"], row["reason_en"]) == ("印刷されていない：純資産合計。", "Not printed: Total net assets.")


def test_a_figure_that_no_statement_prints_is_told_by_the_notes_of_the_formula(corpus: Corpus, reference: Reference) -> None:
    found = compute_indicators(corpus.facts, reference)
    row = found[(found["indicator"] == "cost_per_resident") & (found["scope"] == "general")].iloc[0]
    notes = next(row for row in reference.tables["indicators"] if row["indicator"] == "cost_per_resident")
    assert row["reason_ja"] == f"財務書類にない数値が要る。{notes['notes_ja']}"
    assert row["reason_en"] == f"Needs a figure that no statement prints. {notes['notes_en']}"


def test_a_denominator_of_zero_is_a_reason(reference: Reference) -> None:
    rows = [("経常費用", "ordinary_costs", "amount", "-"), ("経常収益", "ordinary_revenues", "amount", "5")]
    row = indicators_of(reference, table_of("unified_pl", rows)).loc["user_charge_ratio"]
    assert (row["status"], row["reason_ja"], row["reason_en"]) == ("not_computable", "分母が0になる。", "The denominator is 0.")


def test_a_dash_counts_as_nothing_and_gives_zero(reference: Reference) -> None:
    rows = [("経常費用", "ordinary_costs", "amount", "5"), ("経常収益", "ordinary_revenues", "amount", "-")]
    row = indicators_of(reference, table_of("unified_pl", rows)).loc["user_charge_ratio"]
    assert (row["status"], row["value"]) == ("computed", 0)


def test_lines_that_a_form_leaves_out_are_nothing_where_the_printed_parts_make_up_the_total(reference: Reference) -> None:
    row = indicators_of(reference, table_of("unified_bs", ASSETS)).loc["depreciation_ratio"]
    # (40 + 150) / (100 + 200); vessels, aircraft and the like are not printed, and nothing is left for them.
    assert (row["value"], row["status"]) == (Decimal("63.3333"), "computed")


@pytest.mark.parametrize("total", ["62", "58"])
def test_where_they_do_not_the_lines_stay_missing(reference: Reference, total: str) -> None:
    rows = [(*ASSETS[0][:3], total), *ASSETS[1:]]
    row = indicators_of(reference, table_of("unified_bs", rows)).loc["depreciation_ratio"]
    assert row["status"] == "not_computable"
    assert "船舶" in row["reason_ja"]
    assert "Vessels" in row["reason_en"]


def test_the_finest_print_stands_for_a_line_printed_twice(reference: Reference) -> None:
    fine = table_of("unified_pl", [("経常費用", "ordinary_costs", "amount", "1,000,400"), *COSTS[1:2]], unit="yen")
    coarse = table_of("unified_pl", COSTS)
    row = indicators_of(reference, coarse, fine).loc["user_charge_ratio"]
    assert row["denominator"] == "small:general_unified_pl:ordinary_costs:amount"
    assert row["value"] == Decimal("0.0250")


def test_no_report_has_no_indicators(corpus: Corpus, reference: Reference) -> None:
    assert len(compute_indicators(corpus.facts.iloc[:0], reference)) == 0
