"""A document cut into papers by what its lines say, not by where its pages end.

様式第16号                              a form: up to the first line that begins something else
…
予　算　額 決　算　額 差　　額 備　　考    its header begins a paper without a number
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from scripts.labels import fold_label
from scripts.recognise.captions import find_period, find_unit
from scripts.recognise.papers.balances import read_balances
from scripts.recognise.papers.headers import begins_table
from scripts.recognise.papers.paper import Paper
from scripts.recognise.torn.pages import SETTLED, FormTitles, Section, cut_pages, is_page_mark, marker_number
from scripts.records import Document, Line
from scripts.reference import Reference

REACH = 8
_NOTES = re.compile(r"注記(?:事項)?等?")


def cut_papers(document: Document, reference: Reference) -> list[Paper]:
    """Give the papers of a document: the forms with a number, and what stands between them (number 0)."""
    sections = cut_pages(document, reference)
    titles = FormTitles(reference)
    lines = [line for line in document.lines if not is_page_mark(line)]
    papers = []
    for number, part in _parts(lines, titles):
        year = year_at(sections, part[0]) or find_period(part)
        if year is not None:
            forms = _forms(number, part, titles)
            balances = read_balances(sections, year, reference) if number in SETTLED else {}
            papers.append(Paper(document.name, reference, number, forms, year, tuple(part), balances))
    return papers


def _parts(lines: Sequence[Line], titles: FormTitles) -> Iterator[tuple[int, list[Line]]]:
    starts = [i for i, line in enumerate(lines) if marker_number(line)]
    for start, stop in pairwise([0, *starts, len(lines)]):
        part = list(lines[start:stop])
        number = marker_number(part[0]) if part else 0
        end = next((i for i, line in enumerate(part) if number and i and _begins_other(line, number, titles)), len(part))
        if number:
            yield number, part[:end]
            part = part[end:]
        if any(line.text.strip() for line in part):
            yield 0, part


def _begins_other(line: Line, number: int, titles: FormTitles) -> bool:
    return begins_table(line) or titles.ends(number, line) or _NOTES.fullmatch(fold_label(line.text)) is not None


def _forms(number: int, lines: Sequence[Line], titles: FormTitles) -> tuple[str, ...]:
    """Give the forms of a number whose titles the lines print, all of the number where they print none."""
    named = [form.form for line in lines for form in titles.of_number(number, line)] if number else []
    known = [form.form for form in titles.by_number.get(number, [])]
    return tuple(dict.fromkeys(named or known))


def year_at(sections: Sequence[Section], line: Line) -> int | None:
    """Give the fiscal year of the section a line stands in, else of the sections before it, else of those behind it."""
    before = [section for section in sections if section.lines[0].place.line <= line.place.line]
    known = [section.fiscal_year for section in (*reversed(before), *sections) if section.fiscal_year]
    return known[0] if known else None


def unit_near(paper: Paper, line: Line, usual: str) -> str:
    """Give the unit that a caption above a line names, else one below it, else the usual one."""
    printed = paper.printed
    at = printed.index(line)
    near = [*reversed(printed[max(0, at - REACH) : at]), *printed[at : at + REACH]]
    units = [unit for other in near if (unit := find_unit(other.text, paper.reference)) and unit != "?"]
    return units[0] if units else usual
