"""The lines of a table as rows: a label and the figures behind it, side by side in two-sided tables."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from scripts.labels import clean_label, fold_label
from scripts.records import Line
from scripts.recognise.pieces import Piece, split_pieces

HEADER_WORDS = frozenset({"科目", "区分", "勘定科目", "項目", "種類", "種別", "会計", "相手先名または種別", "相手先名又は種別"})
AMOUNT_WORDS = frozenset({"金額", "合計", "総額", "名称"})


@dataclass(slots=True)
class Row:
    """A printed row: the words of its label, its figures in reading order, the side of the table it stands on."""

    words: list[Piece]
    figures: list[Piece] = field(default_factory=list)
    side: int = 0
    ruled: bool = False

    @property
    def label(self) -> str:
        """The label as printed, cleaned."""
        return clean_label("".join(piece.text for piece in self.words))

    @property
    def key(self) -> str:
        """The label in the form in which labels are compared."""
        return fold_label("".join(piece.text for piece in self.words))


def is_header(line: Line) -> bool:
    """Tell whether a line is the head of a table: it begins with 科目, 区分 … and holds no figure."""
    pieces = split_pieces(line)
    if not pieces or any(p.figure and not p.dash for p in pieces):
        return False
    folded = fold_label("".join(p.text for p in pieces))
    return fold_label(pieces[0].text) in HEADER_WORDS or any(folded == word or folded.startswith(word + "金額") for word in HEADER_WORDS)


def label_cells(header: Line) -> list[int]:
    """Give the cells of a header that head labels: [0] in a one-sided table, [0, 2] in 科目 金額 科目 金額."""
    return [i for i, cell in enumerate(header.cells) if fold_label(cell.text) in HEADER_WORDS]


def count_sides(lines: Sequence[Line]) -> int:
    """Give 2 where the table prints two accounts side by side, else 1."""
    for line in lines:
        folded = fold_label(line.text)
        if is_header(line) and sum(folded.count(word) for word in ("科目", "区分", "項目")) > 1:
            return 2
        if "資産の部" in folded and "負債の部" in folded:
            return 2
    return 1


def split_rows(lines: Iterable[Line], starts: Sequence[int]) -> list[Row]:
    """Give the rows of a table's lines in reading order.

    `starts` are the cells where labels begin (from the header; empty where unknown). A line without words continues the
    row before it; words without figures are a row of their own.
    """
    rows: list[Row] = []
    for line in lines:
        for row in _line_rows(line, starts):
            if row.words or not rows:
                rows.append(row)
            else:
                rows[-1].figures += row.figures
    return rows


def _line_rows(line: Line, starts: Sequence[int]) -> Iterator[Row]:
    row: Row | None = None
    for piece in split_pieces(line):
        if row is None or _begins(piece, row, starts):
            if row is not None:
                yield row
            row = Row([], side=_side(piece, starts) if line.ruled else 0, ruled=line.ruled)
        (row.figures if piece.figure else row.words).append(piece)
    if row is not None:
        yield row


def _begins(piece: Piece, row: Row, starts: Sequence[int]) -> bool:
    if row.ruled and _side(piece, starts) != row.side:
        return True
    return not piece.figure and bool(row.figures)


def _side(piece: Piece, starts: Sequence[int]) -> int:
    return sum(piece.cell >= start for start in starts[1:])
