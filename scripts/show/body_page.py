"""The page of a body: its newest statements in sentences, pictures and tables, and where everything else about it stands."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from scripts.show.charts import charts_of
from scripts.show.citations import body_work, cite
from scripts.show.datasets import as_script, body_dataset
from scripts.show.explanations import Earlier, earlier_beside
from scripts.show.figures import Figures
from scripts.show.gaps import count_checks, gaps_of
from scripts.show.history import History
from scripts.show.indicator_pages import indicator_of
from scripts.show.money import say_yen
from scripts.show.national import open_national
from scripts.show.page import Page
from scripts.show.reading_page import reading_page
from scripts.show.rendering import Desk, Where
from scripts.show.report import Fact, Report, Row, derived_anchor
from scripts.show.sentences import Storyteller
from scripts.show.sides import pairs_of
from scripts.show.statement_table import StatementTable
from scripts.show.town_grant import grant_of, per_resident
from scripts.show.years import year_pictures

OVERVIEW = (
    *("total_assets", "total_liabilities", "total_net_assets", "costs", "net_cost"),
    *("finance", "year_difference", "closing_cash"),
)
# A role without which a statement is as good as not printed.
_OF_STATEMENT = {"total_assets": "balance_sheet", "net_cost": "cost_statement", "closing_net_assets": "net_assets"}
_MAIN = ("balance_sheet", "cost_statement", "income_statement", "net_assets", "cash_flow")


def body_pages(desk: Desk, body: Row, reports: Sequence[Report]) -> Iterator[Page]:
    """Give the page of a body from its reports, newest first, and the page that explains how to read its statements.

    The newest report with figures of the year itself leads.
    """
    newest, scope, figures = leading(desk, reports)
    reading = reading_page(desk, figures[scope])
    if reading:
        yield reading
    place, language = f"bodies/{body['body']}", desk.language
    where = desk.where(place, newest)
    name, year = desk.body_name(body["body"]), language.year(newest.fiscal_year)
    story = Storyteller(figures[scope], language, where, str(desk.story_name(body["body"], scope))).tell()
    text = desk.render(
        "body.md.j2",
        place,
        name=name,
        facts=list(_facts_of(desk, body)),
        grant=grant_of(desk, place, body["body"]),
        year=year,
        scope=desk.reader.scope(scope),
        story=story,
        each=per_resident(desk, place, figures[scope]),
        missing=list(_missing(desk, reports, newest, figures)),
        page=desk.report_page(place, newest.name),
        reading=f"{desk.root(place)}{reading.place}/index.html" if reading else "",
        reading_title=reading.title if reading else "",
        where=where,
        charts=desk.charts(figures[scope], charts_of(figures[scope], desk.teller)),
        years=year_pictures(desk, place, reports, scope),
        scopes=[desk.reader.scope(s) for s in newest.scopes],
        overview=list(_overview(desk, figures, where)) if len(newest.scopes) > 1 else [],
        report_title=desk.report_title(newest.about),
        tables=list(_tables(desk, newest, scope, History(desk.published, reports))),
        indicators=[indicator_of(desk, place, newest, row) for row in newest.indicators if row["scope"] == scope],
        notes=[(desk.reader.title(about), about["table"]) for about, _ in newest.tables if about["statement"] == "note"],
        counts=count_checks(newest.checks),
        gaps=gaps_of(desk, newest, where),
        reports=[_report_link(desk, place, report.about) for report in reports],
        compare=_compare(desk, place, newest, reports),
        national=_national(desk, place, body["body"]),
        api=_api(desk, place, body["body"]),
        downloads=desk.body_downloads(place, body["body"], newest.name),
        cite=cite(desk, body_work(desk, body["body"])),
        dataset=as_script(body_dataset(desk, place, reports)),
    )
    yield Page(place, name, str(language.say("body_description", name=name, year=year)), text)


def _compare(desk: Desk, place: str, newest: Report, reports: Sequence[Report]) -> str:
    """Give the way to the compare page with the body chosen: the newest report beside its pair where it has one."""
    pairs = list(pairs_of(reports, desk.published.reference["accounts"]))
    pair = next((pair for pair in pairs if pair[1].report is newest), None)
    chosen = f"a={pair[0].name}&b={pair[1].name}" if pair else f"a={newest.about['body']}"
    return f"{desk.root(place)}compare/index.html?{chosen}"


def _national(desk: Desk, place: str, body: str) -> str:
    """Give the way to the body's page of the whole country's package, empty where there is none."""
    national = open_national(desk.published)
    return f"{desk.root(place)}national/{body}/index.html" if national and national.has(body) else ""


def _api(desk: Desk, place: str, body: str) -> str:
    """Give the way to the body in the static API that is published beside the data, empty where there is none."""
    document = f"api/v1/bodies/{body}.json"
    return desk.data(place).removesuffix("data/") + document if desk.published.has(f"../{document}") else ""


def _missing(desk: Desk, reports: Sequence[Report], newest: Report, figures: dict[str, Figures]) -> Iterator[Markup]:
    """Say what a reader may look for and not find: statements that are not printed, indicators, years, sentences."""
    say, language = desk.language.say, desk.language
    for scope, found in figures.items():
        for role, statement in _OF_STATEMENT.items():
            if found.roles.get(role) and found.fact(role) is None:
                name = say(f"statement_{statement}")
                yield say("missing_statement", scope=desk.reader.scope(scope), statement=name.lower())
    if number := sum(row["status"] != "computed" for row in newest.indicators if row["scope"] == main_scope(newest)):
        yield say("missing_indicators", number=number)
    years = sorted({report.fiscal_year for report in reports})
    yield say("missing_years", years=("、" if language.code == "ja" else ", ").join(language.year(year) for year in years))
    yield say("missing_prose")


def main_scope(report: Report) -> str:
    """Give the scope a reader is shown first: the narrowest for which a balance sheet is printed, else the narrowest."""
    printed = {table["scope"] for table, _ in report.tables if table["statement"] == "balance_sheet"}
    statements = {table["scope"] for table, _ in report.tables if table["statement"] in _MAIN}
    for scopes in (printed, statements):
        found = [scope for scope in report.scopes if scope in scopes]
        if found:
            return found[0]
    return report.scopes[0]


def leading(desk: Desk, reports: Sequence[Report]) -> tuple[Report, str, dict[str, Figures]]:
    """Give the newest report that says how a year ended (not a budget), its main scope and its figures by scope."""
    for report in reports:
        scope = main_scope(report)
        figures = {name: Figures(desk.published, report, name) for name in report.scopes}
        if any(figures[scope].fact(role) for role in ("total_assets", "closing_net_assets", "costs")):
            return report, scope, figures
    newest = reports[0]
    return newest, main_scope(newest), {name: Figures(desk.published, newest, name) for name in newest.scopes}


def _tables(desk: Desk, report: Report, scope: str, history: History) -> Iterator[tuple[StatementTable, Earlier | None]]:
    """Give the main statements, each with an earlier year beside where the body has one."""
    place = f"bodies/{report.about['body']}"
    for about, facts in _main_tables(report, scope):
        yield desk.reader.read(about, facts), earlier_beside(desk, history, facts, place)


def _main_tables(report: Report, scope: str) -> list[tuple[Row, tuple[Fact, ...]]]:
    """Give the first table of each statement of a scope; further ones (by segment, against the budget) stand in the report."""
    found: dict[str, tuple[Row, tuple[Fact, ...]]] = {}
    for about, facts in report.tables:
        if about["scope"] == scope and about["statement"] in _MAIN:
            found.setdefault(about["statement"], (about, facts))
    return list(found.values())


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


def _overview(desk: Desk, figures: dict[str, Figures], where: Where) -> Iterator[dict[str, object]]:
    for role in OVERVIEW:
        cells = [_overview_cell(desk, found, role, where) for found in figures.values()]
        if any(cell["page"] for cell in cells):
            yield {"label": desk.language.say(f"role_{role}"), "cells": cells}


def _overview_cell(desk: Desk, figures: Figures, role: str, where: Where) -> dict[str, object]:
    fact, derived = figures.fact(role), figures.derived(role)
    if fact is not None:
        return {"text": _signed(desk, fact), "title": desk.printed(fact), "page": where(fact.anchor), "derived": False}
    if derived is not None and derived["yen"]:
        text = say_yen(int(derived["yen"]), desk.language.code)
        return {"text": text, "title": derived["value"], "page": where(derived_anchor(derived)), "derived": True}
    return {"text": desk.language.say("absent"), "title": "", "page": "", "derived": False}


def _signed(desk: Desk, fact: Fact) -> str:
    minus = ("△" if desk.language.code == "ja" else "−") if (fact.yen or 0) < 0 else ""
    return minus + say_yen(fact.yen or 0, desk.language.code)


def _report_link(desk: Desk, place: str, row: Row) -> dict[str, str]:
    year, title = desk.language.year(int(row["fiscal_year"])), desk.report_title(row)
    return {"page": desk.report_page(place, row["report"]), "year": year, "title": title}
