"""Rows laid along the lines of a form: which row is which line, where labels repeat and lines are left out.

Rows stand in the order of the form. An alignment places every row on a line that may bear its label, later rows on later
lines; it costs a little to leave a heading out and much to leave a figure unplaced. A two-sided table read line by line runs
along two tracks at once. All cheapest alignments are found, so that the caller can let arithmetic choose between them and
refuse where nothing does.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from operator import le

from scripts.recognise.rows import Row
from scripts.reference import Account

UNPLACED = 1000.0
LEFT_OUT = 1.0
OPEN = 0.5
SKIPPED = 0.001
ASTRAY = 0.05
# How many figures without a line are borne with, tried one after the other.
FEW_LOST = (0, 2, 8)
MOST_ALIGNMENTS = 512
# Where more ways than this lie open at one row, labels tell too little.
MOST_STATES = 1000
# Costs nearer than this are the same.
SAME = 0.0005

Alignment = tuple[Account | None, ...]
State = tuple[int, ...]
# The depth in the form that an indentation (side, screen columns) stands for.
Depths = Mapping[tuple[int, int], int]
# A step places a row on a line of a track (track, line), or nowhere (None).
Step = tuple[int, int] | None
# For each state the cheapest way there, and the states and steps by which it is reached so.
Layer = dict[State, tuple[float, list[tuple[State, Step]]]]


@dataclass(frozen=True)
class Track:
    """The lines of a form in printed order, with the labels each may bear."""

    lines: tuple[Account, ...]
    wordings: Mapping[str, frozenset[str]]

    def places(self, row: Row) -> list[int]:
        """Give the positions of the lines that may bear a row's label: those that name it, else the open ones."""
        named = self._named.get(row.key_as or row.key)
        if named or not row.figures:
            return named or []
        return [i for i in self._open if row.depth in (None, self.depth(self.lines[i]))]

    @cached_property
    def _named(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for i, line in enumerate(self.lines):
            for words in self.wordings[line.account] if not line.open else ():
                found.setdefault(words, []).append(i)
        return found

    @cached_property
    def _open(self) -> list[int]:
        return [i for i, line in enumerate(self.lines) if line.open]

    def depth(self, line: Account) -> int:
        """Give how many ancestors a line has in its form."""
        return self.depths[line.account]

    @cached_property
    def depths(self) -> dict[str, int]:
        """How many ancestors each line has."""
        by_id = {a.account: a for a in self.lines}
        found: dict[str, int] = {}

        def depth(name: str) -> int:
            if name not in found:
                found[name] = 1 + depth(by_id[name].parent) if by_id[name].parent in by_id else 0
            return found[name]

        return {name: depth(name) for name in by_id}

    def steps(self, row: Row, places: Sequence[int], used: int) -> Iterator[tuple[int, float]]:
        """Give where a row may go when `used` lines are passed, and what it costs.

        Open lines repeat, and take turns with open lines next to them; so does a line that rows share by another name.
        """
        for place in places:
            if self.lines[place].open:
                back = used
                while back and self.lines[back - 1].open:
                    back -= 1
                if place >= back:
                    yield place, OPEN + SKIPPED * max(0, place - used)
            elif place >= used - (1 if row.key_as else 0):
                yield place, 0.0


def align_rows(rows: Sequence[Row], tracks: Sequence[Track], depths: Depths | None = None) -> list[Alignment]:
    """Give the cheapest alignments of rows along one track, or along two where each row runs along the track of its side.

    A row whose side is not known may run along either; where that would leave many rows without line, none is placed. One
    that `depths` tells to be indented for another depth than a line's goes there only if nowhere else. An alignment holds
    for each row its line, or None. There are at most `MOST_ALIGNMENTS`; an empty list says that there would be more.
    """
    for most in FEW_LOST if len(tracks) > 1 else (*FEW_LOST, len(rows)):
        layers = _layers(rows, tracks, depths or {}, most)
        if layers[-1]:
            break
    else:
        return [(None,) * len(rows)]
    cheapest = min(cost for cost, _ in layers[-1].values())
    ends = [state for state, (cost, _) in layers[-1].items() if cost - cheapest < SAME]
    paths = [path for end in ends for path in islice(_paths(layers, len(rows), end), MOST_ALIGNMENTS + 1)]
    if len(paths) > MOST_ALIGNMENTS:
        return []
    found = (tuple(tracks[s[0]].lines[s[1]] if s else None for s in reversed(path)) for path in paths)
    return list(dict.fromkeys(found))


def _layers(rows: Sequence[Row], tracks: Sequence[Track], depths: Depths, most: int) -> list[Layer]:
    """Give the states behind each row, those that leave more than `most` figures without a line cut off."""
    layers: list[Layer] = [{(0,) * len(tracks): (0.0, [])}]
    for row in rows:
        after = _advance(layers[-1], row, tracks, depths)
        after = _prune({state: entry for state, entry in after.items() if entry[0] < (most + 1) * UNPLACED})
        layers.append(after if len(after) <= MOST_STATES else {})
    return layers


def _advance(states: Layer, row: Row, tracks: Sequence[Track], depths: Depths) -> Layer:
    after: Layer = {}
    sides = range(len(tracks)) if len(tracks) == 1 or row.side not in (0, 1) else (row.side,)
    places = {side: tracks[side].places(row) for side in sides}
    depth = depths.get((row.side or 0, row.indent))
    astray = {
        (s, p): ASTRAY if depth not in (None, tracks[s].depth(tracks[s].lines[p])) else 0.0 for s in sides for p in places[s]
    }
    for state, (cost, _) in states.items():
        _reach(after, state, cost + (UNPLACED if row.figures else LEFT_OUT), (state, None))
        for side in sides:
            for place, price in tracks[side].steps(row, places[side], state[side]):
                there = (*state[:side], place + 1, *state[side + 1 :])
                _reach(after, there, cost + price + astray[side, place], (state, (side, place)))
    return after


def _reach(states: Layer, state: State, cost: float, came: tuple[State, Step]) -> None:
    known = states.get(state)
    if known is None or cost < known[0] - SAME:
        states[state] = (cost, [came])
    elif cost < known[0] + SAME:
        known[1].append(came)


def _prune(states: Layer) -> Layer:
    # Whatever can follow a state can follow one that has used fewer lines; where that was cheaper too, the first is never best.
    ordered = sorted(states.items(), key=lambda item: (item[1][0], item[0]))
    kept: Layer = {}
    cheaper: list[State] = []
    waiting = iter(ordered)
    ahead = next(waiting, None)
    for state, entry in ordered:
        while ahead is not None and ahead[1][0] + OPEN < entry[0]:
            if ahead[0] in kept and not _covered(ahead[0], cheaper):
                cheaper = [*(other for other in cheaper if not _covered(other, [ahead[0]])), ahead[0]]
            ahead = next(waiting, None)
        if not _covered(state, cheaper):
            kept[state] = entry
    return kept


def _covered(state: State, others: Sequence[State]) -> bool:
    return any(all(map(le, other, state)) for other in others)


def _paths(layers: Sequence[Layer], count: int, end: State) -> Iterator[list[Step]]:
    # From the last row to the first, without recursion: a stack of (row, state, steps so far).
    stack: list[tuple[int, State, list[Step]]] = [(count, end, [])]
    while stack:
        row, state, steps = stack.pop()
        if row == 0:
            yield steps
            continue
        stack += [(row - 1, before, [*steps, step]) for before, step in layers[row][state][1]]
