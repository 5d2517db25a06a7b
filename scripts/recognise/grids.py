"""Tables whose rows are labelled over several cells (会計, 款, 項 …), with cells merged downwards."""

from collections.abc import Iterable, Sequence

from scripts.amounts import NOT_APPLICABLE
from scripts.labels import clean_label, fold_label
from scripts.recognise.pieces import split_pieces
from scripts.recognise.rows import SLASHES, Row
from scripts.records import Line


def find_label_cells(headers: Sequence[Line], heads: frozenset[str]) -> tuple[int, ...]:
    """Give the cells that label rows: those under a heading of `heads`, and cells without heading right of one."""
    cells: list[int] = []
    for header in (line for line in headers if line.ruled):
        last = -2
        for index, cell in enumerate(header.cells):
            folded = fold_label(cell.text)
            if folded in heads or (not folded and last == index - 1):
                cells.append(index)
                last = index
        if cells:
            break
    return tuple(cells)


def split_grid(lines: Iterable[Line], cells: tuple[int, ...], scope_cell: int | None) -> list[Row]:
    """Give the rows of a ruled table whose labels stand in `cells`.

    The deepest label is the row's own, the others and those merged from rows above are its ancestors. A total (合計) in the
    first cell has none. `scope_cell` names the scope a row belongs to, where the table has such a cell.
    """
    labels: dict[int, str] = {}
    scope = ""
    rows = []
    for line in (line for line in lines if line.ruled):
        pieces = [p for p in split_pieces(line) if p.text not in SLASHES]
        numbers = [p for p in pieces if p.figure and p.text not in NOT_APPLICABLE]
        words = [p for p in pieces if p.cell in cells and p not in numbers]
        figures = [p for p in pieces if p.figure and p not in words]
        scope = next((fold_label(p.text) for p in pieces if p.cell == scope_cell), scope)
        for word in words:
            labels = {c: text for c, text in labels.items() if c < word.cell} | {word.cell: clean_label(word.text)}
        if words:
            own = max(p.cell for p in words)
            above = tuple(text for c, text in sorted(labels.items()) if c < own)
            row = Row([p for p in words if p.cell == own], figures, 0, gridded=True, above=above, depth=len(above), scope=scope)
            rows.append(row)
    return rows
