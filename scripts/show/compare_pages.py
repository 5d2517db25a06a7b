"""Compare: two sides chosen by the reader, by an address that can be shared; and pages of sensible pairs that need no script."""

from collections.abc import Iterator, Sequence

from scripts.addresses import report_page
from scripts.show.page import Page
from scripts.show.rendering import Desk
from scripts.show.report import Report
from scripts.show.search_index import PLACES
from scripts.show.sides import STATEMENTS, Side, account_rows, pairs_of, population_of

PLACE = "compare"
_SAID = (
    *("side", "absent", "yen", "difference", "each", "item", "same", "forms", "scopes", "bases", "missing", "people", "rounding"),
    *("overview", "nothing", "unknown", "lost"),
)
Row = dict[str, object]


def compare_pages(desk: Desk, reports: Sequence[Report]) -> Iterator[Page]:
    """Give the page on which sides are chosen, and a page for each pair that is worth one."""
    say, accounts = desk.language.say, desk.published.reference["accounts"]
    by_body: dict[str, list[Report]] = {}
    for report in reports:
        by_body.setdefault(report.about["body"], []).append(report)
    pairs = [pair for own in by_body.values() for pair in pairs_of(own, accounts)]
    shared = desk.root(PLACE) + ("" if desk.language.code == "ja" else "../")
    text = desk.render(
        "compare.md.j2",
        PLACE,
        shared=shared,
        places=shared + PLACES,
        words={word: say(f"compare_{word}") for word in _SAID},
        pairs=[(f"{_name(pair)}/index.html", _title(desk, pair)) for pair in pairs],
    )
    yield Page(PLACE, str(say("compare_title")), str(say("compare_description")), text)
    for pair in pairs:
        yield _pair_page(desk, pair)


def _name(pair: tuple[Side, Side]) -> str:
    """Give the last part of the address of a pair's page: both reports, or of one report what is compared in it."""
    one, other = pair
    return f"{one.report.name}--{other.report.name}" if one.report is not other.report else f"{one.report.name}-{one.basis}"


def _title(desk: Desk, pair: tuple[Side, Side]) -> str:
    return " – ".join(_said(desk, side) for side in pair)


def _said(desk: Desk, side: Side) -> str:
    parts = {
        "body": desk.body_name(side.report.about["body"]),
        "year": side.report.fiscal_year,
        "scope": desk.reader.scope(side.scope),
        "basis": desk.language.say(f"basis_{side.basis}"),
    }
    text = desk.language.words["compare_side"]
    for name, part in parts.items():
        text = text.replace(f"%{name}", str(part))
    return text


def _pair_page(desk: Desk, pair: tuple[Side, Side]) -> Page:
    place, say = f"{PLACE}/{_name(pair)}", desk.language.say
    people = [population_of(desk.published, side.report.about["body"]) for side in pair]
    text = desk.render(
        "pair.md.j2",
        place,
        title=say("compare_title"),
        sides=[(_said(desk, side), desk.root(place) + report_page(side.report.name)) for side in pair],
        people=people,
        notes=list(_notes(desk, pair, any(people))),
        words={word: say(f"compare_{word}") for word in _SAID},
        statements=list(_statements(desk, place, pair)),
    )
    title = _title(desk, pair)
    return Page(place, title, f"{say('compare_title')}: {title}", text)


def _notes(desk: Desk, pair: tuple[Side, Side], people: bool) -> Iterator[str]:  # noqa: FBT001 - told apart by the caller
    one, other = pair
    if (one.basis == "actual") != (other.basis == "actual"):
        yield str(desk.language.say("compare_bases"))
    for side, beside in ((one, other), (other, one)):
        names = [str(desk.language.say(f"statement_{it}")) for it in STATEMENTS if it in beside.statements - side.statements]
        if names:
            text = desk.language.words["compare_missing"].replace("%side", _said(desk, side))
            yield text.replace("%names", ("、" if desk.language.code == "ja" else ", ").join(names))
    if people:
        yield str(desk.language.say("compare_people"))


def _statements(desk: Desk, place: str, pair: tuple[Side, Side]) -> Iterator[tuple[str, list[Row]]]:
    rows = list(account_rows(desk.published))
    for statement in STATEMENTS:
        if all(statement in side.statements for side in pair):
            shown = [
                _row(desk, place, row, pair) for row in rows if row[3] == statement and any(row[0] in it.facts for it in pair)
            ]
            yield str(desk.language.say(f"statement_{statement}")), shown


def _row(desk: Desk, place: str, row: list[object], pair: tuple[Side, Side]) -> Row:
    account, japanese, english, _, depth = row
    facts = [side.facts.get(str(account)) for side in pair]
    cells = [
        {"text": "-" if fact.yen is None else _grouped(fact.yen), "way": desk.where(place, side.report)(fact.anchor)}
        if fact
        else None
        for side, fact in zip(pair, facts, strict=True)
    ]
    people = [population_of(desk.published, side.report.about["body"]) for side in pair]
    return {
        "label": japanese if desk.language.code == "ja" else english or japanese,
        "depth": depth,
        "cells": cells,
        "difference": _grouped((facts[1].yen or 0) - (facts[0].yen or 0)) if facts[0] and facts[1] else "",
        "each": [
            _grouped(round(fact.yen / number)) if fact and fact.yen is not None and number else ""
            for fact, number in zip(facts, people, strict=True)
        ],
    }


def _grouped(yen: int) -> str:
    return f"{'△' if yen < 0 else ''}{abs(yen):,}"
