"""The page of a body: its newest statements in sentences, pictures and tables, and where everything else about it stands."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from scripts.show.charts import charts_of
from scripts.show.figures import Figures
from scripts.show.gaps import count_checks, gaps_of
from scripts.show.indicator_pages import indicator_of
from scripts.show.money import say_yen
from scripts.show.page import Page
from scripts.show.published import Fact, Report, Row
from scripts.show.rendering import Desk
from scripts.show.sentences import Storyteller

OVERVIEW = (
    *("total_assets", "total_liabilities", "total_net_assets", "costs", "net_cost"),
    *("finance", "year_difference", "closing_cash"),
)
_MAIN = ("balance_sheet", "cost_statement", "income_statement", "net_assets", "cash_flow")


def body_page(desk: Desk, body: Row, reports: Iterable[Row], newest: Report) -> Page:
    """Give the page of a body from its newest report."""
    place, language = f"bodies/{body['body']}", desk.language
    page = desk.report_page(place, newest.name)
    scope = main_scope(newest)
    figures = {name: Figures(desk.published, newest, name) for name in newest.scopes}
    name, year = desk.body_name(body["body"]), language.year(newest.fiscal_year)
    story = Storyteller(figures[scope], language, page, str(desk.story_name(body["body"], scope))).tell()
    text = desk.render(
        "body.md.j2",
        place,
        name=name,
        facts=list(_facts_of(desk, body)),
        year=year,
        scope=desk.reader.scope(scope),
        story=story,
        page=page,
        charts=desk.charts(figures[scope], charts_of(figures[scope], desk.teller)),
        scopes=[desk.reader.scope(s) for s in newest.scopes],
        overview=list(_overview(desk, figures, page)) if len(newest.scopes) > 1 else [],
        report_title=desk.report_title(newest.about),
        tables=[desk.reader.read(about, facts) for about, facts in newest.tables if _is_main(about, scope)],
        indicators=[indicator_of(desk, place, newest, row) for row in newest.indicators if row["scope"] == scope],
        notes=[(desk.reader.title(about), about["table"]) for about, _ in newest.tables if about["statement"] == "note"],
        counts=count_checks(newest.checks),
        gaps=gaps_of(desk, newest, page),
        reports=[_report_link(desk, place, row) for row in reports],
        downloads=desk.downloads(place, newest.name),
    )
    return Page(place, name, str(language.say("body_description", name=name, year=year)), text)


def main_scope(report: Report) -> str:
    """Give the scope a reader is shown first: the narrowest for which a balance sheet is printed, else the narrowest."""
    printed = {table["scope"] for table, _ in report.tables if table["statement"] == "balance_sheet"}
    statements = {table["scope"] for table, _ in report.tables if table["statement"] in _MAIN}
    for scopes in (printed, statements):
        found = [scope for scope in report.scopes if scope in scopes]
        if found:
            return found[0]
    return report.scopes[0]


def _is_main(about: Row, scope: str) -> bool:
    return about["scope"] == scope and about["statement"] in _MAIN


def _facts_of(desk: Desk, body: Row) -> Iterator[str]:
    say = desk.language.say
    if body["kind"]:
        yield str(say(f"kind_{body['kind']}"))
    if body["prefecture"] and desk.language.code == "ja":
        yield body["prefecture"]
    if desk.language.code == "en" and body["name_ja"]:
        yield Markup('<span lang="ja">{}</span>').format(body["prefecture"] + body["name_ja"])
    if body["body"].isdigit():
        yield str(say("body_code", code=body["body"]))


def _overview(desk: Desk, figures: dict[str, Figures], page: str) -> Iterator[dict[str, object]]:
    for role in OVERVIEW:
        cells = [_overview_cell(desk, found, role, page) for found in figures.values()]
        if any(cell["page"] for cell in cells):
            yield {"label": desk.language.say(f"role_{role}"), "cells": cells}


def _overview_cell(desk: Desk, figures: Figures, role: str, page: str) -> dict[str, object]:
    fact, derived = figures.fact(role), figures.derived(role)
    if fact is not None:
        return {"text": _signed(desk, fact), "title": desk.printed(fact), "page": f"{page}#{fact.anchor}", "derived": False}
    if derived is not None and derived["yen"]:
        text = say_yen(int(derived["yen"]), desk.language.code)
        anchor = derived_anchor(derived)
        return {"text": text, "title": derived["value"], "page": f"{page}#{anchor}", "derived": True}
    return {"text": desk.language.say("absent"), "title": "", "page": "", "derived": False}


def _signed(desk: Desk, fact: Fact) -> str:
    minus = ("△" if desk.language.code == "ja" else "−") if (fact.yen or 0) < 0 else ""
    return minus + say_yen(fact.yen or 0, desk.language.code)


def derived_anchor(row: Row) -> str:
    """Give the id of a derived figure on the page of its report."""
    return "derived:" + ":".join(row["derived_id"].split(":")[1:])


def _report_link(desk: Desk, place: str, row: Row) -> dict[str, str]:
    year, title = desk.language.year(int(row["fiscal_year"])), desk.report_title(row)
    return {"page": desk.report_page(place, row["report"]), "year": year, "title": title}
