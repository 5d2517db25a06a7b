"""A line as a row of pieces: words and figures in reading order, each with its cell and its characters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from scripts.amounts import DASHES, NOT_APPLICABLE, find_figures
from scripts.records import Line, Place, Span

_MARKUP = re.compile(r"</?[A-Za-z][A-Za-z0-9]*>|\*\*|^#+")
_NUMBERING = re.compile(
    r"^[-・\s#]*(?:[①-⑳㉑-㉟]|[(（][0-9０-９]{1,2}[)）]|[0-9０-９]{1,2}[.．、)）](?![0-9０-９]))(?=\s*[^\s0-9０-９△▲\-,])"
)
_UNIT = re.compile(r"\s*(?:兆円|億円|百万円|万円|千円|円|[%％])")
_WIDE = str.maketrans({chr(0xFF01 + i): chr(0x21 + i) for i in range(94)} | {"\u3000": " ", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or a figure of a line. `cell` counts the line's cells from 0; `unit` is what stands directly behind."""

    text: str
    figure: bool
    place: Place
    span: Span
    cell: int
    unit: str = ""

    @property
    def dash(self) -> bool:
        """Tell whether this is a printed nil."""
        return self.text in DASHES


def narrow(text: str) -> str:
    """Give `text` in half width, character for character, so that offsets stay."""
    return text.translate(_WIDE)


def plain(text: str) -> str:
    """Give `text` with markup and a leading enumerator turned into as many blanks, so that offsets stay."""
    bare = _MARKUP.sub(lambda m: " " * len(m[0]), text)
    return _NUMBERING.sub(lambda m: " " * len(m[0]), bare)


def split_pieces(line: Line) -> tuple[Piece, ...]:
    """Give the pieces of a line in reading order.

    In a ruled line a piece is what stands in a cell, figures at its end split off; in a free line pieces are what wide
    blanks and figures part. `固定資産 26,923,275 固定負債 10,249,007` has four.
    """
    pieces: list[Piece] = []
    for index, cell in enumerate(line.cells):
        found = list(_cell_pieces(line, index, cell.text, cell.start))
        if line.ruled and found and not found[-1].figure:
            # A cell that ends in words is words throughout (第 26 条第 1 項の規定による).
            found = [_one_word(line, index, found)]
        if pieces and pieces[-1].figure and found and not found[0].figure and _UNIT.fullmatch(found[0].text):
            pieces[-1] = replace(pieces[-1], unit=found.pop(0).text)
        pieces += found
    return tuple(pieces)


def _one_word(line: Line, index: int, found: list[Piece]) -> Piece:
    start, end = found[0].span.start, found[-1].span.end
    text = plain(line.text)[start:end]
    return Piece(text, text in NOT_APPLICABLE, _place(line, index), Span(line.place.line, start, end), index)


def _place(line: Line, index: int) -> Place:
    ref = line.cells[index].ref
    return replace(line.place, cell=ref) if ref else line.place


def _cell_pieces(line: Line, index: int, text: str, offset: int) -> Iterator[Piece]:
    bare = plain(text)
    end = 0
    for start, stop, unit in _figures(bare):
        yield from _word(line, index, bare, (end, start), offset)
        yield Piece(bare[start:stop], True, _place(line, index), Span(line.place.line, offset + start, offset + stop), index, unit)
        end = stop + (len(_UNIT.match(bare, stop)[0]) if unit else 0)  # type: ignore[index]
    yield from _word(line, index, bare, (end, len(bare)), offset)


def _word(line: Line, index: int, text: str, bounds: tuple[int, int], offset: int) -> Iterator[Piece]:
    word = text[bounds[0] : bounds[1]]
    if word.strip():
        start = offset + bounds[0] + len(word) - len(word.lstrip())
        span = Span(line.place.line, start, start + len(word.strip()))
        yield Piece(word.strip(), word.strip() in NOT_APPLICABLE, _place(line, index), span, index)


def _figures(text: str) -> Iterator[tuple[int, int, str]]:
    for match in find_figures(text):
        before, after = text[: match.start()], text[match.end() :]
        unit = _UNIT.match(after)
        rest = after[unit.end() :] if unit else after
        free_before = not before or before[-1].isspace() or before[-1] in "：:(（"
        free_after = not rest or rest[0].isspace() or rest[0] in ")）"
        if free_after and (free_before or "," in match[0] or "，" in match[0]):  # noqa: RUF001
            yield match.start(), match.end(), unit[0].strip() if unit else ""
