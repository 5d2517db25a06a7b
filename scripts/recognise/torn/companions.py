"""What the other tables of a document print for the same line, year, segment and basis: the single statement, its second print.

The total column of a table by segment is the single statement of the same form; closing balances stand on two forms.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scripts.recognise.torn.columns import Column
from scripts.recognise.torn.form import FormLines


@dataclass(frozen=True, slots=True)
class Witness:
    """A figure that another table gives: which table, whose line, in which column.

    `named` tells whether the row bears its label; `whole` whether the table gives every line it prints, so that one it
    does not give is not there.
    """

    table: int
    base: str
    fiscal_year: int
    account: str
    column: Column
    value: Decimal
    named: bool
    whole: bool


@dataclass(frozen=True, slots=True)
class Agreement:
    """How a row compares with other tables: cells that agree and that differ.

    Of those that agree, `heavy` are about more than nothing and `named` agree, besides, with a row that bears its label.
    """

    agree: int = 0
    heavy: int = 0
    named: int = 0
    differ: int = 0
    beyond: int = 0

    @property
    def compared(self) -> int:
        """How many cells could be compared; `beyond` are more than nothing although other tables leave the line out."""
        return self.agree + self.differ + self.beyond


class Companions:
    """The figures of all tables, to be asked from the point of view of one of them."""

    def __init__(self, witnesses: Iterable[Witness], equals: dict[str, list[tuple[str, int]]]) -> None:
        self._equals = equals
        self._figures: dict[tuple[int, str, Column], list[Witness]] = defaultdict(list)
        self._covered: dict[tuple[int, str, Column], set[int]] = defaultdict(set)
        for witness in witnesses:
            self._figures[witness.fiscal_year, witness.account, witness.column].append(witness)
            if witness.whole:
                self._covered[witness.fiscal_year, witness.base, witness.column].add(witness.table)

    def compare(self, table: tuple[int, int], form: FormLines, line: int, row: Sequence[tuple[Column, Decimal]]) -> Agreement:
        """Give how a row agrees with other tables when it is taken for a line; `table` is its own number and fiscal year."""
        agree = heavy = named = differ = beyond = 0
        for column, value in row:
            known = self.expect(table, form.accounts[line].account, column)
            if value in known:
                agree, heavy, named = agree + 1, heavy + (value != 0), named + (value != 0 and known[value])
            elif known:
                differ += 1
            elif self._covered[table[1], form.base, column] - {table[0]}:
                agree, beyond = agree + (value == 0), beyond + (value != 0)
        return Agreement(agree, heavy, named, differ, beyond)

    def expect(self, table: tuple[int, int], account: str, column: Column) -> dict[Decimal, bool]:
        """Give the values that other tables print for an account in a column, and whether a row with its label says so."""
        number, year = table
        found: dict[Decimal, bool] = {}
        for other, sign in [(account, 1), *self._equals.get(account, ())]:
            for witness in self._figures.get((year, other, column), ()):
                if witness.table != number:
                    value = sign * witness.value
                    found[value] = witness.named or found.get(value, False)
        return found
