"""What the other tables of the document say of taking a row for a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from scripts.recognise.torn.cells import Filling
from scripts.recognise.torn.columns import AMOUNT, TOTAL, Column
from scripts.recognise.torn.companions import Agreement, Companions
from scripts.recognise.torn.form import FormLines
from scripts.recognise.torn.sheet import Sheet

# What it costs for each share of a row's cells: that the same line is printed otherwise, is left out elsewhere, that an equal
# line of another form is printed otherwise; and what agreement is worth.
DIFFERS, BEYOND, UNLIKE, AGREES = 30.0, 20.0, 2.0, 0.2


@dataclass(frozen=True, slots=True)
class Opinions:
    """The other tables, asked about the rows of one; `table` is its number and fiscal year."""

    sheet: Sheet
    form: FormLines
    table: tuple[int, int]
    companions: Companions

    def of(self, row: int, ways: Sequence[Filling], line: int) -> Agreement:
        """Give how a row agrees with other tables when it is taken for a line; `ways` are the ways to fill its cells."""
        cells = self._told(row, ways) if self.sheet.ordered else []
        return self.companions.compare(self.table, self.form, line, cells)

    def price(self, row: int, ways: Sequence[Filling], line: int) -> float:
        """Give what disagreement costs; agreement about more than nothing is worth a little."""
        agreement = self.of(row, ways, line)
        worst = DIFFERS * agreement.differ + BEYOND * agreement.beyond + UNLIKE * agreement.unlike
        return (worst - AGREES * agreement.heavy) / agreement.compared if agreement.compared else 0.0

    def _told(self, row: int, ways: Sequence[Filling]) -> list[tuple[Column, Decimal]]:
        """Give the cells that are certain: all of them, or only the total where cells are open."""
        columns = self.sheet.columns
        if len(ways) == 1:
            pairs = zip(columns, ways[0], strict=True)
            return [(c, figure.value or Decimal(0)) for c, figure in pairs if figure is not None and c.column == AMOUNT]
        last = {reading[-1].value or Decimal(0) for reading in self.sheet.rows[row].readings}
        is_total = bool(columns) and columns[-1].segment == TOTAL
        return [(columns[-1], next(iter(last)))] if is_total and len(last) == 1 else []
