"""The page of a prefecture: its municipalities side by side, a few figures of each scope. The prefectures have one, too."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from scripts.show.national.group import SCOPES, Amount, Group
from scripts.show.national.names import Area, Names
from scripts.show.national.package import PREFECTURES, National
from scripts.show.national.proofs import MOST_LINES, as_printed
from scripts.show.national.telling import citation_of, findings_of
from scripts.show.page import Page
from scripts.show.rendering import Desk
from scripts.show.report import Row

_HUNDRED = 100
PARTS = ("total_assets", "net_assets_ratio", "net_cost")


@dataclass(frozen=True, slots=True)
class Line:
    """A body in the table: its name and page, the year where it is not that of the others, its figures, its open checks."""

    name: object
    page: str
    year: str
    cells: tuple[str, ...]
    gaps: int


def area_pages(desk: Desk, group: Group, names: Names) -> Iterator[Page]:
    """Give the pages of the areas of a group."""
    for area, bodies in names.areas_of(group.bodies).items():
        yield _area_page(desk, group, names, area, bodies)


def _area_page(desk: Desk, group: Group, names: Names, area: Area, bodies: Sequence[str]) -> Page:
    say, language = desk.language.say, desk.language
    newest = max(group.leading[body][0] for body in bodies)
    year, title = language.year(newest), _title(desk, area)
    files = _files(group.national, bodies)
    findings = [row for file in files for row in group.national.where("findings", "file", file["file"])]
    text = desk.render(
        "national_area.md.j2",
        area.place,
        area=area,
        title=title,
        year=year,
        itself=f"../{area.code}/index.html" if area.code and group.national.has(area.code) else "",
        find=names.find(area.place, bodies).partition("#")[0],
        parts=[say(f"national_{part}") for part in PARTS],
        scopes=[desk.reader.scope(scope) for scope in SCOPES],
        lines=[_line(desk, group, names, body, newest) for body in bodies],
        files=[{**row, "year": language.year(int(row["fiscal_year"]))} for row in files],
        rules=desk.published.reference["rules"],
        findings=findings_of(findings, MOST_LINES),
        citation=citation_of(desk, str(say("national_ministry")), f"{title} {year}", area.place),
    )
    description = str(say("national_area_description", name=area.name.text, number=len(bodies), year=year))
    return Page(area.place, title, description, text)


def _title(desk: Desk, area: Area) -> str:
    if area.slug == PREFECTURES:
        return desk.language.tell("national_prefectures_title")
    return desk.language.tell("national_area_title", name=area.name.text)


def _line(desk: Desk, group: Group, names: Names, body: str, newest: int) -> Line:
    year, _ = group.leading[body]
    cells = [_cell(part, group.course(body, scope).get(year, {})) for part in PARTS for scope in SCOPES]
    told = "" if year == newest else desk.language.year(year)
    return Line(names.body(body), f"../{body}/index.html", told, tuple(cells), len(group.open_checks.get(body, [])))


def _cell(part: str, own: dict[str, Amount]) -> str:
    if part != "net_assets_ratio":
        return as_printed(own[part].newest) if part in own else ""
    assets, net = (own[name].newest if name in own else None for name in ("total_assets", "total_net_assets"))
    if not assets or assets < 0 or net is None:
        return ""
    return f"{(Decimal(_HUNDRED * net) / assets).quantize(Decimal('0.1'), ROUND_HALF_UP)}".replace("-", "△")


def _files(national: National, bodies: Sequence[str]) -> list[Row]:
    """Give the workbooks that some bodies stand in, newest first."""
    found = {row["file"]: row for body in bodies for row in reversed(national.reports_of(body))}
    return sorted(found.values(), key=lambda row: (-int(row["fiscal_year"]), row["file"]))
