"""The index of the search: places (bodies and municipalities) and words (accounts, pages, reports, indicators, rules, segments).

Two scripts that both languages share; a browser asks for them when someone searches. What grows with the number of bodies is a
row of places; of reports only so many are listed among the words as a person could look through.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from scripts.addresses import account_page, indicator_page, report_page, rule_page
from scripts.show.language import load_languages
from scripts.show.national import open_national
from scripts.show.published import Published
from scripts.show.report import Row
from scripts.show.towns import Town, read_country

PLACES, WORDS = "search/places.js", "search/words.js"
KINDS = ("account", "page", "report", "indicator", "rule", "segment")
_MOST_REPORTS, _MOST_PRINTS = 300, 3
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_HEADING = re.compile(r"^## (.+?) \{#([a-z0-9-]+)\}$", re.MULTILINE)
_TOOLS = {"find": "find_title", "compare": "compare_title", "explore": "explore_title", "search": "search_title"}
_ACCOUNTS = "accounts/index.html"
_KANA = re.compile(r"[ぁ-んー]")


def places_file(published: Published) -> bytes:
    """Give the index of places: the prefectures, and a row for each municipality and each other body with reports.

    Rows: code, number of the prefecture (-1 for none), county, name, kana, romaji, residents, yen of the newest list of grants
    (none where it lists none), English name, and the reports of the body, shortened to what follows its name.
    Where the whole country is published: also a row for each other body of it, and a text with a 1 for each row that has a page
    there, else a 0.
    """
    country = read_country(published)
    prefectures = [[it.body["name_ja"], it.body["name_en"], it.slug, it.kana] for it in country.prefectures]
    towns: dict[str, tuple[int, Town]] = {
        town.code: (number, town) for number, it in enumerate(country.prefectures) for town in it.towns
    }
    rows = [
        [town.code, number, town.county, town.name, town.kana, town.romaji, town.population, town.yen, *_of(published, town.code)]
        for number, town in towns.values()
    ]
    names = {it.body["name_ja"]: number for number, it in enumerate(country.prefectures)}
    national = open_national(published)
    everywhere = national.reports() if national else {}
    for body in [*published.reports, *sorted(everywhere.keys() - published.reports.keys())]:
        if body not in towns:
            about = published.reference["bodies"].get(body, {"name_ja": body, "prefecture": ""})
            number = names.get(about["prefecture"], -1)
            kana = prefectures[number][3] if about["name_ja"] in names else ""
            rows.append([body, number, "", about["name_ja"], kana, "", None, None, *_of(published, body)])
    pages = ["".join("1" if row[0] in everywhere else "0" for row in rows)] if national else []
    return script_of("opaPlaces", [prefectures, rows, *pages])


def _of(published: Published, body: str) -> list[str]:
    english = published.reference["bodies"].get(body, {}).get("name_en", "")
    reports = [row["report"].removeprefix(f"{body}-") for row in published.reports.get(body, [])]
    return [english, " ".join(reports)] if reports else [english] if english else []


def words_file(published: Published, docs: Path) -> bytes:
    """Give the index of words: entries, the reports and tables that they name by numbers, and words that stand for others.

    An entry: kind, way, Japanese, English, reading, id, and for what reports print the number of these reports and some of
    them as number of report and number of table, one pair after the other. A page has the way of the page above it as its id.
    """
    return script_of("opaWords", _Words(published, docs).told())


class _Words:
    def __init__(self, published: Published, docs: Path) -> None:
        self.published = published
        self.docs = docs
        self.languages = load_languages(docs)
        self.told_in_toml = tomllib.loads(published.sources.text(docs / "search.toml"))
        self.reports: dict[str, int] = {}
        self.tables: dict[str, int] = {}

    def told(self) -> dict[str, object]:
        entries = [*self._accounts(), *self._pages(), *self._reports(), *self._references(), *self._segments()]
        about = {row["report"]: row for rows in self.published.reports.values() for row in rows}
        return {
            "kinds": KINDS,
            "entries": entries,
            "reports": [self._report(about[name]) for name in self.reports],
            "tables": list(self.tables),
            "also": self.told_in_toml["also"],
        }

    @cached_property
    def prints(self) -> Mapping[tuple[str, str], list[tuple[str, str]]]:
        """The tables that first print each account and segment in each report, in the order of the facts."""
        found: dict[tuple[str, str], dict[str, str]] = {}
        for fact in self.published.rows("facts"):
            for key in (("account", fact["account"]), ("segment", fact["segment"])):
                found.setdefault(key, {}).setdefault(fact["report"], fact["table"])
        return {key: list(tables.items()) for key, tables in found.items()}

    def _printed(self, kind: str, name: str) -> list[int]:
        places = self.prints.get((kind, name), [])
        told = [len(places)]
        for report, table in places[-_MOST_PRINTS:]:
            told += [self.reports.setdefault(report, len(self.reports)), self.tables.setdefault(table, len(self.tables))]
        return told

    def _entry(self, kind: str, way: str, texts: Sequence[str], name: str = "", printed: Sequence[int] = ()) -> list[object]:
        japanese, english = texts
        return [KINDS.index(kind), way, japanese, english, self.reading(japanese), name, *printed]

    def reading(self, text: str) -> str:
        """Give how a text is read as far as the list of readings tells, in hiragana."""
        readings: dict[str, str] = self.told_in_toml["readings"]
        found, at = "", 0
        while at < len(text):
            word = next((text[at:end] for end in range(len(text), at, -1) if text[at:end] in readings), "")
            letter = chr(ord(text[at]) - 96) if "ァ" <= text[at] <= "ヶ" else text[at]
            found += readings[word] if word else letter if _KANA.match(letter) else ""
            at += len(word) or 1
        return found

    def _accounts(self) -> Iterator[list[object]]:
        for account, row in self.published.reference["accounts"].items():
            way, texts = account_page(account, row["statement"]), (row["label_ja"], row["label_en"])
            yield self._entry("account", way, texts, account, self._printed("account", account))

    def _pages(self) -> Iterator[list[object]]:
        statements = dict.fromkeys(row["statement"] for row in self.published.reference["forms"].values())
        used = {row["statement"] for row in self.published.reference["accounts"].values()}
        for statement in statements:
            if statement in used:
                yield self._entry("page", f"accounts/{statement}/index.html", self._both(f"statement_{statement}"), _ACCOUNTS)
        for path in self.published.sources.names(self.docs / "ja", "*.md"):
            texts = [self.published.sources.text(self.docs / code / path.name) for code in self.languages]
            way = "index.html" if path.stem == "index" else f"{path.stem}/index.html"
            titles = [found[1] for text in texts if (found := _TITLE.search(text))]
            yield self._entry("page", way, titles)
            headings = [{anchor: title for title, anchor in _HEADING.findall(text)} for text in texts]
            for anchor in headings[0]:
                yield self._entry("page", f"{way}#{anchor}", [found.get(anchor, "") for found in headings], way)
        for place, word in _TOOLS.items():
            yield self._entry("page", f"{place}/index.html", self._both(word))

    def _both(self, word: str) -> list[str]:
        return [language.words[word] for language in self.languages.values()]

    def _reports(self) -> Iterator[list[object]]:
        rows = [row for rows in self.published.reports.values() for row in rows]
        for row in rows if len(rows) <= _MOST_REPORTS else []:
            texts = (f"{self._name(row, 'ja')} {row['title']}", f"{self._name(row, 'en')} {row['title_en']}")
            yield self._entry("report", report_page(row["report"]), texts, row["report"])

    def _report(self, row: Row) -> list[object]:
        return [row["report"], int(row["fiscal_year"]), self._name(row, "ja"), self._name(row, "en")]

    def _name(self, row: Row, code: str) -> str:
        return self.languages[code].label(self.published.reference["bodies"].get(row["body"]), row["body"], "name")

    def _references(self) -> Iterator[list[object]]:
        for name, row in self.published.reference["formulas"].items():
            yield self._entry("indicator", indicator_page(name), (row["label_ja"], row["label_en"]), name)
        for name, row in self.published.reference["rules"].items():
            yield self._entry("rule", rule_page(name), (row["title_ja"], row["title_en"]), name)

    def _segments(self) -> Iterator[list[object]]:
        for name, row in self.published.reference["segments"].items():
            if (places := self.prints.get(("segment", name))) and name != "total":
                way = report_page(places[-1][0])
                yield self._entry("segment", way, (row["label_ja"], row["label_en"]), name, self._printed("segment", name))


def script_of(call: str, value: object) -> bytes:
    """Give a script that calls `call` with `value`: a browser gives a page scripts from a folder, but no other file."""
    told = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Signs that could end a script or a line of one.
    for sign, code in (("<", "\\u003c"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        told = told.replace(sign, code)
    return f"{call}({told});\n".encode()
