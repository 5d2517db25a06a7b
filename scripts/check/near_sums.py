"""Sums that ought to be near zero, or near what they are in the other scopes of the body: near_sums.csv.

What is booked as revenue is mostly received in the year, what is booked as cost mostly paid; the rest differs little from
scope to scope, for the wider scopes contain the narrower. None of these sums is an identity: they only tell of two figures
that arithmetic cannot tell apart which one, if wrong, would leave its sum further off.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from scripts.check.figures import Figures
from scripts.check.tolerance import Integers
from scripts.keys import combine
from scripts.reference import Reference

Weights = npt.NDArray[np.float64]

FINEST: Final = 0.0005
"""Below this share of a figure, sums differ by chance."""


@dataclass(frozen=True)
class _Terms:
    """The figures of one near sum, in rising order, each with its weight, the place it stands in, and its scope."""

    figure: Integers
    weight: Integers
    place: Integers
    scope: Integers


def weigh_near_sums(figures: Figures, reference: Reference, near: Integers, figure: Integers, value: Integers) -> Weights:
    """Give for each `value` in place of the amount of a `figure` how much nearer its sums come; below 0 for further off.

    `near` are the figures that may stand in the sums. The measure is the logarithm of how many times nearer.
    """
    gain = np.zeros(len(figure))
    for terms in _near_sums(figures, reference, near):
        at = np.minimum(np.searchsorted(terms.figure, figure), len(terms.figure) - 1)
        asked = np.flatnonzero(terms.figure[at] == figure)
        if len(asked):
            gain[asked] += _gain(figures, terms, at[asked], value[asked])
    return gain


def _near_sums(figures: Figures, reference: Reference, near: Integers) -> Iterator[_Terms]:
    place = figures.key("report", "fiscal_year", "segment", "basis")
    account, column = (figures.codes[name][near] for name in ("account", "column"))
    sums: dict[str, list[tuple[Integers, Integers]]] = {}
    for row in reference.tables.get("near_sums", []):
        fits = (account == figures.code_of("account", row["account"])) & (column == figures.code_of("column", row["column"]))
        own = near[fits]
        # The first print of a line stands for it.
        first = np.unique(combine([place[own], figures.codes["scope"][own]]), return_index=True)[1]
        sums.setdefault(row["near_sum"], []).append((own[first], np.full(len(first), int(row["weight"]), dtype=np.int64)))
    for terms in sums.values():
        figure, weight = (np.concatenate(arrays) for arrays in zip(*terms, strict=True))
        order = np.argsort(figure, kind="stable")
        if len(order):
            figure = figure[order]
            places = np.unique(place[figure], return_inverse=True)[1].astype(np.int64)
            yield _Terms(figure, weight[order], places, figures.codes["scope"][figure])


def _gain(figures: Figures, terms: _Terms, at: Integers, value: Integers) -> Weights:
    shape = (int(terms.place.max()) + 1, int(terms.scope.max()) + 1)
    total, count = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    np.add.at(total, (terms.place, terms.scope), terms.weight * figures.amount[terms.figure])
    np.add.at(count, (terms.place, terms.scope), 1)
    place, scope, figure = terms.place[at], terms.scope[at], terms.figure[at]
    others = (count[place] > 1) & (np.arange(shape[1]) != scope[:, None])
    printed = total[place, scope]
    changed = printed + terms.weight[at] * (value - figures.amount[figure])
    chance = 2 * figures.step[figure] + FINEST * np.abs(figures.amount[figure])
    far = [chance + _distance(sums, total[place], others) for sums in (printed, changed)]
    return np.where(count[place, scope] > 1, np.log(far[0] / far[1]), 0.0)


def _distance(sums: Integers, elsewhere: Integers, others: npt.NDArray[np.bool_]) -> Integers:
    """Give how far each sum is from zero, or from what it is elsewhere if that is nearer."""
    apart = np.where(others, np.abs(sums[:, None] - elsewhere), np.abs(sums)[:, None])
    nearest: Integers = np.minimum(np.abs(sums), apart.min(axis=1))
    return nearest
