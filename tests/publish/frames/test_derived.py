"""Totals of a balance sheet that is not printed follow from the statements that are."""

from decimal import Decimal

import pandas as pd

from scripts.facts import facts_of
from scripts.publish import Corpus
from scripts.publish.frames.derived import derive_facts, find_derivations
from scripts.records import Table
from scripts.reference import Reference
from tests.publish.made_up import table_of

CLOSING = [
    ("本年度末純資産残高", "closing_net_assets", "total", "100"),
    ("本年度末純資産残高", "closing_net_assets", "fixed", "130"),
    ("本年度末純資産残高", "closing_net_assets", "surplus", "△30"),
    ("本年度末純資産残高", "closing_net_assets", "noncontrolling", "-"),
]


def derived_of(reference: Reference, *tables: Table) -> pd.DataFrame:
    return derive_facts(facts_of("small", "jlis", tables, reference), reference).set_index("account")


def test_only_links_from_net_assets_and_cash_flow_derive_a_line(reference: Reference) -> None:
    found = {(d.account, d.column): d.terms for d in find_derivations(reference)}
    assert found[("total_net_assets", "amount")] == (("closing_net_assets", "total", 1),)
    assert found[("cash_and_deposits", "amount")] == (("closing_cash_and_deposits", "amount", 1),)
    own = {account for account, _ in found if not account.startswith("jlis_")}
    assert own == {"total_net_assets", "net_assets_fixed", "net_assets_surplus", "net_assets_noncontrolling", "cash_and_deposits"}


def test_the_town_gets_the_totals_of_both_balance_sheets_it_does_not_print(corpus: Corpus, reference: Reference) -> None:
    found = derive_facts(corpus.facts, reference)
    values = {(row.scope, row.account): row.value for row in found.itertuples()}
    assert values == {
        ("whole", "total_net_assets"): Decimal(19723832),
        ("whole", "net_assets_fixed"): Decimal(37592628),
        ("whole", "net_assets_surplus"): Decimal(-17868795),
        ("whole", "net_assets_noncontrolling"): None,
        ("whole", "cash_and_deposits"): Decimal(1281657),
        ("consolidated", "total_net_assets"): Decimal(21519206),
        ("consolidated", "net_assets_fixed"): Decimal(40090064),
        ("consolidated", "net_assets_surplus"): Decimal(-18570858),
        ("consolidated", "net_assets_noncontrolling"): None,
        ("consolidated", "cash_and_deposits"): Decimal(1490627),
    }


def test_they_are_not_among_the_facts(corpus: Corpus, reference: Reference) -> None:
    found = derive_facts(corpus.facts, reference)
    assert set(found["source_facts"]) <= set(corpus.facts["fact_id"])
    assert not set(found["derived_id"]) & set(corpus.facts["fact_id"])
    printed = corpus.facts[corpus.facts["statement"] == "balance_sheet"]
    assert not set(zip(found["report"], found["scope"], strict=True)) & set(zip(printed["report"], printed["scope"], strict=True))


def test_a_dash_is_derived_as_a_dash(reference: Reference) -> None:
    row = derived_of(reference, table_of("unified_nw", CLOSING)).loc["net_assets_noncontrolling"]
    assert (row["value"], row["missing"]) == (None, "dash")
    assert pd.isna(row["yen"])


def test_unit_yen_source_and_rule_go_with_the_figure(reference: Reference) -> None:
    row = derived_of(reference, table_of("unified_nw", CLOSING)).loc["net_assets_surplus"]
    assert (row["value"], row["yen"], row["unit"], row["decimals"], row["rule"]) == (
        Decimal(-30),
        -30000,
        "thousand_yen",
        -3,
        "X1",
    )
    assert row["source_facts"] == "small:general_unified_nw:closing_net_assets:surplus"


def test_nothing_is_derived_where_a_balance_sheet_is_printed(reference: Reference) -> None:
    sheet = table_of("unified_bs", [("資産合計", "total_assets", "amount", "10")])
    assert len(derived_of(reference, sheet, table_of("unified_nw", CLOSING))) == 0
    assert len(derived_of(reference, sheet, table_of("unified_nw", CLOSING, scope="whole"))) == 4
