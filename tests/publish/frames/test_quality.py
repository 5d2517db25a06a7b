"""quality.json counts what is published and carries what the audit measured."""

import pandas as pd
import pytest

from scripts.publish.frames.quality import measure_quality

FACTS = pd.DataFrame(
    {
        "fact_id": list("abcde"),
        "value": [1, 0, None, 3, 2],
        "yen": pd.array([1000, 0, pd.NA, 3000, pd.NA], "Int64"),
        "corroborated": [2, 0, 0, 0, 0],
    }
)
CHECKS = pd.DataFrame({"status": pd.Categorical(["exact", "exact", "open"])})


def test_shares_are_of_monetary_figures_other_than_zero() -> None:
    assert measure_quality(FACTS, CHECKS, 7, {"digit_detection": {"all": 0.9}}) == {
        "facts": 5,
        "facts_with_value": 4,
        "tables": 7,
        "corroborated_share": 0.5,
        "identities": {"exact": 2, "rounding": 0, "explained": 0, "open": 1},
        "digit_detection": {"all": 0.9},
        "uncorroborated": ["d"],
    }


@pytest.mark.parametrize("facts", [FACTS.iloc[:0], FACTS.iloc[1:3]])
def test_without_such_a_figure_there_is_no_share(facts: pd.DataFrame) -> None:
    assert measure_quality(facts, CHECKS, 0, {})["corroborated_share"] is None


def test_what_the_audit_says_goes_before_what_is_counted() -> None:
    told = [{"fact_id": "d", "reason": "alone"}]
    assert measure_quality(FACTS, CHECKS, 0, {"uncorroborated": told})["uncorroborated"] == told
