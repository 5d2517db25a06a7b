"""The lines of a table as rows: a label and the figures behind it, side by side in two-sided tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from scripts.labels import clean_label, fold_label
from scripts.recognise.geometry import Side, Strip
from scripts.recognise.pieces import Piece

HEADER_WORDS = frozenset(
    {
        "科目",
        "区分",
        "勘定科目",
        "項目",
        "種類",
        "種別",
        "会計",
        "範囲",
        "銘柄名",
        "相手先名",
        "相手先名または種別",
        "相手先名又は種別",
    }
)
SLASHES = frozenset({"/", "／", "＼", "\\"})
_FRAMED = re.compile(r"^([【\[〔].{1,12}?[】\]〕])\s*(?=\S)")
# 資産の部, written upright in a cell of its own beside the rows of its part.
_PART = re.compile(r"^.{1,4}の部$")
_TOTAL = re.compile(r"^合?計")
_ENUMERATOR = re.compile(r"^[0-9０-９]{1,2}$")
_CELL = 4


@dataclass(slots=True)
class Row:
    """A printed row: the words of its label, its figures in reading order, the side of the table it stands on.

    `side` is None where the print does not tell it; `indent` counts screen columns; `gridded` tells that the cells of its
    figures name their columns. `above` are the labels of merged cells to its left that it belongs to, `depth` their number
    where the table labels its rows over several cells, else None. `key_as` is the label it is looked up by, where not its
    own; `sentence` tells that its words are a whole sentence.
    """

    words: list[Piece]
    figures: list[Piece] = field(default_factory=list)
    side: int | None = None
    gridded: bool = False
    indent: int = 0
    above: tuple[str, ...] = ()
    depth: int | None = None
    key_as: str = ""
    scope: str = ""
    sentence: bool = False

    @property
    def label(self) -> str:
        """The label as printed, cleaned."""
        return clean_label("".join(piece.text for piece in self.words))

    @property
    def line(self) -> int:
        """The number of the line on which the row begins."""
        return (self.words or self.figures)[0].place.line

    @property
    def unit(self) -> str:
        """The unit behind the row's figures, where all that have one have the same; a nil is often printed without."""
        units = {piece.unit for piece in self.figures if piece.unit}
        return units.pop() if len(units) == 1 else ""

    @property
    def key(self) -> str:
        """The label in the form in which labels are compared."""
        return fold_label("".join(piece.text for piece in self.words))


def read_rows(strips: Sequence[Strip], sides: Sequence[Side]) -> list[Row]:
    """Give the rows of a table's lines in reading order.

    Words without figures are a row of their own. Figures without words belong to the row before them where the table
    prints one cell a line, or where that row has none yet; else they are a row without label.
    """
    free = [strip for strip in strips if not strip.gridded and strip.has_figure]
    stacked = 2 * sum(all(p.figure for p in strip.pieces) for strip in free) > len(free)
    rows: list[Row] = []
    for strip in strips:
        found = list(_gridded_rows(strip, sides) if strip.gridded else _free_rows(strip))
        if found and rows and not found[0].words and not strip.gridded and _goes_on(rows[-1], found[0], stacked=stacked):
            rows[-1].figures += found.pop(0).figures
        rows += found
    return [part for row in rows for part in _split_frame(row)]


def _gridded_rows(strip: Strip, sides: Sequence[Side]) -> Iterator[Row]:
    pieces = [p for p in strip.pieces if p.text not in SLASHES]
    for number, side in enumerate(sides):
        stop = sides[number + 1].first if number + 1 < len(sides) else None
        own = [p for p in pieces if (p.cell >= side.first or number == 0) and (stop is None or p.cell < stop)]
        own = _without_enumerator(own)
        figures = [p for p in own if p.figure]
        # Words behind the figures are a remark.
        words = [p for p in own if not p.figure and not (figures and p.span.start > figures[0].span.start)]
        if len(words) > 1 and _PART.match(fold_label(words[0].text)) and not _TOTAL.match(fold_label(words[1].text)):
            yield Row([words.pop(0)], [], number, gridded=True)
        if words or figures:
            first = words[0] if words else figures[0]
            indent = _CELL * (first.cell - side.first) + first.left if strip.line.ruled else first.left
            yield Row(words, figures, number, gridded=True, indent=indent)


def _free_rows(strip: Strip) -> Iterator[Row]:
    pieces = _without_enumerator([p for p in strip.pieces if p.text not in SLASHES])
    rows: list[Row] = []
    for piece in pieces:
        if not rows or (not piece.figure and rows[-1].figures):
            rows.append(Row([], indent=piece.left))
        (rows[-1].figures if piece.figure else rows[-1].words).append(piece)
    labelled = [row for row in rows if row.words]
    for number, row in enumerate(labelled if len(labelled) > 1 else ()):
        row.side = number
    yield from rows


def _without_enumerator(pieces: list[Piece]) -> list[Piece]:
    # A small number before the first word numbers the row.
    numbered = len(pieces) > 1 and _ENUMERATOR.match(pieces[0].text) and not pieces[1].figure
    return pieces[1:] if numbered else pieces


def _goes_on(before: Row, bare: Row, *, stacked: bool) -> bool:
    if not before.words or before.gridded:
        return False
    first = bare.figures[0]
    small = len(bare.figures) == 1 and first.text.strip().isdigit() and not first.unit
    return stacked or (not before.figures and not small)


def _split_frame(row: Row) -> Iterator[Row]:
    # 【貸付金】 第三セクター等: a heading and the first row under it share a cell.
    framed = _FRAMED.match(row.words[0].text) if row.words else None
    if framed is None:
        yield row
        return
    first = row.words[0]
    yield replace(row, words=[replace(first, text=framed[1])], figures=[])
    yield replace(row, words=[replace(first, text=first.text[framed.end() :]), *row.words[1:]])
