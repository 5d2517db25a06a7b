"""Passages of the explaining pages: the glossary, the pages that read a body's statements, J-LIS in a few figures."""

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from markupsafe import Markup

from scripts.show.body_page import leading
from scripts.show.language import LANGUAGES
from scripts.show.money import say_yen
from scripts.show.reading_page import reading_page, reading_place
from scripts.show.rendering import Desk
from scripts.show.report import Report
from scripts.show.sources import Sources
from scripts.show.towns import read_country

JLIS = "jlis"
_TERM = {"ja", "kana", "en", "text_ja", "text_en"}


class GlossaryError(ValueError):
    """A term of `docs/glossary.toml` that lacks a part; the message names it and the mend."""


def glossary(sources: Sources, docs: Path, language: str) -> list[dict[str, str]]:
    """Give the terms in the order of the language, Japanese by kana; raises GlossaryError for an incomplete one."""
    path = docs / "glossary.toml"
    terms = tomllib.loads(sources.text(path))
    for name, term in terms.items():
        if set(term) != _TERM:
            raise GlossaryError(f"{path}: [{name}] expected {', '.join(sorted(_TERM))}\n    mend: add what is missing")
    other = next(code for code in LANGUAGES if code != language)
    order = "kana" if language == "ja" else "en"
    return [
        {"id": name, "term": term[language], "other": term[other], "lang": other, "text": term[f"text_{language}"]}
        for name, term in sorted(terms.items(), key=lambda item: (item[1][order].lower(), item[0]))
    ]


def readings(desk: Desk, place: str, reports: Sequence[Report]) -> list[tuple[str, str]]:
    """Give title and way of each page that explains the statements with the figures of a body."""
    return list(_readings(desk, place, reports))


def _readings(desk: Desk, place: str, reports: Sequence[Report]) -> Iterator[tuple[str, str]]:
    for body in desk.published.reports:
        own = [report for report in reports if report.about["body"] == body]
        newest, scope, figures = leading(desk, own)
        page = reading_page(desk, figures[scope])
        if page:
            yield page.title, f"{desk.root(place)}{reading_place(newest.about['body'])}/index.html"


def jlis_in_figures(desk: Desk, place: str, reports: Sequence[Report]) -> list[tuple[Markup, Markup]]:
    """Give what J-LIS is in a few figures, each with the way to its print; none where nothing of it is published."""
    own = [report for report in reports if report.about["body"] == JLIS]
    if not own:
        return []
    newest, scope, figures = leading(desk, own)
    where, say, code = desk.where(place, newest), desk.language.say, desk.language.code
    year = desk.language.year(newest.fiscal_year)
    told = []
    for role in ("total_revenues", "total_expenses", "total_assets", "total_liabilities"):
        if fact := figures[scope].fact(role):
            amount = Markup('<a href="{}">{}</a>').format(where(fact.anchor), say_yen(fact.yen or 0, code))
            told.append((say("jlis_figure", name=say(f"role_{role}"), year=year), amount))
    country = read_country(desk.published)
    if country.towns:
        amount = Markup('<a href="{}find/index.html">{}</a>').format(desk.root(place), say_yen(country.yen, code))
        told.append((say("jlis_grants", number=f"{len(country.towns):,}"), amount))
    page = Markup('<a href="{}">{}</a>').format(desk.body_page(place, JLIS), desk.body_name(JLIS))
    return [*told, (say("jlis_page"), page)]
