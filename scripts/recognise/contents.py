"""Lists of contents: lines that end in page numbers which are no figures."""

import re
from collections.abc import Iterator, Sequence

from scripts.eras import fold_text
from scripts.labels import NUMBERING
from scripts.recognise.captions import line_text
from scripts.recognise.pieces import narrow
from scripts.records import Line
from scripts.reference import Reference

_ENTRY = re.compile(r"^(.{2,60}?)(?:[…・.‥_]{2,}|\s|[-―—]{2,})\s*([0-9]{1,3})$")
_LEADER = re.compile(r"[…・.‥_―—]{3,}\s*[0-9]{1,3}$")
_HEADING = re.compile(r"^[#\s【<〈]*(?:目次|もくじ|内容|内容目次|CONTENTS|Contents)[】>〉]*$")
_SHORTEST = 3
_REACH = 3


def find_contents(lines: Sequence[Line], reference: Reference) -> set[int]:
    """Give the numbers of the lines of a list of contents: three or more in a row, their page numbers never falling.

    The list has dotted leaders, a heading such as 目次, or entries that are numbered or titles of forms; a small table does not.
    """
    titles = [fold_text(form.title_ja) for form in reference.forms.values() if form.title_ja]
    printed = [line for line in lines if line.text.strip()]
    found: set[int] = set()
    for start, stop in _runs(printed):
        run = printed[start:stop]
        above = printed[max(0, start - _REACH) : start]
        headed = any(_HEADING.match(fold_text(line_text(line))) for line in above)
        if stop - start >= _SHORTEST and (headed or _tells(run, titles)):
            found |= {line.place.line for line in run}
    return found


def _runs(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    start, page = 0, 0
    for i, line in enumerate(lines):
        match = _ENTRY.match(_words(line))
        if match is None or int(match[2]) < page:
            yield start, i
            start = i if match else i + 1
        page = int(match[2]) if match else 0
    yield start, len(lines)


def _tells(run: Sequence[Line], titles: Sequence[str]) -> bool:
    texts = [_words(line) for line in run]
    parted = all(line.ruled or "  " in line.text.strip() or "\u3000" in line.text.strip() for line in run)
    numbered = sum(bool(NUMBERING.match(t)) or any(title in fold_text(t) for title in titles) for t in texts)
    return any(_LEADER.search(text) for text in texts) or (parted and 2 * numbered > len(run))


def _words(line: Line) -> str:
    # The number is parted from the words by a tab, a bar, wide blanks, or dots.
    return narrow(" ".join(cell.text.strip() for cell in line.cells) if line.ruled else line.text).strip()
