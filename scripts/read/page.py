"""The characters of a PDF page put back into lines, their cells where they stand on the page."""

import statistics
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

# A gap wider than this many characters' widths parts two cells; a narrower one is a blank.
_WIDE_GAP = 1.0
_BLANK_GAP = 0.25
# Letters spaced out by up to this much, all by about the same, are one word.
_SPREAD_GAP = 2.6
_EVEN = 0.15
# Characters that stand nearer to one another than this share of their height stand on one line.
_SAME_LINE = 0.5
_ENDS_FIGURE = "0123456789０１２３４５６７８９-－―—"
# Figures of this many lines that end in one place (within a point) make a column; what stands behind is another cell.
_FEWEST_FIGURES = 4
_NEAR = 1.0
# Letters below one another, as near as letters of a line are, and with white space on both sides, are an upright word.
_FEWEST_UPRIGHT = 3
_UPRIGHT_PITCH = 2.0
_FREE = 0.15
_SMALL = 0.8
# Nobody reads letters smaller than this, in points.
_SMALLEST = 1.0
# What a figure is written with; a column's figure stands by itself between blanks.
_FIGURE = frozenset("0123456789０１２３４５６７８９,，.．-－―—−△▲()（）%％")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character with the box it fills on its page, in points; y grows upwards, `bottom` is the line it stands on."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def center(self) -> float:
        """How far right its middle stands."""
        return (self.left + self.right) / 2

    @property
    def size(self) -> float:
        """The longer of its sides."""
        return max(self.top - self.bottom, self.right - self.left)


Row = list[Glyph]


def size_of(glyphs: Sequence[Glyph]) -> float:
    """Give the usual size of characters; nought where there are none."""
    return statistics.median(glyph.size for glyph in glyphs) if glyphs else 0.0


def page_lines(glyphs: Sequence[Glyph], usual: float = 0.0) -> list[str]:
    """Give the lines of a page from top to bottom, their cells where they stand on the page, half a character a column.

    `usual` is the size of characters in the document: a table that goes on over pages keeps its columns, unless the
    characters of a page are far smaller.

    A wide gap parts two cells, so that at least two blanks stand between them; figures are lined up by their ends, and
    what stands behind a column of figures is another cell. Letters of a letter-spaced word stay in one cell, each after a
    blank; a word written upright is a line of its own above the line its first letter stands on.
    """
    if not glyphs:
        return []
    own = size_of(glyphs)
    column = max(usual if 0 < usual * _SMALL < own else own, _SMALLEST) / 2
    upright = _upright(_rows(glyphs))
    taken = {id(glyph) for word in upright for glyph in word}
    rows = _rows([glyph for glyph in glyphs if id(glyph) not in taken])
    ends = _figure_ends(rows)
    lines = [(max(glyph.bottom for glyph in row), _join(row, column, ends)) for row in rows]
    lines += [(word[0].top, " " * round(word[0].left / column) + "".join(g.text for g in word)) for word in upright]
    return [text for _, text in sorted(lines, key=lambda line: -line[0])]


def _rows(glyphs: Sequence[Glyph]) -> list[Row]:
    rows: list[Row] = []
    for glyph in sorted(glyphs, key=lambda g: (-g.bottom, g.left)):
        height = max(glyph.top - glyph.bottom, 1.0)
        if rows and abs(rows[-1][0].bottom - glyph.bottom) < height * _SAME_LINE:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [sorted(row, key=lambda g: g.left) for row in rows]


def _upright(rows: Sequence[Row]) -> list[Row]:
    """Give the words whose letters stand below one another; a column of words' first letters is none."""
    places: dict[int, Row] = defaultdict(list)
    level: set[int] = set()
    for row in rows:
        for at, glyph in enumerate(row):
            free = _FREE * glyph.size
            apart = at == 0 or glyph.left - row[at - 1].right > free
            behind = row[at + 1] if at + 1 < len(row) else None
            if apart and (behind is None or behind.left - glyph.right > free) and unicodedata.category(glyph.text) == "Lo":
                places[round(glyph.center)].append(glyph)
                # The first letter of a spaced word stands level with the letter behind it.
                level |= {id(glyph)} if behind and abs(behind.bottom - glyph.bottom) < _NEAR / 2 else set()
    words = []
    for place in sorted(places):
        # A place may be rounded to either side.
        near = sorted([*places[place], *places.get(place + 1, ())], key=lambda g: -g.bottom)
        words += [word for word in _columns(near) if 2 * sum(id(glyph) in level for glyph in word) < len(word)]
    return _distinct([word for word in words if len(word) >= _FEWEST_UPRIGHT])


