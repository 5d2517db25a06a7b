"""The pages to which a script adds something: find your town, search, compare, explore. And the files of both languages."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from scripts.show.compare_pages import compare_pages
from scripts.show.engine import engine_files
from scripts.show.explore_page import TABLES, explore_page, tables_file
from scripts.show.find_pages import find_pages
from scripts.show.page import Page
from scripts.show.published import Published
from scripts.show.rendering import Desk
from scripts.show.report import Report
from scripts.show.search_index import PLACES, WORDS, places_file, words_file
from scripts.show.search_page import search_page
from scripts.show.sides import ACCOUNTS, accounts_file, side_file


def tool_pages(desk: Desk, reports: Sequence[Report], docs: Path) -> Iterator[Page]:
    """Give the pages of one language."""
    yield from find_pages(desk, reports)
    yield search_page(desk)
    yield from compare_pages(desk, reports)
    yield explore_page(desk, docs)


def shared_files(published: Published, reports: Sequence[Report], docs: Path) -> Iterator[tuple[str, bytes]]:
    """Give name and content of the files that both languages use; they stand with the language at the root of the site."""
    yield PLACES, places_file(published)
    yield WORDS, words_file(published, docs)
    yield ACCOUNTS, accounts_file(published, docs)
    for report in reports:
        yield side_file(published, report)
    yield TABLES, tables_file(published)
    yield from engine_files(docs)
