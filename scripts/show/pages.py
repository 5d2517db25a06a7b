"""All pages of both languages, written where they changed and removed where they are no more."""

import html
import multiprocessing
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from scripts.show import feed, llms
from scripts.show.body_page import body_pages
from scripts.show.charts import new_artist, prune
from scripts.show.history import History
from scripts.show.indicator_pages import indicator_pages
from scripts.show.language import load_languages
from scripts.show.page import Page, write_page
from scripts.show.passages import Passages
from scripts.show.prose import prose_page
from scripts.show.published import Published
from scripts.show.reference_pages import account_pages, rule_pages
from scripts.show.rendering import Desk
from scripts.show.report import Report
from scripts.show.report_page import report_pages
from scripts.show.site import TWINS
from scripts.show.tools import shared_files, tool_pages
from scripts.show.twins import escaped, twin_of
from scripts.writing import write_bytes

HOME = "ja"
"""The language at the root of the site, where stands what both languages share."""


def show(data: Path, docs: Path, pages: Path) -> None:
    """Write the pages of both languages below `pages` from the published data and the hand-written docs, side by side.

    Charts are kept from build to build beside `pages`, in `charts/`; those that no page shows any more are removed. Twins wait
    in `twins/`.
    """
    codes = tuple(load_languages(docs))
    with ProcessPoolExecutor(len(codes), multiprocessing.get_context("spawn")) as crew:
        shown = [crew.submit(show_language, data, docs, pages, code) for code in codes]
        prune(pages.parent / "charts", {name for done in shown for name in done.result()})


def show_language(data: Path, docs: Path, pages: Path, code: str) -> set[str]:
    """Write the pages of one language; give the names of the charts that they show."""
    published, artist = Published(data), new_artist(pages.parent / "charts")
    reports = [published.report(about) for rows in published.reports.values() for about in rows]
    folder, twins = pages / code, pages.parent / TWINS / code
    desk = Desk(published, load_languages(docs)[code], artist)
    made = list(_pages(desk, reports, docs))
    written = {write_page(folder, page) for page in made}
    _remove_others(twins, {_write_changed(twins / page.path.replace(".md", ".html.md"), _twin(desk, page)) for page in made})
    desk.files[llms.NAME] = llms.llms_text(desk, reports, {page.place: page.title for page in made}).encode()
    desk.files[feed.NAME] = feed.feed_text(desk, reports).encode()
    written |= {_write_changed(folder / name, content) for name, content in desk.files.items()}
    written |= set(_copy_assets(docs / "assets", folder / "assets"))
    if code == HOME:
        written |= {_write_changed(folder / name, content) for name, content in shared_files(published, reports, docs)}
    _remove_others(folder, written)
    return artist.used


def _twin(desk: Desk, page: Page) -> bytes:
    other = desk.root(page.place) + {"ja": "en/", "en": "../"}[desk.language.code] + page.path.replace(".md", ".html.md")
    own = desk.address(page.place, page.place) if desk.site else "index.html"
    version = desk.published.descriptor.get("version", "")
    description = escaped(html.unescape(page.description))
    told = desk.language.tell("twin_lead", description=description, page=own, other=other, version=version)
    return twin_of(page, told).encode()


def _pages(desk: Desk, reports: list[Report], docs: Path) -> Iterator[Page]:
    by_body: dict[str, list[Report]] = {}
    for report in reports:
        by_body.setdefault(report.about["body"], []).append(report)
    for body, own in by_body.items():
        history = History(desk.published, own)
        for report in own:
            yield from report_pages(desk, report, history)
        row = desk.published.reference["bodies"].get(body, {"body": body, "kind": "", "prefecture": "", "name_ja": body})
        yield from body_pages(desk, row, own)
    yield from account_pages(desk)
    yield from rule_pages(desk, reports)
    yield from indicator_pages(desk, reports)
    yield from tool_pages(desk, reports, docs)
    passages = Passages(desk, reports, docs)
    for path in sorted((docs / desk.language.code).glob("*.md")):
        yield prose_page(path, passages)


def _copy_assets(source: Path, target: Path) -> Iterator[Path]:
    for path in sorted(source.iterdir()):
        yield _write_changed(target / path.name, path.read_bytes())


def _write_changed(path: Path, content: bytes) -> Path:
    if not path.exists() or path.read_bytes() != content:
        write_bytes(path, content)
    return path


def _remove_others(folder: Path, written: set[Path]) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file() and path not in written:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            shutil.rmtree(path)
