"""`llms.txt`: for programs that read, what is here, how a figure is cited, where the pages' plain-Markdown twins are."""

from collections.abc import Iterator, Sequence

from scripts.show.national import FOLDER
from scripts.show.rendering import Desk
from scripts.show.report import Report
from scripts.show.twins import SUFFIX

NAME = "llms.txt"
GUIDES = ("reading", "units", "checks", "cite", "correct", "dictionary", "quality", "rules", "accounts", "indicators", "find")


def llms_text(desk: Desk, reports: Sequence[Report], titles: dict[str, str]) -> str:
    """Give the file; `titles` gives the title of each page by its place."""
    tell = desk.language.tell
    lines = [
        f"# {tell('llms_title')}",
        "",
        f"> {tell('llms_summary')}",
        "",
        *(f"- {tell(word)}" for word in ("llms_cite", "llms_address", "llms_units", "llms_twins")),
    ]
    for word, links in (
        ("llms_bodies", _bodies(desk)),
        ("llms_reports", _reports(desk, reports)),
        ("llms_data", _data(desk)),
        ("llms_guides", ((titles[place], _page(desk, place), "") for place in GUIDES if place in titles)),
        ("llms_languages", _languages(desk)),
    ):
        lines += ["", f"## {tell(word)}", "", *(_line(*link) for link in links)]
    return "\n".join([*lines, ""])


def _line(name: str, address: str, told: str) -> str:
    plain = " ".join(name.replace("[", "(").replace("]", ")").split())
    return f"- [{plain}]({address})" + (f": {told}" if told else "")


def _page(desk: Desk, place: str) -> str:
    here = "" if desk.language.code == "ja" else f"{desk.language.code}/"
    return f"{desk.site}{here if desk.site else ''}{place}/index.html{SUFFIX}"


def _bodies(desk: Desk) -> Iterator[tuple[str, str, str]]:
    for body, reports in desk.published.reports.items():
        years = sorted({int(report["fiscal_year"]) for report in reports})
        told = ", ".join(desk.language.year(year) for year in years)
        yield desk.body_name(body), _page(desk, f"bodies/{body}"), told


def _reports(desk: Desk, reports: Sequence[Report]) -> Iterator[tuple[str, str, str]]:
    for report in reports:
        numbers = desk.language.tell("llms_report", tables=f"{len(report.tables):,}", figures=f"{len(report.facts):,}")
        name = f"{desk.body_name(report.about['body'])} · {desk.report_title(report.about)}"
        yield name, _page(desk, f"reports/{report.name}"), f"{desk.language.year(report.fiscal_year)}; {numbers}"


def _data(desk: Desk) -> Iterator[tuple[str, str, str]]:
    for name, word in (
        ("datapackage.json", "file_descriptor"),
        ("facts.csv", "file_facts"),
        ("facts.parquet", "file_parquet"),
        ("SHA256SUMS", "file_sums"),
        (f"{FOLDER}/datapackage.json", "national_package"),
    ):
        if desk.published.has(name):
            yield name, desk.address("", name, of_data=True), desk.language.tell(word)


def _languages(desk: Desk) -> Iterator[tuple[str, str, str]]:
    other = {"ja": ("English", f"en/{NAME}"), "en": ("日本語", NAME if desk.site else f"../{NAME}")}[desk.language.code]
    yield other[0], desk.site + other[1], ""
