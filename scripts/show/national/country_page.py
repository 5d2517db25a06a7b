"""The page of the country: its prefectures, the workbooks, what was checked and found."""

from collections import Counter

from scripts.show.gaps import STATUSES
from scripts.show.national.names import Names
from scripts.show.national.package import FOLDER, PREFECTURES, National
from scripts.show.national.proofs import MOST_LINES
from scripts.show.national.telling import citation_of, findings_of
from scripts.show.page import Page
from scripts.show.rendering import Desk

_COUNTS = ("workbooks", "reports", "facts", "checks", "restatements")


def country_page(desk: Desk, national: National) -> Page:
    """Give the page."""
    say, language, reports = desk.language.say, desk.language, national.reports()
    rows = [row for own in reports.values() for row in own]
    editions = sorted({int(row["fiscal_year"]) for row in rows})
    years = [language.year(year) for year in editions]
    quality, findings = national.quality(), national.rows("findings")
    gaps = Counter(row["file"] for row in findings)
    title = str(say("national_title"))
    areas = []
    for area, bodies in Names(desk, national).areas_of(reports).items():
        files = {row["file"] for body in bodies for row in reports[body]}
        areas.append((area, f"{len(bodies):,}", sum(gaps[file] for file in files)))
    share = quality.get("corroborated_share")
    text = desk.render(
        "national_country.md.j2",
        FOLDER,
        first=years[0] if years else "",
        last=years[-1] if years else "",
        number=f"{len(reports):,}",
        areas=[row for row in areas if row[0].slug != PREFECTURES],
        prefectures=any(area.slug == PREFECTURES for area, _, _ in areas),
        counts=[(say(f"national_count_{name}"), f"{quality.get(name, 0):,}") for name in _COUNTS],
        statuses=[(status, quality["identities"].get(status, 0)) for status in STATUSES],
        share=None if share is None else f"{min(100 * share, 99.9):.1f}" if share < 1 else "100",
        findings=findings_of(findings, MOST_LINES),
        rules=desk.published.reference["rules"],
        sources=sorted({(row["file"], row["sha256"]) for row in rows}),
        data=f"{desk.data(FOLDER)}{FOLDER}/",
        citation=citation_of(desk, str(say("national_ministry")), title, FOLDER),
    )
    return Page(FOLDER, title, str(say("national_description")), text)
