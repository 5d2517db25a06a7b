"""Amounts named as reasons beside the rows of an overview, which stand in no sum: each is held against another print of it.

reasons.csv says which rule asserts what, and of which bases:

* `change`: a reason of an amended budget tells the whole change of its line, more or less said in words;
* `businesses`: a reason of the whole body that names businesses repeats the reasons of those businesses;
* `whole`: where only one business has an account, its reason is the difference of the account for the whole body.

Which reasons belong together is told by what they name and by their order, never by their amounts; where that leaves a
choice nothing is asserted.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from scripts.check.beside import TOTAL
from scripts.check.figures import MONEY, Figures
from scripts.check.identities import Identities, identities_of, join
from scripts.check.tolerance import Integers
from scripts.reference import Reference

COLUMN = "reason"
DIFFERENCE = "difference"
ACTUAL = "actual"
AMOUNT = "amount"

Terms = list[tuple[int, int]]
"""Figures of an identity with their weights, its head first."""


def reason_identities(figures: Figures, reference: Reference) -> Identities:
    """Give the identities of reasons.csv."""
    named = figures.given & (figures.codes["column"] == figures.code_of("column", COLUMN))
    if not named.any():
        return join([])
    makers = {"change": _changes, "businesses": _businesses, "whole": _wholes}
    found = []
    for row in reference.tables.get("reasons", []):
        bases = [figures.code_of("basis", basis) for basis in row["bases"].split(";")]
        own = np.flatnonzero(named & np.isin(figures.codes["basis"], bases))
        found.append(_under(row["rule"], makers[row["equals"]](figures, own, reference)))
    return join(found)


def _under(rule: str, told: Iterable[Terms]) -> Identities:
    identities = list(told)
    terms = np.array([term for one in identities for term in one], dtype=np.int64).reshape(-1, 2)
    return identities_of(rule, np.array([len(one) for one in identities], dtype=np.int64), terms[:, 0], terms[:, 1])


def _changes(figures: Figures, own: Integers, _: Reference) -> Iterator[Terms]:
    """Hold each reason against the only amount of money that its line has in the same table, segment and basis."""
    line = figures.key("report", "table", "segment", "basis", "account")
    open_line = np.where(figures.open, figures.key("path", "label") + 1, 0)
    money = figures.given & (figures.codes["measure"] == MONEY) & (figures.codes["column"] != figures.code_of("column", COLUMN))
    there = _by_key(np.flatnonzero(money & np.isin(line, line[own])), line, open_line)
    for key, (reason, *more) in _by_key(own, line, open_line).items():
        amounts = there.get(key, [])
        if len(amounts) == 1 and not more:
            yield [(reason, 1), (amounts[0], 1 if figures.amount[amounts[0]] < 0 else -1)]


def _by_key(positions: Integers, *keys: Integers) -> dict[tuple[int, ...], list[int]]:
    found: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for at in positions.tolist():
        found[tuple(int(key[at]) for key in keys)].append(at)
    return found


def _businesses(figures: Figures, own: Integers, reference: Reference) -> Iterator[Terms]:
    """Hold the reasons of the whole body against those of the businesses they name, row by row, in the printed order.

    Only where a business tells as many reasons of a line as the whole body tells of it.
    """
    row, line = _rows_beside(figures, own), figures.key("report", "fiscal_year", "statement", "basis", "account")
    total = figures.code_of("segment", TOTAL)
    named = _segments_named(figures, own, reference)
    for reasons in _by_key(own, line, row).values():
        parts: dict[int, list[int]] = defaultdict(list)
        for at in reasons:
            parts[int(figures.codes["segment"][at])].append(at)
        yield from _told_again(parts.pop(total, []), parts, named)


def _rows_beside(figures: Figures, own: Integers) -> Integers:
    """Give for each figure of `own` a number for the row it stands beside: the first of its ancestors."""
    paths = figures.codes["path"]
    first = {code: figures.names["path"][code].partition("/")[0] for code in set(paths[own].tolist())}
    number = {words: place for place, words in enumerate(sorted(set(first.values())))}
    rows = np.zeros(len(figures), dtype=np.int64)
    rows[own] = [number[first[code]] for code in paths[own].tolist()]
    return rows


def _segments_named(figures: Figures, own: Integers, reference: Reference) -> dict[int, tuple[int, ...]]:
    """Give for each figure of `own` the segments that the last of its ancestors names."""
    paths = figures.codes["path"]
    last = {code: figures.names["path"][code].rpartition("/")[2] for code in set(paths[own].tolist())}
    named = {code: reference.segments_named(words) for code, words in last.items()}
    numbers = {code: tuple(figures.code_of("segment", segment) for segment in found) for code, found in named.items()}
    return {at: numbers[int(paths[at])] for at in own.tolist()}


def _told_again(totals: Sequence[int], parts: dict[int, list[int]], named: Mapping[int, tuple[int, ...]]) -> Iterator[Terms]:
    mentions: dict[int, int] = defaultdict(int)
    for at in totals:
        for segment in named[at]:
            mentions[segment] += 1
    agreed = {segment for segment, count in mentions.items() if len(parts.get(segment, ())) == count}
    queues = {segment: iter(parts[segment]) for segment in agreed}
    for at in totals:
        segments = named[at]
        terms = [(next(queues[segment]), -1) for segment in segments if segment in agreed]
        if segments and agreed.issuperset(segments):
            yield [(at, 1), *terms]


def _wholes(figures: Figures, own: Integers, _: Reference) -> Iterator[Terms]:
    """Hold the only reason of an account in its segment against the account's difference, if no other segment has it."""
    codes = figures.codes
    line, total = figures.key("report", "fiscal_year", "account"), figures.code_of("segment", TOTAL)
    near = figures.given & np.isin(line, line[own]) & (codes["column"] == figures.code_of("column", AMOUNT))
    by_segment = near & (codes["basis"] == figures.code_of("basis", ACTUAL)) & (codes["segment"] != total)
    segments = _by_key(np.flatnonzero(by_segment), line)
    whole = near & (codes["basis"] == figures.code_of("basis", DIFFERENCE)) & (codes["segment"] == total)
    differences = _by_key(np.flatnonzero(whole), line)
    for (key, segment), (reason, *more) in _by_key(own, line, codes["segment"]).items():
        finer = [at for at in differences.get((key,), []) if figures.step[at] < figures.step[reason]]
        there = {int(codes["segment"][at]) for at in segments.get((key,), []) if figures.amount[at]}
        alone = len(there) <= 1 if segment == total else there <= {segment}
        if alone and len(finer) == 1 and not more:
            yield [(reason, 1), (finer[0], -1)]
