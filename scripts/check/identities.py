"""Identities: weighted sums of figures that must be zero, of any number, as arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from scripts.check.tolerance import Integers, sums

Marks = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Identities:
    """Identities over the figures of a facts table.

    Identity i asserts `rules[rule[i]]`: its terms are the figures `figure[start[i]:start[i + 1]]` with their `weight`, and
    add up to zero, or to no more than `slack[i]` away from it (of a printed ratio the last place). Its first term, the
    head, is the figure that is checked against the others: a total, or the later of two prints.
    """

    rules: tuple[str, ...]
    rule: Integers
    start: Integers
    figure: Integers
    weight: Integers
    slack: Integers

    def __len__(self) -> int:
        return len(self.rule)

    @cached_property
    def head(self) -> Integers:
        """For each identity the figure that is checked."""
        return self.figure[self.start[:-1]]

    @cached_property
    def identity(self) -> Integers:
        """For each term the number of its identity."""
        return np.repeat(np.arange(len(self), dtype=np.int64), np.diff(self.start))

    def at(self, positions: Integers) -> "Identities":
        """Give the same identities over the table in which figure i of this one stands at `positions[i]`."""
        return Identities(self.rules, self.rule, self.start, positions[self.figure], self.weight, self.slack)


def identities_of(rule: str, size: Integers, figure: Integers, weight: Integers) -> Identities:
    """Give the identities of one rule: `size[i]` terms each, one identity after the other, its head first."""
    start = np.append(0, np.cumsum(size)).astype(np.int64)
    none = np.zeros(len(size), dtype=np.int64)
    return Identities((rule,), none, start, figure.astype(np.int64), weight.astype(np.int64), none)


def totals_of(rule: str, total: Integers, part: Integers, weight: Integers) -> Identities:
    """Give one identity per distinct figure of `total`: it equals the sum of its parts with their `weight`."""
    return totals_under((rule,), np.zeros(len(total), dtype=np.int64), total, part, weight)


def totals_under(rules: tuple[str, ...], rule: Integers, total: Integers, part: Integers, weight: Integers) -> Identities:
    """Give the same as `totals_of` for terms of several rules; all terms of a total bear the same."""
    order = np.argsort(total, kind="stable")
    totals = total[order]
    first = np.flatnonzero(np.diff(totals, prepend=-1))
    size = np.diff(np.append(first, len(order))) + 1
    start = np.append(0, np.cumsum(size)).astype(np.int64)
    rest = np.ones(start[-1], dtype=bool)
    rest[start[:-1]] = False
    figure, weights = np.empty(len(rest), dtype=np.int64), np.ones(len(rest), dtype=np.int64)
    figure[start[:-1]], figure[rest] = totals[first], part[order]
    weights[rest] = -weight[order]
    return Identities(rules, rule[order[first]], start, figure, weights, np.zeros(len(first), dtype=np.int64))


def join(parts: Sequence[Identities]) -> Identities:
    """Give all identities of `parts`, in their order; none for no parts."""
    parts = [part for part in parts if len(part)]
    if not parts:
        none = np.zeros(0, dtype=np.int64)
        return Identities((), none, np.zeros(1, dtype=np.int64), none, none, none)
    rules = tuple(dict.fromkeys(rule for part in parts for rule in part.rules))
    number = {rule: place for place, rule in enumerate(rules)}
    offset = np.cumsum([0, *(len(part.figure) for part in parts)])
    start = [part.start[:-1] + at for part, at in zip(parts, offset, strict=False)]
    return Identities(
        rules,
        np.concatenate([np.array([number[r] for r in part.rules], dtype=np.int64)[part.rule] for part in parts]),
        np.concatenate([*start, offset[-1:]]).astype(np.int64),
        np.concatenate([part.figure for part in parts]),
        np.concatenate([part.weight for part in parts]),
        np.concatenate([part.slack for part in parts]),
    )


def repeats(identities: Identities) -> "pd.Series[bool]":
    """Tell for each identity whether an earlier one has the very same terms, all signs turned or not."""
    mixed = mix(identities.figure.astype(np.uint64)) * identities.weight.view(np.uint64)
    mark = sums(mixed.view(np.int64), identities.start).view(np.uint64)
    return pd.Series(np.minimum(mark, np.uint64(0) - mark)).duplicated()


def mix(number: Marks) -> Marks:
    """Give numbers as good as drawn by lot, always the same for the same number, so that sums of them hardly ever meet."""
    # The finaliser of Sebastiano Vigna's splitmix64.
    number = (number + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    number = (number ^ (number >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    number = (number ^ (number >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return number ^ (number >> np.uint64(31))


def check_ids(identities: Identities, fact_id: "pd.Series[str]") -> "pd.Series[str]":
    """Give the id of each identity: the fact id of its head with the rule after the report, `report:rule:table:row:column`.

    Where a rule says several things of one figure the later ones end in `-2`, `-3`, in the order of the reference tables.
    """
    return _ids(identities, fact_id, np.arange(len(identities)))


def ids_of(identities: Identities, fact_id: "pd.Series[str]", some: Integers) -> dict[int, str]:
    """Give the ids of `some` identities, without making those of all."""
    beside = np.flatnonzero(np.isin(identities.head, identities.head[some]))
    ids = dict(zip(beside.tolist(), _ids(identities, fact_id, beside), strict=True))
    return {at: ids[at] for at in some.tolist()}


def _ids(identities: Identities, fact_id: "pd.Series[str]", at: Integers) -> "pd.Series[str]":
    head, rule = identities.head[at], identities.rule[at]
    found = pd.Series(pd.array(_with_rules(fact_id, head, rule, identities.rules), dtype="str"))
    key = pd.Series(head * max(len(identities.rules), 1) + rule)
    again = np.flatnonzero(key.duplicated())
    if len(again):
        copy = key.groupby(key).cumcount().iloc[again] + 1
        found.iloc[again] = found.iloc[again] + "-" + copy.astype(str)
    return found


def _with_rules(fact_id: "pd.Series[str]", head: Integers, rule: Integers, rules: Sequence[str]) -> pa.Array:
    """Give the ids of the facts at `head`, each with the name of its rule behind the report."""
    # Short integers are sorted by their digits, several times as fast.
    order = np.argsort(rule.astype(np.min_scalar_type(len(rules))), kind="stable")
    texts = pa.table({"id": fact_id.iloc[head[order]]})["id"].combine_chunks().cast(pa.string())
    edges = np.searchsorted(rule[order], np.arange(len(rules) + 1)).tolist()
    parts = [
        pc.replace_substring(texts.slice(first, last - first), ":", f":{name}:", max_replacements=1)
        for name, first, last in zip(rules, edges, edges[1:], strict=False)
    ]
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return pa.concat_arrays([pa.array([], pa.string()), *parts]).take(pa.array(place))
