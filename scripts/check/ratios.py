"""Printed ratios: the numerator is the ratio times the denominator, but for the last printed place."""

from dataclasses import replace
from functools import reduce

import numpy as np

from scripts.check.figures import Figures
from scripts.check.identities import Identities, identities_of, join
from scripts.check.tolerance import Integers
from scripts.reference import Reference

PARTS = {"value": 0, "numerator": 1, "denominator": -1}
HUNDREDTHS = frozenset({"percent", "points"})


ANY = "*"
ONE = "one"


def ratio_identities(figures: Figures, reference: Reference) -> Identities:
    """Give the identities of ratios.csv: numerator times 100 less ratio times denominator, where all parts are printed.

    The parts are lines of one report, scope, segment and basis; where they are `*`, columns of one row. The print may be off
    by `half` its last place, or by `one`, for ratios that laws say are cut; whatever the report does with amounts.
    The ratio is a term of weight 0: it enters as the weight of the denominator.
    """
    found: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in reference.tables.get("ratios", []):
        found.setdefault((row["rule"], row["case"]), []).append(row)
    return join([_ratio(figures, rule, rows) for (rule, _), rows in found.items()])


def _ratio(figures: Figures, rule: str, rows: list[dict[str, str]]) -> Identities:
    rows = sorted(rows, key=lambda row: (row["part"] != "numerator", int(row["term"])))
    row_alone = ("table", "row") if rows[0]["account"] == ANY else ()
    positions = []
    for row in rows:
        positions.append(_printed(figures, row))
        if not len(positions[-1]):
            return join([])
    place = figures.key("report", "fiscal_year", "scope", "segment", "basis", *row_alone)
    common: Integers = reduce(np.intersect1d, [place[own] for own in positions])
    if len(common) == 0:
        return join([])
    figure = np.stack([own[np.searchsorted(place[own], common)] for own in (p[_first(place[p])] for p in positions)], axis=1)
    sign = np.array([int(row["weight"]) for row in rows], dtype=np.int64)
    part = np.array([PARTS[row["part"]] for row in rows], dtype=np.int64)
    value = figure[:, np.flatnonzero(part == 0)[0]]
    units = [100 if unit in HUNDREDTHS else 1 for unit in figures.names["unit"]]
    scale = 10 ** figures.places[value] * np.array(units, dtype=np.int64)[figures.codes["unit"][value]]
    times = np.where(part > 0, scale[:, None], np.where(part < 0, -figures.amount[value][:, None], 0)) * sign
    # A line may stand in numerator and denominator both: it is one term then.
    lines = [(row["account"], row["column"]) for row in rows]
    own = [lines.index(line) for line in dict.fromkeys(lines)]
    weight = np.stack([times[:, [line == lines[at] for line in lines]].sum(axis=1) for at in own], axis=1)
    identities = identities_of(rule, np.full(len(common), len(own)), figure[:, own].ravel(), weight.ravel())
    below = np.where(part < 0, figures.amount[figure] * sign, 0).sum(axis=1)
    slack = np.abs(below) // (1 if any(row["within"] == ONE for row in rows) else 2)
    return replace(identities, slack=slack)


def _printed(figures: Figures, row: dict[str, str]) -> Integers:
    """Give the figures of a term, a ratio printed with decimals among them."""
    own = np.arange(len(figures)) if row["account"] == ANY else figures.all_of_account(row["account"])
    own = own[figures.codes["column"][own] == figures.code_of("column", row["column"])]
    found: Integers = own[~figures.nil[own] & (figures.given[own] | (figures.places[own] > 0))]
    return found


def _first(place: Integers) -> Integers:
    return np.unique(place, return_index=True)[1]
