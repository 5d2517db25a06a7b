"""Sums within a table: lines that add up to a total line, columns that add up to a total column.

Which line adds to which, and with which sign, is `sums_to` and `sign` of accounts.csv; for columns of columns.csv. A figure
counts in the nearest total above it that the table prints in the same column: where a heading is left blank, its parts
stand in for it. A total is checked when it and at least one part are printed; a line that is not printed counts as nothing,
unless another stands in for it (stand_ins.py).
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from scripts.check.figures import Figures, beside, combine
from scripts.check.identities import Identities, totals_under
from scripts.check.kept import kept
from scripts.check.rules import COLUMNS, LINES, Sum, read_sums
from scripts.check.stand_ins import stand_in_parts
from scripts.check.tolerance import Integers
from scripts.reference import Reference

NONE = -1


@dataclass(frozen=True)
class Ladder:
    """What adds up to what: for each node the node it adds to (`NONE` where it adds to nothing) and with which sign."""

    total: Integers
    sign: Integers


def line_sums(figures: Figures, reference: Reference) -> Identities:
    """Give the sums of lines of every table, each under the rule for its statement."""
    names = figures.names["account"]
    place = {name: number for number, name in enumerate(names)}
    ladder = Ladder(np.full(len(names), NONE), np.zeros(len(names), dtype=np.int64))
    for name, account in reference.accounts.items():
        ladder.total[place[name]] = place.get(account.sums_to, NONE)
        ladder.sign[place[name]] = account.sign
    group = figures.key("report", "table", "scope", "segment", "basis", "column", "measure")
    sums = nearest_totals(figures, group, figures.codes["account"], ladder)
    part, total, weight = (np.concatenate(own) for own in zip(sums, stand_in_parts(figures, reference), strict=True))
    kinds = ("account", "statement", "column")
    codes = [figures.codes[name][total] for name in kinds]
    kind, found = pd.factorize(combine(codes))
    first = np.full(len(found), len(kind))
    np.minimum.at(first, kind, np.arange(len(kind)))
    words = [[figures.names[name][code[at]] for name, code in zip(kinds, codes, strict=True)] for at in first.tolist()]
    rules = _line_rules(reference)
    for own in words:
        if tuple(own) not in rules:
            rules[tuple(own)] = _line_rule(reference, *own)
    named = [rules[tuple(own)] for own in words]
    return _under_rules(named, kind.astype(np.int64, copy=False), (part, total, weight))


@kept
def _line_rules(_: Reference) -> dict[tuple[str, ...], str]:
    """Give the rules found so far, by account, statement and column."""
    return {}


@kept
def _sums_of_lines(reference: Reference) -> list[Sum]:
    return read_sums(reference, LINES)


def _line_rule(reference: Reference, account: str, statement: str, column: str) -> str:
    """Give the rule about sums to an account, printed in a table of a statement, in a column."""
    taxonomy = reference.accounts[account].taxonomy
    statements = (statement, reference.accounts[account].statement)
    own = {"taxonomy": taxonomy, "column": column, "account": account}
    rules = _sums_of_lines(reference)
    return next((rule.rule for rule in rules if any(rule.fits(statement=s, **own) for s in statements)), "")


def column_sums(figures: Figures, reference: Reference) -> Identities:
    """Give the sums of columns of every printed row, each under the rule for its total column."""
    columns = {name: number for number, name in enumerate(figures.names["column"])}
    forms = {form: number for number, form in enumerate([*reference.columns, ""])}
    ladder = Ladder(np.full(len(forms) * len(columns), NONE), np.zeros(len(forms) * len(columns), dtype=np.int64))
    rules, out = _column_rules(reference)
    named = [""] * len(ladder.total)
    known = ((form, column) for form, own in reference.columns.items() for column in own if column.column in columns)
    for form, column in known:
        first = forms[form] * len(columns)
        node = first + columns[column.column]
        named[node] = rules[form, column.column]
        if column.sums_to in columns:
            ladder.total[node] = first + columns[column.sums_to]
            ladder.sign[node] = column.sign
    own_form = {name: forms.get(account.form, forms[""]) for name, account in reference.accounts.items()}
    form_of = np.array([own_form.get(name, forms[""]) for name in figures.names["account"]])
    nodes = form_of[figures.codes["account"]] * len(columns) + figures.codes["column"]
    group = figures.key("report", "table", "row", "scope", "segment", "basis", "measure")
    part, total, weight = nearest_totals(figures, group, nodes, ladder)
    asserted = np.array([name not in out for name in figures.names["account"]])[figures.codes["account"][total]]
    return _under_rules(named, nodes[total[asserted]], (part[asserted], total[asserted], weight[asserted]))


@kept
def _column_rules(reference: Reference) -> tuple[dict[tuple[str, str], str], set[str]]:
    """Give the rule for each column of each form, if any, and the accounts that none is about."""
    rules = read_sums(reference, COLUMNS)
    named = {}
    for form, columns in reference.columns.items():
        of_form = [rule for rule in rules if not rule.account and rule.fits(form=form)]
        for column in columns:
            named[form, column.column] = next((rule.rule for rule in of_form if rule.fits(column=column.column)), "")
    # A row of sums.csv without rule takes an account out: a total told in a sentence prints not all of its columns.
    return named, {rule.account for rule in rules if rule.account and not rule.rule}


def _under_rules(names: list[str], rule: Integers, sums: tuple[Integers, Integers, Integers]) -> Identities:
    """Give the sums, each under the rule whose number among `names` its terms bear; those without a name are left out."""
    part, total, weight = sums
    own = np.array([name != "" for name in names], dtype=bool)[rule]
    return totals_under(tuple(names), rule[own], total[own], part[own], weight[own])


def nearest_totals(figures: Figures, group: Integers, node: Integers, ladder: Ladder) -> tuple[Integers, Integers, Integers]:
    """Give (part, total, weight): each figure that adds to something, the figure it adds to, and the sign it does so with.

    Figures of one `group` stand together; `node` is the place of each on the `ladder`.
    """
    given = np.flatnonzero(figures.adds)
    key = beside(group, node, len(ladder.total))
    totals = np.zeros(len(ladder.total), dtype=bool)
    totals[ladder.total[ladder.total != NONE]] = True
    printed = _Printed(key, given[totals[node[given]]])
    part = given[ladder.total[node[given]] != NONE]
    base, above, weight = key[part] - node[part], ladder.total[node[part]], ladder.sign[node[part]]
    found: list[tuple[Integers, Integers, Integers]] = []
    while len(part):
        total = printed.first(base + above)
        hit = total != NONE
        found.append((part[hit], total[hit], weight[hit]))
        go_on = ~hit & (ladder.total[above] != NONE)
        part, base, above, weight = part[go_on], base[go_on], above[go_on], weight[go_on]
        weight, above = weight * ladder.sign[above], ladder.total[above]
    if not found:
        none = np.zeros(0, dtype=np.int64)
        return none, none, none
    part, total, weight = (np.concatenate(arrays) for arrays in zip(*found, strict=True))
    return part, printed.own_copies(figures, part, total), weight


class _Printed:
    """Where the total of each key is printed: once, as a rule."""

    def __init__(self, key: Integers, position: Integers) -> None:
        self._key = key
        self._position = position
        self._index = pd.Index(key[position])
        self._first = position
        if not self._index.is_unique:
            self._first = position[~self._index.duplicated()]
            self._index = self._index.unique()

    def first(self, key: Integers) -> Integers:
        """Give for each key the first figure printed under it, `NONE` where there is none."""
        if len(self._first) == 0:
            return np.full(len(key), NONE)
        at = self._index.get_indexer(pd.Index(key))
        return np.where(at == NONE, NONE, self._first[at])

    def own_copies(self, figures: Figures, part: Integers, total: Integers) -> Integers:
        """Give `total` with the copy that a part belongs to, where a table prints the line of the total more than once."""
        if len(self._first) == len(self._position):
            return total
        keys = self._key[self._position]
        twice = keys[pd.Series(keys).duplicated(keep=False).to_numpy(bool)]
        total = total.copy()
        for at in np.flatnonzero(np.isin(self._key[total], twice)):
            copies = self._position[keys == self._key[total[at]]]
            total[at] = min(copies, key=lambda copy: _distance(figures, part[at], copy))
        return total


def _distance(figures: Figures, part: int, total: int) -> tuple[int, bool, int]:
    """How far a part stands from a copy of its total: by shared ancestors first, then totals below before totals above."""
    own = _ancestors(figures, part)
    theirs = [*_ancestors(figures, total), figures.names["label"][figures.codes["label"][total]]]
    shared = next((n for n, (a, b) in enumerate(zip(own, theirs, strict=False)) if a != b), min(len(own), len(theirs)))
    account = figures.codes["account"]
    rows = int(figures.codes["row"][total] - figures.codes["row"][part])
    below = bool(account[total] > account[part])
    return -shared, (rows > 0) != below, abs(rows)


def _ancestors(figures: Figures, at: int) -> list[str]:
    path = figures.names["path"][figures.codes["path"][at]]
    return path.split("/") if path else []
