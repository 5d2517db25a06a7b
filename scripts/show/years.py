"""A body over the years and by business: what was done and what was planned, as small pictures with their tables.

Only bodies with figures of more than one fiscal year have these pictures.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from scripts.show.charts.rows import Line, draw_rows
from scripts.show.figures import load_roles
from scripts.show.money import short_yen
from scripts.show.pictures import Cell, picture
from scripts.show.rendering import Desk
from scripts.show.report import Fact, Report

DONE = "actual"
PLANNED = ("revised", "budget", "initial")
"""The bases of a plan, the latest word first."""
_STATEMENTS = ("balance_sheet", "income_statement", "cost_statement", "net_assets")
_COLUMNS = ("amount", "total")
ROLES = ("total_assets", "total_net_assets", "total_revenues", "total_expenses")
SHARED_SCALE = ("total_revenues", "total_expenses")
CARDS, CARD_SEGMENT = "jlis_key_cards_issued", "individual_number_cards"
_WHOLE = "total"


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of a year: the fact, whether it was planned, and the report that prints it."""

    report: Report
    fact: Fact
    planned: bool

    @property
    def year(self) -> int:
        """The fiscal year of the figure."""
        return self.report.fiscal_year


def year_pictures(desk: Desk, place: str, reports: Sequence[Report], scope: str) -> list[tuple[str, list[dict[str, object]]]]:
    """Give the pictures of a body and scope in groups, each with the word of its heading; none for a body of one year."""
    if len({report.fiscal_year for report in reports}) < 2:  # noqa: PLR2004 - one year is no course of years
        return []
    groups = (
        ("heading_over_years", _over_years(desk, place, reports, scope)),
        ("heading_against_budget", _against_budget(desk, place, reports, scope)),
        ("heading_by_segment", _by_segment(desk, place, reports, scope)),
        ("heading_segments_over_years", _segments_over_years(desk, place, reports, scope)),
        ("heading_cards", _cards(desk, place, reports, scope)),
    )
    return [(word, found) for word, pictures in groups if (found := list(pictures))]


def points_of(reports: Iterable[Report], scope: str, account: str, segment: str = _WHOLE) -> list[Point]:
    """Give an account over the years: for each year what was done, and the latest plan, where they are printed."""
    found: dict[tuple[int, bool], tuple[int, Point]] = {}
    for report in reports:
        for fact in _facts(report, scope, account, segment):
            planned = fact.basis in PLANNED
            rank = PLANNED.index(fact.basis) if planned else 0
            key = (report.fiscal_year, planned)
            if key not in found or rank < found[key][0]:
                found[key] = (rank, Point(report, fact, planned))
    # The plan of a year stands before what was done.
    return [point for _, (_, point) in sorted(found.items(), key=lambda item: (item[0][0], not item[0][1]))]


def _facts(report: Report, scope: str, account: str, segment: str) -> Iterator[Fact]:
    for _, facts in report.tables:
        for fact in facts:
            fits = (fact.scope, fact.account, fact.segment) == (scope, account, segment) and fact.yen is not None
            if fits and fact.basis in (DONE, *PLANNED) and fact.statement in _STATEMENTS and fact.column in _COLUMNS:
                yield fact


def _account(reports: Sequence[Report], role: str) -> str:
    return next((name for report in reports if (name := load_roles().get(report.taxonomy, {}).get(role))), "")


def _over_years(desk: Desk, place: str, reports: Sequence[Report], scope: str) -> Iterator[dict[str, object]]:
    courses = {role: points_of(reports, scope, _account(reports, role)) for role in ROLES}
    shared = _reach(point for role in SHARED_SCALE for point in courses[role])
    for role, points in courses.items():
        if len({point.year for point in points}) > 1:
            name = desk.language.say(f"role_{role}")
            reach = shared if role in SHARED_SCALE else (0, 0)
            yield _picture(desk, place, f"years-{role}", "chart_years", points, _year_names(desk, points), reach, name=name)


def _against_budget(desk: Desk, place: str, reports: Sequence[Report], scope: str) -> Iterator[dict[str, object]]:
    for report in sorted(reports, key=lambda report: report.fiscal_year):
        points, names = [], []
        for role in ("total_revenues", "total_expenses", "total_assets", "total_net_assets"):
            pair = points_of([report], scope, _account(reports, role))
            if [point.planned for point in pair] == [True, False]:
                points += pair
                label = str(desk.language.say(f"brief_{role}"))
                names += [f"{label} {_word(desk, point)}" for point in pair]
        if points:
            year = desk.language.year(report.fiscal_year)
            yield _picture(desk, place, f"budget-{report.fiscal_year}", "chart_budget", points, names, year=year)


def _by_segment(desk: Desk, place: str, reports: Sequence[Report], scope: str) -> Iterator[dict[str, object]]:
    roles = ("total_revenues", "total_expenses")
    for report, planned in _newest(reports, scope, _account(reports, roles[0])):
        found = {role: _segment_points(desk, report, scope, _account(reports, role), planned=planned) for role in roles}
        reach = _reach(point for points in found.values() for point, _ in points)
        for role, pairs in found.items():
            points, names = [point for point, _ in pairs], [name for _, name in pairs]
            if points:
                key = f"segments-{report.fiscal_year}-{role}"
                told = {"name": desk.language.say(f"role_{role}"), "year": desk.language.year(report.fiscal_year)}
                word = desk.language.say("planned" if planned else "done")
                yield _picture(desk, place, key, "chart_segments", points, names, reach, basis=word, **told)


