"""Where things stand in a table: which cells hold labels and which amounts, also where only blanks part them.

    科目　　　　　　　　金額          科目        金額
    固定資産      26,923,275          固定負債    10,249,007

is free text; its figures end below one another, so that it reads as the ruled table 科目|金額|科目|金額 would.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from scripts.recognise.pieces import Piece, split_pieces
from scripts.records import Line

# Figures of a column end within this many screen columns of one another; columns are at least that far apart.
_NEAR = 2
_FEWEST_LINES = 5
_MOST_ASTRAY = 0.2

Edge = Callable[[Piece], int]
# How columns are lined up: by the ends of their figures or by their beginnings, on the screen or counted in characters.
METRICS: tuple[tuple[Edge, Edge], ...] = (
    (attrgetter("left"), attrgetter("right")),
    (attrgetter("left"), attrgetter("left")),
    (attrgetter("span.start"), attrgetter("span.end")),
    (attrgetter("span.start"), attrgetter("span.start")),
)


@dataclass(frozen=True, slots=True)
class Strip:
    """A line of a table; `gridded` where the cell of a piece tells its column."""

    line: Line
    pieces: tuple[Piece, ...]
    gridded: bool

    @property
    def has_figure(self) -> bool:
        """Tell whether the line prints a figure."""
        return any(piece.figure for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of free text: `begin` gives where a piece begins, `edge` where it is lined up, `ends` where columns are."""

    begin: Edge
    edge: Edge
    ends: tuple[int, ...]

    def cell_below(self, heading: Piece) -> int:
        """Give the cell of the amounts that a heading stands above."""
        nearest = min(range(len(self.ends)), key=lambda i: abs(self.edge(heading) - self.ends[i]))
        return 2 * nearest + 1


def lay_strips(lines: Iterable[Line]) -> tuple[list[Strip], Columns | None]:
    """Give the lines of a table as strips: ruled lines by their cells, free ones by columns where all show the same."""
    strips = [Strip(line, split_pieces(line), line.ruled and len(line.cells) > 1) for line in lines]
    strips = [strip for strip in strips if strip.pieces]
    if any(strip.gridded for strip in strips if strip.has_figure):
        return strips, None
    columns = _find_columns(strips)
    return ([_gridded(strip, columns) for strip in strips], columns) if columns else (strips, None)


def _find_columns(strips: Sequence[Strip]) -> Columns | None:
    rows = [[p for p in s.pieces if p.figure] for s in strips if s.has_figure and not s.pieces[0].figure]
    if len(rows) < _FEWEST_LINES:
        return None
    for begin, edge in METRICS:
        ends = _clusters([edge(piece) for row in rows for piece in row], max(2, len(rows) // 10))
        columns = Columns(begin, edge, tuple(ends))
        astray = sum(_columns_of(row, columns) is None for row in rows)
        if ends and astray <= _MOST_ASTRAY * len(rows):
            return columns
    return None


def _clusters(edges: Iterable[int], fewest: int) -> list[int]:
    counted = Counter(edges)
    groups: list[list[int]] = []
    for edge in sorted(counted):
        if groups and edge - groups[-1][-1] <= _NEAR:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    if any(group[-1] - group[0] > _NEAR * 2 for group in groups):
        return []
    return [max(group, key=lambda e: counted[e]) for group in groups if sum(counted[e] for e in group) >= fewest]


def _columns_of(figures: Sequence[Piece], columns: Columns) -> list[int] | None:
    near = [[i for i, end in enumerate(columns.ends) if abs(columns.edge(p) - end) <= _NEAR * 2] for p in figures]
    found = [places[0] for places in near if places]
    return found if len(set(found)) == len(figures) else None


def _gridded(strip: Strip, columns: Columns) -> Strip:
    # Column i has its figures in cell 2i + 1; words before it stand in cell 2i.
    figures = [piece for piece in strip.pieces if piece.figure]
    found = _columns_of(figures, columns)
    if found is None:
        return strip
    cells = dict(zip((piece.span for piece in figures), (2 * column + 1 for column in found), strict=True))
    pieces = tuple(
        replace(p, cell=cells.get(p.span, 2 * sum(columns.begin(p) > end for end in columns.ends))) for p in strip.pieces
    )
    return replace(strip, pieces=pieces, gridded=True)


@dataclass(frozen=True, slots=True)
class Side:
    """One account of a table: its first cell and those that hold amounts; `mixed` where labels and amounts share a cell."""

    first: int
    amounts: tuple[int, ...] = ()
    mixed: bool = False


def find_sides(strips: Sequence[Strip]) -> tuple[Side, ...]:
    """Give the sides of a gridded table: a new one begins where labels follow amounts and amounts follow them."""
    words: Counter[int] = Counter()
    figures: Counter[int] = Counter()
    mixed: Counter[int] = Counter()
    for strip in (s for s in strips if s.gridded and s.has_figure):
        kinds: dict[int, list[bool]] = defaultdict(list)
        for piece in strip.pieces:
            kinds[piece.cell].append(piece.figure)
        for cell, told in kinds.items():
            (mixed if len(set(told)) > 1 else figures if told[0] else words)[cell] += 1
    sides: list[Side] = []
    for cell in sorted({*words, *figures, *mixed}):
        amount = figures[cell] > words[cell] or mixed[cell] > words[cell]
        label = mixed[cell] > figures[cell] or not amount
        if label and (not sides or (sides[-1].amounts and _goes_on(cell, figures, mixed))):
            sides.append(Side(cell))
        if amount:
            last = sides.pop() if sides else Side(0)
            sides.append(Side(last.first, (*last.amounts, cell), last.mixed or label))
    return tuple(side for side in sides if side.amounts)


def _goes_on(cell: int, figures: Counter[int], mixed: Counter[int]) -> bool:
    return bool(mixed[cell]) or any(other > cell for other in figures)
