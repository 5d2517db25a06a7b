"""Where units of pages are made: one bench a process, which holds what several units are made from."""

import hashlib
import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.show.charts import new_artist
from scripts.show.language import load_languages
from scripts.show.page import Page
from scripts.show.published import Published
from scripts.show.rendering import Desk
from scripts.show.sources import Notes
from scripts.show.twins import escaped, twin_of
from scripts.show.units import KINDS, Unit
from scripts.writing import write_bytes

PAGES, TWINS, CHARTS = "pages", "twins", "charts"
"""Folders beside one another: pages, their twins (among the pages MkDocs would take them for pages), drawings that are kept."""
_MOST_REPORTS = 40


@dataclass(frozen=True, slots=True)
class Places:
    """Where published data and docs are read from and where pages come to stand; `work` holds the folders of this module."""

    data: Path
    docs: Path
    work: Path


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a unit: what was read for it, the files it has with their SHA-256, by their way from `work`, its charts."""

    unit: Unit
    read: Notes
    wrote: dict[str, str]
    charts: list[str]


class Bench:
    """Makes units, one after the other."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.published = Published(places.data, places.docs)
        self.languages = load_languages(places.docs)

    def make(self, unit: Unit) -> Made:
        """Write the pages, twins and side files of a unit where they changed."""
        with self.published.sources.noting() as read:
            artist = new_artist(self.places.work / CHARTS)
            told = KINDS[unit.kind].told_in(unit.language)
            wrote = dict(self._written([Desk(self.published, self.languages[code], artist) for code in told], unit))
        self.published.sources.let_go("report", _MOST_REPORTS)
        return Made(unit, read, wrote, sorted(artist.used))

    def _written(self, desks: Sequence[Desk], unit: Unit) -> Iterator[tuple[str, str]]:
        for desk, page in KINDS[unit.kind].made(desks, self.places.docs, unit.name):
            yield self._write(f"{PAGES}/{desk.language.code}/{page.path}", page.markdown().encode())
            if page.twinned:
                twin = f"{TWINS}/{desk.language.code}/{page.path.removesuffix('.md')}.html.md"
                yield self._write(twin, _twin(desk, page))
        for desk in desks:
            for name, content in desk.files.items():
                yield self._write(f"{PAGES}/{desk.language.code}/{name}", content)

    def _write(self, name: str, content: bytes) -> tuple[str, str]:
        write_changed(self.places.work / name, content)
        return name, hashlib.sha256(content).hexdigest()


def _twin(desk: Desk, page: Page) -> bytes:
    other = desk.root(page.place) + {"ja": "en/", "en": "../"}[desk.language.code] + page.path.replace(".md", ".html.md")
    own = desk.address(page.place, page.place) if desk.site else "index.html"
    version = desk.published.told("version") or ""
    description = escaped(html.unescape(page.description))
    told = desk.language.tell("twin_lead", description=description, page=own, other=other, version=version)
    return twin_of(page, told).encode()


def write_changed(path: Path, content: bytes) -> None:
    """Write a file unless the very same stands there."""
    if not path.exists() or path.read_bytes() != content:
        write_bytes(path, content)
