"""What changed between two states: figures added, removed, changed, renamed or restated, identities made or broken."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from scripts.compare.corrections import missing_rows
from scripts.compare.identities import Identity, turned
from scripts.compare.patterns import Pattern, find_patterns
from scripts.compare.schemas import SchemaChange, compare_schemas
from scripts.restatements import find_restatements

# What of a fact is worth telling when it changes; a place alone (another blank line in the source) is told apart.
TOLD = ("printed", "unit", "label", "path", "account", "column", "scope", "segment", "basis", "fiscal_year", "missing")
PLACES = ("page", "line", "cell")
WHERE = ("body", "report", "table", "statement", "fiscal_year", "scope", "segment", "basis", "label", "column", "account")


@dataclass(frozen=True)
class State:
    """One state of the repository: facts, checks and which checks each fact stands in, as check and facts give them.

    `editions` is the fiscal year of each report; `schemas` the Table Schemas by table; `reference` the rows of the reference
    tables by table and file.
    """

    facts: pd.DataFrame
    checks: pd.DataFrame
    check_facts: pd.DataFrame
    editions: Mapping[str, int] = field(default_factory=dict)
    schemas: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    reference: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)


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
    """All changes between two states, what many of them have in common, identities, and corroboration before and after.

    `patterns` tell what single changes add up to: a unit changed, columns swapped, an account renamed. `schemas` are changes
    of the columns published and of the reference tables; `corrections` are the rows that still have to tell of mended figures.
    """

    changes: tuple[Change, ...]
    patterns: tuple[Pattern, ...]
    made: tuple[Identity, ...]
    broken: tuple[Identity, ...]
    corroborated: tuple[float, float]
    schemas: tuple[SchemaChange, ...]
    corrections: tuple[str, ...] = ()


def compare(before: State, after: State) -> Comparison:
    """Give what changed from `before` to `after`. Facts are matched by `fact_id`, renamed ones by place and print."""
    old, new = (state.facts.set_index("fact_id") for state in (before, after))
    made, broken = turned(before.checks, after.checks)
    lost, came = old.index.difference(new.index, sort=False), new.index.difference(old.index, sort=False)
    renamed = _renamed(old.loc[lost], new.loc[came])
    touched = _by_fact(after.check_facts, made), _by_fact(after.check_facts, broken)
    gone = set(lost) - set(renamed.values())
    changes = [
        *(_change("renamed", new, i, ("fact_id", renamed[i], i)) for i in renamed),
        *(_change("removed", old, i, ("printed", _text(old.loc[i, "printed"]), "")) for i in lost if i in gone),
        *(_change("added", new, i, ("printed", "", _text(new.loc[i, "printed"]))) for i in came if i not in renamed),
        *_edited(old, new),
        *_restated(before, after),
    ]
    return Comparison(
        tuple(_with_identities(change, touched) for change in changes),
        find_patterns(before.facts, after.facts, renamed),
        tuple(made),
        tuple(broken),
        (_share(before.facts), _share(after.facts)),
        compare_schemas((before.schemas, after.schemas), (before.reference, after.reference)),
        missing_rows(_mended(changes, after), after.reference),
    )


def _mended(changes: Sequence[Change], after: State) -> list[tuple[str, str, str]]:
    # A report that is gone as a whole, or came, mends nothing.
    mending = {"changed": "printed", "removed": "printed"}
    own = [c for c in changes if mending.get(c.kind) == c.what and c.where["report"] in after.editions]
    return [(change.fact_id, change.before, change.after) for change in own]


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
    keys = ["report", "page", "line", "cell", "printed", "column", "segment", "basis", "label"]
    old = {key: i for i, key in zip(lost.index, map(tuple, lost[keys].astype("string").fillna("").to_numpy()), strict=True)}
    new = zip(came.index, map(tuple, came[keys].astype("string").fillna("").to_numpy()), strict=True)
    return {i: old.pop(key) for i, key in new if key in old}


def _restated(before: State, after: State) -> Iterator[Change]:
    """Give the figures that a report restates now and did not restate before."""
    known = set(
        find_restatements(before.facts, before.editions)[["fact_before", "fact_after"]].itertuples(index=False, name=None)
    )
    facts = after.facts.set_index("fact_id")
    for row in find_restatements(after.facts, after.editions).to_dict("records"):
        ids = str(row["fact_before"]), str(row["fact_after"])
        if ids not in known:
            earlier = f"{_text(facts.loc[ids[0], 'printed'])} ({row['report_before']})"
            printed = _text(facts.loc[ids[1], "printed"])
            yield _change("restated", facts, ids[1], (f"the year {row['fiscal_year']}", earlier, printed))


def _by_fact(check_facts: pd.DataFrame, identities: Sequence[Identity]) -> dict[str, tuple[str, ...]]:
    rows = check_facts[check_facts["check"].isin({identity.check for identity in identities})]
    return {str(fact): tuple(sorted(group)) for fact, group in rows.groupby("fact_id")["check"]}


def _with_identities(change: Change, touched: tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]) -> Change:
    made, broken = (found.get(change.fact_id, ()) for found in touched)
    return replace(change, made=made, broken=broken)


def _share(facts: pd.DataFrame) -> float:
    money = facts[facts["yen"].notna() & (facts["yen"] != 0)]
    return float((money["corroborated"] > 0).mean()) if len(money) else 0.0
