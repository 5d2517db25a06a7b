"""The page of a report: what it is, how its checks came out, and the way to every printed table."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from scripts.show.citations import cite, work_of
from scripts.show.datasets import as_script, report_dataset
from scripts.show.gaps import count_checks, gaps_of
from scripts.show.layout import Entry
from scripts.show.page import Page
from scripts.show.rendering import Desk, Where
from scripts.show.report import Report, Row, derived_anchor
from scripts.show.table_page import Gallery


def report_page(desk: Desk, report: Report) -> Page:
    """Give the page of a report."""
    gallery = Gallery(desk, report)
    layout, language = desk.layout(report), desk.language
    place, where = layout.place, desk.where(layout.place, report)
    name, year, title = desk.body_name(report.about["body"]), language.year(report.fiscal_year), desk.report_title(report.about)
    text = desk.render(
        "report.md.j2",
        place,
        title=title,
        name=name,
        year=year,
        body_page=desk.body_page(place, report.about["body"]),
        about=list(_about(desk, report.about)),
        numbers=(len(report.tables), len(report.facts)),
        counts=count_checks(report.checks),
        gaps=gaps_of(desk, report, where),
        groups=list(_groups(desk, report, where, gallery)),
        downloads=desk.downloads(place, report.name),
        cite=cite(desk, work_of(desk, report)),
        dataset=as_script(report_dataset(desk, place, report)),
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


def _groups(desk: Desk, report: Report, where: Where, gallery: Gallery) -> Iterator[dict[str, object]]:
    """Give the tables of a report under their headings: the scopes, then schedules, then notes."""
    for group, found in groupby(desk.layout(report).entries, key=lambda entry: entry.group):
        scope = group in report.scopes
        yield {
            "title": desk.reader.scope(group) if scope else desk.language.say(f"group_{group}"),
            "anchor": group,
            "missing": gallery.missing(group),
            "tables": [_link(desk, entry, where) for entry in found if entry.part == 1],
            "derived": [_derived(desk, report, row, where) for row in report.derived if row["scope"] == group],
        }


def _link(desk: Desk, entry: Entry, where: Where) -> dict[str, object]:
    return {
        "title": desk.reader.title(entry.about),
        "href": where(entry.about["table"]),
        "table": entry.about["table"],
        "unit": desk.reader.unit(entry.about["unit"]),
        "parts": entry.parts,
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