def _segments_over_years(desk: Desk, place: str, reports: Sequence[Report], scope: str) -> Iterator[dict[str, object]]:
    account = _account(reports, "total_expenses")
    for segment in sorted(desk.published.reference["segments"].values(), key=lambda row: int(row["order"])):
        if segment["segment"] in {_WHOLE, "elimination"}:
            continue
        points = points_of(reports, scope, account, segment["segment"])
        if len({point.year for point in points}) > 1:
            names, label = _year_names(desk, points), desk.language.label(segment)
            yield _picture(desk, place, f"segment-{segment['segment']}", "chart_segment", points, names, name=label)


def _newest(reports: Sequence[Report], scope: str, account: str) -> Iterator[tuple[Report, bool]]:
    """Give the newest report that tells an account by segment as done, and the newest that tells it as planned."""
    by_year = sorted(reports, key=lambda report: -report.fiscal_year)
    for planned in (False, True):
        for report in by_year:
            if any(_segment_facts(report, scope, account, planned=planned)):
                yield report, planned
                break


def _segment_facts(report: Report, scope: str, account: str, *, planned: bool) -> dict[str, Fact]:
    """Give an account of each segment, as done or by the latest plan."""
    names = dict.fromkeys(fact.segment for _, facts in report.tables for fact in facts if fact.account == account)
    found = {
        name: point.fact for name in names for point in points_of([report], scope, account, name) if point.planned is planned
    }
    return {name: fact for name, fact in found.items() if name != _WHOLE and fact.yen}


def _segment_points(desk: Desk, report: Report, scope: str, account: str, *, planned: bool) -> list[tuple[Point, str]]:
    segments = desk.published.reference["segments"]
    facts = _segment_facts(report, scope, account, planned=planned)
    ordered = sorted(facts, key=lambda name: int(segments.get(name, {}).get("order") or 0))
    return [(Point(report, facts[name], planned), _segment_name(desk, name)) for name in ordered]


def _segment_name(desk: Desk, segment: str) -> str:
    word = f"segment_{segment}"
    if word in desk.language.words:
        return str(desk.language.say(word))
    return desk.language.label(desk.published.reference["segments"].get(segment), segment)


def _cards(desk: Desk, place: str, reports: Sequence[Report], scope: str) -> Iterator[dict[str, object]]:
    issued: dict[int, Point] = {}
    for report in reports:
        for _, facts in report.tables:
            for fact in facts:
                if fact.account == CARDS and fact.column == "count" and fact.value is not None:
                    issued.setdefault(report.fiscal_year, Point(report, fact, planned=False))
    costs = points_of(reports, scope, _account(reports, "total_expenses"), CARD_SEGMENT)
    if not (issued and costs):
        return
    points = [issued[year] for year in sorted(issued)]
    say = desk.language.say
    yield _picture(desk, place, "cards-issued", "chart_cards", points, _year_names(desk, points))
    yield _picture(desk, place, "cards-cost", "chart_card_cost", costs, _year_names(desk, costs), name=say("role_total_expenses"))


def _picture(  # noqa: PLR0913, PLR0917 - a picture has these parts
    desk: Desk,
    place: str,
    key: str,
    word: str,
    points: Sequence[Point],
    names: Sequence[str],
    reach: tuple[int, int] = (0, 0),
    **parts: object,
) -> dict[str, object]:
    lines = [
        Line(name, _figure(desk, point.fact), _size(point.fact), point.planned, tip=f"{name}: {desk.printed(point.fact)}")
        for point, name in zip(points, names, strict=True)
    ]
    rows = [(Cell(name), _cell(desk, place, point)) for point, name in zip(points, names, strict=True)]
    head = (desk.language.say("item"), desk.language.say("printed"))
    units = {desk.reader.unit(point.fact.unit) if point.fact.yen is None else str(desk.language.say("yen")) for point in points}
    columns = (str(head[0]), " / ".join(sorted(units)))
    origin = replace(desk.origin([point.report for point in points], folder=place), head=columns)
    return picture(desk, key, draw_rows(lines, reach), head, rows, word=word, origin=origin, **parts)


def _cell(desk: Desk, place: str, point: Point) -> Cell:
    href = desk.where(place, point.report)(point.fact.anchor)
    return Cell(desk.printed(point.fact), href, str(_size(point.fact)), point.fact)


def _reach(points: Iterable[Point]) -> tuple[int, int]:
    amounts = [_size(point.fact) for point in points]
    return min(amounts, default=0), max(amounts, default=0)


def _size(fact: Fact) -> int:
    return int(fact.value or 0) if fact.yen is None else fact.yen


def _figure(desk: Desk, fact: Fact) -> str:
    if fact.yen is not None:
        return short_yen(fact.yen, desk.language.code)
    return fact.printed if desk.language.code == "ja" else f"{fact.value:,.0f}"


def _year_names(desk: Desk, points: Sequence[Point]) -> list[str]:
    return [str(desk.language.say("year_and_basis", year=point.year, basis=_word(desk, point))) for point in points]


def _word(desk: Desk, point: Point) -> str:
    return str(desk.language.say("planned" if point.planned else "done"))
