"""Labels given back to rows: the order of the form, the labels beside the table, sums and the other tables decide.

Each unlabelled row may be any line whose label stands beside the table. The order of the form leaves few ways; where it
leaves several, sums that break, labels that find no row, and sums that hold choose. Where they do not, the row is left out.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from scripts.recognise.torn.arithmetic import Arithmetic, Cells, Score
from scripts.recognise.torn.cells import Filling, fillings
from scripts.recognise.torn.companions import Companions
from scripts.recognise.torn.figures import values_of
from scripts.recognise.torn.form import FormLines
from scripts.recognise.torn.laid import Doubt, Laid
from scripts.recognise.torn.lattice import Lattice, Run, Way
from scripts.recognise.torn.moved import Moved, match_moved
from scripts.recognise.torn.opinions import Opinions
from scripts.recognise.torn.search import OpenItem, Search, with_ways
from scripts.recognise.torn.sheet import Sheet
from scripts.recognise.torn.wording import Phrase

# What it costs: to leave out a row that bears its label, or one that does not; to take a heading between rows for a moved
# label; to take a row for a line whose label, or whose heading, is printed nowhere; to take a line for a mere heading.
UNPLACED, UNPLACED_BARE, LOOSE_WORD = 1000.0, 200.0, 1.0
NO_LABEL, NO_HEADING, BARE_HEADING = 150.0, 2.0, 0.5
_MOST_CHOICES = 500


@dataclass(frozen=True, slots=True)
class Item:
    """A row (by its number) or a label that stands alone between rows."""

    row: int | None
    phrase: Phrase | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A way to place all items (`lines`), the lines of the rows among them, and how much in it is amiss."""

    lines: tuple[int | None, ...]
    rows: tuple[int | None, ...]
    moved: Moved
    score: Score

    @property
    def rank(self) -> tuple[int, int, int]:
        """What is amiss, least first: labels without partner, sums that break; then sums that hold, most first."""
        return (self.moved.amiss, self.score.broken, -self.score.held)


