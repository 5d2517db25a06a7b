"""Tables that run over pages: a title printed again above the rest of its rows begins no table of its own."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from scripts.recognise.sections import Section
from scripts.recognise.statements import Reading, read_section
from scripts.recognise.totals import final_totals
from scripts.reference import Reference


@dataclass(frozen=True, slots=True)
class Part:
    """A section with what was read of it."""

    section: Section
    reading: Reading


def read_parts(sections: Iterable[Section], reference: Reference, name: str) -> list[Part]:
    """Give what was read of sections; `name` is the document's.

    A section goes on with the one before it where that lacks its final totals, both bear the same title, scope, year and
    unit as far as they name them, and together no fewer figures find their line.
    """
    parts: list[Part] = []
    for section in sections:
        part = Part(section, read_section(section, reference, name))
        whole = _joined(parts[-1], part, reference, name) if parts else None
        parts[-1:] = [whole] if whole else [*parts[-1:], part]
    return parts


def _joined(before: Part, part: Part, reference: Reference, name: str) -> Part | None:
    first, second = before.section, part.section
    same = first.title.forms == second.title.forms and _agree(first.scope, second.scope)
    same = same and _agree(first.fiscal_year, second.fiscal_year) and _agree(first.unit, second.unit)
    if not same or not before.reading.entries or _is_whole(before.reading, reference):
        return None
    section = replace(first, unit=first.unit or second.unit, body=(*first.body, *second.body))
    reading = read_section(section, reference, name)
    fewer = len(reading.entries) < len(before.reading.entries) + len(part.reading.entries)
    worse = reading.strange > before.reading.strange + part.reading.strange
    return None if fewer or worse else Part(section, reading)


def _agree(one: object, other: object) -> bool:
    return one == other or not one or not other


def _is_whole(reading: Reading, reference: Reference) -> bool:
    printed = {entry.account for _, entry in reading.entries}
    return all(line.account in printed for line in final_totals(reference.lines[reading.form]))
