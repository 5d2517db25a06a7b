"""Printed ratios: the numerator is the ratio times the denominator, but for the last printed place."""

from functools import reduce

import numpy as np

from scripts.check.figures import Figures
from scripts.check.identities import Identities, identities_of, join
from scripts.check.tolerance import Integers
from scripts.reference import Reference

PARTS = {"value": 0, "numerator": 1, "denominator": -1}
HUNDREDTHS = frozenset({"percent", "points"})


def ratio_identities(figures: Figures, reference: Reference) -> Identities:
    """Give the identities of ratios.csv: numerator times 100 less ratio times denominator, where all parts are printed.

    Ratios are cut as often as rounded, whatever the report does with amounts, so the last place may be one off either way.
    The ratio is a term of weight 0: it enters as the weight of the denominator.
    """
    found: dict[str, list[dict[str, str]]] = {}
    for row in reference.tables.get("ratios", []):
        found.setdefault(row["rule"], []).append(row)
    return join([_ratio(figures, rule, rows) for rule, rows in found.items()])


def _ratio(figures: Figures, rule: str, rows: list[dict[str, str]]) -> Identities:
    rows = sorted(rows, key=lambda row: (row["part"] != "numerator", int(row["term"])))
    place = figures.key("report", "fiscal_year", "scope", "segment", "basis")
    positions = [_printed(figures, row) for row in rows]
    common: Integers = reduce(np.intersect1d, [place[own] for own in positions])
    if len(common) == 0:
        return join([])
    figure = np.stack([own[np.searchsorted(place[own], common)] for own in (p[_first(place[p])] for p in positions)], axis=1)
    sign = np.array([int(row["weight"]) for row in rows], dtype=np.int64)
    part = np.array([PARTS[row["part"]] for row in rows], dtype=np.int64)
    value = figure[:, np.flatnonzero(part == 0)[0]]
    units = [100 if unit in HUNDREDTHS else 1 for unit in figures.names["unit"]]
    scale = 10 ** figures.places[value] * np.array(units, dtype=np.int64)[figures.codes["unit"][value]]
    times = np.where(part > 0, scale[:, None], np.where(part < 0, -figures.amount[value][:, None], 0))
    identities = identities_of(rule, np.full(len(common), len(rows)), figure.ravel(), (times * sign).ravel())
    below = np.where(part < 0, figures.amount[figure] * sign, 0).sum(axis=1)
    return Identities(identities.rules, identities.rule, identities.start, identities.figure, identities.weight, np.abs(below))


def _printed(figures: Figures, row: dict[str, str]) -> Integers:
    """Give the figures of a term, a ratio printed with decimals among them."""
    own = figures.codes["account"] == figures.code_of("account", row["account"])
    own &= figures.codes["column"] == figures.code_of("column", row["column"])
    return np.flatnonzero(own & ~figures.nil & (figures.given | (figures.places > 0)))


def _first(place: Integers) -> Integers:
    return np.unique(place, return_index=True)[1]
