"""Arithmetic as evidence while reading: how many sums of a form break under an assignment of figures to lines."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from scripts.reference import Account

Values = Mapping[tuple[str, str], Decimal | None]


def count_broken_sums(values: Values, lines: Iterable[Account]) -> int:
    """Give how many totals of a form differ from their parts by more than rounding can explain.

    `values` are figures by (account, column), None for a nil. A figure counts in the nearest total above it that has a
    figure. Half a unit is allowed for every figure in the sum.
    """
    parts: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
    by_id = {line.account: line for line in lines}
    for (account, column), value in values.items():
        line = by_id[account]
        total, sign = line.sums_to, line.sign
        while total in by_id and (total, column) not in values:
            total, sign = by_id[total].sums_to, sign * by_id[total].sign
        if (total, column) in values:
            parts[total, column].append(sign * (value or Decimal(0)))
    return sum(abs(sum(found, Decimal(0)) - (values[total] or Decimal(0))) * 2 > len(found) + 1 for total, found in parts.items())
