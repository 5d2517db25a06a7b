"""A sheet laid along its form: which line each row is, which cells it fills, and what vouches for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scripts.recognise.torn.arithmetic import Cells
from scripts.recognise.torn.cells import Filling
from scripts.recognise.torn.columns import AMOUNT
from scripts.recognise.torn.companions import Witness
from scripts.recognise.torn.figures import values_of
from scripts.recognise.torn.form import FormLines
from scripts.recognise.torn.moved import Moved
from scripts.recognise.torn.sheet import Sheet
from scripts.recognise.torn.wording import Phrase


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a row is left out: what was found, and the lines it may be."""

    message: str
    candidates: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Laid:
    """A sheet whose rows stand on the lines of its form.

    For each row: `lines` its line (None for none), `fillings` the ways to fill its cells (one where that is certain),
    `doubts` why it is left out. `in_place` are headings that stand where the form has them; `moved` the labels beside.
    """

    sheet: Sheet
    form: FormLines
    lines: tuple[int | None, ...]
    fillings: tuple[Sequence[Filling], ...]
    in_place: Mapping[int, Phrase]
    moved: Moved
    doubts: Mapping[int, Doubt]

    def cells(self, row: int) -> Cells | None:
        """Give the values of a row, None while it is open how its figures fill its columns."""
        ways = {values_of(filling) for filling in self.fillings[row]}
        return next(iter(ways)) if len(ways) == 1 else None

    def values(self) -> dict[int, Cells | None]:
        """Give the values of each line that is printed; None where they are not certain."""
        return {line: None if row in self.doubts else self.cells(row) for row, line in enumerate(self.lines) if line is not None}

    def witnesses(self, number: int) -> list[Witness]:
        """Give the figures this sheet tells others; `number` names the sheet.

        Where rows and moved labels do not answer one to one, only rows that bear their label tell.
        """
        columns = [(i, c) for i, c in enumerate(self.sheet.columns) if c.column == AMOUNT] if self.sheet.ordered else []
        year = self.sheet.section.fiscal_year or 0
        whole = not self.moved.amiss and not self.doubts and None not in self.lines
        found = []
        for line, cells in self.values().items():
            named = bool(self.sheet.rows[self.lines.index(line)].label)
            account = self.form.accounts[line].account
            if cells and (named or not self.moved.amiss):
                found += [Witness(number, self.form.base, year, account, c, cells[i], named, whole) for i, c in columns]
        return found
