"""Restatements: figures of a year that a later report prints otherwise than an earlier one, beyond rounding."""

from collections.abc import Mapping
from typing import Final

import pandas as pd

KEYS: Final = ["body", "fiscal_year", "scope", "segment", "basis", "statement", "account", "column"]
# Elsewhere an account is a kind of line, and its labels tell which line is meant.
STATEMENTS: Final = frozenset({"balance_sheet", "cost_statement", "income_statement", "net_assets", "cash_flow"})
COLUMNS: Final = (*KEYS, "path", "label", "report_before", "fact_before", "before", "report_after", "fact_after", "after")


def find_restatements(facts: pd.DataFrame, editions: Mapping[str, int]) -> pd.DataFrame:
    """Give a row for every figure that a later edition prints otherwise (columns `COLUMNS`; amounts in yen, nil is 0).

    `editions` is the fiscal year of each report. An edition is held against the one before it that prints the figure. A line
    that stands more than once in a table is held against its like; where a report prints a figure again, its first print
    counts. Figures in different units differ only beyond rounding.
    """
    money = facts[facts["decimals"].notna()].copy()
    money["edition"] = money["report"].map(dict(editions)).astype("Int64")
    money["amount"] = money["yen"].fillna(0).astype("int64")
    money["unit_yen"] = 10 ** (-money["decimals"].astype("int64"))
    told = ~money["statement"].isin(STATEMENTS)
    money["line_of"] = (money["path"] + "/" + money["label"]).where(told, "")
    keys = [*KEYS, "line_of"]
    money["copy"] = money.groupby(["report", "table", *keys], observed=True, sort=False).cumcount()
    keys.append("copy")
    # Reports of one edition are one another's second prints, which the checks hold together.
    money = money.sort_values(["edition", "report"], kind="stable").drop_duplicates(["edition", *keys])
    groups = money.groupby(keys, observed=True, sort=False)
    earlier = groups[["report", "fact_id", "amount", "edition", "unit_yen"]].shift()
    apart = (money["amount"] - earlier["amount"]).abs()
    rounding = (money["unit_yen"] + earlier["unit_yen"]) / 2
    same_unit = money["unit_yen"] == earlier["unit_yen"]
    later = (money["edition"] > earlier["edition"]).fillna(value=False)
    unlike = later & ((apart > rounding) | (same_unit & (apart > 0))).fillna(value=False)
    found, was = money[unlike.astype(bool)], earlier[unlike.astype(bool)]
    found = found.assign(report_before=was["report"], fact_before=was["fact_id"], before=was["amount"].astype("Int64"))
    found = found.rename(columns={"report": "report_after", "fact_id": "fact_after", "amount": "after"})
    return found.sort_index()[list(COLUMNS)].astype({"after": "Int64"}).reset_index(drop=True)
