"""What every page is made with: the templates, one language, the published data, and the addresses of pages."""

import os
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup, escape

from scripts.show.charts import Artist, Chart, Teller
from scripts.show.downloads import BODIES, downloads_of
from scripts.show.figures import Figures
from scripts.show.language import Language
from scripts.show.layout import Layout, lay_out
from scripts.show.money import say_yen
from scripts.show.page import as_markdown, root_of
from scripts.show.published import Published
from scripts.show.report import Fact, Report, Row
from scripts.show.statement_table import TableReader
from scripts.show.takeaways import Origin, Record, figures_csv, standing_alone

Where = Callable[[str], str]


@cache
def _templates() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(Path(__file__).parent / "templates")
    # Markdown writes ids as {#id}, which would begin a comment.
    signs = {"comment_start_string": "{##", "comment_end_string": "##}"}
    options = {**signs, "autoescape": True, "trim_blocks": True, "lstrip_blocks": True, "undefined": jinja2.StrictUndefined}
    environment = jinja2.Environment(loader=loader, **options)  # type: ignore[arg-type]  # noqa: S701 - autoescape is on
    environment.filters["md"] = as_markdown
    return environment


class Desk:
    """Everything that is needed to write pages in one language."""

    def __init__(self, published: Published, language: Language, artist: Artist) -> None:
        self.published = published
        self.language = language
        self.artist = artist
        self.reader = TableReader(published, language)
        self.teller = Teller(language, self.reader)
        self.site = _site_address()
        self._layouts: dict[str, Layout] = {}
        self.files: dict[str, bytes] = {}
        """Files beside the pages, by their way from the first page of the language: charts to take away."""

    def render(self, template: str, place: str, **values: object) -> str:
        """Give the Markdown of a page that stands at `place`."""
        shared = {"say": self.language.say, "language": self.language.code, "root": root_of(place)}
        return _templates().get_template(template).render(**shared, **values)

    def root(self, place: str) -> str:
        """Give the way from a page to the first page of its language."""
        return root_of(place)

    def data(self, place: str) -> str:
        """Give the way from a page to the published data, which both languages share."""
        return root_of(place) + ("data/" if self.language.code == "ja" else "../data/")

    def address(self, place: str, target: str, *, of_data: bool = False) -> str:
        """Give the address of the page at `target`, or of a published file: absolute where the site's is known.

        Else it is the way there from the page at `place`.
        """
        if of_data:
            return f"{self.site}data/{target}" if self.site else self.data(place) + target
        here = "" if self.language.code == "ja" else f"{self.language.code}/"
        return f"{self.site}{here}{target}/" if self.site else f"{root_of(place)}{target}/index.html"

    def layout(self, report: Report) -> Layout:
        """Give where each table of a report stands."""
        if report.name not in self._layouts:
            self._layouts[report.name] = lay_out(report)
        return self._layouts[report.name]

    def where(self, place: str, report: Report) -> Where:
        """Give what tells the way from a page to a line or a table of a report (`table:row`, `table`)."""
        layout, root = self.layout(report), root_of(place)

        def way(anchor: str) -> str:
            target, row = layout.way(anchor)
            mark = f"#{row}" if row else ""
            return mark or "#top" if target == place else f"{root}{target}/index.html{mark}"

        return way

    def report_page(self, place: str, report: str) -> str:
        """Give the way from a page to the page of a report."""
        return f"{root_of(place)}reports/{report}/index.html"

    def body_page(self, place: str, body: str) -> str:
        """Give the way from a page to the page of a body."""
        return f"{root_of(place)}bodies/{body}/index.html"

    def body_name(self, body: str) -> str:
        """Give the name of a body, in Japanese where no other is known."""
        return self.language.label(self.published.reference["bodies"].get(body), body, "name")

    def report_title(self, about: Row) -> str:
        """Give the title of a report, in Japanese where it has no other."""
        return self.language.label(about, about["title"], "title")

    def downloads(self, place: str, folder: str = "") -> dict[str, object]:
        """Give the files of the package in `folder` of the published data, without one of all reports, for a page at `place`."""
        return downloads_of(self.published, self.language, self.data(place), folder)

    def body_downloads(self, place: str, body: str, newest: str) -> dict[str, object]:
        """Give the files of a body's package, those of its newest report where it has none."""
        folder = f"{BODIES}/{body}"
        return self.downloads(place, folder if self.published.has(folder) else newest)

    def charts(self, figures: Figures, charts: list[Chart]) -> list[dict[str, object]]:
        """Give charts as the templates take them."""
        return [self._chart(figures, chart) for chart in charts]

    def _chart(self, figures: Figures, chart: Chart) -> dict[str, object]:
        key = f"{figures.scope}-{chart.key}"
        svg = chart.drawing and self.artist.draw(chart.drawing, chart.title, self.teller.describe(chart), key)
        rows = [
            {
                "label": row.label,
                "share": row.share,
                "fact": row.fact,
                "as_printed": row.fact is not None and abs(row.fact.yen or 0) == abs(row.yen),
                "unit": self.reader.unit(row.fact.unit) if row.fact else "",
                "words": ("−" if row.yen < 0 else "") + say_yen(row.yen, self.language.code),
            }
            for row in chart.rows
        ]
        it: dict[str, object] = {
            "key": chart.key,
            "title": chart.title,
            "note": chart.note,
            "svg": svg,
            "rows": rows,
            "files": {},
        }
        if svg:
            say = self.language.say
            head = (say("item"), say("yen"))
            records = [Record((row.label.text, str(row.yen)), row.fact) for row in chart.rows]
            it["files"] = self.take_away(key, chart.title, svg, self.origin([figures.report], figures.scope), (head, records))
        return it

    def take_away(
        self, key: str, title: str, svg: str, origin: Origin, table: tuple[Sequence[object], Sequence[Record]]
    ) -> dict[str, str]:
        """Keep a chart as SVG and its figures as CSV to be written, and give their ways from the first page."""
        stem = f"charts/{origin.folder}/{key}"
        self.files[f"{stem}.svg"] = standing_alone(str(svg), title, origin.lines).encode()
        self.files[f"{stem}.csv"] = figures_csv(*table).encode()
        return {"svg": f"{stem}.svg", "csv": f"{stem}.csv"}

    def origin(self, reports: Sequence[Report], scope: str = "", folder: str = "") -> Origin:
        """Give what names the source of a chart made from reports: body, years, documents, terms."""
        abouts = [report.about for report in sorted(reports, key=lambda r: r.fiscal_year)]
        return self.origin_of(abouts, scope, folder or reports[0].name)

    def origin_of(self, abouts: Sequence[Row], scope: str = "", folder: str = "") -> Origin:
        """Give the same from what is known of the reports."""
        language = self.language
        stop = "、" if language.code == "ja" else ", "
        names = dict.fromkeys(self.body_name(about["body"]) for about in abouts)
        years = dict.fromkeys(language.year(int(about["fiscal_year"])) for about in abouts)
        scoped = [self.reader.scope(scope)] if scope and scope != "entity" else []
        sources = dict.fromkeys(self._source(about) for about in abouts)
        terms = dict.fromkeys(language.label({**about, "licence_ja": about["licence"]}, "", "licence") for about in abouts)
        lines = (
            stop.join([*names, *years, *scoped]),
            str(language.say("chart_source", sources=stop.join(sources))),
            str(language.say("chart_terms", terms=stop.join(filter(None, terms)))),
        )
        return Origin(folder, lines)

    def _source(self, about: Row) -> str:
        title = self.report_title(about)
        return f"{title} ({about['publisher']})" if about["publisher"] else title

    def printed(self, fact: Fact) -> str:
        """Give the figure as printed with its unit; a dash has none."""
        return fact.printed if fact.missing else f"{fact.printed} {self.reader.unit(fact.unit)}"

    def story_name(self, body: str, scope: str) -> Markup:
        """Give the name of a body with the scope that a sentence is about."""
        name = self.body_name(body)
        return (
            escape(name) if scope == "entity" else self.language.say("name_with_scope", name=name, scope=self.reader.scope(scope))
        )


def _site_address() -> str:
    """Give the address of the site with a slash at its end where the environment names it, else nothing."""
    address = os.environ.get("SITE_URL", "").strip()
    return address.rstrip("/") + "/" if address else ""
