"""The figures at the end of a line, also where columns are glued: `125,250,37510,500,625,000` is two of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, product

from scripts.amounts import DASHES, MINUS, read_amount
from scripts.recognise.pieces import narrow
from scripts.records import Line, Place, Span

_MINUS = re.escape(MINUS)
# ー is a dash where it stands alone, but the end of a word in サ ー バ ー.
_LONE = rf"(?<![^ ])(?:[{re.escape(DASHES.replace('ー', ''))}]|(?<![ァ-ヶー] )ー)(?![^ ])"
_TOKEN = re.compile(rf"(?:[{_MINUS}][ ]*)?[0-9][0-9,]*|{_LONE}")
_AMOUNT = re.compile(r"0|[1-9][0-9]{0,2}(?:,[0-9]{3})*")
_NOTE = re.compile(r" *(?:\(注[^()]*\)|※ *[0-9]{0,2})+ *$")
_NOTE_MARK = re.compile(r"(?:※|注) *$")
_SEPARATORS = str.maketrans("\t|｜", "   ")
_MOST_READINGS = 64
_MOST_CUTS = 8
_LONGEST_RUN = 200


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure: its text as printed, its value (none for a dash) and its characters."""

    text: str
    value: Decimal | None
    missing: str
    place: Place
    span: Span


Reading = tuple[Figure, ...]
Cuts = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """A line taken apart: the words before its figures, and the ways to read its figures.

    There is more than one reading where figures are glued; none where the line ends in words, or in digits that are no
    amounts (`unread`).
    """

    line: Line
    words: str
    readings: tuple[Reading, ...] = ()
    unread: str = ""


def split_strip(line: Line) -> Strip:
    """Give the words and the figures of a line; `readings` is empty where it ends in no figure.

    >>> line = Line(Place(1), "未収金 125,250,37510,500,625,000 △ 1,277", ())
    >>> [figure.text for figure in split_strip(line).readings[0]]
    ['125,250,375', '10,500,625,000', '△ 1,277']
    """
    text = narrow(line.text).translate(_SEPARATORS)
    note = _NOTE.search(text)
    stop = note.start() if note and not _ends_in_words(text[: note.start()]) else len(text)
    tokens = _last_tokens(text, stop)
    if not tokens:
        return Strip(line, line.text.strip())
    words = line.text[: tokens[0].start()].strip()
    cuts = [_parts(text, match) for match in tokens]
    unread = next((match[0] for match, ways in zip(tokens, cuts, strict=True) if not ways), "")
    whole = (tuple(_figure(line, part) for parts in way for part in parts) for way in product(*cuts))
    return Strip(line, words, tuple(islice(whole, _MOST_READINGS)), unread)


def _ends_in_words(text: str) -> bool:
    return not _last_tokens(text, len(text))


def _last_tokens(text: str, stop: int) -> list[re.Match[str]]:
    """Give the run of figures that a text ends in: nothing but blanks between them, none that belongs to a word."""
    run: list[re.Match[str]] = []
    for match in reversed(list(_TOKEN.finditer(text, 0, stop))):
        behind = run[0].start() if run else stop
        if text[match.end() : behind].strip():
            break
        run.insert(0, match)
    while run and not _is_free(text, run[0]):
        run.pop(0)
    return run


def _is_free(text: str, match: re.Match[str]) -> bool:
    # ※１ names a note, （第４回 a part of a label; a figure glued to words is told by its commas.
    before = text[: match.start()]
    if _NOTE_MARK.search(before):
        return False
    return not before or before[-1] == " " or "," in match[0] or match[0][0] in MINUS


def _parts(text: str, match: re.Match[str]) -> list[Cuts]:
    """Give the ways to cut a run of digits and commas into amounts, as few as possible: 12345,678 is cut in two ways."""
    if match[0] in DASHES:
        return [((match.start(), match.end()),)]
    digits = match.start() + next(i for i, c in enumerate(match[0]) if c.isdigit())
    ways = [((match.start(), way[0][1]), *way[1:]) for way in _cut(text, digits, match.end())]
    return ways[:_MOST_CUTS]


def _cut(text: str, start: int, end: int) -> list[Cuts]:
    if _AMOUNT.fullmatch(text, start, end) or (text[start] != "0" and text[start:end].isdigit()):
        return [((start, end),)]
    if end - start > _LONGEST_RUN:
        return []
    # ways[i]: the shortest ways to cut what stands before i.
    ways: dict[int, list[Cuts]] = {start: [()]}
    for stop in range(start + 1, end + 1):
        found = [(*way, (at, stop)) for at in ways if _AMOUNT.fullmatch(text, at, stop) for way in ways[at]]
        fewest = min((len(way) for way in found), default=0)
        if found:
            ways[stop] = [way for way in found if len(way) == fewest][:_MOST_CUTS]
    return ways.get(end, [])


def _figure(line: Line, part: tuple[int, int]) -> Figure:
    text = line.text[part[0] : part[1]].strip()
    amount = read_amount(text)
    return Figure(text, amount.value, amount.missing, line.place, Span(line.place.line, *part))


def values_of(figures: Sequence[Figure | None]) -> tuple[Decimal, ...]:
    """Give the values of a row's cells; what is printed as nil or left blank counts as nothing."""
    return tuple(figure.value or Decimal(0) if figure else Decimal(0) for figure in figures)
