"""A document cut at the titles of its forms: what stands under each title until the next."""

from collections.abc import Sequence
from dataclasses import dataclass

from scripts.records import Document, Line
from scripts.recognise.captions import Title, Titles, find_period, find_unit, is_period, is_unit
from scripts.recognise.pieces import split_pieces
from scripts.reference import Reference

# How many printed lines above or below a title may hold its scope, period and unit.
_REACH = 6


@dataclass(frozen=True, slots=True)
class Section:
    """The lines under one title: `captions` say scope, period and unit, `body` holds header and rows."""

    title: Title
    line: Line
    scope: str
    fiscal_year: int | None
    unit: str | None
    captions: tuple[Line, ...]
    body: tuple[Line, ...]


def is_blank(line: Line) -> bool:
    """Tell whether a line prints nothing."""
    return not line.text.strip()


def cut_sections(document: Document, reference: Reference) -> list[Section]:
    """Give the sections of a document in printed order, from each title to the next one."""
    titles = Titles(reference)
    lines = [line for line in document.lines if not is_blank(line)]
    named = [(i, title) for i, line in enumerate(lines) if (title := titles.find(line))]
    sections, done = [], 0
    stops = [i for i, _ in named[1:]] + [len(lines)]
    for (start, title), stop in zip(named, stops, strict=False):
        above = _captions_above(lines[done:start], titles)
        stop = _before_captions(lines, start + 1, stop, titles)
        sections.append(_section(title, lines[start], above, lines[start + 1 : stop], (titles, reference)))
        done = stop
    return sections


def _is_caption(line: Line, titles: Titles) -> bool:
    return is_unit(line) or is_period(line) or titles.find_scope(line) is not None


def _captions_above(lines: Sequence[Line], titles: Titles) -> list[Line]:
    above: list[Line] = []
    for line in reversed(lines[-_REACH:]):
        if not _is_caption(line, titles):
            break
        above.insert(0, line)
    return above


def _before_captions(lines: Sequence[Line], first: int, stop: int, titles: Titles) -> int:
    # Captions directly above the next title belong to it.
    while stop > first and stop < len(lines) and _is_caption(lines[stop - 1], titles):
        stop -= 1
    return stop


def _section(
    title: Title, line: Line, above: list[Line], below: Sequence[Line], knowledge: tuple[Titles, Reference]
) -> Section:
    titles, reference = knowledge
    first = next((i for i, row in enumerate(below) if any(p.figure for p in split_pieces(row)) and not _is_dated(row)), 0)
    captions = [*above, line, *(row for row in below[:first])]
    units = [unit for row in captions if (unit := find_unit(row.text, reference))]
    scope = title.scope or next((s for row in captions if (s := titles.find_scope(row))), "")
    body = tuple(row for row in below if not is_unit(row) and not is_period(row) and titles.find_scope(row) is None)
    return Section(title, line, scope, find_period(captions), units[-1] if units else None, tuple(captions), body)


def _is_dated(line: Line) -> bool:
    return is_unit(line) or is_period(line)
