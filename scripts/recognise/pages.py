"""What belongs to the page and to no table: page numbers, and titles that run along the pages."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from scripts.labels import fold_label
from scripts.recognise.pieces import narrow, split_pieces
from scripts.records import Document, Line
from scripts.reference import Reference

RULE = "page_number"
_BARE = re.compile(r"^\s*([0-9]{1,4})\s*$")
_DIGITS = re.compile(r"[0-9]+")
_WORD = re.compile(r"[^\W\d_]{2}")
# How many printed lines at the head and the foot of a page may belong to the page.
_EDGE = 2


def find_page_lines(document: Document, reference: Reference, keeps: Callable[[Line], bool]) -> set[int]:
    """Give the numbers of the lines that are page numbers or running titles; a line that `keeps` is neither.

    A line is told by a rule of ignored.csv (`- 5 -`), by numbers at the edge of pages that count the pages, and by words
    that stand at the edges of several pages alike but for such a number.
    """
    lines = [line for line in document.lines if line.text.strip()]
    marks = {line.place.line for line in lines if is_page_mark(line, reference)}
    edges = [line for line in _edges(lines, marks) if not keeps(line)]
    return marks | set(_counting(edges)) | set(_running(edges, _labels(reference)))


def is_page_mark(line: Line, reference: Reference) -> bool:
    """Tell whether a line is a page number by its form alone: `- 5 -`, `5/94`."""
    rule = next(row["pattern"] for row in reference.tables["ignored"] if row["rule"] == RULE)
    return re.match(rule, narrow(line.text)) is not None


def _labels(reference: Reference) -> frozenset[str]:
    return frozenset().union(*reference.wordings.values())


def _edges(lines: Sequence[Line], marks: set[int]) -> Iterator[Line]:
    # A page ends at a form feed or at a line that is a page number.
    cuts = {0, len(lines)}
    for i, (line, following) in enumerate(pairwise(lines), 1):
        fed = line.place.page != following.place.page
        if fed or line.place.line in marks or following.place.line in marks:
            cuts.add(i)
    near = {i for cut in cuts for i in range(cut - _EDGE, cut + _EDGE) if 0 <= i < len(lines)}
    yield from (lines[i] for i in sorted(near) if lines[i].place.line not in marks)


def _counting(edges: Sequence[Line]) -> Iterator[int]:
    # Bare numbers count pages when each page's is greater by one than that of the page before.
    bare = [(line, int(match[1])) for line in edges if line.place.page and (match := _BARE.match(narrow(line.text)))]
    for (line, number), (after, larger) in pairwise(bare):
        if larger == number + 1 and after.place.page == (line.place.page or 0) + 1:
            yield from (line.place.line, after.place.line)


def _running(edges: Sequence[Line], labels: frozenset[str]) -> Iterator[int]:
    alike: dict[str, list[Line]] = defaultdict(list)
    for line in edges:
        text = narrow(line.text)
        row = line.ruled or any(not piece.text.strip().isdigit() for piece in split_pieces(line) if piece.figure)
        words = _DIGITS.sub("#", text).strip()
        if not row and _WORD.search(words) and fold_label(_DIGITS.sub("", text)) not in labels:
            alike[words].append(line)
    for group in alike.values():
        numbers = [tuple(map(int, _DIGITS.findall(narrow(line.text)))) for line in group]
        if len(group) > 1 and (len(set(numbers)) == 1 or all(a < b for a, b in pairwise(numbers))):
            yield from (line.place.line for line in group)
