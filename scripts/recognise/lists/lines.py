"""The lines of a list as printed: without blank lines and page marks, and how their text is compared."""

import re
from collections.abc import Iterable
from dataclasses import replace

from scripts.labels import strip_numbering
from scripts.recognise.pieces import narrow
from scripts.records import Document, Line, Span

# `3/40`, `- 2 -`, and both run together as `- 2 -3/40`.
_MARK = r"(?:-\s*\d{1,4}\s*-|\d{1,4}\s*/\s*\d{1,4})"
_PAGE_MARK = re.compile(rf"\s*{_MARK}(?:\s*{_MARK})*\s*")
_HEADING_NUMBER = re.compile(r"^\s*\d{1,2}\s+(?=\D)")
_BARS = str.maketrans(dict.fromkeys("|｜│┃║", " "))
_SPACE = re.compile(r"\s+")
_FOOTNOTE = re.compile(r"\s?(\d{1,3})\s+\S")


def printed_lines(document: Document) -> list[Line]:
    """Give the lines of a document that print something, page marks left out; bars that rule cells become blanks."""
    lines = (replace(line, text=line.text.translate(_BARS)) if line.ruled else line for line in document.lines)
    return [line for line in lines if line.text.strip() and not _PAGE_MARK.fullmatch(narrow(line.text))]


def squeeze(text: str) -> str:
    """Give `text` in half width without white space."""
    return _SPACE.sub("", narrow(text))


def without_number(text: str) -> str:
    """Give a heading without the number before it: `２ 負担金総額`."""
    return _HEADING_NUMBER.sub("", strip_numbering(text))


def whole(line: Line) -> Span:
    """Give the span of all characters of a line."""
    return Span(line.place.line, 0, len(line.text))


def footnote_numbers(lines: Iterable[Line]) -> frozenset[str]:
    """Give the numbers that begin a line as the numbers of footnotes do: `33` of `33 手続を見直す手法のこと。`."""
    return frozenset(match[1] for line in lines if (match := _FOOTNOTE.match(narrow(line.text))))


def drop_footnote(label: str, numbers: frozenset[str]) -> str:
    """Give a label without the number of a footnote that is set between its words: `ABC33セミナー`."""
    found = [m for m in re.finditer(r"(?<=[^\d\s])\d{1,3}(?=[^\d\s])", label) if m[0] in numbers]
    return label if len(found) != 1 else label[: found[0].start()] + label[found[0].end() :]
