"""Where order leaves several ways, the ways that go on without a broken sum and without a label used twice."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from scripts.recognise.torn.arithmetic import Arithmetic, Cells, Identity
from scripts.recognise.torn.form import FormLines
from scripts.recognise.torn.lattice import Lattice, Run, Way

_MOST_STEPS = 8_000
_MOST_WAYS = 500


@dataclass(frozen=True, slots=True)
class OpenItem:
    """What the search needs of an item: whether it is a row, whether its label is torn away, its cells where certain."""

    is_row: bool
    is_torn: bool
    cells: Cells | None


class Search:
    """The search for the ways to place the runs of one sheet; `supply` counts the labels that stand alone."""

    def __init__(self, form: FormLines, arithmetic: Arithmetic, items: Sequence[OpenItem], supply: Mapping[str, int]) -> None:
        self.form = form
        self.arithmetic = arithmetic
        self.items = items
        self.supply = supply
        self.last: dict[int, list[Identity]] = defaultdict(list)
        for identity in arithmetic.identities:
            self.last[max(line for line, _ in identity.terms)].append(identity)

    def narrow(self, lattice: Lattice, runs: Sequence[Run]) -> list[list[Way]]:
        """Give for each run the ways that break the fewest sums; a run that is settled helps to settle the others.

        A run with too many ways is left open: none of its open items is placed.
        """
        ways: list[list[Way]] = [[] for _ in runs]
        before = -1
        while (known := sum(len(w) == 1 for w in ways)) > before:
            before = known
            for i, run in enumerate(runs):
                if len(ways[i]) != 1:
                    settled = with_ways(lattice.pinned, runs, [w[0] if len(w) == 1 else None for w in ways])
                    others = [other for j, other in enumerate(runs) if j != i and len(ways[j]) != 1]
                    unsure = {line for other in others for line in _lines(lattice, other)}
                    found = ways[i] or self._find(lattice, run, settled, unsure)
                    ways[i] = self._fewest_broken(settled, run, found, unsure)
        return [w or [tuple(lattice.pinned[run.start : run.stop])] for w, run in zip(ways, runs, strict=True)]

    def _find(self, lattice: Lattice, run: Run, settled: Way, unsure: Collection[int]) -> list[Way]:
        """Give the ways on which no sum breaks; where the print breaks one itself, those that use no label twice."""
        for strict in (True, False):
            found = _Walk(self, lattice, run, _Ground(settled, unsure, strict)).ways()
            if found:
                return found
        return []

    def _fewest_broken(self, settled: Way, run: Run, ways: list[Way], unsure: Collection[int]) -> list[Way]:
        lines = {line for way in ways for line in way if line is not None}
        identities = [n for n in self.arithmetic.around(lines) if not any(line in unsure for line, _ in n.terms)]
        base = self.values(settled)
        scores = [self.arithmetic.score(identities, base | self.values(way, run.start)) for way in ways]
        fewest = min((score.broken for score in scores), default=0)
        kept = [(score.held, way) for score, way in zip(scores, ways, strict=True) if score.broken == fewest]
        return [way for _, way in sorted(kept, key=lambda pair: -pair[0])]

    def values(self, way: Way, start: int = 0) -> dict[int, Cells | None]:
        """Give the values of the lines that a way places rows on; `start` is the way's first item."""
        pairs = zip(way, self.items[start:], strict=False)
        return {line: item.cells for line, item in pairs if line is not None and item.is_row}

    def label_of(self, item: int, line: int) -> str:
        """Give the label that a torn row needs on a line, where it can be but one of those that stand alone."""
        keys = self.form.wordings[line] & self.supply.keys() if self.items[item].is_torn else frozenset[str]()
        return next(iter(keys)) if len(keys) == 1 else ""


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a walk starts from: the lines that are settled, those that other runs may yet take, whether sums must hold."""

    settled: Way
    unsure: Collection[int]
    strict: bool


class _Walk:
    """A walk over the beginnings of ways: it turns back where a sum breaks or a label is needed too often."""

    def __init__(self, search: Search, lattice: Lattice, run: Run, ground: _Ground) -> None:
        self._search = search
        self._lattice = lattice
        self._run = run
        self._strict = ground.strict
        self._unsure = ground.unsure
        self._values = search.values(ground.settled)
        self._left = Counter(search.supply)
        for item, line in enumerate(ground.settled):
            if line is not None:
                self._left[search.label_of(item, line)] -= 1
        self._steps = 0
        self._found: list[Way] = []

    def ways(self) -> list[Way]:
        """Give the ways that can be walked to their end; none where there are too many, or too long a search."""
        self._go(self._run.start, self._run.passed, 0.0, ())
        return self._found if self._steps <= _MOST_STEPS and len(self._found) <= _MOST_WAYS else []

    def _go(self, i: int, j: int, cost: float, way: Way) -> None:
        self._steps += 1
        if self._steps > _MOST_STEPS or len(self._found) > _MOST_WAYS:
            return
        if i == self._run.stop:
            self._found.append(way)
            return
        for k, price in self._lattice.steps(self._run, i, j, cost):
            if k is None:
                self._go(i + 1, j, price, (*way, None))
            elif self._take(i, k):
                if self._holds(j, k):
                    self._go(i + 1, k + 1, price, (*way, k))
                self._give_back(i, k)

    def _take(self, i: int, k: int) -> bool:
        """Place an item on a line; refuse where its label is used up."""
        label = self._search.label_of(i, k)
        if label and self._left[label] <= 0:
            return False
        self._left[label] -= 1
        if self._search.items[i].is_row:
            self._values[k] = self._search.items[i].cells
        return True

    def _give_back(self, i: int, k: int) -> None:
        self._left[self._search.label_of(i, k)] += 1
        self._values.pop(k, None)

    def _holds(self, j: int, k: int) -> bool:
        """Tell whether every sum holds whose last line was passed by a step from line `j` on to line `k`."""
        if not self._strict:
            return True
        for last in range(j, k + 1):
            for identity in self._search.last.get(last, ()):
                if not any(line in self._unsure for line, _ in identity.terms):
                    gap = self._search.arithmetic.gap(identity, self._values)
                    if gap and any(gap):
                        return False
        return True


def _lines(lattice: Lattice, run: Run) -> set[int]:
    return {line for options in lattice.options[run.start : run.stop] for line in options if line is not None}


def with_ways(pinned: Way, runs: Sequence[Run], ways: Sequence[Way | None]) -> Way:
    """Give the pinned lines with those of the runs that are settled."""
    lines = list(pinned)
    for run, way in zip(runs, ways, strict=True):
        if way is not None:
            lines[run.start : run.stop] = way
    return tuple(lines)
