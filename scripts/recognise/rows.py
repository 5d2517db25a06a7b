"""The lines of a table as rows: a label and the figures behind it, side by side in two-sided tables."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from scripts.labels import clean_label, fold_label
from scripts.recognise.pieces import Piece, split_pieces
from scripts.records import Line

HEADER_WORDS = frozenset(
    {"科目", "区分", "勘定科目", "項目", "種類", "種別", "会計", "範囲", "銘柄名", "相手先名", "相手先名または種別", "相手先名又は種別"}
)
SLASHES = frozenset({"/", "／", "＼", "\\"})
_FRAMED = re.compile(r"^([【\[〔].{1,12}?[】\]〕])\s*(?=\S)")


@dataclass(slots=True)
class Row:
    """A printed row: the words of its label, its figures in reading order, the side of the table it stands on.

    `above` are the labels of merged cells to its left that it belongs to; `depth` their number where the table labels
    its rows over several cells, else None.
    """

    words: list[Piece]
    figures: list[Piece] = field(default_factory=list)
    side: int = 0
    ruled: bool = False
    above: tuple[str, ...] = ()
    depth: int | None = None
    key_as: str = ""

    @property
    def label(self) -> str:
        """The label as printed, cleaned."""
        return clean_label("".join(piece.text for piece in self.words))

    @property
    def key(self) -> str:
        """The label in the form in which labels are compared (`key_as` where the row bears another's name)."""
        return fold_label("".join(piece.text for piece in self.words))


def is_header(line: Line) -> bool:
    """Tell whether a line is the head of a table: it begins with 科目, 区分 … and holds no figure."""
    pieces = split_pieces(line)
    if not pieces or any(p.figure and not p.dash for p in pieces):
        return False
    folded = fold_label("".join(p.text for p in pieces))
    first = fold_label(pieces[0].text)
    return any(first == word or folded == word or folded.startswith(word + "金額") for word in HEADER_WORDS)


def label_cells(header: Line) -> list[int]:
    """Give the cells of a header that head labels: [0] in a one-sided table, [0, 2] in 科目 金額 科目 金額."""
    return [i for i, cell in enumerate(header.cells) if fold_label(cell.text).removesuffix("金額") in HEADER_WORDS]


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
    return [part for row in rows for part in _split_frame(row)]


def _line_rows(line: Line, starts: Sequence[int]) -> Iterator[Row]:
    row: Row | None = None
    for piece in _without_enumerator(line):
        if row is None or _begins(piece, row, starts):
            if row is not None:
                yield row
            row = Row([], side=_side(piece, starts) if line.ruled else 0, ruled=line.ruled)
        (row.figures if piece.figure else row.words).append(piece)
    if row is not None:
        yield row


def _without_enumerator(line: Line) -> list[Piece]:
    # In a free line a number before the first word numbers it (2. 行政コスト…); it is no figure of the row before.
    pieces = [p for p in split_pieces(line) if p.text not in SLASHES]
    if not line.ruled and any(not p.figure for p in pieces):
        first = next(i for i, p in enumerate(pieces) if not p.figure)
        return [*(replace(p, figure=False) for p in pieces[:first]), *pieces[first:]]
    return pieces


def _begins(piece: Piece, row: Row, starts: Sequence[int]) -> bool:
    if row.ruled and _side(piece, starts) != row.side:
        return True
    return not piece.figure and bool(row.figures)


def _side(piece: Piece, starts: Sequence[int]) -> int:
    return sum(piece.cell >= start for start in starts[1:])


def _split_frame(row: Row) -> Iterator[Row]:
    # 【貸付金】 第三セクター等: a heading and the first row under it share a cell.
    framed = _FRAMED.match(row.words[0].text) if row.words else None
    if framed is None:
        yield row
        return
    first = row.words[0]
    yield Row([replace(first, text=framed[1])], side=row.side, ruled=row.ruled)
    yield replace(row, words=[replace(first, text=first.text[framed.end() :]), *row.words[1:]])
