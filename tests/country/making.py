"""The made-up country on disk: its workbooks and documents, made by several processes, with the list of their errors.

`python -m tests.country.making workbooks FOLDER [--editions 5] [--errors 2] [--areas 富山県,北海道] [--seed 1]`
`python -m tests.country.making documents FOLDER [--bodies 100] [--editions 1] [--errors 5] [--seed 1]`
The list of errors stands beside the folder, in FOLDER-errors.csv.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.crew import LocalCrew
from scripts.reference import Reference, load_reference
from tests.country.books import Country
from tests.country.errors import Planted, write_list
from tests.country.texts import document_lines, write_pdf_file, write_text_file
from tests.country.workbooks import PREFECTURES, Variant, make_pages, save

LAST = 2023
SHARE = 20
"""Bodies whose documents one process makes at a time."""
ODD = 5
"""Which of ten documents has errors in it."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """Years, errors and seed: everything else follows.

    `editions` is how many years there are up to the last. `errors` are those on a sheet for each hundred bodies (at least one
    unless it is 0), or in each document that has any: one in ten.
    """

    editions: int = 1
    errors: int = 0
    seed: int = 1

    def country(self, bodies: tuple[str, ...]) -> Country:
        """Give the books of some bodies."""
        return Country(load_reference(), bodies, LAST - self.editions, LAST, self.seed)

    @property
    def years(self) -> range:
        """The editions."""
        return range(LAST - self.editions + 1, LAST + 1)


@dataclass(frozen=True, slots=True)
class Share:
    """What one process makes: the workbooks of an area's bodies, or the documents of some bodies (then without an area)."""

    recipe: Recipe
    folder: Path
    bodies: tuple[str, ...]
    area: str = ""


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


def make_workbooks(folder: Path, recipe: Recipe, only: Sequence[str] = ()) -> list[Planted]:
    """Write the workbooks of a country, a file for each area (`only` some) and edition, and list the errors; give these."""
    found = areas(load_reference()).items()
    shares = [Share(recipe, folder, bodies, area) for area, bodies in found if not only or area in only]
    return _make(make_area, sorted(shares, key=lambda share: (-len(share.bodies), share.area)), folder)


def make_area(share: Share) -> list[Planted]:
    """Write the workbooks of an area; give the errors in them."""
    country, errors = share.recipe.country(share.bodies), share.recipe.errors
    many = errors and max(1, errors * len(share.bodies) // 100)
    planted = []
    for year in share.recipe.years:
        pages = make_pages(country, year, share.area, Variant(errors=many))
        save([page.grid for page in pages], share.folder / f"{share.area}-{year}.xlsx")
        planted += [error for page in pages for error in page.errors]
    return planted


def make_documents(folder: Path, many: int, recipe: Recipe) -> list[Planted]:
    """Write the statements of `many` bodies, each as text and as PDF, and list the errors; give these."""
    bodies = sorted(body for own in areas(load_reference()).values() for body in own)
    # Bodies of all parts of the country, also where few are wanted.
    chosen = bodies[:: max(1, len(bodies) // many)][:many]
    shares = [Share(recipe, folder, tuple(chosen[at : at + SHARE])) for at in range(0, len(chosen), SHARE)]
    return _make(make_some, shares, folder)


def make_some(share: Share) -> list[Planted]:
    """Write documents; give the errors in them."""
    country = share.recipe.country(share.bodies)
    planted = []
    for at, body in enumerate(share.bodies):
        for year in share.recipe.years:
            pairs, own = document_lines(country, body, year, wrong=share.recipe.errors if at % 10 == ODD else 0)
            write_text_file(pairs, share.folder / f"{body}-{year}.txt")
            write_pdf_file(pairs, share.folder / f"{body}-{year}.pdf")
            planted += own
    return planted


def _make(maker: Callable[[Share], list[Planted]], shares: Sequence[Share], folder: Path) -> list[Planted]:
    folder.mkdir(parents=True, exist_ok=True)
    every: list[Planted] = []
    for done in LocalCrew().run(maker, shares):
        if done.result is None:
            raise RuntimeError(f"{shares[done.at].area or shares[done.at].bodies}: {done.failure}")
        every += done.result
    found = sorted(every, key=lambda error: (error.edition, error.fiscal_year, error.body, error.scope, error.account))
    write_list(found, errors_of(folder))
    return found


def main() -> None:
    """Make what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("workbooks", "documents"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--editions", type=int, default=1)
    parser.add_argument("--errors", type=int, default=2)
    parser.add_argument("--bodies", type=int, default=100)
    parser.add_argument("--areas", default="")
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    recipe = Recipe(told.editions, told.errors, told.seed)
    if told.what == "workbooks":
        planted = make_workbooks(told.folder, recipe, told.areas.split(",") if told.areas else ())
    else:
        planted = make_documents(told.folder, told.bodies, recipe)
    sys.stdout.write(f"{sum(1 for _ in told.folder.iterdir())} files with {len(planted)} errors, {errors_of(told.folder)}\n")


if __name__ == "__main__":
    main()
