"""From printed tables to the facts table of the contract: one row per printed figure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

import pandas as pd

from scripts.records import Entry, Table
from scripts.reference import Reference

# What fits into a whole number of 64 bits; nothing that a government prints comes near.
_MOST_YEN = 2**63
COLUMNS = (
    "fact_id",
    "report",
    "body",
    "fiscal_year",
    "table",
    "statement",
    "scope",
    "segment",
    "basis",
    "column",
    "account",
    "path",
    "label",
    "printed",
    "value",
    "unit",
    "yen",
    "decimals",
    "missing",
    "page",
    "line",
    "cell",
    "row",
    "remark",
)


def facts_of(report: str, body: str, tables: Iterable[Table], reference: Reference) -> pd.DataFrame:
    """Give the facts of a report's tables: columns `COLUMNS`, in printed order.

    `value` is a Decimal in `unit` (None for a dash), `yen` a whole number of yen for money, `row` the number of the
    printed row within its table, counted from 1. `fact_id` is `report:table:row key:column key` (ARCHITECTURE.md).
    """
    rows = [fact for table in tables for fact in _table_facts(report, body, table, reference)]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype({"page": "Int64", "line": "Int64", "yen": "Int64", "decimals": "Int64", "fiscal_year": "Int64"})


def forms_of(facts: pd.DataFrame, tables: Mapping[str, Iterable[Table]]) -> "pd.Series[str]":
    """Give for every fact the form of the table it stands in; `tables` are those of each report."""
    forms = {(report, table.table): table.form for report, own in tables.items() for table in own}
    places = zip(facts["report"], facts["table"], strict=True)
    return pd.Series([forms[place] for place in places], index=facts.index, name="form", dtype=str)


def number_rows(entries: Iterable[Entry]) -> Iterator[tuple[int, Entry]]:
    """Give each entry with the number of its printed row, counted from 1.

    A row ends where label, path or account changes or a column comes a second time.
    """
    row, key, seen = 0, None, set[tuple[str, str, str]]()
    for entry in entries:
        cell = (entry.segment, entry.basis, entry.column)
        if key != (entry.path, entry.label, entry.account) or cell in seen:
            row, key, seen = row + 1, (entry.path, entry.label, entry.account), set()
        seen.add(cell)
        yield row, entry


def _table_facts(report: str, body: str, table: Table, reference: Reference) -> Iterator[dict[str, object]]:
    varies = {name: len({getattr(e, name) for e in table.entries}) > 1 for name in ("segment", "basis")}
    # In a table that joins two statements (行政コスト及び純資産変動計算書) a line belongs to the one that its account is of.
    joined = table.form in reference.forms and len(reference.forms[table.form].parts) > 1
    copies: Counter[str] = Counter()
    last = 0
    for row, entry in number_rows(table.entries):
        if row != last:
            copies[entry.account] += 1
            last = row
        copy = copies[entry.account]
        row_key = entry.account if copy == 1 else f"{entry.account}-{copy}"
        column_key = ".".join([*(getattr(entry, n) for n in ("segment", "basis") if varies[n]), entry.column])
        unit = reference.units[entry.unit or table.unit]
        account = reference.accounts.get(entry.account)
        yield {
            "fact_id": f"{report}:{table.table}:{row_key}:{column_key}",
            "report": report,
            "body": body,
            "fiscal_year": table.fiscal_year,
            "table": table.table,
            "statement": account.statement if account and joined else table.statement,
            "scope": entry.scope or table.scope,
            "segment": entry.segment,
            "basis": entry.basis,
            "column": entry.column,
            "account": entry.account,
            "path": entry.path,
            "label": entry.label,
            "printed": entry.printed,
            "value": entry.value,
            "unit": unit.unit,
            "yen": _yen(entry.value, unit.factor),
            "decimals": unit.decimals,
            "missing": entry.missing,
            "page": entry.place.page,
            "line": entry.place.line,
            "cell": entry.place.cell,
            "row": row,
            "remark": entry.remark,
        }


def _yen(value: Decimal | None, factor: int | None) -> int | None:
    if value is None or factor is None or abs(value) * factor >= _MOST_YEN:
        return None
    return int(value * factor)
