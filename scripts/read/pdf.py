"""PDF files with a text layer: characters put back into lines by where they stand on the page."""

import hashlib
import statistics
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium

from scripts.read.limits import MOST_PAGES
from scripts.read.text import split_cells
from scripts.records import Document, Line, Place, RefusedError

# A gap wider than this many characters' widths parts two cells; a narrower one is a blank.
_WIDE_GAP = 1.0
_BLANK_GAP = 0.25
# Characters whose middles lie nearer than this share of their height stand on one line.
_SAME_LINE = 0.5
_ENDS_FIGURE = "0123456789０１２３４５６７８９-－―—"


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character with the box it fills on its page, in points; y grows upwards."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.bottom + self.top) / 2


def read_pdf(name: str, content: bytes) -> Document:
    """Give the text layer of a PDF as a document: lines from the top of each page, `line` counted over the whole file.

    Raises RefusedError for damaged, encrypted and scanned files (pictures without text).
    """
    try:
        pdf = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise _refusal(name, str(error)) from error
    try:
        if len(pdf) > MOST_PAGES:
            raise RefusedError(name, f"expected at most {MOST_PAGES} pages, found {len(pdf)}", "split the file")
        lines = tuple(_lines(pdf))
    finally:
        pdf.close()
    if not any(line.text.strip() for line in lines):
        message = "expected a PDF with text, found only pictures (a scan)"
        raise RefusedError(name, message, "ask the publisher for the original file, or run text recognition and check the result")
    return Document(name, "pdf", hashlib.sha256(content).hexdigest(), lines)


def _refusal(name: str, error: str) -> RefusedError:
    if "password" in error.lower():
        return RefusedError(name, "expected an open PDF, found one locked by a password", "save a copy without the password")
    return RefusedError(name, f"expected a PDF, found a damaged file ({error})", "download the file once more")


def _lines(pdf: pdfium.PdfDocument) -> Iterator[Line]:
    number = 0
    for index in range(len(pdf)):
        page = pdf[index]
        for text in page_lines(_glyphs(page)):
            number += 1
            cells, ruled = split_cells(text)
            yield Line(Place(number, index + 1), text, cells, ruled)


def _glyphs(page: pdfium.PdfPage) -> list[Glyph]:
    textpage = page.get_textpage()
    text = textpage.get_text_range()
    count = textpage.count_chars()
    if len(text) != count:
        text = "".join(textpage.get_text_range(i, 1) or " " for i in range(count))
    return [Glyph(text[i], *textpage.get_charbox(i, loose=True)) for i in range(count) if not text[i].isspace()]


def page_lines(glyphs: list[Glyph]) -> list[str]:
    """Give the lines of a page from top to bottom, their cells where they stand on the page, half a character a column.

    A wide gap parts two cells, so that at least two blanks stand between them; figures are lined up by their ends. Letters
    of a letter-spaced word stay in one cell, each after a blank.
    """
    if not glyphs:
        return []
    em = statistics.median(max(g.top - g.bottom, g.right - g.left) for g in glyphs)
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: (-g.middle, g.left)):
        height = max(glyph.top - glyph.bottom, 1.0)
        if lines and abs(lines[-1][0].middle - glyph.middle) < height * _SAME_LINE:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return [_join(sorted(line, key=lambda g: g.left), em / 2) for line in lines]


def _join(line: list[Glyph], column: float) -> str:
    text = ""
    for cell in _cells(line):
        words = _words(cell)
        end = round(cell[-1].right / column) - columns_of(words)
        start = end if words[-1] in _ENDS_FIGURE else round(cell[0].left / column)
        text += " " * max(start - columns_of(text), 2 if text else 0) + words
    return text


def _cells(line: list[Glyph]) -> Iterator[list[Glyph]]:
    width = statistics.median(max(g.top - g.bottom, g.right - g.left) for g in line)
    start = 0
    for i in range(1, len(line) + 1):
        if i == len(line) or line[i].left - line[i - 1].right > width * _WIDE_GAP:
            yield line[start:i]
            start = i


def _words(cell: list[Glyph]) -> str:
    width = statistics.median(max(g.top - g.bottom, g.right - g.left) for g in cell)
    parts = [cell[0].text]
    for before, glyph in pairwise(cell):
        parts += [" " if glyph.left - before.right > width * _BLANK_GAP else "", glyph.text]
    return "".join(parts)


def columns_of(text: str) -> int:
    """Give the columns that a text takes where full-width characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)
