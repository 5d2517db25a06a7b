"""What the amount columns of a table show, told by its header: by cell where cells tell columns, else in printed order."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from scripts.labels import clean_label, fold_label
from scripts.recognise.geometry import Columns, Side, Strip
from scripts.recognise.headings import LABEL, Head, Headings


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of one side's amount columns: of each cell where cells tell columns, and of all in printed order.

    `blanks` tells that some rows leave columns blank, so that a nil is printed only where the line has a figure; `sure` that
    the header says of each column by itself what it is.
    """

    by_cell: dict[int, Head] = field(default_factory=dict)
    order: tuple[Head, ...] = ()
    blanks: bool = False
    sure: bool = True


def read_cells(headers: Sequence[Strip], columns: Columns | None, side: Side, headings: Headings) -> Heads:
    """Give the heads of a side whose cells tell columns.

    Converters break headings over lines and repeat the words of merged cells; the words of a cell are tried joined, joined
    with the heading of the merged cell above, and line by line.
    """
    texts = [_row_texts(strip, columns, headings) for strip in headers]
    told = {cell for row in texts for cell, text in row.items() if headings.tell(text) is not None}
    aside = {c: Head(aside=True) for c in told if all(_is_aside(headings.tell(row[c])) for row in texts if c in row)}
    found = aside | {cell: _head_of(cell, texts, side, headings) for cell in side.amounts}
    if not headings.only:
        copies = Counter(replace(head, unit="") for head in found.values() if head.column)
        found = {c: Head(words=h.words) if copies[replace(h, unit="")] > 1 else h for c, h in found.items()}
    return _guard(Heads(found, tuple(found[cell] for cell in side.amounts)))


def _is_aside(told: Head | str | None) -> bool:
    return told == LABEL or (isinstance(told, Head) and told.aside)


def _row_texts(strip: Strip, columns: Columns | None, headings: Headings) -> dict[int, str]:
    if strip.line.ruled:
        return {i: cell.text for i, cell in enumerate(strip.line.cells) if cell.text.strip()}
    texts: dict[int, str] = {}
    for piece in strip.pieces:
        words = [word for word in piece.text.split() if headings.tell(word) != LABEL]
        if words and headings.tell(piece.text) != LABEL:
            cell = columns.cell_below(piece) if columns else piece.cell
            texts[cell] = texts.get(cell, "") + " ".join(words)
    return texts


def _head_of(cell: int, texts: Sequence[dict[int, str]], side: Side, headings: Headings) -> Head:
    own = [row[cell] for row in texts if cell in row]
    own = [text for i, text in enumerate(own) if i == 0 or fold_label(text) != fold_label(own[i - 1])]
    own = [text for text in own if headings.tell(text) != LABEL]
    merged = [_merged(row, cell, side, headings) for row in texts if cell not in row]
    above = next((text for text in merged if text), "")
    whole = next((h for t in ("".join(own), above + "".join(own)) if isinstance(h := headings.tell(t), Head) and h.column), None)
    told = [h for t in (*own, above) if isinstance(h := headings.tell(t), Head)]
    head = _merge([whole, *told] if whole else told)
    words = clean_label("".join(own))
    if not head.column and not head.aside and headings.only and (told or not own):
        head = replace(head, column=headings.only)
    return replace(head, words=words)


def _merged(row: dict[int, str], cell: int, side: Side, headings: Headings) -> str:
    # The heading of a cell merged over several columns stands in the leftmost of them only.
    left = [other for other in row if side.first < other < cell]
    text = row[max(left)] if left else ""
    return "" if headings.tell(text) == LABEL else text


def _merge(told: Iterable[Head]) -> Head:
    merged = Head()
    for head in told:
        merged = Head(
            column=merged.column or head.column,
            scope=merged.scope or head.scope,
            year=head.year if merged.year is None else merged.year,
            back=merged.back or head.back,
            basis=head.basis if merged.basis == "actual" else merged.basis,
            unit=merged.unit or head.unit,
            aside=merged.aside or head.aside,
        )
    return replace(merged, column="") if merged.aside else merged


def _guard(heads: Heads) -> Heads:
    # Where one column names a scope, all have to; else none is certain.
    named = {bool(head.scope) for head in heads.order if head.column}
    if len(named) < 2:  # noqa: PLR2004  with a scope, and without
        return heads
    unsure = {cell: replace(head, column="") for cell, head in heads.by_cell.items()}
    return Heads(unsure, tuple(replace(head, column="") for head in heads.order))


def read_words(headers: Sequence[Strip], count: int, headings: Headings) -> Heads:
    """Give the heads of `count` amount columns whose cells do not tell them, in printed order; none where that is unsure.

    The header's words are taken as they stand where there is one for each column, else as scopes, years and columns that
    are crossed with one another.
    """
    rows = [[head for head in _tell_all(strip, headings) if isinstance(head, Head) and _tells_column(head)] for strip in headers]
    rows = [row for row in rows if row]
    literal = [head for row in rows for head in row]
    # Torn over lines, headings do not come in their order.
    whole = len(rows) == 1 or all(len(row) == 1 for row in rows)
    for heads, sure in ((_once(literal, count) if whole else [], True), (_crossed(literal, headings), False)):
        if len(heads) == count:
            named = [head if head.column or head.aside else replace(head, column=headings.only) for head in heads]
            return _guard(Heads({}, tuple(named), sure=sure))
    if count == 1 and headings.only and not literal:
        return Heads({}, (Head(column=headings.only),))
    return Heads()


def _tells_column(head: Head) -> bool:
    # （千円） alone heads nothing, 本年度 and 前年度 do.
    return not head.unit or head != Head(unit=head.unit)


def tell_whole(strip: Strip, headings: Headings) -> list[Head | str]:
    """Give what a line of nothing but headings says, piece by piece or word by word; nothing where other words stand in it."""
    for texts in ([piece.text for piece in strip.pieces], [word for piece in strip.pieces for word in piece.text.split()]):
        told = [headings.tell(text) for text in texts]
        if all(told):
            return [head for head in told if head]
    return []


def _tell_all(strip: Strip, headings: Headings) -> list[Head | str]:
    return tell_whole(strip, headings) or list(headings.scan("".join(piece.text for piece in strip.pieces)))


def _once(heads: list[Head], count: int) -> list[Head]:
    # A table with two sides prints its headings twice.
    half = heads[: len(heads) // 2]
    return half if len(heads) == 2 * count and half == heads[count:] else heads


def _crossed(heads: Iterable[Head], headings: Headings) -> list[Head]:
    scopes: dict[str, Head] = {}
    periods: dict[tuple[int | None, int, str, bool], Head] = {}
    columns: dict[str, Head] = {}
    for head in heads:
        if head.column:
            columns.setdefault(head.column, head)
        elif head.scope:
            scopes.setdefault(head.scope, head)
        else:
            periods.setdefault((head.year, head.back, head.basis, head.aside), head)
    order = [column.column for column in headings.columns]
    ordered = sorted(columns.values(), key=lambda head: order.index(head.column))
    parts = [list(scopes.values()) or [Head()], list(periods.values()) or [Head()], ordered or [Head()]]
    return [_merge(combination) for combination in product(*parts)]
