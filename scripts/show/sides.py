"""What can be laid side by side: the statements of a report, for one scope and one basis (budget, actual, revised ...)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scripts.show.figures import load_roles
from scripts.show.language import load_languages
from scripts.show.published import Published
from scripts.show.report import Fact, Report, Row
from scripts.show.search_index import script_of
from scripts.show.towns import read_country

ACCOUNTS = "compare/accounts.js"
STATEMENTS = ("balance_sheet", "cost_statement", "income_statement", "net_assets", "cash_flow", "cash_plan")
_COLUMNS = ("amount", "total")
_BASES = ("actual", "revised", "initial", "budget")
_ROLES = ("total_assets", "total_liabilities", "total_net_assets", "closing_cash")


@dataclass(frozen=True)
class Side:
    """One side: a report, a scope and a basis; the first print of each account of its statements for the body as a whole."""

    report: Report
    scope: str
    basis: str
    facts: dict[str, Fact] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """How it is called in an address."""
        return f"{self.report.name}:{self.scope}:{self.basis}"

    @property
    def statements(self) -> set[str]:
        """The statements that it prints."""
        return {fact.statement for fact in self.facts.values()}


def sides_of(report: Report, accounts: Mapping[str, Row]) -> list[Side]:
    """Give the sides of a report, those that print most first among scopes in their order."""
    found: dict[tuple[str, str], Side] = {}
    for _, facts in report.tables:
        for fact in facts:
            if (
                fact.statement in STATEMENTS
                and fact.basis in _BASES
                and fact.column in _COLUMNS
                and fact.segment == "total"
                and fact.account in accounts
            ):
                key = (fact.scope, fact.basis)
                found.setdefault(key, Side(report, *key)).facts.setdefault(fact.account, fact)
    return sorted(found.values(), key=lambda side: (report.scopes.index(side.scope), _BASES.index(side.basis)))


def pairs_of(reports: Sequence[Report], accounts: Mapping[str, Row]) -> Iterator[tuple[Side, Side]]:
    """Give what of a body is worth a page of its own: its newest two years of a kind, plan and outturn of its newest year."""
    sides = {report.name: sides_of(report, accounts) for report in sorted(reports, key=lambda r: (-r.fiscal_year, r.name))}
    ordered = [found[0] for found in sides.values() if found]
    for newer in ordered:
        alike = [it for it in ordered if (it.report.about["kind"], it.scope) == (newer.report.about["kind"], newer.scope)]
        older = next((it for it in alike if it.report.fiscal_year < newer.report.fiscal_year), None)
        if older is not None and newer is alike[0]:
            yield older, newer
    for found in sides.values():
        actual = next((it for it in found if it.basis == "actual"), None)
        planned = next((it for it in found if it.basis == "budget"), None)
        if actual and planned:
            yield planned, actual
            return


def side_file(published: Published, report: Report) -> tuple[str, bytes]:
    """Give the script that tells all sides of a report: its body, year, title and units, and for each side its figures.

    A figure: account, yen (none for a dash), table and row of its address.
    """
    about = report.about
    body = published.reference["bodies"].get(about["body"], {"name_ja": about["body"], "name_en": ""})
    told = {
        "body": [about["body"], body["name_ja"], body["name_en"], population_of(published, about["body"])],
        "year": report.fiscal_year,
        "title": [about["title"], about["title_en"]],
        "taxonomy": report.taxonomy,
        "rounding": about["rounding"],
        "sides": {
            f"{side.scope}:{side.basis}": list(_figures(side)) for side in sides_of(report, published.reference["accounts"])
        },
    }
    return f"compare/{report.name}.js", script_of("opaSide", [report.name, told])


def _figures(side: Side) -> Iterator[list[object]]:
    for account, fact in side.facts.items():
        yield [account, fact.yen, fact.table, fact.fact_id.split(":")[2], fact.unit]


def population_of(published: Published, body: str) -> int | None:
    """Give the residents of a municipality as the newest list of grants prints them, none for a body it does not list."""
    return next((town.population for town in read_country(published).towns if town.code == body), None)


def accounts_file(published: Published, docs: Path) -> bytes:
    """Give the script of the lines of all statements in the order of their forms, and of the words for scopes and bases."""
    languages = list(load_languages(docs).values())

    def both(word: str) -> list[str]:
        return [language.words[word] for language in languages]

    def labels(table: str) -> dict[str, list[str]]:
        return {name: [row["label_ja"], row["label_en"]] for name, row in published.reference[table].items()}

    roles = [
        [both(f"role_{role}"), {taxonomy: found[role] for taxonomy, found in load_roles().items() if role in found}]
        for role in _ROLES
    ]
    return script_of(
        "opaAccounts",
        {
            "statements": {it: both(f"statement_{it}") for it in STATEMENTS},
            "accounts": list(account_rows(published)),
            "scopes": labels("scopes"),
            "units": labels("units"),
            "bases": {it: both(f"basis_{it}") for it in _BASES},
            "roles": roles,
        },
    )


def account_rows(published: Published) -> Iterator[list[object]]:
    """Give the lines of all statements in the order of their forms: account, labels, statement, depth."""
    accounts = published.reference["accounts"]
    order = {form: number for number, form in enumerate(published.reference["forms"])}
    rows = [row for row in accounts.values() if row["statement"] in STATEMENTS]
    rows.sort(key=lambda row: (STATEMENTS.index(row["statement"]), order.get(row["form"], len(order)), int(row["order"])))
    for row in rows:
        depth, above = 0, row["parent"]
        while above in accounts:
            depth, above = depth + 1, accounts[above]["parent"]
        yield [row["account"], row["label_ja"], row["label_en"], row["statement"], depth]
