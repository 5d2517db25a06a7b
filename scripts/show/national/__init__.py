"""Pages of every body of the country, from the national package: a page for each body, each prefecture, and the country.

Without a package among the published data there are none.
"""

import gc
from collections.abc import Iterator, Sequence

from scripts.show.national.area_page import area_pages
from scripts.show.national.body_page import Bureau, body_page, know
from scripts.show.national.country_page import country_page
from scripts.show.national.group import Group
from scripts.show.national.names import Names
from scripts.show.national.package import FOLDER, National
from scripts.show.national.sheets import Sheets
from scripts.show.page import Page
from scripts.show.published import Published
from scripts.show.rendering import Desk

__all__ = ["FOLDER", "country_page", "group_pages", "groups_of", "open_national"]


def open_national(published: Published) -> National | None:
    """Give the national package, None where none is published."""
    return National(published) if published.has(f"{FOLDER}/datapackage.json") else None


def groups_of(published: Published) -> dict[str, int]:
    """Give the groups of bodies whose pages are made together, each with the bytes of its facts."""
    national = open_national(published)
    return national.groups() if national else {}


def group_pages(desks: Sequence[Desk], name: str) -> Iterator[tuple[Desk, Page]]:
    """Give the pages of a group, each with the desk of its language: its bodies, then the prefectures they belong to."""
    national = National(desks[0].published)
    group = Group(national, name)
    bodies = sorted(group.prints)
    bureaus = [Bureau(desk, group, Names(desk, national), Sheets(desk)) for desk in desks]
    gc.freeze()  # the columns of a group are many objects: nothing is won by going through them again and again
    try:
        for body in bodies:
            known = know(group, body)
            yield from ((bureau.desk, body_page(bureau, known)) for bureau in bureaus)
        for bureau in bureaus:
            yield from ((bureau.desk, page) for page in area_pages(bureau.desk, group, bureau.names))
    finally:
        gc.unfreeze()
