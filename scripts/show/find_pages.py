"""Find your town: a page for the country with a search box and a map, and a page for each prefecture.

All of it can be read without a script. The script of the search box asks for the index of places, which the search of the site
has too, when the box is first entered.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from markupsafe import Markup

from scripts.show.charts.rows import Line, draw_rows
from scripts.show.charts.tiles import Tile, draw_tiles
from scripts.show.money import say_share, say_yen, short_yen
from scripts.show.national import open_national
from scripts.show.page import Page
from scripts.show.pictures import Cell, picture
from scripts.show.rendering import Desk
from scripts.show.report import Report
from scripts.show.search_index import PLACES
from scripts.show.takeaways import Origin
from scripts.show.town_grant import distribution
from scripts.show.towns import Country, Prefecture, Town, read_country

GRANT = "jlis_municipal_grant"
_M = 10**6
BOUNDS = (0, _M, 2 * _M, 5 * _M, 10 * _M, 20 * _M, 50 * _M, 100 * _M, 200 * _M, 500 * _M, 1000 * _M)
_ENDINGS = (" Prefecture", " Metropolis")
_LONGEST = 5
_SYLLABLE = re.compile(r"[^aeiou]h?[aeiou]")


def find_pages(desk: Desk) -> Iterator[Page]:
    """Give the page of the country and the page of each prefecture."""
    country = read_country(desk.published)
    report = desk.published.named(country.report) if country.report else None
    say, place = desk.language.say, "find"
    origin = desk.origin([report], folder=place) if report else None
    text = desk.render(
        "find.md.j2",
        place,
        year=_year(desk, report),
        index=_index_from(desk, place),
        source=_source(desk, place, report),
        totals=_amounts(desk, country.population, country.yen),
        number=f"{len(country.towns):,}",
        data=desk.data(place),
        national=bool(_everywhere(desk)),
        prefectures=[
            {"page": f"{it.slug}/index.html", "name": _name(desk, it), "other": _other(desk, it), "number": len(it.towns)}
            for it in country.prefectures
        ],
        pictures=[_map(desk, country, origin), distribution(desk, place, country)] if country.prefectures else [],
    )
    yield Page(place, str(say("find_title")), str(say("find_description")), text)
    for prefecture in country.prefectures:
        yield _prefecture_page(desk, country, prefecture, report)


def _prefecture_page(desk: Desk, country: Country, prefecture: Prefecture, report: Report | None) -> Page:
    place, say, name = f"find/{prefecture.slug}", desk.language.say, _name(desk, prefecture)
    way = desk.where(place, report) if report else None
    anchors = _anchors(report) if report else {}
    everywhere = _everywhere(desk)
    text = desk.render(
        "prefecture.md.j2",
        place,
        name=name,
        other=_other(desk, prefecture),
        year=_year(desk, report),
        source=_source(desk, place, report),
        code=prefecture.body["body"],
        slug=prefecture.slug,
        national=any(town.code in everywhere for town in prefecture.towns),
        totals=[
            {"name": name, **_amounts(desk, prefecture.population, prefecture.yen)},
            {"name": say("whole_country"), **_amounts(desk, country.population, country.yen)},
        ],
        towns=[
            {
                "town": town,
                "national": town.code in everywhere,
                "href": way(anchors[town.code]) if way and town.code in anchors else "",
                **_amounts(desk, town.population, town.yen),
            }
            for town in prefecture.towns
        ],
        contribution=_contribution(desk, country, prefecture),
        pictures=[
            _own_sizes(desk, country, prefecture.towns, name, desk.origin([report], folder=place) if report else None),
            distribution(desk, place, country),
        ],
    )
    title = say("find_prefecture_title", name=name)
    return Page(place, str(title), str(say("find_prefecture_description", name=name, number=len(prefecture.towns))), text)


def _everywhere(desk: Desk) -> frozenset[str]:
    """Give the bodies that have a page of the whole country's package."""
    national = open_national(desk.published)
    return frozenset(national.reports()) if national else frozenset()


def _contribution(desk: Desk, country: Country, prefecture: Prefecture) -> Markup | None:
    """Say what the prefecture itself was to pay for the network of local governments, where the same report lists it."""
    name = prefecture.body["name_ja"]
    for row in desk.published.rows("contributions"):
        if (row["report"], row["prefecture"]) == (country.report, name):
            before, after = (f"{int(row[key]):,}" for key in ("before_yen", "after_yen"))
            word = "lgwan_contribution" if before == after else "lgwan_contribution_changed"
            return desk.language.say(word, name=_name(desk, prefecture), before=before, after=after)
    return None


def _amounts(desk: Desk, population: int, yen: int) -> dict[str, str]:
    each = Decimal(yen) / population if population else Decimal(0)
    return {
        "population": f"{population:,}",
        "yen": f"{yen:,}",
        "words": say_yen(yen, desk.language.code),
        "each": f"{each.quantize(Decimal('0.1'), ROUND_HALF_UP):,}",
    }


