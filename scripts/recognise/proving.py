"""Headings put to the proof: where a form's columns add up, rows must hold under the columns that the header was read to name."""

from collections.abc import Iterator, Sequence
from itertools import combinations, islice

from scripts.recognise.columns import Assigned, row_holds
from scripts.recognise.headings import Head
from scripts.recognise.heads import Heads
from scripts.recognise.rows import Row
from scripts.reference import Column

_FEWEST_PROOFS = 3
_MOST_TRIES = 2000


def prove_heads(heads: Heads, rows: Sequence[Row], columns: Sequence[Column]) -> Heads:
    """Give the heads of a side as they were read, or as the rows prove them to be where the header tells none.

    Heads that are not sure are given up where most rows break under them. Heads are found by proof only where one choice
    of the form's columns holds for every row, and for enough of them.
    """
    if not any(column.sums_to for column in columns):
        return heads
    told = [head for head in heads.order if head.column]
    if len({(h.scope, h.year, h.back, h.basis) for h in told}) > 1:
        return heads
    if told and heads.sure:
        return heads
    if told:
        proofs = list(_proofs(heads, rows, columns))
        return heads if 2 * sum(proofs) >= len(proofs) else Heads()
    return _find(heads, rows, columns)


def _proofs(heads: Heads, rows: Sequence[Row], columns: Sequence[Column]) -> Iterator[bool]:
    for row in rows:
        if heads.by_cell:
            assigned = [(heads.by_cell[p.cell], p) for p in row.figures if p.cell in heads.by_cell]
        else:
            assigned = list(zip(heads.order, row.figures, strict=False)) if len(row.figures) == len(heads.order) else []
        assigned = [(head, piece) for head, piece in assigned if head.column]
        if _says_something(assigned, columns):
            yield row_holds(assigned, columns)


def _says_something(assigned: Assigned, columns: Sequence[Column]) -> bool:
    # A sum of nils, or a row without total, proves nothing.
    names = {head.column for head, piece in assigned if any(c not in "0０" and c.isdigit() for c in piece.text)}
    return any(column.column in names and column.sums_to in names for column in columns)


def _find(heads: Heads, rows: Sequence[Row], columns: Sequence[Column]) -> Heads:
    cells = sorted({piece.cell for row in rows if row.gridded for piece in row.figures}) if heads.by_cell else []
    count = len(cells) or max((len(row.figures) for row in rows), default=0)
    choices = islice(combinations(columns, count), _MOST_TRIES) if 1 < count <= len(columns) else ()
    found = []
    for choice in choices:
        order = tuple(Head(column=column.column) for column in choice)
        tried = Heads(dict(zip(cells, order, strict=True)) if cells else {}, order)
        proofs = list(_proofs(tried, rows, columns))
        if len(proofs) >= _FEWEST_PROOFS and all(proofs):
            found.append(tried)
    return found[0] if len(found) == 1 else heads if heads.by_cell else Heads()
