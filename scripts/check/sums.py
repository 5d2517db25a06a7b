"""Sums within a table: lines that add up to a total line, columns that add up to a total column.

Which line adds to which, and with which sign, is `sums_to` and `sign` of accounts.csv; for columns of columns.csv. A figure
counts in the nearest total above it that the table prints in the same column: where a heading is left blank, its parts
stand in for it. A total is checked when it and at least one part are printed; a line that is not printed counts as nothing,
unless another stands in for it (stand_ins.py).
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from scripts.check.figures import Figures
from scripts.check.identities import Identities, totals_under
from scripts.check.rules import COLUMNS, LINES, Sum, read_sums
from scripts.check.stand_ins import stand_in_parts
from scripts.check.tolerance import Integers
from scripts.kept import kept
from scripts.keys import NONE, Flags, Index, combine, compact, repeated
from scripts.reference import Reference


@dataclass(frozen=True)
class Ladder:
    """What adds up to what: for each node the node it adds to (`NONE` where it adds to nothing) and with which sign."""

    total: Integers
    sign: Integers

    @cached_property
    def totals(self) -> Flags:
        """Tell which nodes others add to."""
        flags = np.zeros(len(self.total), dtype=bool)
        flags[self.total[self.total != NONE]] = True
        return flags


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
    part, totals = given[ladder.total[node[given]] != NONE], given[ladder.totals[node[given]]]
    if not (len(part) and len(totals)):
        return part[:0], part[:0], part[:0]
    printed = _Printed(compact(group), node, totals)
    above, weight = ladder.total[node[part]], ladder.sign[node[part]]
    found: list[tuple[Integers, Integers, Integers]] = []
    while len(part):
        total = printed.first(part, above)
        hit = total != NONE
        found.append((part[hit], total[hit], weight[hit]))
        go_on = np.flatnonzero(~hit & (ladder.total[above] != NONE))
        part, above, weight = part[go_on], above[go_on], weight[go_on]
        weight, above = weight * ladder.sign[above], ladder.total[above]
    part, total, weight = (np.concatenate(arrays) for arrays in zip(*found, strict=True))
    return part, printed.own_copies(figures, part, total), weight


class _Printed:
    """Where the totals of each group are printed: once, as a rule."""

    def __init__(self, group: Integers, node: Integers, position: Integers) -> None:
        """Take the group and the node of every figure, and which figures are totals."""
        self._position = position
        self._group = group
        # A place for every total that is printed anywhere, one more for those that are not.
        nodes = np.unique(node[position])
        self._width = len(nodes) + 1
        self._number = np.full(int(nodes.max(initial=0)) + 1, len(nodes))
        self._number[nodes] = np.arange(len(nodes))
        self._key = self._keys(position, node[position])
        self._index = Index(self._key)

    def _keys(self, figure: Integers, node: Integers) -> Integers:
        number = np.where(node < len(self._number), self._number[np.minimum(node, len(self._number) - 1)], self._width - 1)
        return self._group[figure] * self._width + number

    def first(self, figure: Integers, node: Integers) -> Integers:
        """Give for each figure where its group first prints a total, `NONE` where it does not."""
        at = self._index.first(self._keys(figure, node))
        return np.where(at == NONE, NONE, self._position[at])

    def own_copies(self, figures: Figures, part: Integers, total: Integers) -> Integers:
        """Give `total` with the copy that a part belongs to, where a table prints the line of the total more than once."""
        several = repeated(self._key)
        if not several.any():
            return total
        twice = self._position[several]
        place = np.full(len(figures), NONE)
        place[twice] = self._key[several]
        total = total.copy()
        for at in np.flatnonzero(place[total] != NONE):
            copies = twice[self._key[several] == place[total[at]]]
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
