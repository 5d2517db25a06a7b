"""The pages of a report: every printed table, line by line. Their row anchors are the permalinks of the facts."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from scripts.show.charts import Chart, charts_of
from scripts.show.figures import Figures
from scripts.show.gaps import count_checks, gaps_of
from scripts.show.layout import Entry, Layout
from scripts.show.page import Page
from scripts.show.rendering import Desk, Where
from scripts.show.report import Report, Row, derived_anchor
from scripts.show.statement_table import Label

_CHARTED = {
    "balance_sheet": ("balance_sheet",),
    "cost_statement": ("costs", "financing"),
    "income_statement": ("revenues",),
    "net_assets": ("net_assets",),
    "cash_flow": ("cash_flow",),
}


def report_pages(desk: Desk, report: Report) -> Iterator[Page]:
    """Give the pages of a report; what is known of it, its checks and its files stand on the first."""
    layout, language = desk.layout(report), desk.language
    charts = {scope: _ScopeCharts(desk, report, scope) for scope in report.scopes}
    name, year = desk.body_name(report.about["body"]), language.year(report.fiscal_year)
    for number, entries in enumerate(layout.pages, 1):
        place = layout.place(number)
        where = desk.where(place, report)
        title = desk.report_title(report.about)
        values = {
            "title": f"{title} ({number}/{len(layout.pages)})" if len(layout.pages) > 1 else title,
            "name": name,
            "year": year,
            "number": number,
            "body_page": desk.body_page(place, report.about["body"]),
            "where": where,
            "parts": list(_parts(desk, layout, where)) if len(layout.pages) > 1 else [],
            "groups": list(_groups(desk, report, entries, where, charts)),
        }
        if number == 1:
            values |= {
                "about": list(_about(desk, report.about)),
                "counts": count_checks(report.checks),
                "gaps": gaps_of(desk, report, where),
                "downloads": desk.downloads(place, report.name),
            }
        text = desk.render("report.md.j2", place, **values)
        yield Page(place, f"{name} · {values['title']}", str(language.say("report_description", name=name, year=year)), text)


class _ScopeCharts:
    """The charts of a scope, each given out once: beside the first table that prints its figures."""

    def __init__(self, desk: Desk, report: Report, scope: str) -> None:
        self.figures = Figures(desk.published, report, scope)
        self.left: dict[str, Chart] = {chart.key: chart for chart in charts_of(self.figures, desk.teller)}
        self.desk = desk

    def beside(self, about: Row) -> list[dict[str, object]]:
        """Give the charts that stand beside a table."""
        keys = [key for key in _CHARTED.get(about["statement"], ()) if key in self.left and self.left[key].drawing]
        return self.desk.charts(self.figures, [self.left.pop(key) for key in keys])

    def missing(self) -> list[object]:
        """Give what is to be said of a balance sheet that is not printed, once."""
        chart = self.left.get("balance_sheet")
        return [self.left.pop("balance_sheet").note] if chart and chart.drawing is None else []


def _parts(desk: Desk, layout: Layout, where: Where) -> Iterator[tuple[int, list[tuple[Label, str]]]]:
    """Give the number of each page with the titles of its tables and the ways to them."""
    for number, entries in enumerate(layout.pages, 1):
        yield number, [(desk.reader.title(entry.about), where(entry.anchor)) for entry in entries]


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


def _groups(
    desk: Desk, report: Report, entries: Sequence[Entry], where: Where, charts: dict[str, _ScopeCharts]
) -> Iterator[dict[str, object]]:
    """Give the tables of a page under their headings: the scopes, then schedules, then notes."""
    for group, found in groupby(entries, key=lambda entry: entry.group):
        scope = charts.get(group)
        derived = [row for row in report.derived if row["scope"] == group]
        ends_here = not derived or where(derived_anchor(derived[0])).startswith("#")
        yield {
            "title": desk.reader.scope(group) if scope else desk.language.say(f"group_{group}"),
            "anchor": group,
            "missing": scope.missing() if scope else [],
            "tables": [
                {
                    "table": desk.reader.read(entry.about, entry.facts),
                    "anchor": entry.anchor,
                    "piece": entry.piece,
                    "charts": scope.beside(entry.about) if scope else [],
                }
                for entry in found
            ],
            "derived": [_derived(desk, report, row, where) for row in derived] if ends_here else [],
        }


def _derived(desk: Desk, report: Report, row: Row, where: Where) -> dict[str, object]:
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
        "sources": [{"href": where(fact.anchor), "text": f"{desk.reader.label(fact).text} {fact.printed}"} for fact in facts],
    }


def _grouped(value: str) -> str:
    amount = Decimal(value)
    return ("△" if amount < 0 else "") + f"{abs(amount):,f}"
