"""Municipalities and what each was expected to pay, by prefecture, as published."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from scripts.show.published import Published
from scripts.show.report import Row

# A county stands before the name of a town or village; so do two islands of Tokyo.
_COUNTY = re.compile(r"(.+?郡|三宅島|八丈島)(.+[町村])")


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality: code, county and name as printed, its reading, residents, whole yen, the line of its print."""

    code: str
    county: str
    name: str
    kana: str
    romaji: str
    population: int
    yen: int
    line: str


@dataclass(frozen=True)
class Prefecture:
    """A prefecture: its body, how it is read, the word for it in addresses, its place on the tile map, its municipalities."""

    body: Row
    kana: str
    slug: str
    across: int
    down: int
    towns: list[Town] = field(default_factory=list)

    @cached_property
    def population(self) -> int:
        """The residents of its municipalities."""
        return sum(town.population for town in self.towns)

    @cached_property
    def yen(self) -> int:
        """What its municipalities were expected to pay."""
        return sum(town.yen for town in self.towns)


@dataclass(frozen=True)
class Country:
    """All prefectures that have municipalities in the newest list of grants, and the report that prints the list."""

    report: str
    prefectures: tuple[Prefecture, ...]

    @cached_property
    def towns(self) -> list[Town]:
        """Every municipality, prefecture by prefecture."""
        return [town for prefecture in self.prefectures for town in prefecture.towns]

    @cached_property
    def population(self) -> int:
        """The residents of the country."""
        return sum(prefecture.population for prefecture in self.prefectures)

    @cached_property
    def yen(self) -> int:
        """What all municipalities were expected to pay."""
        return sum(prefecture.yen for prefecture in self.prefectures)


def read_country(published: Published) -> Country:
    """Give the municipalities of the newest report that lists their grants; none where no report does."""
    return published.sources.kept("country", lambda: _country(published))


def _country(published: Published) -> Country:
    grants = published.rows("grants")
    newest = max((row["report"] for row in grants), default="", key=lambda name: (_year(published, name), name))
    bodies, readings = published.reference["bodies"], {row["code"]: row for row in published.rows("readings")}
    found = {
        row["prefecture"][:2]: Prefecture(
            bodies[row["prefecture"]], row["kana"], row["slug"], int(row["across"]), int(row["down"])
        )
        for row in published.rows("prefectures")
        if row["prefecture"] in bodies
    }
    for row in grants:
        if row["report"] == newest and row["code"][:2] in found:
            found[row["code"][:2]].towns.append(_town(row, readings.get(row["code"], {})))
    return Country(newest, tuple(prefecture for _, prefecture in sorted(found.items()) if prefecture.towns))


def split_name(name: str) -> tuple[str, str]:
    """Divide the printed name of a municipality into its county and its own name.

    >>> split_name("北葛城郡上牧町"), split_name("大和郡山市"), split_name("赤穂郡上郡町")
    (('北葛城郡', '上牧町'), ('', '大和郡山市'), ('赤穂郡', '上郡町'))
    """
    divided = _COUNTY.fullmatch(name)
    return (divided[1], divided[2]) if divided else ("", name)


def _town(row: Row, reading: Row) -> Town:
    county, name = split_name(row["municipality"])
    kana, romaji = reading.get("kana", ""), reading.get("romaji", "")
    return Town(row["code"], county, name, kana, romaji, int(row["population"]), int(row["grant_yen"]), row["line"])


def _year(published: Published, report: str) -> int:
    return int((published.about(report) or {"fiscal_year": "0"})["fiscal_year"])
