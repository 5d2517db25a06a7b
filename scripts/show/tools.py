"""The pages to which a script adds something: find your town, explore. And the files that both languages share."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from scripts.show.engine import engine_files
from scripts.show.explore_page import TABLES, explore_page, tables_file
from scripts.show.find_pages import INDEX, find_pages, town_index
from scripts.show.page import Page
from scripts.show.published import Published
from scripts.show.rendering import Desk
from scripts.show.report import Report
from scripts.show.towns import read_country


def tool_pages(desk: Desk, reports: Sequence[Report], docs: Path) -> Iterator[Page]:
    """Give the pages of one language."""
    yield from find_pages(desk, reports)
    yield explore_page(desk, docs)


def shared_files(published: Published, docs: Path) -> Iterator[tuple[str, bytes]]:
    """Give name and content of the files that both languages use; they stand with the language at the root of the site."""
    yield INDEX, town_index(read_country(published)).encode()
    yield TABLES, tables_file(published)
    yield from engine_files(docs)
