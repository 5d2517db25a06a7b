"""A document cut at the titles of its forms: what stands under each title until the next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scripts.recognise.captions import (
    NOTES,
    Title,
    Titles,
    find_period,
    find_unit,
    is_period,
    is_unit,
    period_years,
)
from scripts.recognise.pieces import split_pieces
from scripts.records import Line
from scripts.reference import Reference

# How many printed lines above a title may hold its scope, period and unit.
_REACH = 6
# No scope is named, or none for certain.
UNTOLD = ("", "?")


@dataclass(frozen=True, slots=True)
class Section:
    """The lines under one title: `captions` say scope, period and unit, `body` holds header and rows.

    `scope` is empty, `fiscal_year` and `unit` None, where no caption names one; an unknown unit or scope is `?`.
    """

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


def cut_sections(lines: Sequence[Line], reference: Reference, titles: Titles) -> list[Section]:
    """Give the sections of a document's printed lines, from each title to the next one.

    A line that names a scope alone holds for the titles below it until another does, or until the notes begin.
    """
    named = [part for span in _spans(lines, titles, reference) for part in _scopes_below(lines, span, titles)]
    starts = [i for i, _ in named] + [len(lines)]
    sections: list[Section] = []
    done, standing = 0, ""
    for (start, title), following in zip(named, starts[1:], strict=True):
        standing = _last_scope(lines[done:start], titles) or ("" if NOTES in title.forms else standing)
        above = _captions_above(lines[done:start], titles)
        stop = _before_captions(lines, start + 1, following, titles)
        section = _section(title, lines[start], above, lines[start + 1 : stop], (titles, reference))
        if title.again:
            before = sections[-1]
            year, unit = section.fiscal_year or before.fiscal_year, section.unit or before.unit
            section = replace(section, fiscal_year=year, unit=unit)
        sections.append(section if section.scope not in UNTOLD or not standing else replace(section, scope=standing))
        done = stop
    return sections


def _titles(lines: Sequence[Line], titles: Titles, reference: Reference) -> Iterator[tuple[int, Title]]:
    noted = False
    for i, line in enumerate(lines):
        title = titles.find(line)
        if title is None or (noted and _is_label(title, lines[i + 1 : i + 1 + _REACH], titles, reference)):
            continue
        noted = NOTES in title.forms
        yield i, title


def _spans(lines: Sequence[Line], titles: Titles, reference: Reference) -> Iterator[tuple[int, int, Title]]:
    named = list(_titles(lines, titles, reference))
    stops = [i for i, _ in named[1:]] + [len(lines)]
    yield from ((start, stop, title) for (start, title), stop in zip(named, stops, strict=False))


def _scopes_below(lines: Sequence[Line], span: tuple[int, int, Title], titles: Titles) -> Iterator[tuple[int, Title]]:
    # Below one title may stand the tables of several scopes, each under a line that names its scope alone.
    start, stop, title = span
    yield start, title
    if NOTES in title.forms:
        return
    figures = [i for i in range(start + 1, stop) if not _is_dated(lines[i]) and any(p.figure for p in split_pieces(lines[i]))]
    scope = title.scope
    for i in range(start + 1, stop):
        found = titles.find_scope(lines[i])
        if found and figures and i < figures[0]:
            scope = scope or found
        elif found and found != scope and figures and figures[0] < i < figures[-1]:
            scope = found
            yield i, Title(title.forms, found, title.text, again=True)


def _is_label(title: Title, below: Sequence[Line], titles: Titles, reference: Reference) -> bool:
    # In the notes 資金収支計算書 alone may be the label of a row; a statement has captions, or names its scope.
    statement = any(form != NOTES and reference.forms[form].statement not in ("schedule", "note") for form in title.forms)
    return statement and not title.scope and not any(_is_caption(line, titles) for line in below)


def _last_scope(lines: Sequence[Line], titles: Titles) -> str:
    # A list of several scopes (in the contents) names none of them; right above a title one does.
    scopes = [scope for line in lines if (scope := titles.find_scope(line))]
    near = [scope for line in lines[-_REACH:] if (scope := titles.find_scope(line))]
    if len(set(scopes)) < 2 or len(set(near)) == 1:  # noqa: PLR2004  several
        return scopes[-1] if scopes else ""
    return "?"


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


def _section(title: Title, line: Line, above: list[Line], below: Sequence[Line], knowledge: tuple[Titles, Reference]) -> Section:
    titles, reference = knowledge
    first = next((i for i, row in enumerate(below) if not _is_dated(row) and any(p.figure for p in split_pieces(row))), 0)
    heads = set(_column_heads(below[:first], titles))
    captions = [*above, line, *(row for row in below[:first] if row.place.line not in heads)]
    units = [unit for row in captions if (unit := find_unit(row.text, reference))]
    scope = title.scope or next((s for row in captions if (s := titles.find_scope(row))), "")
    hints = [row for row in captions if row is not line and not (row.ruled and len(split_pieces(row)) > 1)]
    scope = scope or ("?" if NOTES not in title.forms and any(titles.mention_scope(row) for row in hints) else "")
    body = tuple(row for row in below if row.place.line in heads or not _is_caption(row, titles))
    return Section(title, line, scope, find_period(captions), units[-1] if units else None, tuple(captions), body)


def _column_heads(lines: Sequence[Line], titles: Titles) -> Iterator[int]:
    # Several scopes or several years above one table head its columns, one a line.
    scopes = {row.place.line: scope for row in lines if (scope := titles.find_scope(row))}
    years = {row.place.line: frozenset(period_years(row)) for row in lines if is_period(row)}
    for told in (scopes, years):
        if len(set(told.values())) > 1:
            yield from told


def _is_dated(line: Line) -> bool:
    return is_unit(line) or is_period(line)
