"""Rows that stand in another order than the form's: whole blocks put back, single siblings placed where one line is free."""

from collections.abc import Iterator, Sequence

from scripts.recognise.align import Alignment, Track
from scripts.recognise.rows import Row
from scripts.reference import Account

# A line or two printed again is a slip, more of them are another table.
_SECOND_TABLE = 3


def first_table(rows: Sequence[Row], track: Track) -> list[Row]:
    """Give the rows up to where a second table begins: where labels that one line alone bears come again, several of them."""
    seen: set[int] = set()
    again: list[int] = []
    for i, row in enumerate(rows):
        places = track.places(row)
        if len(places) == 1 and row.figures and not track.lines[places[0]].open and not row.key_as:
            again += [i] if places[0] in seen else []
            seen.add(places[0])
    return list(rows[: again[0]] if len(again) >= _SECOND_TABLE else rows)


def form_order(rows: Sequence[Row], track: Track) -> list[int]:
    """Give the rows' positions in the order of the form, as far as labels that one line alone bears tell it.

    A row with another label stays behind the row before it.
    """
    key, keys = -1, []
    for row in rows:
        places = track.places(row)
        if len(places) == 1 and not track.lines[places[0]].open:
            key = places[0]
        keys.append(key)
    return sorted(range(len(rows)), key=lambda i: (keys[i], i))


def settle_siblings(rows: Sequence[Row], alignment: Alignment, track: Track) -> Alignment:
    """Give the alignment with rows placed that stand among their siblings in another order than the form's.

    A row is settled where the form has one line for it that no other row took, under the parent of the row before or
    behind it. Rows named by their scope alone may share the line of the row before them.
    """
    settled = list(alignment)
    for i, row in enumerate(rows):
        if settled[i] is None and row.figures:
            fits = list(_fits(i, rows, settled, track))
            if len(fits) == 1:
                settled[i] = fits[0]
    return tuple(settled)


def _fits(at: int, rows: Sequence[Row], settled: Sequence[Account | None], track: Track) -> Iterator[Account]:
    row = rows[at]
    taken = {line.account for line in settled if line}
    beside = [line for line in (_next(settled, at, -1), _next(settled, at, 1)) if line]
    near = {line.parent for line in beside} | {line.account for line in beside[:1]}
    free = [track.lines[place] for place in track.places(row)]
    fits = [line for line in free if line.account not in taken and line.parent in near]
    if row.key_as and not fits:
        fits = [line for line in free if settled[at - 1] is line and rows[at - 1].key_as]
    yield from fits


def _next(alignment: Sequence[Account | None], at: int, step: int) -> Account | None:
    beyond = alignment[at + 1 :] if step > 0 else alignment[:at][::-1]
    return next((line for line in beyond if line is not None), None)
