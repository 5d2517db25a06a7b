"""The made-up country on disk: its workbooks and documents, made by several processes, with the list of their errors."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.crew import LocalCrew
from scripts.reference import Reference, load_reference
from tests.country.books import Country
from tests.country.errors import Planted, write_list
from tests.country.texts import document_lines, write_pdf_file, write_text_file
from tests.country.workbooks import PREFECTURES, Variant, make_pages, save

LAST = 2023
ODD = 5
"""Which of ten documents has errors in it."""


@dataclass(frozen=True, slots=True)
class Area:
    """What one process makes: the workbooks of a prefecture's municipalities (or of all prefectures), an edition each."""

    name: str
    bodies: tuple[str, ...]
    editions: int
    errors: int
    folder: Path


@dataclass(frozen=True, slots=True)
class Documents:
    """What one process makes: a document of each body, as text and as PDF."""

    bodies: tuple[str, ...]
    wrong: int
    folder: Path


def areas(reference: Reference) -> dict[str, tuple[str, ...]]:
    """Give the bodies of each workbook of an edition."""
    rows = [row for row in reference.tables["bodies"] if row["prefecture"]]
    found = {PREFECTURES: tuple(row["body"] for row in rows if row["kind"] == "prefecture")}
    for row in rows:
        if row["kind"] != "prefecture":
            found[row["prefecture"]] = (*found.get(row["prefecture"], ()), row["body"])
    return found


def errors_of(folder: Path) -> Path:
    """Give where the errors of the workbooks or documents in a folder are listed: beside it, for all in it is read."""
    return folder.with_name(f"{folder.name}-errors.csv")


def make_workbooks(folder: Path, editions: int, errors: int, only: Sequence[str] = ()) -> list[Planted]:
    """Write the workbooks of a country, a file for each area and edition, and the list of errors; give the errors.

    `errors` is how many there are on a sheet for each hundred bodies, at least one unless it is 0.
    """
    tasks = [
        Area(area, bodies, editions, errors, folder)
        for area, bodies in areas(load_reference()).items()
        if not only or area in only
    ]
    tasks.sort(key=lambda area: (-len(area.bodies), area.name))
    folder.mkdir(parents=True, exist_ok=True)
    planted = {done.at: done.result or [] for done in LocalCrew().run(make_area, tasks)}
    found = sorted(
        (error for own in planted.values() for error in own), key=lambda e: (e.edition, e.fiscal_year, e.body, e.account)
    )
    write_list(found, errors_of(folder))
    return found


def make_area(area: Area) -> list[Planted]:
    """Write the workbooks of an area; give the errors in them."""
    country = Country(load_reference(), area.bodies, LAST - area.editions, LAST)
    many = area.errors and max(1, area.errors * len(area.bodies) // 100)
    planted = []
    for year in range(LAST - area.editions + 1, LAST + 1):
        pages = make_pages(country, year, area.name, Variant(errors=many))
        save([page.grid for page in pages], area.folder / f"{area.name}-{year}.xlsx")
        planted += [error for page in pages for error in page.errors]
    return planted


def make_documents(folder: Path, many: int, wrong: int = 0) -> list[Planted]:
    """Write the statements of `many` bodies, each as text and as PDF, and the list of errors; give the errors.

    One document in ten has `wrong` errors in it.
    """
    bodies = sorted(body for own in areas(load_reference()).values() for body in own)
    # Bodies of all parts of the country, also where few are wanted.
    step = max(1, len(bodies) // many)
    chosen = bodies[::step][:many]
    folder.mkdir(parents=True, exist_ok=True)
    tasks = [Documents(tuple(chosen[at : at + 20]), wrong, folder) for at in range(0, len(chosen), 20)]
    planted = {done.at: done.result or [] for done in LocalCrew().run(make_some, tasks)}
    found = [error for at in sorted(planted) for error in planted[at]]
    write_list(found, errors_of(folder))
    return found


def make_some(task: Documents) -> list[Planted]:
    """Write documents; give the errors in them."""
    country = Country(load_reference(), task.bodies, LAST - 1, LAST)
    planted = []
    for at, body in enumerate(task.bodies):
        pairs, own = document_lines(country, body, LAST, wrong=task.wrong if at % 10 == ODD else 0)
        write_text_file(pairs, task.folder / f"{body}-{LAST}.txt")
        write_pdf_file(pairs, task.folder / f"{body}-{LAST}.pdf")
        planted += own
    return planted
