"""The page of a printed table, line by line. Its address and the ids of its lines and figures are the permalinks of its facts."""

from collections.abc import Iterator, Sequence

from scripts.show.charts import Chart, charts_of
from scripts.show.citations import cite, work_of
from scripts.show.explanations import Explainer, earlier_beside
from scripts.show.figures import Figures
from scripts.show.history import History
from scripts.show.layout import Entry
from scripts.show.page import Page
from scripts.show.rendering import Desk
from scripts.show.report import Report, Row

_CHARTED = {
    "balance_sheet": ("balance_sheet",),
    "cost_statement": ("costs", "financing"),
    "income_statement": ("revenues",),
    "net_assets": ("net_assets",),
    "cash_flow": ("cash_flow",),
}


class Gallery:
    """The charts of a report, each given out once: beside the first table of its scope that prints its figures."""

    def __init__(self, desk: Desk, report: Report) -> None:
        self.desk = desk
        self.figures = {scope: Figures(desk.published, report, scope) for scope in report.scopes}
        self.left = {scope: {c.key: c for c in charts_of(figures, desk.teller)} for scope, figures in self.figures.items()}

    def beside(self, entry: Entry) -> list[dict[str, object]]:
        """Give the charts that stand beside a table."""
        left: dict[str, Chart] = self.left.get(entry.group, {})
        keys = [key for key in _CHARTED.get(entry.about["statement"], ()) if key in left and left[key].drawing]
        return self.desk.charts(self.figures[entry.group], [left.pop(key) for key in keys]) if keys else []

    def missing(self, scope: str) -> list[object]:
        """Give what is to be said of a balance sheet that is not printed."""
        chart = self.left.get(scope, {}).get("balance_sheet")
        return [chart.note] if chart and chart.drawing is None else []


def table_pages(desk: Desk, report: Report, history: History) -> Iterator[Page]:
    """Give a page for each printed table of a report, for each part of a long one."""
    gallery = Gallery(desk, report)
    explainer = Explainer(desk, report, history)
    entries = desk.layout(report).entries
    for number, entry in enumerate(entries):
        yield _page(explainer, entry, _neighbours(desk, entries, number), gallery)


def _page(explainer: Explainer, entry: Entry, neighbours: Row, gallery: Gallery) -> Page:
    desk, report, place = explainer.desk, explainer.report, entry.place
    table = desk.reader.read(entry.about, entry.facts)
    name, document = desk.body_name(report.about["body"]), desk.report_title(report.about)
    title = table.title.text + (f" ({entry.part}/{entry.parts})" if entry.parts > 1 else "")
    year = desk.language.year(int(entry.about["fiscal_year"]))
    text = desk.render(
        "table.md.j2",
        place,
        title=title,
        name=name,
        year=year,
        document=document,
        report_page=desk.report_page(place, report.name),
        body_page=desk.body_page(place, report.about["body"]),
        entry=entry,
        table=table,
        where=desk.where(place, report),
        told=explainer.explain(table, entry.facts, place),
        earlier=earlier_beside(desk, explainer.history, entry.facts, place),
        charts=gallery.beside(entry),
        neighbours=neighbours,
        rule_titles={rule: desk.language.label(row, "", "title") for rule, row in desk.published.reference["rules"].items()},
        cite=cite(desk, work_of(desk, report, entry.about, entry.part)),
    )
    description = desk.language.say("table_description", title=table.title.text, name=name, year=year)
    return Page(place, f"{title} · {name} · {document}", str(description), text)


def _neighbours(desk: Desk, entries: Sequence[Entry], number: int) -> Row:
    """Give the ways from a page to the pages before and after it."""
    root = desk.root(entries[number].place)
    pages = {
        "before": entries[number - 1] if number else None,
        "after": entries[number + 1] if number + 1 < len(entries) else None,
    }
    return {key: f"{root}{entry.place}/index.html" if entry else "" for key, entry in pages.items()}
