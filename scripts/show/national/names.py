"""How bodies of the country are called in a language, and where their pages stand."""

from dataclasses import dataclass
from functools import cached_property

from scripts.show.national.package import FOLDER, PREFECTURES, National
from scripts.show.rendering import Desk
from scripts.show.report import Row
from scripts.show.towns import read_country

_ENDINGS = (" Prefecture", " Metropolis")


@dataclass(frozen=True, slots=True)
class Name:
    """A body as a page calls it: `lang` where that is another language than the page's, `other` its Japanese name."""

    text: str
    lang: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """The bodies of a workbook: the municipalities of a prefecture, or the prefectures. `code` is that of the prefecture."""

    slug: str
    code: str
    name: Name
    bodies: tuple[str, ...]

    @property
    def place(self) -> str:
        """Where its page stands."""
        return f"{FOLDER}/{self.slug}"


class Names:
    """Names of bodies and areas in the language of a desk."""

    def __init__(self, desk: Desk, national: National) -> None:
        self.desk = desk
        self.national = national

    def place(self, body: str) -> str:
        """Give where the page of a body stands."""
        return f"{FOLDER}/{body}"

    def body(self, body: str) -> Name:
        """Give the name of a body: in English the name told in the reference tables, else its reading, else in Japanese."""
        row = self.national.bodies.get(body, {})
        japanese = row.get("name_ja") or body
        if self.desk.language.code == "ja":
            return Name(japanese)
        english = row.get("name_en") or self._readings.get(body, "")
        return Name(english, other=japanese) if english else Name(japanese, lang="ja")

    def row(self, body: str) -> Row:
        """Give the row of a body in the reference tables; empty texts where they do not know it."""
        return {"prefecture": "", "kind": "", "name_ja": body} | self.national.bodies.get(body, {})

    @cached_property
    def areas(self) -> dict[str, Area]:
        """The areas by slug: the prefectures with municipalities in the package, by code, then the prefectures themselves."""
        own: dict[str, list[str]] = {}
        for body in self.national.reports:
            slug = PREFECTURES if self.row(body)["kind"] == "prefecture" else self._slugs.get(body[:2], ("", ""))[0]
            own.setdefault(slug, []).append(body)
        codes = dict(self._slugs.values())
        found = {slug: Area(slug, codes[slug], self._area(codes[slug]), tuple(own[slug])) for slug in codes if slug in own}
        if PREFECTURES in own:
            title = str(self.desk.language.say("national_prefectures"))
            found[PREFECTURES] = Area(PREFECTURES, "", Name(title), tuple(own[PREFECTURES]))
        return found

    def area_of(self, body: str) -> Area | None:
        """Give the area that a body is listed in."""
        prefecture = self.row(body)["kind"] == "prefecture"
        return self.areas.get(PREFECTURES if prefecture else self._slugs.get(body[:2], ("", ""))[0])

    def municipalities_of(self, body: str) -> Area | None:
        """Give the area of the municipalities of a prefecture; None for any other body."""
        area = self.areas.get(self._slugs.get(body[:2], ("", ""))[0])
        return area if area and area.code == body else None

    def find(self, place: str, body: str) -> str:
        """Give the way from a page to a municipality, or to a prefecture, in "find your town"; empty where it is not there."""
        for prefecture in read_country(self.desk.published).prefectures:
            if prefecture.body["body"] == body:
                return f"{self.desk.root(place)}find/{prefecture.slug}/index.html"
            if prefecture.body["body"][:2] == body[:2] and any(town.code == body for town in prefecture.towns):
                return f"{self.desk.root(place)}find/{prefecture.slug}/index.html#{body}"
        return ""

    def _area(self, code: str) -> Name:
        name = self.body(code)
        text = name.text
        for ending in _ENDINGS:
            text = text.removesuffix(ending)
        return Name(text, name.lang, name.other)

    @cached_property
    def _slugs(self) -> dict[str, tuple[str, str]]:
        """Slug and code of each prefecture by the number that begins the codes of its bodies."""
        rows = self.desk.published.rows("prefectures")
        return {row["prefecture"][:2]: (row["slug"], row["prefecture"]) for row in sorted(rows, key=lambda r: r["prefecture"])}

    @cached_property
    def _readings(self) -> dict[str, str]:
        return {row["code"]: row["romaji"] for row in self.desk.published.rows("readings")}
