"""papers: the papers of J-LIS beside its torn forms: settlement report, overviews, schedules, advances, notes."""

from collections.abc import Callable
from dataclasses import replace

from scripts.recognise.found import Found
from scripts.recognise.papers.advances import FORMS as ADVANCE_FORMS
from scripts.recognise.papers.advances import find_advances
from scripts.recognise.papers.amendment import FORMS as AMENDMENT_FORMS
from scripts.recognise.papers.amendment import find_amendments
from scripts.recognise.papers.balances import read_balances
from scripts.recognise.papers.borrowings import FORM as BORROWINGS
from scripts.recognise.papers.borrowings import find_borrowings
from scripts.recognise.papers.debt_burden import find_debt_burden
from scripts.recognise.papers.notes import find_notes
from scripts.recognise.papers.overview import FORMS as OVERVIEW_FORMS
from scripts.recognise.papers.overview import find_overview
from scripts.recognise.papers.paper import Paper, open_paper
from scripts.recognise.papers.schedules import FORMS as SCHEDULE_FORMS
from scripts.recognise.papers.schedules import find_schedules
from scripts.recognise.papers.settlement_report import FORMS as REPORT_FORMS
from scripts.recognise.papers.settlement_report import find_report
from scripts.recognise.torn.pages import SETTLED, Section, cut_pages
from scripts.records import Document
from scripts.reference import Reference

READERS: tuple[tuple[tuple[str, ...], Callable[[Paper], list[Found]]], ...] = (
    (REPORT_FORMS, find_report),
    (OVERVIEW_FORMS, find_overview),
    (AMENDMENT_FORMS, find_amendments),
    (SCHEDULE_FORMS, find_schedules),
    ((BORROWINGS,), find_borrowings),
    (ADVANCE_FORMS, find_advances),
    (("jlis_debt_burden", *AMENDMENT_FORMS), find_debt_burden),
)


def find_tables(document: Document, reference: Reference) -> list[Found]:
    """Give the tables of the papers in a document, in the order of the readers."""
    sections = cut_pages(document, reference)
    found: list[Found] = []
    for place, section in enumerate(sections):
        year = section.fiscal_year or _settled_year(sections, place)
        if year is None:
            continue
        paper = replace(open_paper(document, section, year, reference), balances=read_balances(sections, year, reference))
        named = {form.form for form in section.forms}
        for forms, read in READERS:
            if named & set(forms):
                found += read(paper)
        if not section.number and not named:
            found += find_notes(paper)
    return found


def _settled_year(sections: list[Section], place: int) -> int | None:
    """Give the year of the statements before a section: the notes follow them and print none of their own."""
    before = [section.fiscal_year for section in sections[:place] if section.number in SETTLED]
    after = [section.fiscal_year for section in sections[place:] if section.number in SETTLED]
    return next((year for year in (*reversed(before), *after) if year), None)
