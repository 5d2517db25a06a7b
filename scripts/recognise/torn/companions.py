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
    unlike: int = 0

    @property
    def compared(self) -> int:
        """How many cells could be compared.

        `beyond` are more than nothing although other tables leave the line out; `unlike` differ from a line that should
        be equal by an identity between two forms, which a year may break for a reason of its own.
        """
        return self.agree + self.differ + self.beyond + self.unlike


class Companions:
    """The figures of all tables, to be asked from the point of view of one of them."""

    def __init__(self, witnesses: Iterable[Witness], equals: dict[str, list[tuple[str, int]]]) -> None:
        self._equals = equals
        self._figures: dict[tuple[int, str, Column], list[Witness]] = defaultdict(list)
        self._covered: dict[tuple[int, str, Column], set[int]] = defaultdict(set)
        self._asked: dict[tuple[tuple[int, int], str, Column, int], dict[Decimal, bool]] = {}
        for witness in witnesses:
            self._figures[witness.fiscal_year, witness.account, witness.column].append(witness)
            if witness.whole:
                self._covered[witness.fiscal_year, witness.base, witness.column].add(witness.table)

    def compare(self, table: tuple[int, int], form: FormLines, line: int, row: Sequence[tuple[Column, Decimal]]) -> Agreement:
        """Give how a row agrees with other tables when it is taken for a line; `table` is its own number and fiscal year."""
        told = [self._opinion(table, form, form.accounts[line].account, cell) for cell in row]
        return Agreement(
            agree=sum(1 for kind, _ in told if kind == "agree"),
            heavy=sum(1 for (kind, _), (_, value) in zip(told, row, strict=True) if kind == "agree" and value),
            named=sum(1 for (kind, named), (_, value) in zip(told, row, strict=True) if kind == "agree" and value and named),
            differ=sum(1 for kind, _ in told if kind == "differ"),
            beyond=sum(1 for kind, _ in told if kind == "beyond"),
            unlike=sum(1 for kind, _ in told if kind == "unlike"),
        )

    def _opinion(self, table: tuple[int, int], form: FormLines, account: str, cell: tuple[Column, Decimal]) -> tuple[str, bool]:
        """Give whether other tables agree with a cell, differ from it or know nothing, and whether a row with its label does."""
        column, value = cell
        same = self._figures_of(table, account, column, 1)
        if same:
            return ("agree" if value in same else "differ"), same.get(value, False)
        equal = self.expect(table, account, column)
        if equal:
            return ("agree" if value in equal else "unlike"), equal.get(value, False)
        if self._covered[table[1], form.base, column] - {table[0]}:
            return ("beyond" if value else "agree"), False
        return "", False

    def expect(self, table: tuple[int, int], account: str, column: Column) -> dict[Decimal, bool]:
        """Give the values that other tables print for an account in a column, and whether a row with its label says so."""
        found: dict[Decimal, bool] = {}
        for other, sign in [(account, 1), *self._equals.get(account, ())]:
            for value, named in self._figures_of(table, other, column, sign).items():
                found[value] = named or found.get(value, False)
        return found

    def _figures_of(self, table: tuple[int, int], account: str, column: Column, sign: int) -> dict[Decimal, bool]:
        known = self._asked.get((table, account, column, sign))
        if known is None:
            known = self._asked[table, account, column, sign] = self._ask(table, account, column, sign)
        return known

    def _ask(self, table: tuple[int, int], account: str, column: Column, sign: int) -> dict[Decimal, bool]:
        number, year = table
        found: dict[Decimal, bool] = {}
        for witness in self._figures.get((year, account, column), ()):
            if witness.table != number:
                found[sign * witness.value] = witness.named or found.get(sign * witness.value, False)
        return found
