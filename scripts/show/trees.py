"""The shape of a printed table: which rows fold away beneath which, and what share of the largest amount each row is."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from scripts.show.report import Fact

FOLDS = 60
"""How many rows of a table can fold: as many as the style sheet knows. What a table has beyond stays open."""
_MEASURED = frozenset({"balance_sheet", "cost_statement", "income_statement", "net_assets", "cash_flow", "cash_plan"})
_WHOLE = 100


def fold_numbers(sides: Sequence[Sequence[int]]) -> list[list[tuple[int, tuple[int, ...]]]]:
    """Give for each row, told by its depth, its own number where rows fold away beneath it, else 0, and those it folds under.

    >>> fold_numbers([[0, 1, 2, 1, 0]])
    [[(1, ()), (2, (1,)), (0, (1, 2)), (0, (1,)), (0, ())]]
    """
    given, found = 0, []
    for depths in sides:
        above: list[tuple[int, int]] = []
        rows = []
        for number, depth in enumerate(depths):
            above = [(level, fold) for level, fold in above if level < depth]
            within = tuple(fold for _, fold in above)
            own = 0
            if number + 1 < len(depths) and depths[number + 1] > depth and given < FOLDS:
                own = given = given + 1
                above.append((depth, own))
            rows.append((own, within))
        found.append(rows)
    return found


def shares_of(facts: Iterable[Fact]) -> dict[str, int]:
    """Give for each line its amount in percent of the largest of them, negative for a negative amount; a dash has none.

    Only lines of the statements that are made of money are measured.
    """
    amounts = {fact.row_key: fact.yen for fact in facts if fact.yen and fact.statement in _MEASURED}
    largest = max(map(abs, amounts.values()), default=0)
    return {row: int((Decimal(_WHOLE * yen) / largest).quantize(Decimal(1), ROUND_HALF_UP)) for row, yen in amounts.items()}
