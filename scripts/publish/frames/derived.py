"""Totals of balance sheets that a report does not print, as they follow from the statements it does print.

The identities between statements (identities.csv) say what follows: where a scope has no balance sheet, an identity with
one line of the balance sheet, and otherwise lines of net assets or cash flow, gives that line. Notes and schedules give none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

import pandas as pd

from scripts.reference import Account, Reference

COLUMNS = (
    "derived_id",
    "report",
    "body",
    "fiscal_year",
    "statement",
    "scope",
    "column",
    "account",
    "value",
    "unit",
    "yen",
    "decimals",
    "missing",
    "rule",
    "source_facts",
)
TARGET = "balance_sheet"
SOURCES = frozenset({"net_assets", "cash_flow"})
_PLACE = ["report", "body", "fiscal_year", "scope"]


@dataclass(frozen=True, slots=True)
class Derivation:
    """A line of the balance sheet, and the lines that it is the weighted sum of."""

    rule: str
    account: str
    column: str
    terms: tuple[tuple[str, str, int], ...]


def find_derivations(reference: Reference) -> tuple[Derivation, ...]:
    """Give what the identities of the reference tables let derive; of two that give the same line the first."""
    rows = [row for row in reference.tables.get("identities", []) if not int(row.get("year") or 0)]
    found: dict[tuple[str, str], Derivation] = {}
    for (rule, _), group in groupby(rows, key=lambda row: (row["rule"], row.get("case", ""))):
        derivation = _derivation(rule, list(group), reference.accounts)
        if derivation:
            found.setdefault((derivation.account, derivation.column), derivation)
    return tuple(found.values())


def _derivation(rule: str, rows: list[dict[str, str]], accounts: dict[str, Account]) -> Derivation | None:
    terms = [(row["account"], row["column"] or "amount", int(row["weight"])) for row in rows]
    kinds = [accounts[account].statement if account in accounts else "" for account, _, _ in terms]
    varied = any(row.get(name) for row in rows for name in ("segment", "basis", "form"))
    if varied or kinds.count(TARGET) != 1 or not {kind for kind in kinds if kind != TARGET} <= SOURCES:
        return None
    account, column, weight = terms.pop(kinds.index(TARGET))
    return Derivation(rule, account, column, tuple((a, c, -w * weight) for a, c, w in terms))


def derive_facts(facts: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """Give the derived figures of `facts`: columns `COLUMNS`, one row per line that follows and is not printed."""
    sources = _sources(facts)
    rows = [row for derivation in find_derivations(reference) for row in _rows(derivation, sources, reference)]
    frame = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"yen": "Int64", "decimals": "Int64", "fiscal_year": "Int64"})
    return frame.sort_values(["report", "fiscal_year", "scope"], kind="stable", ignore_index=True)


def _sources(facts: pd.DataFrame) -> pd.DataFrame:
    """Give the figures that may be derived from: the body's own outturn where no balance sheet is printed."""
    own = facts[(facts["segment"] == "total") & (facts["basis"] == "actual")]
    printed = own.loc[own["statement"] == TARGET, _PLACE].drop_duplicates()
    found = own[own["statement"].isin(SOURCES)]
    missing = found.merge(printed, on=_PLACE, how="left", indicator=True)["_merge"].to_numpy() == "left_only"
    first: pd.DataFrame = found[missing].drop_duplicates([*_PLACE, "account", "column"])
    return first


def _rows(derivation: Derivation, sources: pd.DataFrame, reference: Reference) -> Iterator[dict[str, object]]:
    terms = pd.DataFrame(derivation.terms, columns=["account", "column", "weight"])
    places = sources.merge(terms, on=["account", "column"]).groupby(_PLACE, sort=False, observed=True)
    for place, found in places:
        row = dict(zip(_PLACE, place, strict=True))
        reasons = set(found["missing"]) - {""}
        if len(found) < len(terms) or not reasons <= {"dash"} or len(set(found["unit"])) > 1:
            continue
        nil = len(reasons) == 1 and found["value"].isna().all()
        unit = reference.units[found["unit"].iloc[0]]
        yen = None if nil else int((found["yen"].fillna(0) * found["weight"]).sum())
        yield row | {
            "derived_id": f"{row['report']}:derived.{row['scope']}.{row['fiscal_year']}:{derivation.account}:{derivation.column}",
            "statement": TARGET,
            "column": derivation.column,
            "account": derivation.account,
            "value": None if yen is None else Decimal(yen) / Decimal(unit.factor or 1),
            "unit": unit.unit,
            "yen": yen,
            "decimals": unit.decimals,
            "missing": "dash" if nil else "",
            "rule": derivation.rule,
            "source_facts": ";".join(found["fact_id"]),
        }