def _map(desk: Desk, country: Country, origin: Origin | None) -> dict[str, object]:
    say = desk.language.say
    tiles = [
        Tile(it.across, it.down, _on_tile(desk, it), _short(desk, it.yen), it.yen, f"{_name(desk, it)}: {it.yen:,} {say('yen')}")
        for it in country.prefectures
    ]
    rows = [
        (
            Cell(_name(desk, it)),
            Cell(say_yen(it.yen, desk.language.code), bare=str(it.yen)),
            Cell(_amounts(desk, it.population, it.yen)["each"]),
        )
        for it in country.prefectures
    ]
    head = (say("prefecture"), say("grant"), say("yen_each"))
    return picture(desk, "chart_grant_map", draw_tiles(tiles), head, rows, origin=origin)


def _own_sizes(desk: Desk, country: Country, towns: Sequence[Town], name: str, origin: Origin | None) -> dict[str, object]:
    """Give how many municipalities there are of each size of grant, those of a prefecture set off."""
    say = desk.language.say
    all_sizes, own_sizes = _sizes(country.towns), _sizes(towns)
    labels = [_class_name(desk, number) for number in range(len(BOUNDS))]
    lines = [
        Line(label, f"{own} / {every}", every, part=own, tip=f"{label}: {own} / {every}")
        for label, every, own in zip(labels, all_sizes, own_sizes, strict=True)
    ]
    head = [say("grant"), name, say("whole_country"), say("share")]
    rows = [
        (Cell(label), Cell(f"{own}"), Cell(f"{every}"), Cell(say_share(every, len(country.towns))))
        for label, own, every in zip(labels, own_sizes, all_sizes, strict=True)
    ]
    return picture(
        desk, "chart_grant_sizes", draw_rows(lines), head, rows, word="chart_grant_sizes_own", name=name, origin=origin
    )


def _sizes(towns: Sequence[Town]) -> list[int]:
    counts = [0] * len(BOUNDS)
    for town in towns:
        counts[max(number for number, bound in enumerate(BOUNDS) if bound <= max(town.yen, 0))] += 1
    return counts


def _class_name(desk: Desk, number: int) -> str:
    say, last = desk.language.say, len(BOUNDS) - 1
    low, high = (short_yen(bound, desk.language.code) for bound in (BOUNDS[number], BOUNDS[min(number + 1, last)]))
    if number == 0:
        return str(say("below", high=high))
    if number == last:
        return str(say("from_on", low=low))
    return str(say("from_to", low=low.removesuffix("円"), high=high))


def _on_tile(desk: Desk, prefecture: Prefecture) -> tuple[str, ...]:
    """Give the name of a prefecture as it fits a tile: without its kind, a long one on two lines."""
    name = _name(desk, prefecture)
    if desk.language.code == "ja":
        return (name if name == "北海道" else name[:-1],)
    if len(name) <= _LONGEST:
        return (name,)
    # Between two syllables, so that both lines are as short as can be.
    breaks = [number for number in range(2, len(name) - 1) if _SYLLABLE.match(name, number) and name[number - 1] not in "cs"]
    middle = min(breaks, key=lambda number: (max(number + 1, len(name) - number), number), default=len(name) // 2)
    return (f"{name[:middle]}-", name[middle:])


def _short(desk: Desk, yen: int) -> str:
    """Give yen for a tile: in 億円, in billions of yen."""
    size, step = (10**8, "0.1") if desk.language.code == "ja" else (10**9, "0.01")
    return f"{(Decimal(yen) / size).quantize(Decimal(step), ROUND_HALF_UP):,}"


def _name(desk: Desk, prefecture: Prefecture) -> str:
    """Give the name of a prefecture, in English without the word for its kind."""
    name = desk.language.label(prefecture.body, prefecture.slug, "name")
    for ending in _ENDINGS:
        name = name.removesuffix(ending)
    return name


def _other(desk: Desk, prefecture: Prefecture) -> str:
    name = prefecture.body["name_ja"]
    return "" if name == _name(desk, prefecture) else name


def _fiscal_year(desk: Desk, report: str) -> int:
    return int((desk.published.about(report) or {"fiscal_year": "0"})["fiscal_year"])


def _year(desk: Desk, report: Report | None) -> str:
    return desk.language.year(report.fiscal_year) if report else ""


def _index_from(desk: Desk, place: str) -> str:
    return desk.root(place) + ("" if desk.language.code == "ja" else "../") + PLACES


def _source(desk: Desk, place: str, report: Report | None) -> dict[str, str]:
    if report is None:
        return {"page": "", "title": ""}
    return {"page": desk.report_page(place, report.name), "title": desk.report_title(report.about)}


def _anchors(report: Report) -> dict[str, str]:
    """Give for each code the id of its row on the pages of the report."""
    facts = (fact for _, facts in report.tables for fact in facts if fact.account == GRANT)
    return {fact.remark: fact.anchor for fact in facts}
