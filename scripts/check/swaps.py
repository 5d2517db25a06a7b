"""Figures in each other's place: two neighbours of a column, and all figures of two rows whose labels are swapped."""

import numpy as np

from scripts.check.figures import Figures
from scripts.check.layouts import spans
from scripts.check.tolerance import Integers

Trials = tuple[Integers, Integers, Integers]
"""Element by element: number of the trial, figure, change of it in yen."""


def neighbour_swaps(figures: Figures, draw: np.random.Generator, sample: int) -> Trials:
    """Give the swaps of each amount with the next one below it in its column."""
    column = figures.key("report", "table", "scope", "segment", "basis", "column", "measure")
    own = np.flatnonzero((figures.codes["measure"] == 0) & figures.given)
    own = own[np.lexsort((own, column[own]))]
    upper, lower = own[:-1], own[1:]
    apart = (column[upper] == column[lower]) & (figures.amount[upper] != figures.amount[lower])
    upper, lower = upper[apart], lower[apart]
    if len(upper) > sample:
        drawn = np.sort(draw.choice(len(upper), sample, replace=False))
        upper, lower = upper[drawn], lower[drawn]
    change = figures.amount[lower] - figures.amount[upper]
    trial = np.arange(len(upper))
    return np.concatenate([trial, trial]), np.concatenate([upper, lower]), np.concatenate([change, -change])


def label_swaps(figures: Figures, draw: np.random.Generator, sample: int) -> Trials:
    """Give swaps of the labels of two rows of a table, drawn by lot: each row then has the amounts of the other.

    Where only one of the two has an amount in a column, it is lost there; that another line gains it no check can tell.
    """
    own = np.flatnonzero((figures.codes["measure"] == 0) & figures.given)
    _, row = np.unique(figures.key("report", "table", "row")[own], return_inverse=True)
    own, row = own[np.argsort(row, kind="stable")], np.sort(row)
    rows = int(row.max(initial=-1)) + 1
    start = np.searchsorted(row, np.arange(rows + 1))
    table = figures.key("report", "table")[own[start[:-1]]]
    first_of, count = np.unique(table, return_index=True, return_counts=True)[1:]
    size = np.repeat(count, count)
    one = draw.integers(0, rows, sample) if rows else np.zeros(0, dtype=np.int64)
    other = np.repeat(first_of, count)[one] + draw.integers(0, 2**31, len(one)) % size[one] if rows else one
    pairs = np.unique(np.stack([np.minimum(one, other), np.maximum(one, other)])[:, one != other], axis=1)
    return _exchange(figures, own, start, pairs)


def _exchange(figures: Figures, own: Integers, start: Integers, pairs: Integers) -> Trials:
    """Give the changes when the rows of each pair exchange their amounts, column by column."""
    cell = figures.key("scope", "segment", "basis", "column")[own]
    width = int(cell.max(initial=0)) + 1
    trial = np.arange(pairs.shape[1])
    here, there = ((np.repeat(trial, start[side + 1] - start[side]), spans(start[side], start[side + 1])) for side in pairs)
    found = []
    for (trials, at), (others, other) in ((here, there), (there, here)):
        key, partner = trials * width + cell[at], others * width + cell[other]
        order = np.argsort(partner, kind="stable")
        place = order[np.minimum(np.searchsorted(partner[order], key), len(order) - 1)]
        comes = np.where(partner[place] == key, figures.amount[own[other[place]]], 0)
        found.append((trials, own[at], comes - figures.amount[own[at]]))
    trial, figure, change = (np.concatenate(arrays) for arrays in zip(*found, strict=True))
    real = change != 0
    return trial[real], figure[real], change[real]
