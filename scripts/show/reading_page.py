"""How to read the statements of a body, told with its own figures: what stands in `reading.toml`, as far as it is printed."""

import string
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypedDict

from markupsafe import Markup

from scripts.show.figures import Figures
from scripts.show.money import say_yen
from scripts.show.page import Page
from scripts.show.rendering import Desk, Where
from scripts.show.report import Fact

# Printed below nothing, and told as amounts that are taken off.
_TAKEN_OFF = ("accumulated_depreciation", "nw_net_administrative_cost")


class Part(TypedDict):
    """What is told of one statement."""

    statement: str
    sentences: list[str]
    sum: list[str]
    same: list[str]


@cache
def load_parts() -> dict[str, list[Part]]:
    """Give for each taxonomy what is told of its statements."""
    found: dict[str, list[Part]] = tomllib.loads((Path(__file__).parent / "reading.toml").read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class Reader:
    """Tells a body's figures on its page: `where` gives the way to the line of a figure."""

    desk: Desk
    figures: Figures
    where: Where

    def sentences(self, words: list[str]) -> Iterator[Markup]:
        """Give the sentences whose figures are all printed."""
        for word in words:
            names = [name for _, name, _, _ in string.Formatter().parse(self.desk.language.words[word]) if name]
            facts = {name: self.figures.account(name) for name in names}
            if all(fact and fact.yen for fact in facts.values()):
                yield self.desk.language.say(word, **{name: self._amount(fact) for name, fact in facts.items() if fact})

    def terms(self, terms: list[str]) -> list[dict[str, object]]:
        """Give the terms of a sum as rows, the total last; none where one of them is not printed."""
        signs, names = [term.split()[0] for term in terms], [term.split()[1] for term in terms]
        facts = [fact for name in names if (fact := self.figures.account(name))]
        if len(facts) < len(terms):
            return []
        return [self._term("−" if sign == "-" else sign, fact) for sign, fact in zip(signs, facts, strict=True)]

    def same(self, pairs: list[str]) -> Iterator[Markup]:
        """Give a sentence for each pair of figures that two statements print alike."""
        for pair in pairs:
            one, other = (self.figures.account(name) for name in pair.split())
            if one and other and one.yen and other.yen and abs(one.yen) == abs(other.yen):
                parts = {"one": self._named(one), "other": self._named(other), "amount": self._amount(one)}
                yield self.desk.language.say("reading_same", **parts)

    def _amount(self, fact: Fact) -> Markup:
        words = say_yen(fact.yen or 0, self.desk.language.code)
        if (fact.yen or 0) < 0 and not fact.account.endswith(_TAKEN_OFF):
            words = ("△" if self.desk.language.code == "ja" else "−") + words
        link = Markup('<a class="figure" href="{}" title="{}">{}</a>')
        return link.format(self.where(fact.anchor), self.desk.printed(fact), words)

    def _named(self, fact: Fact) -> Markup:
        label, statement = self.desk.reader.label(fact).text, self.desk.language.say(f"statement_{fact.statement}")
        return self.desk.language.say("reading_line", label=label, statement=statement)

    def _term(self, sign: str, fact: Fact) -> dict[str, object]:
        place = {"href": self.where(fact.anchor), "line": fact.line or fact.cell}
        return {"sign": sign, "label": self.desk.reader.label(fact), "printed": self.desk.printed(fact), **place}


def reading_page(desk: Desk, figures: Figures) -> Page | None:
    """Give the page of a body's newest statements; none for a taxonomy of which nothing is told."""
    report, language = figures.report, desk.language
    body = report.about["body"]
    place = reading_place(body)
    reader = Reader(desk, figures, desk.where(place, report))
    parts = [
        {
            "statement": part["statement"],
            "title": language.say(f"statement_{part['statement']}"),
            "question": language.say(f"reading_question_{part['statement']}"),
            "sentences": sentences,
            "terms": reader.terms(part["sum"]),
            "same": list(reader.same(part["same"])),
        }
        for part in load_parts().get(report.taxonomy, [])
        if (sentences := list(reader.sentences(part["sentences"])))
    ]
    if not parts:
        return None
    name, year = desk.body_name(body), language.year(report.fiscal_year)
    title = language.say("reading_title", name=name)
    told = {"year": year, "scope": desk.reader.scope(figures.scope), "day": language.year_end(report.fiscal_year)}
    text = desk.render("reading.md.j2", place, title=title, body_page=desk.body_page(place, body), name=name, parts=parts, **told)
    return Page(place, str(title), str(language.say("reading_description", name=name, year=year)), text)


def reading_place(body: str) -> str:
    """Give where the page stands."""
    return f"bodies/{body}/reading"
