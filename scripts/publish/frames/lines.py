"""Printed lines laid out as a matrix: a row per report, year and scope, a column per line of a form."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from scripts.reference import Reference

PLACE = ("report", "body", "fiscal_year", "scope")
Line = tuple[str, str]
Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Lines:
    """The outturn of whole bodies in yen: `yen`, `there` and `fact` (fact ids) have a row per place, a column per line.

    A printed dash is there and 0. `unit` is the unit in which each place prints.
    """

    places: pd.DataFrame
    unit: list[str]
    yen: Integers
    there: Flags
    fact: npt.NDArray[np.object_]
    columns: dict[Line, int]


def lay_out(facts: pd.DataFrame, lines: Sequence[Line], reference: Reference) -> Lines:
    """Give the figures of `lines` (account and column); of several prints the one in the finest unit, the first of these."""
    columns = {line: number for number, line in enumerate(dict.fromkeys(lines))}
    wanted = pd.DataFrame([(*line, number) for line, number in columns.items()], columns=["account", "column", "at"])
    own = facts[(facts["segment"] == "total") & (facts["basis"] == "actual") & facts["missing"].isin(["", "dash"])]
    own = own[own["account"].isin(wanted["account"])]
    own = own.astype({"account": str, "column": str}).merge(wanted, on=["account", "column"], how="inner")
    factor = own["unit"].map({unit.unit: unit.factor or 0 for unit in reference.units.values()}).astype(np.int64)
    own = own.assign(factor=factor)[factor > 0].sort_values("factor", kind="stable")
    own = own.drop_duplicates([*PLACE, "at"])
    own = own.assign(place=own.groupby(list(PLACE), sort=True, observed=True).ngroup())
    places = own.drop_duplicates("place").sort_values("place", ignore_index=True)
    size = (len(places), len(columns))
    at = own["place"].to_numpy(np.int64), own["at"].to_numpy(np.int64)
    yen, there, fact = np.zeros(size, np.int64), np.zeros(size, bool), np.full(size, "", object)
    yen[at], there[at], fact[at] = own["yen"].fillna(0).to_numpy(np.int64), True, own["fact_id"].to_numpy(object)
    return Lines(places[list(PLACE)], [str(unit) for unit in places["unit"]], yen, there, fact, columns)


def count_omitted_as_nothing(lines: Lines, reference: Reference) -> Lines:
    """Give `lines` with the lines that a place omits counted as nothing, where the print shows that they are.

    A line that is not printed is nothing where its total is printed and the printed parts of that total make it up but for
    rounding (half a unit for each figure). Where the parts do not, or none is printed, it stays missing.
    """
    step = np.array([reference.units[unit].factor or 1 for unit in lines.unit], np.int64)
    there = lines.there.copy()
    for (account, column), at in lines.columns.items():
        total = reference.accounts[account].sums_to if account in reference.accounts else ""
        if (total, column) in lines.columns and not lines.there[:, at].all():
            parts = parts_of(total, column, lines.columns, reference)
            places, signs = [place for place, _ in parts], np.array([sign for _, sign in parts], np.int64)
            given = lines.there[:, lines.columns[total, column]] & lines.there[:, places].any(axis=1)
            rest = lines.yen[:, lines.columns[total, column]] - (lines.yen[:, places] * signs).sum(axis=1)
            figures = lines.there[:, places].sum(axis=1) + 1
            there[:, at] |= given & (2 * np.abs(rest) <= step * figures)
    return Lines(lines.places, lines.unit, lines.yen, there, lines.fact, lines.columns)


def parts_of(total: str, column: str, columns: dict[Line, int], reference: Reference) -> list[tuple[int, int]]:
    """Give the parts of a total among `columns`: where each stands, and its sign."""
    accounts = (account for account in reference.accounts.values() if account.sums_to == total)
    return [(columns[a.account, column], a.sign) for a in accounts if (a.account, column) in columns]


def with_families(lines: Sequence[Line], reference: Reference) -> list[Line]:
    """Give `lines` and behind them the totals they add to and the other parts of these."""
    totals = {(reference.accounts[account].sums_to, column) for account, column in lines if account in reference.accounts}
    parts = [
        (a.account, column)
        for total, column in sorted(totals)
        if total
        for a in reference.accounts.values()
        if a.sums_to == total
    ]
    return [*lines, *(line for line in sorted(totals) if line[0]), *parts]
