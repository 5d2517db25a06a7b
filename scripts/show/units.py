"""The units that pages are made in: what belongs together is made together, by any process, and made anew only where it changed.

A kind of unit is a row of `KINDS`. It names the units there are now, each with about how much work it is (only their order
matters: the longest begin first), and makes the pages of one of them. Files beside the pages go into `desk.files`. A maker
reads published data and the hand-written docs through `desk.published` and its `sources` alone, so that what it read is known.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.show import feed, llms
from scripts.show.body_page import body_pages
from scripts.show.compare_pages import compare_pages
from scripts.show.engine import engine_files
from scripts.show.explore_page import TABLES, explore_page, tables_file
from scripts.show.find_pages import find_pages
from scripts.show.history import History
from scripts.show.indicator_pages import indicator_pages
from scripts.show.language import HOME, LANGUAGES
from scripts.show.national import country_page, group_pages, groups_of, open_national
from scripts.show.page import Page
from scripts.show.passages import Passages
from scripts.show.prose import prose_page, prose_title
from scripts.show.published import Published
from scripts.show.reference_pages import account_pages, rule_pages
from scripts.show.rendering import Desk
from scripts.show.report_page import report_page
from scripts.show.search_index import PLACES, WORDS, places_file, words_file
from scripts.show.search_page import search_page
from scripts.show.sides import ACCOUNTS, accounts_file, side_file
from scripts.show.table_page import table_pages

Named = Iterable[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Unit:
    """Some pages of one language: `kind` says what makes them, `name` which of the kind they are."""

    kind: str
    name: str
    language: str
    weight: int = 0

    def __str__(self) -> str:
        """Give how it is called."""
        return f"{self.language}/{self.kind}/{self.name}"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of units: which there are of the published data and the docs, and the pages of one by its name."""

    names: Callable[[Published, Path], Named]
    pages: Callable[[Desk, Path, str], Iterator[Page]]
    languages: tuple[str, ...] = LANGUAGES

    def told_in(self, language: str) -> tuple[str, ...]:
        """Give the languages of the pages of a unit."""
        return (language,)

    def made(self, desks: Sequence[Desk], docs: Path, name: str) -> Iterator[tuple[Desk, Page]]:
        """Give the pages of a unit, each with the desk of its language."""
        return ((desk, page) for desk in desks for page in self.pages(desk, docs, name))


@dataclass(frozen=True, slots=True)
class Both:
    """A kind of units whose pages of both languages are made at once, for to read what they are made from takes long."""

    names: Callable[[Published, Path], Named]
    pages: Callable[[Sequence[Desk], str], Iterator[tuple[Desk, Page]]]
    languages: tuple[str, ...] = (HOME,)

    def told_in(self, _language: str) -> tuple[str, ...]:
        """Give both."""
        return LANGUAGES

    def made(self, desks: Sequence[Desk], _docs: Path, name: str) -> Iterator[tuple[Desk, Page]]:
        """Give the pages of a unit, each with the desk of its language."""
        return self.pages(desks, name)


def units_of(published: Published, docs: Path) -> list[Unit]:
    """Give all units of both languages, those that take longest first."""
    found = [
        Unit(name, unit, language, weight)
        for name, kind in KINDS.items()
        for unit, weight in kind.names(published, docs)
        for language in kind.languages
    ]
    return sorted(found, key=lambda unit: (-unit.weight, str(unit)))


def _one(name: str, weight: int) -> Callable[[Published, Path], Named]:
    """Give what names the only unit of a kind."""
    return lambda _published, _docs: [(name, weight)]


def _report_names(published: Published, _docs: Path) -> Named:
    """Name the reports, weighed by the bytes of their facts."""
    for rows in published.reports.values():
        for about in rows:
            facts = published.folder / about["report"] / "facts.csv"
            yield about["report"], facts.stat().st_size if facts.exists() else 0


