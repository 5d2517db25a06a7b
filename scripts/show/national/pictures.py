"""The four pictures of a body: what it owns and owes, what the year cost, its cash (or net assets), and all its years."""

from collections.abc import Iterator, Mapping

from markupsafe import Markup, escape

from scripts.show.charts import Chart
from scripts.show.charts.balance_sheet import balance_sheet_chart
from scripts.show.charts.cash_flow import cash_flow_chart
from scripts.show.charts.costs import costs_chart
from scripts.show.charts.net_assets import net_assets_chart
from scripts.show.charts.rows import Line, draw_rows
from scripts.show.figures import Figures
from scripts.show.money import short_yen
from scripts.show.national.group import Amount
from scripts.show.rendering import Desk

Course = Mapping[int, Mapping[str, Amount]]


def pictures_of(desk: Desk, figures: Figures, course: Course) -> Markup:
    """Give the pictures. Their figures stand in the tables of the page; each tells its own in words as well."""
    return Markup("\n").join([*_of_statements(desk, figures), *_of_years(desk, figures.scope, course)])


def _of_statements(desk: Desk, figures: Figures) -> Iterator[Markup]:
    cash = cash_flow_chart(figures, desk.teller)
    last = cash if cash.drawing else net_assets_chart(figures, desk.teller)
    for chart in (balance_sheet_chart(figures, desk.teller), costs_chart(figures, desk.teller), last):
        yield _figure(desk, chart)


def _figure(desk: Desk, chart: Chart) -> Markup:
    if chart.drawing is None:
        return _frame(chart.key, chart.title, Markup(), chart.note, "missing")
    svg = desk.artist.draw(chart.drawing, chart.title, desk.teller.describe(chart), chart.key)
    return _frame(chart.key, chart.title, svg, chart.note)


def _of_years(desk: Desk, scope: str, course: Course) -> Iterator[Markup]:
    """Give assets year by year with the part that is net assets set off; nothing for one year."""
    say, told = desk.language.say, desk.reader.scope(scope)
    lines = []
    for year, parts in course.items():
        assets, net = (parts[part].newest if part in parts else None for part in ("total_assets", "total_net_assets"))
        if assets is not None:
            label, figure = str(say("national_year", year=year)), short_yen(assets, desk.language.code)
            owned = str(say("national_years_tip", year=label, assets=figure, net=short_yen(net or 0, desk.language.code)))
            lines.append(Line(label, figure, assets, part=max(net or 0, 0), tip=owned))
    if len(lines) > 1:
        title = say("chart_national_years")
        stop = "、" if desk.language.code == "ja" else "; "
        svg = desk.artist.draw(draw_rows(lines), title, stop.join(line.tip for line in lines), "years")
        yield _frame("years", title, svg, say("chart_national_years_note", scope=told))


def _frame(key: str, title: Markup, svg: Markup, note: Markup, kind: str = "note") -> Markup:
    told = f'<figcaption>{escape(title)}</figcaption>\n{escape(svg)}\n<p class="{kind}">{escape(note)}</p>'
    return Markup(f'<figure class="drawn {key}">\n{told}\n</figure>')  # noqa: S704 - made of escaped pieces
