"""The figures of a report by the part they play: `total_assets`, `net_cost`, `closing_cash` ..."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from scripts.show.published import Published
from scripts.show.report import Fact, Report, Row

_MAIN = ("amount", "total")
_STATEMENTS = ("balance_sheet", "cost_statement", "income_statement", "net_assets", "cash_flow")


@cache
def load_roles() -> dict[str, dict[str, str]]:
    """Give for each taxonomy the account that plays each part (`roles.toml`)."""
    return tomllib.loads((Path(__file__).parent / "roles.toml").read_text(encoding="utf-8"))


class Figures:
    """The statements of one report and scope as figures by account and by part. A dash counts as nothing."""

    def __init__(self, published: Published, report: Report, scope: str) -> None:
        self.scope = scope
        self.report = report
        self.accounts = published.reference["accounts"]
        self.units = published.reference["units"]
        self.roles = load_roles().get(report.taxonomy, {})
        self._facts = {fact.account: fact for fact in _statement_facts(report, scope)}
        self._parts = published.parts

    def fact(self, role: str) -> Fact | None:
        """Give the fact that plays a part, if it is printed."""
        return self._facts.get(self.roles.get(role, ""))

    def account(self, account: str) -> Fact | None:
        """Give the fact of an account, if it is printed."""
        return self._facts.get(account)

    def yen(self, role: str) -> int | None:
        """Give the yen of a part: 0 for a dash, none when it is not printed."""
        fact = self.fact(role)
        return None if fact is None else fact.yen or 0

    def derived(self, role: str) -> Row | None:
        """Give the figure that follows from other statements for a part that is not printed."""
        account = self.roles.get(role, "")
        rows = (row for row in self.report.derived if (row["scope"], row["account"]) == (self.scope, account))
        return next(rows, None)

    def parts(self, account: str) -> list[tuple[Fact, int]]:
        """Give the printed facts that add up to `account`, each with its sign, in the order of the form."""
        rows = self._parts.get(account, ())
        return [(fact, int(row["sign"] or 1)) for row in rows if (fact := self._facts.get(row["account"])) is not None]


def _statement_facts(report: Report, scope: str) -> Iterator[Fact]:
    # In reverse, so that the first print of an account is the one that stays in a dictionary.
    for _, facts in reversed(report.tables):
        for fact in reversed(facts):
            whole = (fact.segment, fact.basis) == ("total", "actual")
            if whole and fact.scope == scope and fact.statement in _STATEMENTS and fact.column in _MAIN:
                yield fact
