"""Labels that the print breaks over two or three lines, put together where the whole is a line of the form."""

from collections.abc import Sequence
from dataclasses import replace

from scripts.recognise.align import Track
from scripts.recognise.rows import Row

_MOST_LINES = 3


def join_torn_labels(rows: Sequence[Row], track: Track) -> list[Row]:
    """Give the rows with labels joined that the print breaks over lines; at most one of the parts has figures.

    Two lines of the form are never joined to a third: one of the parts must be unknown by itself.
    """
    joined: list[Row] = []
    at = 0
    while at < len(rows):
        whole, count = next(
            ((w, n) for n in range(_MOST_LINES, 1, -1) if (w := _joined(rows[at : at + n], n, track)) is not None), (rows[at], 1)
        )
        joined.append(whole)
        at += count
    return joined


def _joined(parts: Sequence[Row], count: int, track: Track) -> Row | None:
    # The figures of a label on two lines may stand on a line of their own between them.
    if len(parts) < count or sum(bool(row.figures) for row in parts) > 1 or not (parts[0].words and parts[-1].words):
        return None
    if len({row.side for row in parts}) > 1 or any(row.depth is not None for row in parts):
        return None
    known = [bool(track.places(replace(row, figures=[]))) for row in parts if row.words]
    words = [piece for row in parts for piece in row.words]
    figured = next((row for row in parts if row.figures), parts[0])
    whole = replace(figured, words=words, indent=parts[0].indent)
    named = track.places(replace(whole, figures=[]))
    return whole if named and not all(known) else None
