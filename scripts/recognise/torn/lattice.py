"""Rows laid along the lines of a form in order, at the least cost; and where more than one way costs the least.

Every item (a row, or a word between rows) goes to a line behind that of the item before it, or to none. The cheapest ways
are found in items x lines steps; where they part, and only there, the ways themselves are listed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

_SAME = 1e-6

Way = tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Items from `start` to before `stop` whose lines the cost leaves open; lines before `passed` are taken."""

    start: int
    stop: int
    passed: int


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

    @cached_property
    def pinned(self) -> Way:
        """For each item its line where all cheapest ways agree on one; None where they do not, or where it has none."""
        return tuple(options[0] if len(options) == 1 else None for options in self.options)

    def runs(self) -> list[Run]:
        """Give the runs of items that the cost leaves open."""
        found = []
        start: int | None = None
        passed = 0
        for i in range(len(self.prices) + 1):
            line = self.pinned[i] if i < len(self.prices) else None
            is_open = i < len(self.prices) and len(self.options[i]) > 1
            if is_open and start is None:
                start = i
            elif start is not None and (line is not None or i == len(self.prices)):
                found.append(Run(start, i, passed))
                start = None
            passed = passed if line is None else line + 1
        return found

    def steps(self, run: Run, i: int, j: int, cost: float) -> Iterator[tuple[int | None, float]]:
        """Give where item `i` of a run may go on a cheapest way, and what that way costs by then.

        `j` is the first line still free and `cost` what the way cost up to the item.
        """
        goal = self._ahead[run.start][run.passed] + _SAME
        for k, price in sorted(self.prices[i].items()):
            if k >= j and cost + price + self._ahead[i + 1][k + 1] < goal:
                yield k, cost + price
        if cost + self.drops[i] + self._ahead[i + 1][j] < goal:
            yield None, cost + self.drops[i]
