"""Identities that rounding does not explain, as a reader sees them: every term with its printed figure and place."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from scripts.show.published import Fact, Report, Row
from scripts.show.rendering import Desk

STATUSES = ("exact", "rounding", "explained", "open")


def count_checks(rows: Iterable[Row]) -> list[tuple[str, int]]:
    """Give how many checks have each status."""
    found = [row["status"] for row in rows]
    return [(status, found.count(status)) for status in STATUSES]


def gaps_of(desk: Desk, report: Report, page: str) -> list[dict[str, object]]:
    """Give the discrepancies of a report for the templates, those with one explanation together.

    `page` is the way to the page of the report.
    """
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in report.discrepancies:
        groups.setdefault((row["status"], row["explanation_ja"] or row["check"]), []).append(row)
    return [_group(desk, report, page, rows) for rows in groups.values()]


def _group(desk: Desk, report: Report, page: str, rows: list[Row]) -> dict[str, object]:
    first, code = rows[0], desk.language.code
    translated = first.get(f"explanation_{code}")
    return {
        "status": first["status"],
        "explanation": translated or first["explanation_ja"],
        "lang": "" if translated or code == "ja" else "ja",
        "page": page,
        "gaps": [_gap(desk, report, page, row) for row in rows],
    }


def gap_anchor(row: Row) -> str:
    """Give the id of a discrepancy on the page of its report."""
    return "gap-" + row["check"].split(":", 1)[-1].replace(":", "-")


def terms_of(desk: Desk, report: Report, facts: Iterable[Fact], page: str, weights: Mapping[str, int]) -> list[dict[str, object]]:
    """Give the terms of an identity for the templates."""
    abouts = {about["table"]: about for about, _ in report.tables}
    return [
        {
            "label": desk.reader.label(fact),
            "table": desk.reader.title(abouts[fact.table]).text,
            "weight": _sign(weights.get(fact.fact_id, 0)),
            "printed": desk.printed(fact),
            "page": page,
            "anchor": fact.anchor,
            "line": fact.line or fact.cell,
        }
        for fact in facts
    ]


def _gap(desk: Desk, report: Report, page: str, row: Row) -> dict[str, object]:
    facts = [report.facts[place] for place in row["places"].split(";") if place in report.facts]
    told = [fact for number, fact in enumerate(facts) if fact.value or number == 0]
    return {
        "anchor": gap_anchor(row),
        "rule": row["rule"],
        "title": desk.language.label(desk.published.reference["rules"].get(row["rule"]), "", "title"),
        "gap": _gap_in_words(desk, facts, Decimal(row["gap"])),
        "terms": terms_of(desk, report, told, page, report.weights.get(row["check"], {})),
        "nil": len(facts) - len(told),
    }


def _gap_in_words(desk: Desk, facts: list[Fact], gap: Decimal) -> str:
    """Give the gap in the printed unit; checks of money are in yen."""
    unit = facts[0].unit if facts else "yen"
    gap /= int(desk.published.reference["units"][unit]["factor"] or 1)
    return ("△" if gap < 0 else "") + f"{abs(gap):,f} {desk.reader.unit(unit)}"


def _sign(weight: int) -> str:
    if not weight:
        return ""
    return ("+" if weight > 0 else "−") + (f"{abs(weight)} ×" if abs(weight) > 1 else "")
