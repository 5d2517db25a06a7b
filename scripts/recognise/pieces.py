"""A line as a row of pieces: words and figures in reading order, each with its cell and its characters."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from scripts.amounts import DASHES, NOT_APPLICABLE, find_figures
from scripts.labels import BULLET, NUMBERING
from scripts.records import Line, Place, Span

_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|\*\*|^\s*#+(?=\s)|&(?:nbsp|ensp|emsp|thinsp|#160|#12288);")
_UNIT = re.compile(r"\s*(?:兆円|億円|百万円|万円|千円|円|[%％])")
_NOTE = re.compile(r"\s*(?:[※＊*][0-9０-９]*|[(（]注[0-9０-９、,]*[)）])")
_WIDE = str.maketrans({chr(0xFF01 + i): chr(0x21 + i) for i in range(94)} | {"\u3000": " ", "\u00a0": " "})
_CLOSES = {"(": ")", "（": "）"}
_KEPT_LINES = 100_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or a figure of a line.

    `cell` counts the line's cells from 0; `unit` is what stands directly behind; `left` and `right` are its edges in screen
    columns, counted from the beginning of its cell where the line is ruled, else from that of the line.
    """

    text: str
    figure: bool
    place: Place
    span: Span
    cell: int
    unit: str = ""
    left: int = 0
    right: int = 0

    @property
    def dash(self) -> bool:
        """Tell whether this is a printed nil."""
        return self.text in DASHES


def narrow(text: str) -> str:
    """Give `text` in half width, character for character, so that offsets stay."""
    return text.translate(_WIDE)


def width(text: str) -> int:
    """Give the columns that `text` takes on a screen; full-width characters take two, tags none, an entity one."""
    bare = _MARKUP.sub(lambda m: " " if m[0].startswith("&") else "", text)
    return len(bare) if bare.isascii() else sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in bare)


def unmark(text: str) -> str:
    """Give `text` with markup turned into as many blanks, so that offsets stay."""
    return _MARKUP.sub(lambda m: " " * len(m[0]), text)


def number_free(text: str) -> str:
    """Give `text` with markup and a leading enumerator turned into as many blanks, so that offsets stay."""
    return NUMBERING.sub(lambda m: " " * len(m[0]), unmark(text))


def plain(text: str) -> str:
    """Give `text` with markup, a leading enumerator and a bullet turned into as many blanks, so that offsets stay."""
    return BULLET.sub(lambda m: " " * len(m[0]), number_free(text))


def whole_span(line: Line) -> Span:
    """Give the span of a whole line."""
    return Span(line.place.line, 0, len(line.text))


@lru_cache(_KEPT_LINES)
def split_pieces(line: Line) -> tuple[Piece, ...]:
    """Give the pieces of a line in reading order.

    In a ruled line a piece is what stands in a cell, figures at its end split off; in a free line pieces are what wide
    blanks and figures part. `固定資産 26,923,275 固定負債 10,249,007` has four.
    """
    pieces: list[Piece] = []
    for index in range(len(line.cells)):
        found = list(_Cell(line, index).pieces())
        if pieces and pieces[-1].figure and found and not found[0].figure and _UNIT.fullmatch(found[0].text):
            pieces[-1] = replace(pieces[-1], unit=found.pop(0).text)
        pieces += found
    return tuple(pieces)


class _Cell:
    """One cell of a line, taken apart."""

    def __init__(self, line: Line, index: int) -> None:
        cell = line.cells[index]
        self.line = line
        self.index = index
        self.offset = cell.start
        # A dash at the head of a cell is a nil, at the head of a free line perhaps a bullet.
        self.text = plain(cell.text) if index == 0 else number_free(cell.text) if line.ruled else unmark(cell.text)
        self.raw = cell.text
        self.place = replace(line.place, cell=cell.ref) if cell.ref else line.place

    def pieces(self) -> list[Piece]:
        """Give the pieces of the cell; a ruled cell that ends in words is words throughout (第 26 条第 1 項の規定による)."""
        found = list(self._split())
        if self.line.ruled and len(found) > 1 and not found[-1].figure:
            start, end = (found[0].span.start - self.offset, found[-1].span.end - self.offset)
            return [self._piece(start, end, figure=False)]
        return found

    def _split(self) -> Iterator[Piece]:
        end = 0
        for start, stop, unit in _figures(self.text):
            yield from self._word(end, start)
            yield self._piece(start, stop, figure=True, unit=unit)
            behind = _UNIT.match(self.text, stop) if unit else None
            end = behind.end() if behind else stop
            note = _NOTE.match(self.text, end)
            end = note.end() if note else end
        yield from self._word(end, len(self.text))

    def _word(self, start: int, end: int) -> Iterator[Piece]:
        word = self.text[start:end]
        if word.strip():
            start += len(word) - len(word.lstrip())
            yield self._piece(start, start + len(word.strip()), figure=word.strip() in NOT_APPLICABLE)

    def _piece(self, start: int, end: int, *, figure: bool, unit: str = "") -> Piece:
        before = self.raw[:start] if self.line.ruled else self.line.text[: self.offset + start]
        left = width(before)
        span = Span(self.line.place.line, self.offset + start, self.offset + end)
        text = self.text[start:end]
        return Piece(text, figure, self.place, span, self.index, unit, left, left + width(text))


def _figures(text: str) -> Iterator[tuple[int, int, str]]:
    """Give start, end and unit of every figure; a number within words is none, one in brackets has them as its part."""
    for match in find_figures(text):
        start, end = match.span()
        unit = _UNIT.match(text, end)
        stop = unit.end() if unit else end
        name = unit[0].strip() if unit else ""
        before, after = text[:start], text[stop:]
        if before[-1:] in _CLOSES and after[:1] == _CLOSES[before[-1:]]:
            if _ends_word(before[:-1]) and _begins_word(after[1:]):
                yield start - 1, stop + 1, ""
            continue
        grouped = "," in match[0] or "，" in match[0] or match[0][0] in "△▲"
        if _begins_word(after) and (grouped or _ends_word(before)):
            yield start, end, name


def _ends_word(before: str) -> bool:
    return not before or before[-1].isspace() or before[-1] in "：:"


def _begins_word(after: str) -> bool:
    return not after or after[0].isspace() or after[0] in ")）" or _NOTE.match(after) is not None
