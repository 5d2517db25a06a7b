"""The page of the country: its prefectures, the workbooks, what was checked and found."""

from collections import Counter

from scripts.show.gaps import STATUSES
from scripts.show.national.names import Names
from scripts.show.national.package import FOLDER, PREFECTURES, National
from scripts.show.national.proofs import MOST_LINES
from scripts.show.national.telling import citation_of, findings_of
from scripts.show.page import Page
from scripts.show.rendering import Desk

_TABLES = ("reports", "findings")
_COUNTS = ("workbooks", "reports", "facts", "checks", "restatements")


def country_page(desk: Desk, national: National) -> Page:
    """Give the page."""
    say, language, names = desk.language.say, desk.language, Names(desk, national)
    editions = sorted({int(row["fiscal_year"]) for rows in national.reports.values() for row in rows})
    years = [language.year(year) for year in editions]
    quality, findings = national.quality, national.rows("findings")
    gaps = Counter(row["file"] for row in findings)
    title = str(say("national_title"))
    areas = []
    for area in names.areas.values():
        files = {row["file"] for body in area.bodies for row in national.reports[body]}
        areas.append((area, f"{len(area.bodies):,}", sum(gaps[file] for file in files)))
    share = quality.get("corroborated_share")
    text = desk.render(
        "national_country.md.j2",
        FOLDER,
        first=years[0] if years else "",
        last=years[-1] if years else "",
        number=f"{len(national.reports):,}",
        areas=[row for row in areas if row[0].slug != PREFECTURES],
        prefectures=any(area.slug == PREFECTURES for area, _, _ in areas),
        counts=[(say(f"national_count_{name}"), f"{quality.get(name, 0):,}") for name in _COUNTS],
        statuses=[(status, quality["identities"].get(status, 0)) for status in STATUSES],
        share=None if share is None else f"{min(100 * share, 99.9):.1f}" if share < 1 else "100",
        findings=findings_of(findings, MOST_LINES),
        rules=desk.published.reference["rules"],
        sources=national.descriptor.get("sources", []),
        data=f"{desk.data(FOLDER)}{FOLDER}/",
        citation=citation_of(desk, national, str(say("national_ministry")), title, FOLDER),
    )
    return Page(FOLDER, title, str(say("national_description")), text)
