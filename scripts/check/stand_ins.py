"""Lines of a joined statement that stand in for others: net administrative cost, printed once for costs and for changes."""

import numpy as np

from scripts.check.figures import Figures
from scripts.check.tolerance import Integers
from scripts.reference import Reference
from scripts.reference_rows import StandIn

Parts = tuple[Integers, Integers, Integers]


def stand_in_parts(figures: Figures, reference: Reference) -> Parts:
    """Give (part, total, weight): each figure that counts in a total for a line its table does not print (stand_ins.csv)."""
    rows = [row for rows in reference.stand_ins.values() for row in rows]
    none = np.zeros(0, dtype=np.int64)
    found = [(none, none, none), *(_parts_of(row, figures, reference) for row in rows)]
    part, total, weight = (np.concatenate(arrays) for arrays in zip(*found, strict=True))
    return part, total, weight


def _parts_of(row: StandIn, figures: Figures, reference: Reference) -> Parts:
    line = reference.accounts[row.account]
    part = _at(figures, row.stand_in, row.stand_in_column)
    total = _at(figures, line.sums_to, row.column)
    if len(part) == 0 or len(total) == 0:
        return part[:0], part[:0], part[:0]
    table = figures.key("report", "table", "scope", "segment", "basis", "measure")
    printed = np.isin(table[part], table[_at(figures, row.account, row.column)])
    part = part[np.isin(table[part], table[total]) & ~printed]
    totals, first = np.unique(table[total], return_index=True)
    total = total[first[np.searchsorted(totals, table[part])]] if len(part) else part
    return part, total, np.full(len(part), row.sign * line.sign, dtype=np.int64)


def _at(figures: Figures, account: str, column: str) -> Integers:
    own = figures.of_account(account)
    found: Integers = own[(figures.codes["column"][own] == figures.code_of("column", column)) & figures.adds[own]]
    return found
