"""Indicators: on the page of a body as values with their parts, and a page for each with its formula and all its values."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from scripts.show.citations import cite, own_work
from scripts.show.page import Page
from scripts.show.rendering import Desk, Where
from scripts.show.report import Fact, Report, Row


def indicator_of(desk: Desk, place: str, report: Report, row: Row) -> dict[str, object]:
    """Give an indicator for the templates: its value and parts, or the reason why it cannot be computed."""
    formula = desk.published.reference["formulas"].get(row["indicator"])
    where = desk.where(place, report)
    return {
        "label": desk.language.label(formula, row["indicator"]),
        "page": f"{desk.root(place)}indicators/{row['indicator']}/index.html",
        "body": desk.body_name(row["body"]),
        "body_page": desk.body_page(place, row["body"]),
        "scope": desk.reader.scope(row["scope"]),
        "year": desk.language.year(int(row["fiscal_year"])),
        "value": short(row["value"]),
        "unit": desk.reader.unit(row["unit"]),
        "above": _parts(desk, report, where, row["numerator"]),
        "below": _parts(desk, report, where, row["denominator"]),
        "reason": desk.language.label(row, "", "reason"),
    }


def indicator_pages(desk: Desk, reports: Sequence[Report]) -> Iterator[Page]:
    """Give a page for each indicator: its formula in words, and its value for every report and scope."""
    for indicator, formula in desk.published.reference["formulas"].items():
        place = f"indicators/{indicator}"
        title, note = desk.language.label(formula, indicator), desk.language.label(formula, "", "notes")
        rows = [
            indicator_of(desk, place, report, row)
            for report in reports
            for row in report.indicators
            if row["indicator"] == indicator
        ]
        text = desk.render(
            "indicator.md.j2",
            place,
            title=title,
            note=note,
            above=_terms(desk, formula["numerator"]),
            below=_terms(desk, formula["denominator"]),
            rows=rows,
            cite=cite(desk, own_work(place, title)),
        )
        yield Page(place, title, str(desk.language.say("indicator_description", indicator=title)), text)


def _terms(desk: Desk, formula: str) -> list[dict[str, str]]:
    """Give the terms of a formula (`account - account.column + external:name`) with their labels."""
    words, accounts = formula.split(), desk.published.reference["accounts"]
    words = ["+", *words] if len(words) % 2 else words
    found = []
    for sign, term in zip(words[::2], words[1::2], strict=True):
        account = accounts.get(term.partition(".")[0])
        label = desk.language.label(account) if account else str(desk.language.say(f"external_{term.partition(':')[2]}"))
        page = f"accounts/{account['statement']}/index.html#{account['account']}" if account else ""
        found.append({"sign": "−" if sign == "-" else "+", "label": label, "page": page})
    return found


def _parts(desk: Desk, report: Report, where: Where, names: str) -> list[dict[str, str]]:
    facts: list[Fact] = [report.facts[name] for name in names.split(";") if name in report.facts]
    return [{"href": where(fact.anchor), "text": f"{desk.reader.label(fact).text} {desk.printed(fact)}"} for fact in facts]


def short(value: str) -> str:
    """Give a value as a reader needs it: one decimal, none where that says nothing."""
    if not value:
        return ""
    number = Decimal(value)
    step = Decimal(1) if abs(number) >= 1000 else Decimal("0.1")  # noqa: PLR2004 - a decimal says nothing there
    return f"{number.quantize(step, ROUND_HALF_UP):,f}".replace("-", "△")
