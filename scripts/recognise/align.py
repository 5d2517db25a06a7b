"""Rows laid along the lines of a form: which row is which line, where labels repeat and lines are left out.

Rows stand in the order of the form. An alignment places every row on a line that may bear its label, later rows on later
lines; it costs a little to leave a heading out and much to leave a figure unplaced. All cheapest alignments are found, so
that the caller can let arithmetic choose between them and refuse where nothing does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from scripts.recognise.rows import Row
from scripts.reference import Account

UNPLACED = 1000.0
LEFT_OUT = 1.0
OPEN = 0.5
SKIPPED = 0.01
MOST_ALIGNMENTS = 64
MOST_STATES = 400

Alignment = tuple[Account | None, ...]


@dataclass(frozen=True, slots=True)
class Track:
    """The lines of a form in printed order, with the labels each may bear."""

    lines: tuple[Account, ...]
    wordings: Mapping[str, frozenset[str]]

    def places(self, row: Row) -> list[int]:
        """Give the positions of the lines that may bear a row's label: those that name it, else the open ones."""
        key = row.key_as or row.key
        named = [i for i, line in enumerate(self.lines) if key in self.wordings[line.account] and not line.open]
        if named or not row.figures:
            return named
        return [i for i, line in enumerate(self.lines) if line.open and row.depth in (None, self.depth(line))]

    def depth(self, line: Account) -> int:
        """Give how many ancestors a line has in its form."""
        by_id = {a.account: a for a in self.lines}
        return 1 + self.depth(by_id[line.parent]) if line.parent else 0

    def steps(self, row: Row, used: int) -> list[tuple[int, float]]:
        """Give where a row may go when `used` lines are passed, and what it costs.

        Open lines repeat, and take turns with open lines next to them; so does a line that rows share by another name.
        """
        found = []
        for place in self.places(row):
            if self.lines[place].open:
                back = used
                while back and self.lines[back - 1].open:
                    back -= 1
                if place >= back:
                    found.append((place, OPEN + SKIPPED * max(0, place - used)))
            elif place >= used - (1 if row.key_as else 0):
                found.append((place, 0.0))
        return found


def _price(row: Row) -> float:
    return UNPLACED if row.figures else LEFT_OUT


def align_rows(rows: Sequence[Row], track: Track) -> list[Alignment]:
    """Give the cheapest alignments of rows along one track, at most `MOST_ALIGNMENTS`; cost rows x lines.

    An alignment holds for each row its line, or None.
    """
    count = len(track.lines)
    steps = [[track.steps(row, used) for used in range(count + 1)] for row in rows]
    # best[i][j]: cheapest way to place rows[i:] when line j - 1 was the last one used.
    best = [[0.0] * (count + 1) for _ in range(len(rows) + 1)]
    for i in range(len(rows) - 1, -1, -1):
        price, after = _price(rows[i]), best[i + 1]
        for j in range(count + 1):
            best[i][j] = min([after[j] + price, *(after[k + 1] + cost for k, cost in steps[i][j])])
    paths = _paths(rows, steps, best)
    return [tuple(track.lines[k] if k is not None else None for k in path) for path in paths]


def _paths(rows: Sequence[Row], steps: list[list[list[tuple[int, float]]]], best: list[list[float]]) -> list[list[int | None]]:
    paths: list[tuple[list[int | None], int]] = [([], 0)]
    for i, row in enumerate(rows):
        longer: list[tuple[list[int | None], int]] = []
        for path, j in paths:
            goal = best[i][j] + SKIPPED / 2
            longer += [([*path, k], k + 1) for k, cost in steps[i][j] if best[i + 1][k + 1] + cost < goal]
            if best[i + 1][j] + _price(row) < goal:
                longer.append(([*path, None], j))
        paths = longer[:MOST_ALIGNMENTS]
    return [path for path, _ in paths]


def align_sides(rows: Sequence[Row], tracks: tuple[Track, Track]) -> list[Alignment]:
    """Give the cheapest alignments of rows that run along two tracks at once, as a two-sided table read line by line.

    Lines skipped on a track cost a little, so that a label both sides bear goes where it is next.
    """
    places = [[track.places(row) for track in tracks] for row in rows]
    states: dict[tuple[int, int], tuple[float, list[Alignment]]] = {(0, 0): (0.0, [()])}
    for row, options in zip(rows, places, strict=True):
        after: dict[tuple[int, int], tuple[float, list[Alignment]]] = {}
        for state, (cost, paths) in states.items():
            _reach(after, state, cost + _price(row), [(*path, None) for path in paths])
            for side in (0, 1):
                for k in (k for k in options[side] if k >= state[side]):
                    there = (k + 1, state[1]) if side == 0 else (state[0], k + 1)
                    line = tracks[side].lines[k]
                    price = cost + SKIPPED * (k - state[side])
                    _reach(after, there, price, [(*path, line) for path in paths])
        states = dict(sorted(after.items(), key=lambda item: item[1][0])[:MOST_STATES])
    cheapest = min(cost for cost, _ in states.values())
    return [path for cost, paths in states.values() if cost - cheapest < SKIPPED / 2 for path in paths][:MOST_ALIGNMENTS]


def _reach(
    states: dict[tuple[int, int], tuple[float, list[Alignment]]],
    state: tuple[int, int],
    cost: float,
    paths: list[Alignment],
) -> None:
    known = states.get(state)
    if known is None or cost < known[0] - SKIPPED / 2:
        states[state] = (cost, paths)
    elif abs(cost - known[0]) < SKIPPED / 2:
        states[state] = (known[0], [*known[1], *paths][:MOST_ALIGNMENTS])


def join_torn_labels(rows: Sequence[Row], track: Track) -> list[Row]:
    """Give the rows with labels joined that the print breaks over two lines (neither half is a line of the form)."""
    joined: list[Row] = []
    for row in rows:
        if joined and not joined[-1].figures and not track.places(joined[-1]) and not track.places(row):
            whole = replace(row, words=[*joined[-1].words, *row.words])
            if track.places(whole):
                joined[-1] = whole
                continue
        joined.append(row)
    return joined




def settle_siblings(rows: Sequence[Row], alignment: Alignment, track: Track) -> Alignment:
    """Give the alignment with rows placed that stand among their siblings in another order than the form's.

    A row is settled where the form has one line for it that no other row took, under the parent of the row before or
    behind it. Rows named by their scope alone may share the line of the row before them.
    """
    settled = list(alignment)
    for i, row in enumerate(rows):
        if settled[i] is not None or not row.figures:
            continue
        taken = {line.account for line in settled if line}
        near = {line.parent for line in (_next(settled, i, -1), _next(settled, i, 1)) if line}
        free = [track.lines[k] for k in track.places(row)]
        fits = [line for line in free if line.account not in taken and line.parent in near]
        if row.key_as and not fits:
            fits = [line for line in free if settled[i - 1] is line and rows[i - 1].key_as]
        if len(fits) == 1:
            settled[i] = fits[0]
    return tuple(settled)


def _next(alignment: Sequence[Account | None], at: int, step: int) -> Account | None:
    beyond = alignment[at + 1 :] if step > 0 else alignment[:at][::-1]
    return next((line for line in beyond if line is not None), None)
