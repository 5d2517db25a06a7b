"""Facts of xBRL-JSON: exact where the print is in yen, to the printed unit where it is not."""

from decimal import Decimal

import pytest

from scripts.facts import facts_of
from scripts.publish.xbrl.report import report_json, xbrl_facts
from scripts.records import Entry, Place, Table
from scripts.reference import load_reference

REFERENCE = load_reference()


def fact_in(unit: str, printed: str, value: int | None) -> dict[str, object]:
    """The only fact of a balance sheet printed in a unit."""
    missing = "" if value is not None else "dash"
    amount = None if value is None else Decimal(value)
    entry = Entry("資産合計", "", "total_assets", "amount", printed, amount, missing, Place(3))
    table = Table("general_bs", "unified_bs", "balance_sheet", "general", 2023, unit, "貸借対照表", Place(1), (entry,))
    facts = xbrl_facts(facts_of("small", "jlis", [table], REFERENCE), "unified", REFERENCE)
    told = report_json(facts, "unified", "unified.xsd", REFERENCE)["facts"]
    assert isinstance(told, dict)
    (fact,) = told.values()
    return {name: fact[name] for name in ("value", "decimals") if name in fact}


@pytest.mark.parametrize(
    ("unit", "printed", "value", "told"),
    [
        ("yen", "1,234", 1234, {"value": "1234"}),
        ("thousand_yen", "△1,234", -1234, {"value": "-1234000", "decimals": -3}),
        ("million_yen", "0", 0, {"value": "0", "decimals": -6}),
        ("yen", "-", None, {"value": None}),
    ],
)
def test_an_amount_is_as_exact_as_its_print(unit: str, printed: str, value: int | None, told: dict[str, object]) -> None:
    # Without decimals a fact of xBRL-JSON is exact (INF).
    assert fact_in(unit, printed, value) == told
