"""Reports that print the same lines in the same order have the same identities: they are found once and laid over all.

This is what makes a country cheap: 1,800 bodies fill in one form, so that nearly all reports of a year share a layout.
"""

from dataclasses import dataclass

import numpy as np

from scripts.check.figures import Figures
from scripts.check.identities import Identities, mix
from scripts.check.tolerance import Integers, sums

TOLD_BY = ("table", "statement", "scope", "segment", "basis", "column", "account", "unit", "path", "label", "row", "form")


@dataclass(frozen=True)
class Layouts:
    """The reports of a facts table and for each the report whose layout it shares.

    `order` brings the figures of each report together; report i has those from `start[i]` to `start[i + 1]` in that order;
    `model[i]` is the first report of the same layout.
    """

    order: Integers
    start: Integers
    model: Integers

    @property
    def shared(self) -> bool:
        """Tell whether any two reports share a layout."""
        return len(np.unique(self.model)) < len(self.model)

    def models(self) -> Integers:
        """Give the positions of the figures of all models."""
        own = np.flatnonzero(self.model == np.arange(len(self.model)))
        return self.order[spans(self.start[own], self.start[own + 1])]


def find_layouts(figures: Figures) -> Layouts:
    """Give the layouts of the reports: what each line is, in its order; the amounts do not matter, only that there is one."""
    order = np.arange(len(figures))
    if bool((np.diff(figures.codes["report"]) < 0).any()):
        order = np.argsort(figures.codes["report"], kind="stable")
        figures = figures.take(order)
    first = np.flatnonzero(np.diff(figures.codes["report"], prepend=-1))
    start = np.append(first, len(order)).astype(np.int64)
    size, year = np.diff(start), figures.codes["fiscal_year"]
    place = np.arange(len(order)) - np.repeat(start[:-1], size)
    if len(np.unique(sums(place * figures.codes["account"], start))) == len(first):
        # What tells so little of them tells all apart: no two are alike.
        return Layouts(order, start, np.arange(len(first)))
    marks = [place, year - np.repeat(year[start[:-1]], size), figures.given.astype(np.int64)]
    mark = sums(_fingerprint([*marks, *(figures.codes[name] for name in TOLD_BY)]), start)
    _, first, code = np.unique(mark, return_index=True, return_inverse=True)
    return Layouts(order, start, first[code].astype(np.int64))


def _fingerprint(marks: list[Integers]) -> Integers:
    total = np.zeros(len(marks[0]), dtype=np.uint64)
    for number, factor in enumerate(mix(np.arange(len(marks), dtype=np.uint64))):
        total += marks[number].view(np.uint64) * factor
    return mix(total).view(np.int64)


def spread(identities: Identities, layouts: Layouts) -> Identities:
    """Give for every report the identities of its model; none of `identities` may reach beyond its report."""
    rank = np.empty(len(layouts.order), dtype=np.int64)
    rank[layouts.order] = np.arange(len(rank))
    report = np.searchsorted(layouts.start, rank[identities.head], side="right") - 1
    order = np.argsort(report, kind="stable")
    size = np.diff(identities.start)[order]
    term = spans(identities.start[order], identities.start[order] + size)
    # The identities of model m are those from first[m] to first[m + 1], their terms those from edge[m] to edge[m + 1].
    first = np.searchsorted(report[order], np.arange(len(layouts.start)))
    edge = np.append(0, np.cumsum(size))[first]
    model, shift = layouts.model, layouts.start[:-1] - layouts.start[layouts.model]
    each = order[spans(first[model], first[model + 1])]
    terms = term[spans(edge[model], edge[model + 1])]
    figure = layouts.order[rank[identities.figure[terms]] + np.repeat(shift, edge[model + 1] - edge[model])]
    start = np.append(0, np.cumsum(np.diff(identities.start)[each])).astype(np.int64)
    return Identities(identities.rules, identities.rule[each], start, figure, identities.weight[terms], identities.slack[each])


def spans(first: Integers, last: Integers) -> Integers:
    """Give first[0], first[0] + 1 ... up to last[0] - 1, then the same from first[1], and so on.

    >>> spans(np.array([3, 10]), np.array([5, 13])).tolist()
    [3, 4, 10, 11, 12]
    """
    length: Integers = last - first
    start = np.append(0, np.cumsum(length))
    found: Integers = np.arange(start[-1]) + np.repeat(first - start[:-1], length)
    return found