def _columns(letters: Sequence[Glyph]) -> Iterator[Row]:
    word: Row = []
    for letter in letters:
        pitch = word[-1].bottom - letter.bottom if word else 0.0
        even = len(word) < 2 or abs(pitch - (word[-2].bottom - word[-1].bottom)) < _NEAR  # noqa: PLR2004
        if word and not (even and 0 < pitch < _UPRIGHT_PITCH * letter.size):
            yield word
            word = []
        word.append(letter)
    yield word


def _distinct(words: Sequence[Row]) -> list[Row]:
    taken: set[int] = set()
    found = []
    for word in sorted(words, key=len, reverse=True):
        if not taken & {id(glyph) for glyph in word}:
            taken |= {id(glyph) for glyph in word}
            found.append(word)
    return sorted(found, key=lambda word: word[0].left)


def _figure_ends(rows: Sequence[Row]) -> list[float]:
    """Give where columns of figures end."""
    ends: list[float] = []
    for row in rows:
        for glyph, behind in pairwise([*row, None]):
            if glyph and glyph.text in _ENDS_FIGURE and (behind is None or behind.left - glyph.right > _FREE * glyph.size):
                ends.append(glyph.right)
    groups: list[list[float]] = []
    for end in sorted(ends):
        if groups and end - groups[-1][0] <= _NEAR:
            groups[-1].append(end)
        else:
            groups.append([end])
    return [statistics.median(group) for group in groups if len(group) >= _FEWEST_FIGURES]


def _join(row: Row, column: float, ends: Sequence[float]) -> str:
    text = ""
    for cell in _cells(row, ends):
        words = _words(cell)
        end = round(cell[-1].right / column) - columns_of(words)
        start = end if words[-1] in _ENDS_FIGURE else round(cell[0].left / column)
        text += " " * max(start - columns_of(text), 2 if text else 0) + words
    return text


def _cells(row: Row, ends: Sequence[float]) -> Iterator[Row]:
    width = statistics.median(glyph.size for glyph in row)
    spread = _spread(row, width)
    headings = not any(_ends_column(row, at, ends) for at in range(len(row)))
    start = 0
    for at in range(1, len(row) + 1):
        if at < len(row):
            gap = row[at].left - row[at - 1].right
            wide = gap > width * _WIDE_GAP and at not in spread
            behind = gap > width * _FREE and _ends_column(row, at - 1, ends)
            between = headings and gap > width * _BLANK_GAP and at not in spread and _holds_end(row[at - 1], row[at], ends)
            if not (wide or behind or between):
                continue
        yield row[start:at]
        start = at


def _ends_column(row: Row, at: int, ends: Sequence[float]) -> bool:
    """Tell whether a figure by itself ends here, where a column of figures ends."""
    if row[at].text not in _ENDS_FIGURE or all(abs(row[at].right - end) > _NEAR for end in ends):
        return False
    first = at
    while first and row[first].left - row[first - 1].right < _BLANK_GAP * row[at].size:
        first -= 1
    return all(glyph.text in _FIGURE for glyph in row[first : at + 1])


def _holds_end(glyph: Glyph, behind: Glyph, ends: Sequence[float]) -> bool:
    # Headings of neighbouring columns may stand as near as words of a sentence do.
    return any(glyph.right - glyph.size / 2 < end < behind.left + behind.size / 2 for end in ends)


def _spread(row: Row, width: float) -> set[int]:
    """Give the places within a row before which a gap only spaces out the letters of a word."""
    gaps = [behind.left - glyph.right for glyph, behind in pairwise(row)]
    letters = [unicodedata.category(glyph.text) == "Lo" for glyph in row]
    found: set[int] = set()
    run: list[int] = []
    for at, gap in enumerate([*gaps, -1.0]):
        apart = _BLANK_GAP * width < gap < _SPREAD_GAP * width and letters[at] and letters[at + 1]
        if run and not (apart and abs(gap - gaps[run[0]]) < _EVEN * width):
            if len(run) + 1 >= _FEWEST_UPRIGHT and len({row[i].text for i in run}) > 1:
                found |= {i + 1 for i in run}
            run = []
        if apart:
            run.append(at)
    return found


def _words(cell: Row) -> str:
    width = statistics.median(glyph.size for glyph in cell)
    parts = [cell[0].text]
    for before, glyph in pairwise(cell):
        parts += [" " if glyph.left - before.right > width * _BLANK_GAP else "", glyph.text]
    return "".join(parts)


def columns_of(text: str) -> int:
    """Give the columns that a text takes where full-width characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)
