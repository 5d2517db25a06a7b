"""Identities that rounding does not explain, as a reader sees them: every term with its printed figure and place."""

from collections.abc import Iterable
from decimal import Decimal

from scripts.show.rendering import Desk, Where
from scripts.show.report import Fact, Report, Row, gap_anchor

STATUSES = ("exact", "rounding", "explained", "open")


def count_checks(rows: Iterable[Row]) -> list[tuple[str, int]]:
    """Give how many checks have each status."""
    found = [row["status"] for row in rows]
    return [(status, found.count(status)) for status in STATUSES]


def gaps_of(desk: Desk, report: Report, where: Where) -> list[dict[str, object]]:
    """Give the discrepancies of a report for the templates, those with one explanation together."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in report.discrepancies:
        groups.setdefault((row["status"], row["explanation_ja"] or row["check"]), []).append(row)
    return [_group(desk, report, where, rows) for rows in groups.values()]


def _group(desk: Desk, report: Report, where: Where, rows: list[Row]) -> dict[str, object]:
    first, code = rows[0], desk.language.code
    translated = first.get(f"explanation_{code}")
    return {
        "status": first["status"],
        "explanation": translated or first["explanation_ja"],
        "lang": "" if translated or code == "ja" else "ja",
        "gaps": [_gap(desk, report, where, row) for row in rows],
    }


def terms_of(desk: Desk, report: Report, facts: Iterable[Fact], check: str, where: Where) -> list[dict[str, object]]:
    """Give the terms of an identity for the templates."""
    abouts, weights = {about["table"]: about for about, _ in report.tables}, report.weights.get(check, {})
    return [
        {
            "label": desk.reader.label(fact),
            "table": desk.reader.title(abouts[fact.table]).text,
            "weight": _sign(weights.get(fact.fact_id, 0)),
            "printed": desk.printed(fact),
            "href": where(fact.anchor),
            "line": fact.line or fact.cell,
        }
        for fact in facts
    ]


def _gap(desk: Desk, report: Report, where: Where, row: Row) -> dict[str, object]:
    facts = [report.facts[place] for place in row["places"].split(";") if place in report.facts]
    told = [fact for number, fact in enumerate(facts) if fact.value or number == 0]
    anchor = gap_anchor(row)
    sums = any(report.weights.get(row["check"], {}).values())
    if not sums:
        told = facts
    return {
        "anchor": anchor,
        "href": where(anchor),
        "rule": row["rule"],
        "title": desk.language.label(desk.published.reference["rules"].get(row["rule"]), "", "title"),
        "gap": _gap_in_words(desk, facts, Decimal(row["gap"])) if sums else str(desk.language.say("other_name")),
        "terms": terms_of(desk, report, told, row["check"], where),
        "nil": len(facts) - len(told),
        "line": next((fact.line or fact.cell for fact in told), ""),
    }


def _gap_in_words(desk: Desk, facts: list[Fact], gap: Decimal) -> str:
    """Give the gap in the printed unit; checks of money are in yen."""
    unit = facts[0].unit if facts else "yen"
    gap /= int(desk.published.reference["units"].get(unit, {}).get("factor") or 1)
    return ("△" if gap < 0 else "") + f"{abs(gap):,f} {desk.reader.unit(unit)}"


def _sign(weight: int) -> str:
    if not weight:
        return ""
    return ("+" if weight > 0 else "−") + (f"{abs(weight)} ×" if abs(weight) > 1 else "")
