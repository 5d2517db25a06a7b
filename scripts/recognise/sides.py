"""Which side of a two-sided table a row stands on that is alone on its line."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from scripts.recognise.align import Track
from scripts.recognise.rows import Row

# The sides of a balance sheet from left to right, as accounts.csv names them.
SIDES = ("assets", "liabilities")


def tell_sides(rows: Sequence[Row], track: Track) -> list[Row]:
    """Give the rows with the side of those told that are alone on their line, in tables that print two rows on others.

    The label tells where only one side bears it; else the rows before and behind it, where both stand on one side.
    """
    if not any(row.side for row in rows) or not any(line.side for line in track.lines):
        return list(rows)
    told = [row.side if row.side is not None else _side_of(row, track) for row in rows]
    return [row if row.side is not None else replace(row, side=_between(told, i)) for i, row in enumerate(rows)]


def _side_of(row: Row, track: Track) -> int | None:
    sides = {track.lines[place].side for place in track.places(row)}
    return SIDES.index(sides.pop()) if len(sides) == 1 and sides <= set(SIDES) else None


def _between(told: Sequence[int | None], at: int) -> int | None:
    if told[at] is not None:
        return told[at]
    beside = set(_nearest(told, at))
    return beside.pop() if len(beside) == 1 else None


def _nearest(told: Sequence[int | None], at: int) -> Iterator[int]:
    for part in (reversed(told[:at]), told[at + 1 :]):
        yield from [side for side in part if side is not None][:1]
