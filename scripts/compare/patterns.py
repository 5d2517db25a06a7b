"""What many changes of one table have in common: a unit changed, columns swapped, an account renamed, a sign turned."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

_FEWEST_ROWS = 2
# What heads a printed column of amounts.
COLUMN = ["column", "segment", "basis"]


@dataclass(frozen=True, slots=True)
class Pattern:
    """What changes of a report add up to: `kind`, the table (empty for the whole report), a sentence, and the facts it covers."""

    kind: str
    report: str
    table: str
    sentence: str
    facts: tuple[str, ...]


def find_patterns(before: pd.DataFrame, after: pd.DataFrame, renamed: Mapping[str, str]) -> tuple[Pattern, ...]:
    """Give the patterns among the changes from `before` to `after`; `renamed` maps new fact ids to old ones."""
    both = after.merge(before, on="fact_id", suffixes=("", "_before"))
    swapped = list(_swapped(both))
    crossed = {fact for pattern in swapped for fact in pattern.facts}
    found = [*_units(both), *_scaled(both), *swapped, *_turned(both[~both["fact_id"].isin(crossed)])]
    found += _renamed(before, after, renamed)
    return tuple(sorted(found, key=lambda pattern: (pattern.report, pattern.table, pattern.kind, pattern.sentence)))


def _units(both: pd.DataFrame) -> Iterator[Pattern]:
    odd = both[both["unit"] != both["unit_before"]]
    for (report, table, was, now), rows in odd.groupby(["report", "table", "unit_before", "unit"], observed=True, sort=True):
        same = int((rows["printed"] == rows["printed_before"]).sum())
        money = rows["yen"].notna() & rows["yen_before"].notna() & (rows["yen"] != 0) & (rows["yen_before"] != 0)
        ratios = {f"{n / b:g}" for n, b in zip(rows["yen"][money], rows["yen_before"][money], strict=True)}
        factor = f"; every amount becomes {ratios.pop()} times what it was" if len(ratios) == 1 else ""
        sentence = f"unit changed from {was} to {now} for {len(rows)} figures, {same} of them printed as before{factor}"
        yield Pattern("unit", str(report), str(table), sentence, tuple(rows["fact_id"]))


def _scaled(both: pd.DataFrame) -> Iterator[Pattern]:
    # The figures were multiplied, the unit was left alone.
    odd = both[(both["unit"] == both["unit_before"]) & both["yen"].notna() & both["yen_before"].notna()]
    odd = odd[(odd["yen"] != odd["yen_before"]) & (odd["yen_before"] != 0)]
    for (report, table), rows in odd.groupby(["report", "table"], observed=True, sort=True):
        factors = {now / was for now, was in zip(rows["yen"], rows["yen_before"], strict=True)}
        factor = factors.pop() if len(factors) == 1 else 0
        if len(rows) >= _FEWEST_ROWS and factor in (10, 100, 1000, 1_000_000, 0.1, 0.01, 0.001, 0.000001):
            sentence = f"all {len(rows)} amounts that changed became {factor:g} times what they were, the unit did not change"
            yield Pattern("scale", str(report), str(table), sentence, tuple(rows["fact_id"]))


def _swapped(both: pd.DataFrame) -> Iterator[Pattern]:
    changed = both[both["printed"] != both["printed_before"]]
    for (report, table), rows in both[both["table"].isin(set(changed["table"]))].groupby(["report", "table"], observed=True):
        names = [tuple(map(str, name)) for name in rows[COLUMN].drop_duplicates().itertuples(index=False, name=None)]
        own = {name: group.set_index("row") for name, group in rows.groupby(COLUMN, observed=True, sort=False)}
        touched = {tuple(map(str, name)) for name in changed[COLUMN].itertuples(index=False, name=None)}
        for first, second in combinations([name for name in names if name in touched], 2):
            left, right = own[first], own[second]
            shared = left.index.intersection(right.index)
            left, right = left.loc[shared], right.loc[shared]
            moved = left["printed"] != left["printed_before"]
            crossed = (left["printed"] == right["printed_before"]) & (right["printed"] == left["printed_before"])
            if moved.sum() >= _FEWEST_ROWS and crossed[moved].all():
                ids = (*left["fact_id"][moved], *right["fact_id"][moved])
                names_told = " and ".join(_name(name, names) for name in (first, second))
                share = "all" if crossed.all() else f"{int(moved.sum())} of {len(shared)}"
                yield Pattern("swapped", str(report), str(table), f"columns {names_told} swapped in {share} rows", ids)


def _name(column: tuple[str, ...], all_columns: list[tuple[str, ...]]) -> str:
    varies = [i for i in range(len(COLUMN)) if len({name[i] for name in all_columns}) > 1]
    return ".".join(column[i] for i in varies) or column[0]


def _turned(both: pd.DataFrame) -> Iterator[Pattern]:
    odd = both[both["value"].notna() & both["value_before"].notna()]
    odd = odd[[now == -was != 0 for now, was in zip(odd["value"], odd["value_before"], strict=True)]]
    for (report, table), rows in odd.groupby(["report", "table"], observed=True, sort=True):
        if len(rows) >= _FEWEST_ROWS:
            sentence = f"{len(rows)} figures changed only their sign"
            yield Pattern("sign", str(report), str(table), sentence, tuple(rows["fact_id"]))


def _renamed(before: pd.DataFrame, after: pd.DataFrame, renamed: Mapping[str, str]) -> Iterator[Pattern]:
    was, now = before.set_index("fact_id"), after.set_index("fact_id")
    counted: Counter[tuple[str, str, str]] = Counter()
    facts: dict[tuple[str, str, str], list[str]] = {}
    for new, old in renamed.items():
        for field in ("account", "table", "column"):
            names = str(was.loc[old, field]), str(now.loc[new, field])
            if names[0] != names[1]:
                counted[field, *names] += 1
                facts.setdefault((field, *names), []).append(new)
    for (field, old, new), count in sorted(counted.items()):
        ids = facts[field, old, new]
        reports = sorted({str(now.loc[i, "report"]) for i in ids})
        told = reports[0] if len(reports) == 1 else ""
        where = "" if told else f" in {len(reports)} reports"
        figures = "1 figure" if count == 1 else f"{count} figures"
        yield Pattern("renamed", told, "", f"{field} renamed from {old} to {new} for {figures}{where}", tuple(ids))
