"""Pages of the reference tables: the accounts of each statement, and each rule with how it came out."""

from collections import Counter
from collections.abc import Iterator, Sequence

from scripts.show.citations import cite, own_work
from scripts.show.gaps import STATUSES, terms_of
from scripts.show.page import Page
from scripts.show.rendering import Desk
from scripts.show.report import Report, Row, gap_anchor


def account_pages(desk: Desk) -> Iterator[Page]:
    """Give a page for each statement with the accounts of its forms."""
    for statement, forms in forms_by_statement(desk).items():
        place, title = f"accounts/{statement}", str(desk.language.say(f"statement_{statement}"))
        shown = [
            {"form": form["form"], "title": desk.language.label(form, "", "title"), "accounts": list(_accounts(desk, rows))}
            for form, rows in forms
        ]
        text = desk.render("accounts.md.j2", place, title=title, forms=shown, cite=cite(desk, own_work(place, title)))
        yield Page(place, title, str(desk.language.say("accounts_description", statement=title)), text)


def forms_by_statement(desk: Desk) -> dict[str, list[tuple[Row, list[Row]]]]:
    """Give for each statement its forms, each with its accounts in order; forms without accounts of their own are left out."""
    accounts: dict[str, list[Row]] = {}
    for row in desk.published.reference["accounts"].values():
        accounts.setdefault(row["form"], []).append(row)
    found: dict[str, list[tuple[Row, list[Row]]]] = {}
    for form in desk.published.reference["forms"].values():
        if rows := sorted(accounts.get(form["form"], []), key=lambda row: int(row["order"])):
            found.setdefault(form["statement"], []).append((form, rows))
    return found


def _accounts(desk: Desk, rows: list[Row]) -> Iterator[dict[str, object]]:
    parents, other = {row["account"]: row["parent"] for row in rows}, "en" if desk.language.code == "ja" else "ja"
    for row in rows:
        depth, above = 0, row["parent"]
        while above in parents:
            depth, above = depth + 1, parents[above]
        yield {
            "account": row["account"],
            "depth": depth,
            "label": desk.language.label(row),
            "other": row[f"label_{other}"],
            "other_lang": other,
            "definition": desk.language.label(row, "", "definition"),
        }


def rule_pages(desk: Desk, reports: Sequence[Report]) -> Iterator[Page]:
    """Give a page for each rule: what must hold, how often it does, an example, where it does and where it does not."""
    statuses: dict[str, Counter[str]] = {}
    examples: dict[str, tuple[Report, str]] = {}
    for report in reports:
        for check in report.checks:
            statuses.setdefault(check["rule"], Counter())[check["status"]] += 1
            if check["status"] == "exact":
                examples.setdefault(check["rule"], (report, check["check"]))
    for rule, row in desk.published.reference["rules"].items():
        place = f"rules/{rule}"
        title, sentence = desk.language.label(row, rule, "title"), desk.language.label(row, "", "sentence")
        found = statuses.get(rule, Counter())
        text = desk.render(
            "rule.md.j2",
            place,
            rule=rule,
            title=title,
            sentence=sentence,
            used=bool(found),
            counts=[(status, found[status]) for status in STATUSES],
            example=_example(desk, place, *examples[rule]) if rule in examples else None,
            gaps=list(_gaps(desk, place, rule, reports)),
            places=list(_places(desk, place, rule, reports)) if found else [],
            statuses=STATUSES,
            cite=cite(desk, own_work(place, f"{rule} {title}")),
        )
        yield Page(place, f"{rule} {title}", sentence, text)


def _example(desk: Desk, place: str, report: Report, check: str) -> dict[str, object]:
    page, where = desk.report_page(place, report.name), desk.where(place, report)
    facts = [report.facts[name] for name in report.weights.get(check, {}) if name in report.facts]
    title = f"{desk.body_name(report.about['body'])} · {desk.report_title(report.about)}"
    return {"page": page, "title": title, "terms": terms_of(desk, report, facts, check, where)}


def _places(desk: Desk, place: str, rule: str, reports: Sequence[Report]) -> Iterator[dict[str, object]]:
    """Give for each document the tables whose figures a rule checks, with how often it came out which way."""
    for report in reports:
        counts: dict[str, Counter[str]] = {}
        for check in report.checks:
            if check["rule"] == rule:
                counts.setdefault(check["check"].split(":")[2], Counter())[check["status"]] += 1
        where, abouts = desk.where(place, report), {about["table"]: about for about, _ in report.tables}
        rows = [
            (where(table), desk.reader.title(abouts[table]).text, [counts[table][status] for status in STATUSES])
            for table in abouts
            if table in counts
        ]
        if rows:
            title = f"{desk.body_name(report.about['body'])} · {desk.report_title(report.about)}"
            yield {"page": desk.report_page(place, report.name), "title": title, "tables": rows}


def _gaps(desk: Desk, place: str, rule: str, reports: Sequence[Report]) -> Iterator[tuple[str, str]]:
    for report in reports:
        for row in report.discrepancies:
            if row["rule"] == rule:
                name = desk.body_name(report.about["body"])
                title = desk.report_title(report.about)
                yield desk.where(place, report)(gap_anchor(row)), f"{name} · {title}"
