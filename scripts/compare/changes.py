"""What changed between two states: figures added, removed, changed or renamed, identities made or broken."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

# What of a fact is worth telling when it changes; a place alone (another blank line in the source) is told apart.
TOLD = ("printed", "unit", "label", "path", "account", "column", "scope", "segment", "basis", "fiscal_year", "missing")
PLACES = ("page", "line", "cell")
WHERE = ("body", "report", "table", "statement", "label", "column")
HOLDS = frozenset({"exact", "rounding"})


@dataclass(frozen=True, slots=True)
class State:
    """One state of the repository: facts, checks and which checks each fact stands in, as check and facts give them."""

    facts: pd.DataFrame
    checks: pd.DataFrame
    check_facts: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Change:
    """One change: `kind` is added, removed, changed, renamed, restated or moved; `what` names the field."""

    kind: str
    fact_id: str
    where: dict[str, str]
    what: str
    before: str
    after: str
    made: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes between two states, identities made and broken, and the share of corroborated facts before and after."""

    changes: tuple[Change, ...]
    made: tuple[str, ...]
    broken: tuple[str, ...]
    corroborated: tuple[float, float]
    columns_added: tuple[str, ...]
    columns_removed: tuple[str, ...]


def compare(before: State, after: State) -> Comparison:
    """Give what changed from `before` to `after`. Facts are matched by `fact_id`, renamed ones by place and print."""
    old, new = (state.facts.set_index("fact_id") for state in (before, after))
    made, broken = _turned(before.checks, after.checks)
    lost, came = old.index.difference(new.index, sort=False), new.index.difference(old.index, sort=False)
    renamed = _renamed(old.loc[lost], new.loc[came])
    touched = _by_fact(after.check_facts, made), _by_fact(after.check_facts, broken)
    changes = [
        *(_change("renamed", new, i, ("fact_id", renamed[i], i)) for i in renamed),
        *(
            _change("removed", old, i, ("printed", _text(old.loc[i, "printed"]), ""))
            for i in lost
            if i not in set(renamed.values())
        ),
        *(_change("added", new, i, ("printed", "", _text(new.loc[i, "printed"]))) for i in came if i not in renamed),
        *_edited(old, new),
    ]
    changes += _restated(before.facts, after.facts.loc[after.facts["fact_id"].isin(came)])
    return Comparison(
        tuple(_with_identities(change, touched) for change in changes),
        tuple(made),
        tuple(broken),
        (_share(before.facts), _share(after.facts)),
        tuple(sorted(set(after.facts.columns) - set(before.facts.columns))),
        tuple(sorted(set(before.facts.columns) - set(after.facts.columns))),
    )


def _text(value: object) -> str:
    return "" if value is None or value is pd.NA or value != value else str(value)  # noqa: PLR0124  NaN is unlike itself


def _change(kind: str, facts: pd.DataFrame, fact_id: str, change: tuple[str, str, str]) -> Change:
    where = {name: _text(facts.loc[fact_id, name]) for name in WHERE}
    return Change(kind, fact_id, where, *change)


def _edited(old: pd.DataFrame, new: pd.DataFrame) -> Iterator[Change]:
    both = new.index.intersection(old.index, sort=False)
    fields = [name for name in (*TOLD, *PLACES) if name in old and name in new]
    left, right = (frame.loc[both, fields].astype("string").fillna("") for frame in (old, new))
    unlike = left.ne(right)
    for fact_id in both[unlike.any(axis=1)]:
        told = [name for name in TOLD if name in fields and unlike.loc[fact_id, name]]
        for name in told or [next(n for n in PLACES if unlike.loc[fact_id, n])]:
            values = (name, str(left.loc[fact_id, name]), str(right.loc[fact_id, name]))
            yield _change("changed" if told else "moved", new, fact_id, values)


def _renamed(lost: pd.DataFrame, came: pd.DataFrame) -> dict[str, str]:
    """Give new id -> old id for facts that stand in the same place of the same report with the same print."""
    keys = ["report", "line", "cell", "printed", "column"]
    old = {key: i for i, key in zip(lost.index, map(tuple, lost[keys].astype("string").fillna("").to_numpy()), strict=True)}
    new = zip(came.index, map(tuple, came[keys].astype("string").fillna("").to_numpy()), strict=True)
    return {i: old[key] for i, key in new if key in old}


def _restated(before: pd.DataFrame, added: pd.DataFrame) -> list[Change]:
    """Give the facts newly printed for a line and year that another report prints otherwise."""
    keys = ["body", "fiscal_year", "scope", "segment", "basis", "statement", "account", "column", "path", "label"]
    known = before[before["yen"].notna()].drop_duplicates(keys, keep="last")
    both = added[added["yen"].notna()].merge(known, on=keys, suffixes=("", "_before"))
    unlike = both[(both["yen"] != both["yen_before"]) & (both["report"] != both["report_before"])]
    return [
        Change("restated", str(row.fact_id), {n: _text(getattr(row, n)) for n in WHERE}, "yen", str(row.yen_before), str(row.yen))
        for row in unlike.itertuples(index=False)
    ]


def _turned(before: pd.DataFrame, after: pd.DataFrame) -> tuple[list[str], list[str]]:
    held = {c for c, s in zip(before["check"], before["status"], strict=True) if s in HOLDS}
    holds = {c for c, s in zip(after["check"], after["status"], strict=True) if s in HOLDS}
    fails = set(after["check"]) - holds
    return sorted(holds - held), sorted(fails - (set(before["check"]) - held))


def _by_fact(check_facts: pd.DataFrame, checks: list[str]) -> dict[str, tuple[str, ...]]:
    rows = check_facts[check_facts["check"].isin(checks)]
    return {str(fact): tuple(sorted(group)) for fact, group in rows.groupby("fact_id")["check"]}


def _with_identities(change: Change, touched: tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]) -> Change:
    made, broken = (found.get(change.fact_id, ()) for found in touched)
    return Change(change.kind, change.fact_id, change.where, change.what, change.before, change.after, made, broken)


def _share(facts: pd.DataFrame) -> float:
    money = facts[facts["yen"].notna() & (facts["yen"] != 0)]
    return float((money["corroborated"] > 0).mean()) if len(money) else 0.0
