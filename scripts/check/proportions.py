"""Rows of a list that share an amount in proportion to another column: grants by population."""

from collections.abc import Iterator

import numpy as np

from scripts.check.figures import Figures
from scripts.check.identities import Identities, identities_of, join
from scripts.check.tolerance import Integers
from scripts.reference import Reference

LARGEST = 25


def proportion_identities(figures: Figures, reference: Reference) -> Identities:
    """Give the identities of proportions.csv: each row against one row whose rate is beyond doubt.

    Of the `LARGEST` rows of a table, whose rates rounding hardly touches, it is the one with the middle rate. Amounts are
    rounded to the nearest `rounded_to` yen, the one of either row by half of that at most. The other row's figures are terms
    of weight 0: they enter as weights.
    """
    return join([part for row in reference.tables.get("proportions", []) for part in _proportions(figures, row)])


def _proportions(figures: Figures, row: dict[str, str]) -> Iterator[Identities]:
    own = np.flatnonzero(figures.given & (figures.codes["account"] == figures.code_of("account", row["account"])))
    amount, base = (own[figures.codes["column"][own] == figures.code_of("column", row[name])] for name in ("amount", "base"))
    place = figures.key("report", "table", "row")
    common, at, beside = np.intersect1d(place[amount], place[base], return_indices=True)
    amount, base = amount[at], base[beside]
    some = figures.amount[base] > 0
    amount, base = amount[some], base[some]
    table = figures.key("report", "table")[amount]
    for name in np.unique(table) if len(common) else ():
        yield _of_table(figures, row, amount[table == name], base[table == name])


def _of_table(figures: Figures, row: dict[str, str], amount: Integers, base: Integers) -> Identities:
    given, shared = figures.amount[base], figures.amount[amount]
    largest = np.argsort(-given, kind="stable")[:LARGEST]
    middle = largest[np.argsort(shared[largest] / given[largest], kind="stable")[(len(largest) - 1) // 2]]
    others = np.delete(np.arange(len(amount)), middle)
    figure = np.stack(
        [amount[others], base[others], np.full(len(others), amount[middle]), np.full(len(others), base[middle])], axis=1
    )
    weight = np.zeros_like(figure)
    weight[:, 0], weight[:, 1] = given[middle], -shared[middle]
    identities = identities_of(row["rule"], np.full(len(others), figure.shape[1]), figure.ravel(), weight.ravel())
    slack = int(row["rounded_to"]) // 2 * (given[middle] + given[others])
    return Identities(identities.rules, identities.rule, identities.start, identities.figure, identities.weight, slack)
