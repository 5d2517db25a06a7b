"""Amount columns: which cell of a header is which column of the form, also where the header is torn over two lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from scripts.labels import fold_label
from scripts.records import Line
from scripts.recognise.pieces import Piece
from scripts.recognise.rows import Row
from scripts.reference import Account, Column


@dataclass(frozen=True, slots=True)
class Heads:
    """The amount columns a table prints: by cell where the table is ruled, and all of them in printed order."""

    by_cell: dict[int, str]
    printed: tuple[str, ...]


class ColumnError(ValueError):
    """Figures of a row that cannot be given to columns without guessing."""


def _wordings(columns: Sequence[Column]) -> dict[str, str]:
    return {fold_label(text): c.column for c in reversed(columns) for text in (c.label_ja, *c.variants) if text}


def read_heads(headers: Sequence[Line], columns: Sequence[Column]) -> Heads:
    """Give the columns that the header lines of a table name.

    Converters break headers over lines and repeat words of merged cells; a cell is tried as all its words joined, then
    line by line from below.
    """
    known = _wordings(columns)
    by_cell: dict[int, str] = {}
    ruled = [line for line in headers if line.ruled]
    for cell in range(max((len(line.cells) for line in ruled), default=0)):
        words = [fold_label(line.cells[cell].text) for line in ruled if cell < len(line.cells)]
        tries = ["".join(words), *reversed(words)]
        column = next((known[text] for text in tries if text in known), None)
        if column is not None and column not in by_cell.values():
            by_cell[cell] = column
    text = "".join(fold_label(line.text) for line in headers)
    named = set(by_cell.values()) | {column for words, column in known.items() if words in text}
    return Heads(by_cell, tuple(c.column for c in columns if c.column in named))


def assign_columns(row: Row, account: Account, heads: Heads) -> list[tuple[str, Piece]]:
    """Give each figure of a row its column. Raises ColumnError where that would be a guess."""
    if row.ruled and heads.by_cell and len({p.cell for p in row.figures}) == len(row.figures):
        lost = [p for p in row.figures if p.cell not in heads.by_cell]
        if not lost:
            return [(heads.by_cell[p.cell], p) for p in row.figures]
    printed = heads.printed or account.columns
    applicable = tuple(c for c in printed if c in account.columns)
    for columns in (applicable, printed, account.columns):
        if len(columns) == len(row.figures):
            return list(zip(columns, row.figures, strict=True))
    raise ColumnError(f"expected {len(applicable or printed)} figures ({', '.join(applicable or printed)}), found {len(row.figures)}")
