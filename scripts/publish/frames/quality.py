"""The numbers the project publishes about itself: `quality.json`."""

from collections.abc import Mapping

import pandas as pd

HOLDING = ("exact", "rounding")


def measure_quality(facts: pd.DataFrame, checks: pd.DataFrame, tables: int, audit: Mapping[str, object]) -> dict[str, object]:
    """Give quality.json: what can be counted in the published tables, and what the audit measured beside it.

    `corroborated_share` is the share of monetary figures other than zero that stand in an identity that holds (none when
    there is no such figure); `uncorroborated` lists the others, unless the audit says more of them.
    """
    money = facts[facts["yen"].notna() & (facts["yen"] != 0)]
    alone = money.loc[money["corroborated"] == 0, "fact_id"]
    counts = checks["status"].astype(str).value_counts()
    counted = {
        "facts": len(facts),
        "facts_with_value": int(facts["value"].notna().sum()),
        "tables": tables,
        "corroborated_share": round(1 - len(alone) / len(money), 6) if len(money) else None,
        "identities": {status: int(counts.get(status, 0)) for status in ("exact", "rounding", "explained", "open")},
    }
    return counted | {"uncorroborated": alone.tolist()} | dict(audit)
