"""Pages of every body of the country, from the national package: a page for each body, each prefecture, and the country."""

import gc
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from scripts.show.national.area_page import area_pages
from scripts.show.national.body_page import Bureau, Known, body_page, know
from scripts.show.national.country_page import country_page
from scripts.show.national.group import Group
from scripts.show.national.names import Names
from scripts.show.national.package import FOLDER, National
from scripts.show.national.sheets import Sheets
from scripts.show.page import Page
from scripts.show.published import Published
from scripts.show.rendering import Desk

__all__ = ["FOLDER", "National", "country_page", "group_pages", "open_national"]


def open_national(published: Published) -> National | None:
    """Give the national package that is published with the data, None where none is."""
    folder = published.folder / FOLDER
    return _national(folder) if (folder / "datapackage.json").is_file() else None


def group_pages(desk: Desk, national: National, name: str) -> Iterator[Page]:
    """Give the pages of a group in one language: its bodies, then the prefectures that they belong to."""
    group, known = _opened(national, name)
    gc.freeze()  # the columns of a group are many objects that no page makes more of: they need not be gone through again
    bureau = Bureau(desk, group, Names(desk, national), Sheets(desk))
    for body in group.bodies:
        if body not in known:
            known[body] = know(group, body)
        yield body_page(bureau, known[body])
    yield from area_pages(desk, group, bureau.names)


@lru_cache(maxsize=1)
def _national(folder: Path) -> National:
    return National(folder)


@lru_cache(maxsize=1)
def _opened(national: National, name: str) -> tuple[Group, dict[str, Known]]:
    """Give a group and what is known of its bodies, read once where one process makes the pages of both languages in turn."""
    return Group(national, name), {}
