"""papers: the papers of J-LIS beside its torn forms: settlement report, overviews, schedules, advances, notes."""

from collections.abc import Callable

from scripts.recognise.found import Found
from scripts.recognise.papers.advances import FORMS as ADVANCES
from scripts.recognise.papers.advances import find_advances
from scripts.recognise.papers.amendment import find_amendments
from scripts.recognise.papers.borrowings import FORM as BORROWINGS
from scripts.recognise.papers.borrowings import find_borrowings
from scripts.recognise.papers.cutting import cut_papers
from scripts.recognise.papers.debt_burden import FORMS as DEBT_BURDEN
from scripts.recognise.papers.debt_burden import find_debt_burden
from scripts.recognise.papers.notes import find_notes
from scripts.recognise.papers.overview import find_overview
from scripts.recognise.papers.paper import Paper
from scripts.recognise.papers.schedules import FORMS as SCHEDULES
from scripts.recognise.papers.schedules import find_schedules
from scripts.recognise.papers.settlement_report import find_report
from scripts.records import Document
from scripts.reference import Reference

Reader = Callable[[Paper], list[Found]]

# Readers of forms with a number, by the forms that they know.
NUMBERED: tuple[tuple[tuple[str, ...], Reader], ...] = (
    (SCHEDULES, find_schedules),
    ((BORROWINGS,), find_borrowings),
    (ADVANCES, find_advances),
    (DEBT_BURDEN, find_debt_burden),
)
# Readers of what stands between them.
FREE: tuple[Reader, ...] = (find_notes, find_report, find_overview, find_amendments, find_debt_burden)


def find_tables(document: Document, reference: Reference) -> list[Found]:
    """Give the tables of the papers in a document, in the order of the papers."""
    found: list[Found] = []
    for paper in cut_papers(document, reference):
        readers = [read for forms, read in NUMBERED if set(forms) & set(paper.forms)] if paper.number else FREE
        found += [part for read in readers for part in read(paper)]
    return found
