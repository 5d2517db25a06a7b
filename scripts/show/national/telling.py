"""What was checked and restated of a body, its years and its files, as the template of its page takes them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from scripts.addresses import account_page
from scripts.show.national.group import COURSES, Amount, Group, OpenCheck
from scripts.show.national.package import FOLDER
from scripts.show.national.proofs import MOST_LINES, Proof, Restated, Term, as_printed, millions
from scripts.show.national.sheets import ROOT
from scripts.show.rendering import Desk
from scripts.show.report import Row

_READING = "NAT"
_TABLES = {"bs": "balance_sheet", "pl": "cost_statement", "nw": "net_assets", "cf": "cash_flow"}


def years_of(desk: Desk, course: Mapping[int, Mapping[str, Amount]]) -> dict[str, object]:
    """Give the years of a body, newest first: for each part the figure, and the first print where that differs."""
    parts = [part for part in COURSES if any(part in year for year in course.values())]
    rows = [
        {"year": desk.language.year(year), "cells": [_cell(own.get(part)) for part in parts]}
        for year, own in sorted(course.items(), reverse=True)
    ]
    return {"heads": [desk.language.say(f"role_{part}") for part in parts], "rows": rows}


def _cell(amount: Amount | None) -> tuple[str, str]:
    if amount is None:
        return "", ""
    return as_printed(amount.newest), as_printed(amount.first) if amount.restated else ""


def proof_of(desk: Desk, proof: Proof, leading: str) -> dict[str, object]:
    """Give a check that does not hold with its figures; of the year before the page shows those of the scope `leading`."""
    return {
        **_check(desk, proof.check),
        "number": proof.number,
        "nil": proof.nil,
        "terms": [
            {
                "label": _label(desk, term),
                "scope": desk.reader.scope(term.scope),
                "sign": "+" if term.weight > 0 else "−",
                "printed": term.printed,
                "cell": term.cell.rpartition("!")[2],
                "key": "" if term.previous and term.scope != leading else term.key,
            }
            for term in proof.terms
        ],
    }


def _label(desk: Desk, term: Term) -> str:
    account = desk.published.reference["accounts"].get(term.account)
    return desk.language.label(account, term.label) if desk.language.code == "en" else term.label


def _check(desk: Desk, check: OpenCheck) -> dict[str, object]:
    scope, _, form = check.table.removesuffix("_previous").rpartition("_")
    year = check.edition - check.table.endswith("_previous")
    return {
        "rule": check.rule,
        "title": desk.language.label(desk.published.reference["rules"].get(check.rule), "", "title"),
        "scope": desk.reader.scope(scope),
        "table": desk.language.say(f"statement_{_TABLES[form]}") if form in _TABLES else check.table,
        "year": desk.language.year(year),
        "edition": desk.language.year(check.edition),
        "expected": millions(desk, check.expected),
        "found": millions(desk, check.found),
        "difference": millions(desk, check.difference),
    }


def others_of(desk: Desk, group: Group, body: str, proofs: Iterable[Proof]) -> dict[str, object]:
    """Give the checks of a body that do not hold beside those proven: those of other editions, and what is too many."""
    proven = {proof.check.name for proof in proofs}
    checks = [check for check in group.open_checks.get(body, []) if check.name not in proven]
    return {"rows": [_check(desk, check) for check in checks[:MOST_LINES]], "more": max(0, len(checks) - MOST_LINES)}


def restated_rows(desk: Desk, restated: Iterable[Restated]) -> dict[str, object]:
    """Give what was restated, the newest year first."""
    rows = list(restated)
    return {"rows": list(_restated(desk, rows[:MOST_LINES])), "number": len(rows), "more": max(0, len(rows) - MOST_LINES)}


def _restated(desk: Desk, rows: Iterable[Restated]) -> Iterator[dict[str, object]]:
    accounts = desk.published.reference["accounts"]
    for it in rows:
        account = accounts.get(it.account)
        yield {
            "label": desk.language.label(account, it.account),
            "page": ROOT + account_page(it.account, account["statement"]) if account else "",
            "year": desk.language.year(it.fiscal_year),
            "scope": desk.reader.scope(it.scope),
            "before": as_printed(it.before),
            "after": as_printed(it.after),
        }


def files_of(desk: Desk, group: Group, place: str, edition: int) -> list[dict[str, str]]:
    """Give the files that hold an edition of a group: their names, ways, years."""
    folder = f"{desk.data(place)}{FOLDER}/"
    return [
        {
            "name": piece.path.rpartition("/")[2],
            "way": folder + piece.path,
            "year": str(piece.fiscal_year or ""),
        }
        for piece in group.pieces
        if edition == piece.edition or (piece.edition == 0 and edition in (piece.fiscal_year, piece.fiscal_year + 1))
    ]


def citation_of(desk: Desk, author: str, title: str, place: str) -> str:
    """Give how a page is cited: with the version of the package and the address of the page."""
    language = "" if desk.language.code == "ja" else f"{desk.language.code}/"
    parts = {"version": desk.published.told("version", FOLDER) or "", "day": desk.published.day(FOLDER)}
    return desk.language.tell("citation", author=author, title=title, **parts, address=f"{desk.site}{language}{place}/")


def findings_of(rows: Sequence[Row], most: int) -> dict[str, object]:
    """Give what was found when the workbooks were read: how often each rule, and those that are not about sums one by one."""
    named = [row for row in rows if row["rule"].startswith(_READING)]
    counts = Counter(row["rule"] for row in rows)
    return {"counts": sorted(counts.items()), "rows": named[:most], "more": max(0, len(named) - most), "number": len(rows)}
