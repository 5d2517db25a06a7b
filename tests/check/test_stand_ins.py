"""The joined statement prints net administrative cost once: as the last line of costs and the first of changes."""

import pytest

from scripts.check import Told, check_facts, in_file
from scripts.facts import facts_of
from tests.support.documents import Setting, joined, reference
from tests.support.ways import TABS


@pytest.mark.parametrize("sign", ["", "△"])
def test_net_cost_counts_in_the_difference_for_the_year_with_its_sign(sign: str) -> None:
    tables = joined(Setting(3, "yen"), TABS, minus=bool(sign)).read().tables
    result = check_facts(
        facts_of("made-up", "unknown", tables, reference()), reference(), Told({"made-up": "nearest"}), in_file("a")
    )
    checks = result.checks
    assert set(checks.loc[checks["rule"] == "NW0", "status"]) == {"exact"}
    named = set(result.check_facts.loc[result.check_facts["check"].str.contains(":year_difference:total"), "fact_id"])
    account = "nw_net_administrative_cost:total" if sign else "net_administrative_cost:amount"
    assert any(fact.endswith(account) for fact in named)