def _few(names: Callable[[Published, Path], Named]) -> Callable[[Published, Path], Named]:
    """Give what names the same units for less work."""
    return lambda published, docs: [(name, weight // 8) for name, weight in names(published, docs)]


def _body_names(published: Published, _docs: Path) -> Named:
    for body, rows in published.reports.items():
        yield body, 50_000 * len(rows)


def _prose_names(published: Published, docs: Path) -> Named:
    for path in published.sources.names(docs / LANGUAGES[0], "*.md"):
        yield path.stem, 20_000


def _report(desk: Desk, _docs: Path, name: str) -> Iterator[Page]:
    yield report_page(desk, desk.published.named(name))


def _tables(desk: Desk, _docs: Path, name: str) -> Iterator[Page]:
    report = desk.published.named(name)
    history = History(desk.published, desk.published.reports_of(report.about["body"]))
    yield from table_pages(desk, report, history)


def _body(desk: Desk, _docs: Path, body: str) -> Iterator[Page]:
    row = desk.published.reference["bodies"].get(body, {"body": body, "kind": "", "prefecture": "", "name_ja": body})
    yield from body_pages(desk, row, desk.published.reports_of(body))


def _prose(desk: Desk, docs: Path, name: str) -> Iterator[Page]:
    yield prose_page(docs / desk.language.code / f"{name}.md", Passages(desk, docs))


def _explore(desk: Desk, docs: Path, _: str) -> Iterator[Page]:
    yield search_page(desk)
    yield explore_page(desk, docs)


def _programs(desk: Desk, docs: Path, _: str) -> Iterator[Page]:
    """Make no pages, but what programs read."""
    reports, own = desk.published.every_report(), docs / desk.language.code
    paths = {name: own / f"{name}.md" for name in llms.GUIDES}
    titles = {name: prose_title(path, desk.published) for name, path in paths.items() if desk.published.sources.there(path)}
    desk.files[llms.NAME] = llms.llms_text(desk, reports, {"find": desk.language.tell("find_title"), **titles}).encode()
    desk.files[feed.NAME] = feed.feed_text(desk, reports).encode()
    yield from ()


def _side(desk: Desk, _docs: Path, name: str) -> Iterator[Page]:
    desk.files.update([side_file(desk.published, desk.published.named(name))])
    yield from ()


def _scripts(desk: Desk, docs: Path, _: str) -> Iterator[Page]:
    """Make no pages, but what scripts of both languages ask for."""
    published = desk.published
    desk.files |= {
        PLACES: places_file(published),
        WORDS: words_file(published, docs),
        ACCOUNTS: accounts_file(published, docs),
        TABLES: tables_file(published),
        **dict(engine_files(docs, published.sources)),
    }
    yield from ()


def _country(desk: Desk, _docs: Path, _: str) -> Iterator[Page]:
    if national := open_national(desk.published):
        yield country_page(desk, national)


KINDS: dict[str, Kind | Both] = {
    "tables": Kind(_report_names, _tables),
    "report": Kind(_few(_report_names), _report),
    "side": Kind(_few(_report_names), _side, (HOME,)),
    "body": Kind(_body_names, _body),
    "accounts": Kind(_one("all", 100_000), lambda desk, _docs, _: account_pages(desk)),
    "rules": Kind(_one("all", 500_000), lambda desk, _docs, _: rule_pages(desk, desk.published.every_report())),
    "indicators": Kind(_one("all", 300_000), lambda desk, _docs, _: indicator_pages(desk, desk.published.every_report())),
    "find": Kind(_one("country", 700_000), lambda desk, _docs, _: find_pages(desk)),
    "compare": Kind(_one("all", 400_000), lambda desk, _docs, _: compare_pages(desk, desk.published.every_report())),
    "explore": Kind(_one("all", 60_000), _explore),
    "prose": Kind(_prose_names, _prose),
    "programs": Kind(_one("all", 300_000), _programs),
    "scripts": Kind(_one("all", 600_000), _scripts, (HOME,)),
    "national": Both(lambda published, _docs: groups_of(published).items(), group_pages),
    "country": Kind(lambda published, _docs: [("all", 60_000)] if groups_of(published) else [], _country),
}
