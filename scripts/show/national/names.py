"""How bodies of the country are called in a language, which areas they are listed in, and where their pages stand."""

from collections.abc import Iterable
from dataclasses import dataclass

from scripts.show.national.package import FOLDER, PREFECTURES, National
from scripts.show.rendering import Desk

_ENDINGS = (" Prefecture", " Metropolis")


@dataclass(frozen=True, slots=True)
class Name:
    """A body as a page calls it: `lang` where that is another language than the page's, `other` its Japanese name."""

    text: str
    lang: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """The municipalities of a prefecture, or the prefectures. `code` is that of the prefecture, empty for all of them."""

    slug: str
    code: str
    name: Name

    @property
    def place(self) -> str:
        """Where its page stands."""
        return f"{FOLDER}/{self.slug}"


class Names:
    """Names of bodies and areas in the language of a desk."""

    def __init__(self, desk: Desk, national: National) -> None:
        self.desk = desk
        self.national = national
        rows = sorted(desk.published.rows("prefectures"), key=lambda row: row["prefecture"])
        self._names: dict[str, Name] = {}
        self._slugs = {row["prefecture"][:2]: (row["slug"], row["prefecture"]) for row in rows}

    def place(self, body: str) -> str:
        """Give where the page of a body stands."""
        return f"{FOLDER}/{body}"

    def body(self, body: str) -> Name:
        """Give the name of a body: in English the name told in the reference tables, else its reading, else in Japanese."""
        if body not in self._names:
            self._names[body] = self._name(body)
        return self._names[body]

    def _name(self, body: str) -> Name:
        row = self.national.body(body)
        if self.desk.language.code == "ja":
            return Name(row["name_ja"])
        readings = self.desk.published.where("readings", "code", body)
        english = row["name_en"] or next((reading["romaji"] for reading in readings), "")
        return Name(english, other=row["name_ja"]) if english else Name(row["name_ja"], lang="ja")

    def area_of(self, body: str) -> Area | None:
        """Give the area that a body is listed in, none where its code is that of no prefecture."""
        if self.national.body(body)["kind"] == "prefecture":
            return Area(PREFECTURES, "", Name(str(self.desk.language.say("national_prefectures"))))
        return self._area(body[:2])

    def areas_of(self, bodies: Iterable[str]) -> dict[Area, list[str]]:
        """Give the areas of bodies with those of each, the prefectures themselves last."""
        found: dict[Area, list[str]] = {}
        for body in sorted(bodies):
            if area := self.area_of(body):
                found.setdefault(area, []).append(body)
        return dict(sorted(found.items(), key=lambda item: (not item[0].code, item[0].code)))

    def _area(self, number: str) -> Area | None:
        if number not in self._slugs:
            return None
        slug, code = self._slugs[number]
        name = self.body(code)
        text = name.text
        for ending in _ENDINGS:
            text = text.removesuffix(ending)
        return Area(slug, code, Name(text, name.lang, name.other))

    def municipalities_of(self, prefecture: str) -> Area | None:
        """Give the area of the municipalities of a prefecture, none for another body and where the package has none of them."""
        area = self._area(prefecture[:2])
        if area is None or area.code != prefecture:
            return None
        others = (body for body in self.national.reports() if body[:2] == prefecture[:2] and body != prefecture)
        return area if any(others) else None

    def find(self, place: str, bodies: Iterable[str]) -> str:
        """Give the way from a page to the first of some municipalities in "find your town"; empty where none is listed."""
        for body in bodies:
            if body[:2] in self._slugs and self.desk.published.where("grants", "code", body):
                return f"{self.desk.root(place)}find/{self._slugs[body[:2]][0]}/index.html#{body}"
        return ""
