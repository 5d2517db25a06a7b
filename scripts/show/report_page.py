"""The page of a report: every printed table, line by line. Its row anchors are the permalinks of the facts."""

from collections.abc import Iterator
from decimal import Decimal

from scripts.show.body_page import derived_anchor
from scripts.show.charts import Chart, charts_of
from scripts.show.figures import Figures
from scripts.show.gaps import count_checks, gaps_of
from scripts.show.page import Page
from scripts.show.published import Report, Row
from scripts.show.rendering import Desk

_CHARTED = {
    "balance_sheet": ("balance_sheet",),
    "cost_statement": ("costs", "financing"),
    "income_statement": ("costs", "financing"),
    "net_assets": ("net_assets",),
    "cash_flow": ("cash_flow",),
}
_APART = ("note", "schedule")


def report_page(desk: Desk, report: Report) -> Page:
    """Give the page of a report."""
    place, language = f"reports/{report.name}", desk.language
    name, year = desk.body_name(report.about["body"]), language.year(report.fiscal_year)
    title = desk.report_title(report.about)
    text = desk.render(
        "report.md.j2",
        place,
        title=title,
        name=name,
        year=year,
        body_page=desk.body_page(place, report.about["body"]),
        about=list(_about(desk, report.about)),
        counts=count_checks(report.checks),
        gaps=gaps_of(desk, report, ""),
        groups=list(_groups(desk, report)),
        downloads=desk.downloads(place, report.name),
    )
    return Page(place, f"{name} · {title}", str(language.say("report_description", name=name, year=year)), text)


def _about(desk: Desk, about: Row) -> Iterator[tuple[str, str, str]]:
    say = desk.language.say
    unknown = str(say("unknown"))
    yield str(say("about_publisher")), about["publisher"] or unknown, ""
    if about["page"].startswith(("https://", "http://")):
        yield str(say("about_source")), about["page"], about["page"]
    yield str(say("about_file")), about["file"] or unknown, ""
    if about["sha256"]:
        yield str(say("about_sha256")), about["sha256"], ""
    yield str(say("about_units")), "・".join(desk.reader.unit(unit) for unit in about["units"].split(";")), ""
    yield str(say("about_rounding")), str(say(f"rounding_{about['rounding']}")), ""
    yield str(say("about_licence")), desk.language.label({**about, "licence_ja": about["licence"]}, unknown, "licence"), ""


def _groups(desk: Desk, report: Report) -> Iterator[dict[str, object]]:
    """Give the statements of each scope, then schedules, then notes."""
    statements = [(about, facts) for about, facts in report.tables if about["statement"] not in _APART]
    for scope in report.scopes:
        figures = Figures(desk.published, report, scope)
        charts = {chart.key: chart for chart in charts_of(figures, desk.teller)}
        tables = [
            (desk.reader.read(about, facts), desk.charts(figures, _charts_beside(about, charts)))
            for about, facts in statements
            if about["scope"] == scope
        ]
        if tables:
            missing = [chart.note for chart in charts.values() if chart.drawing is None and chart.key == "balance_sheet"]
            derived = [_derived(desk, report, row) for row in report.derived if row["scope"] == scope]
            yield {"title": desk.reader.scope(scope), "anchor": scope, "tables": tables, "missing": missing, "derived": derived}
    for kind in ("schedule", "note"):
        apart = [(desk.reader.read(about, facts), ()) for about, facts in report.tables if about["statement"] == kind]
        if apart:
            title = desk.language.say(f"group_{kind}s")
            yield {"title": title, "anchor": f"{kind}s", "tables": apart, "missing": [], "derived": []}


def _charts_beside(about: Row, charts: dict[str, Chart]) -> list[Chart]:
    """Give the charts that stand beside a statement; a combined statement shows those of both its parts."""
    keys = _CHARTED.get(about["statement"], ())
    return [charts.pop(key) for key in keys if key in charts and charts[key].drawing is not None]


def _derived(desk: Desk, report: Report, row: Row) -> dict[str, object]:
    account = desk.published.reference["accounts"].get(row["account"])
    facts = [report.facts[name] for name in row["source_facts"].split(";") if name in report.facts]
    column = desk.published.columns.get((account["form"], row["column"])) if account else None
    label = desk.language.label(account, row["account"])
    if row["column"] not in ("amount", "total") and column:
        label += f" · {desk.language.label(column)}"
    return {
        "anchor": derived_anchor(row),
        "label": label,
        "amount": _grouped(row["value"]) if row["value"] else "-",
        "unit": desk.reader.unit(row["unit"]),
        "rule": row["rule"],
        "sources": [{"anchor": fact.anchor, "text": f"{desk.reader.label(fact).text} {fact.printed}"} for fact in facts],
    }


def _grouped(value: str) -> str:
    amount = Decimal(value)
    return ("△" if amount < 0 else "") + f"{abs(amount):,f}"