class Recovery:
    """The recovery of one sheet: its rows and loose labels against the lines of its form."""

    def __init__(self, sheet: Sheet, form: FormLines, arithmetic: Arithmetic) -> None:
        self.sheet = sheet
        self.form = form
        self.arithmetic = arithmetic
        self.fillings: list[list[Filling]] = [fillings(row, sheet.columns) for row in sheet.rows]
        self.items = list(_items(sheet))
        self.supply = Counter(phrase.key for phrase in sheet.labels)
        self.beside = _groups_beside(sheet, form)
        self._last: tuple[list[dict[int, float]], Laid] | None = None

    def lay(self, table: tuple[int, int], companions: Companions) -> Laid:
        """Give the sheet laid along its form; `table` is its number and fiscal year."""
        opinions = Opinions(self.sheet, self.form, table, companions)
        prices = [self._prices(item, opinions) for item in self.items]
        if self._last and self._last[0] == prices:
            return self._last[1]
        lattice = Lattice(prices, [self._drop(item) for item in self.items], len(self.form.accounts))
        search = Search(self.form, self.arithmetic, [self._open_item(item) for item in self.items], self.supply)
        runs = lattice.runs()
        choices = self._choices(lattice.pinned, runs, search.narrow(lattice, runs))
        best = [choice for choice in choices if choice.rank == choices[0].rank]
        self._last = (prices, self._laid(best[0], self._doubts(best, runs)))
        return self._last[1]

    def _open_item(self, item: Item) -> OpenItem:
        row = None if item.row is None else self.sheet.rows[item.row]
        cells = None if item.row is None else self._cells(item.row)
        return OpenItem(row is not None, row is not None and not row.label, cells)

    def _prices(self, item: Item, opinions: Opinions) -> dict[int, float]:
        """Give what it costs to place an item on each line that may bear it."""
        if item.row is None:
            return self._heading_prices(item.phrase) if item.phrase else {}
        row = self.sheet.rows[item.row]
        named = self.form.places.get(row.key, []) if row.label else range(len(self.form.accounts))
        lines = [line for line in named if not self.form.is_heading(line)]
        return {line: self._row_price(item.row, line, opinions) for line in lines}

    def _row_price(self, row: int, line: int, opinions: Opinions) -> float:
        """Give what it costs to take a row for a line; one whose label is printed nowhere is not worth a question."""
        if not self.sheet.rows[row].label and not self.form.wordings[line] & self.supply.keys():
            return NO_LABEL
        missing = sum(NO_HEADING for h in self.form.above(line) if not self.form.wordings[h] & self.supply.keys())
        return opinions.price(row, self.fillings[row], line) + missing

    def _heading_prices(self, phrase: Phrase) -> dict[int, float]:
        """Give where a label that stands alone may be in its place: as a heading, if not among labels moved aside."""
        if phrase.above in self.beside:
            return {}
        heads = [line for line in self.form.places.get(phrase.key, []) if self.form.below.get(line)]
        return {line: 0.0 if self.form.is_heading(line) else BARE_HEADING for line in heads}

    def _drop(self, item: Item) -> float:
        if item.row is None:
            return LOOSE_WORD
        return UNPLACED if self.sheet.rows[item.row].label else UNPLACED_BARE

    def _choices(self, pinned: Way, runs: Sequence[Run], ways: list[list[Way]]) -> list[Choice]:
        """Give the ways to place all items, the best first."""
        while prod(len(w) for w in ways) > _MOST_CHOICES:
            # Too many to compare: the run with most ways is left open.
            longest = max(range(len(ways)), key=lambda i: len(ways[i]))
            ways[longest] = [tuple(pinned[runs[longest].start : runs[longest].stop])]
        found = [self._choice(with_ways(pinned, runs, combination)) for combination in product(*ways)]
        return sorted(found, key=lambda choice: choice.rank)

    def _values(self, way: Way, start: int = 0) -> dict[int, Cells | None]:
        """Give the values of the lines that a way places rows on."""
        values: dict[int, Cells | None] = {}
        for line, item in zip(way, self.items[start:], strict=False):
            if line is not None and item.row is not None:
                values[line] = self._cells(item.row)
        return values

    def _cells(self, row: int) -> Cells | None:
        ways = {values_of(filling) for filling in self.fillings[row]}
        return next(iter(ways)) if len(ways) == 1 else None

    def _choice(self, lines: Way) -> Choice:
        rows = self._settled(self._rows(lines))
        loose = [i.phrase for i, line in zip(self.items, lines, strict=True) if i.phrase and line is None]
        beside = [phrase for phrase in self.sheet.labels if phrase.above >= len(self.sheet.rows)]
        moved = match_moved(self.form, self.sheet.rows, rows, ([*loose, *beside], self._in_place(lines)))
        return Choice(lines, rows, moved, self.arithmetic.score(self.arithmetic.identities, self._values(lines)))

    def _rows(self, lines: Way) -> tuple[int | None, ...]:
        return tuple(line for item, line in zip(self.items, lines, strict=True) if item.row is not None)

    def _settled(self, rows: tuple[int | None, ...]) -> tuple[int | None, ...]:
        """Give the lines of rows, those with it that stand out of order under a label that only one line may bear."""
        taken = set(rows)
        found = list(rows)
        for i, row in enumerate(self.sheet.rows):
            places = self.form.places.get(row.key, []) if row.label else []
            if found[i] is None and len(places) == 1 and places[0] not in taken and not self.form.is_heading(places[0]):
                found[i] = places[0]
                taken.add(places[0])
        return tuple(found)

    def _in_place(self, lines: Way) -> dict[int, Phrase]:
        pairs = zip(self.items, lines, strict=True)
        return {line: item.phrase for item, line in pairs if item.phrase and line is not None}

    def _doubts(self, best: Sequence[Choice], runs: Sequence[Run]) -> dict[int, Doubt]:
        """Give the rows about which the best ways disagree, unless they are nothing in every column."""
        doubts: dict[int, Doubt] = {}
        open_items = {i for run in runs for i in range(run.start, run.stop)}
        for i, item in enumerate(self.items):
            options = {choice.lines[i] for choice in best}
            if item.row is None:
                continue
            cells = self._cells(item.row)
            if i in open_items and options == {None}:
                doubts[item.row] = Doubt("too many ways to place it fit equally well")
            elif len(options) > 1 and (cells is None or any(cells)):
                lines = tuple(sorted(line for line in options if line is not None))
                doubts[item.row] = Doubt("several readings fit equally well", lines)
        return doubts

    def _laid(self, choice: Choice, doubts: Mapping[int, Doubt]) -> Laid:
        fills = tuple(self.fillings)
        return Laid(self.sheet, self.form, choice.rows, fills, self._in_place(choice.lines), choice.moved, doubts)


def _items(sheet: Sheet) -> Iterator[Item]:
    """Give rows and the labels that stand alone among them, in printed order; labels below the last row stand beside."""
    for i in range(len(sheet.rows)):
        yield from (Item(None, phrase) for phrase in sheet.labels if phrase.above == i)
        yield Item(i, None)


def _groups_beside(sheet: Sheet, form: FormLines) -> set[int]:
    """Give where, among the rows, labels stand that were moved aside: together with one that can be no heading."""
    return {phrase.above for phrase in sheet.labels if not any(form.below.get(line) for line in form.places[phrase.key])}
