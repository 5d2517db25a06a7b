"""Rows laid along the lines of a form in order, at the least cost; and where more than one way costs the least.

Every item (a row, or a word between rows) goes to a line behind that of the item before it, or to none. The cheapest ways
are found in items x lines steps; where they part, and only there, the ways themselves are listed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

_SAME = 1e-6

Way = tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Items from `start` to before `stop` whose lines the cost leaves open, and the cheapest ways to place them.

    `ways` is empty where there are too many to list.
    """

    start: int
    stop: int
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class Lattice:
    """What it costs to place each item on a line (`prices`; a line not named is impossible) or on none (`drops`)."""

    prices: Sequence[Mapping[int, float]]
    drops: Sequence[float]
    lines: int

    @cached_property
    def _ahead(self) -> list[list[float]]:
        """The least cost of the items from i on, when lines before j are passed."""
        best = [[0.0] * (self.lines + 1) for _ in range(len(self.prices) + 1)]
        for i in range(len(self.prices) - 1, -1, -1):
            placed = float("inf")
            for j in range(self.lines, -1, -1):
                if j in self.prices[i]:
                    placed = min(placed, self.prices[i][j] + best[i + 1][j + 1])
                best[i][j] = min(placed, self.drops[i] + best[i + 1][j])
        return best

    @cached_property
    def _behind(self) -> list[list[float]]:
        """The least cost of the items before i, when they stand on lines before j."""
        best = [[0.0] * (self.lines + 1) for _ in range(len(self.prices) + 1)]
        for i, prices in enumerate(self.prices):
            placed = float("inf")
            for j in range(self.lines + 1):
                if j - 1 in prices:
                    placed = min(placed, prices[j - 1] + best[i][j - 1])
                best[i + 1][j] = min(placed, self.drops[i] + best[i][j])
        return best

    @cached_property
    def options(self) -> list[list[int | None]]:
        """For each item the lines it has in a cheapest way (None for no line)."""
        goal = self._ahead[0][0] + _SAME
        found: list[list[int | None]] = []
        for i, prices in enumerate(self.prices):
            lines: list[int | None] = [
                k for k in sorted(prices) if self._behind[i][k] + prices[k] + self._ahead[i + 1][k + 1] < goal
            ]
            if any(self._behind[i][j] + self.drops[i] + self._ahead[i + 1][j] < goal for j in range(self.lines + 1)):
                lines.append(None)
            found.append(lines)
        return found

    def runs(self, most: int) -> list[Run]:
        """Give the runs of items that the cost leaves open, with at most `most` ways each."""
        runs = []
        start: int | None = None
        for i in range(len(self.prices) + 1):
            pinned = i == len(self.prices) or self.options[i][0] is not None
            is_open = i < len(self.prices) and len(self.options[i]) > 1
            if is_open and start is None:
                start = i
            elif not is_open and pinned and start is not None:
                ways = tuple(islice(self._ways(start, i), most + 1))
                runs.append(Run(start, i, ways if len(ways) <= most else ()))
                start = None
        return runs

    def _ways(self, start: int, stop: int) -> Iterator[Way]:
        passed = max((k + 1 for options in self.options[:start] for k in options if k is not None), default=0)
        goal = self._ahead[start][passed] + _SAME
        waiting: list[tuple[float, int, Way]] = [(0.0, passed, ())]
        while waiting:
            cost, j, way = waiting.pop()
            i = start + len(way)
            if i == stop:
                yield way
                continue
            if cost + self.drops[i] + self._ahead[i + 1][j] < goal:
                waiting.append((cost + self.drops[i], j, (*way, None)))
            for k, price in sorted(self.prices[i].items(), reverse=True):
                if k >= j and cost + price + self._ahead[i + 1][k + 1] < goal:
                    waiting.append((cost + price, k + 1, (*way, k)))
