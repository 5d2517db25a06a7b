"""Amount columns: which cell of a header is which column of the form, also where the header is torn over two lines."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scripts.labels import fold_label
from scripts.records import Line
from scripts.recognise.pieces import Piece
from scripts.recognise.rows import Row
from scripts.reference import Account, Column

_PAGE_DIGITS = 3


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
        tries = ["".join(words), _merged(ruled, cell) + "".join(words[1:]), *reversed(words)]
        column = next((known[text] for text in tries if text in known), None)
        if column is not None and column not in by_cell.values():
            by_cell[cell] = column
    text = "".join(fold_label(line.text) for line in headers)
    named = set(by_cell.values()) | {column for words, column in known.items() if words in text}
    return Heads(by_cell, tuple(c.column for c in columns if c.column in named))


def _merged(headers: Sequence[Line], cell: int) -> str:
    # The heading of a cell merged over several columns stands in the leftmost of them only.
    texts = [fold_label(c.text) for c in headers[0].cells[: cell + 1]]
    return next((text for text in reversed(texts) if text), "")


def assign_columns(row: Row, account: Account, heads: Heads) -> list[tuple[str, Piece]]:
    """Give each figure of a row its column. Raises ColumnError where that would be a guess."""
    if row.ruled and heads.by_cell and len({p.cell for p in row.figures}) == len(row.figures):
        inside = [p for p in row.figures if p.cell in heads.by_cell]
        outside = [p for p in row.figures if p.cell not in heads.by_cell]
        if inside and not any(p.text.strip()[-1:].isdigit() for p in outside):
            return [(heads.by_cell[p.cell], p) for p in inside]
    printed = heads.printed or account.columns
    applicable = tuple(c for c in printed if c in account.columns)
    for columns in (applicable, printed, account.columns):
        if len(columns) == len(row.figures):
            return list(zip(columns, row.figures, strict=True))
    raise ColumnError(f"expected {len(applicable or printed)} figures ({', '.join(applicable or printed)}), found {len(row.figures)}")


def without_page_mark(row: Row, account: Account, heads: Heads) -> Row:
    """Give a row without a page number that a page's foot or head has pushed behind its figures."""
    wanted = max(len(heads.printed), len(account.columns))
    extra = row.figures[-1] if len(row.figures) > wanted else None
    own = row.words[0].place.line
    if extra is None or extra.place.line == own or not extra.text.isdigit() or len(extra.text) > _PAGE_DIGITS:
        return row
    return replace(row, figures=row.figures[:-1])
