"""The names an XBRL taxonomy needs: its namespace, its roles, its concepts."""

from collections.abc import Iterator
from dataclasses import dataclass

from scripts.reference import Account, Reference

NAMESPACE = "https://open-public-accounts.example/taxonomy"
PREFIX = "opa"
# Statements each of whose figures is one concept; notes and schedules repeat their rows and stay out of XBRL.
STATEMENTS = ("balance_sheet", "cost_statement", "net_assets", "cash_flow", "income_statement", "cash_plan", "appropriation")
# The column that stands for the whole row: its concept bears the account's own name.
WHOLE = frozenset({"amount", "total"})
# An account of this name is the balance at the start of the period: its instant is the day before.
OPENING = "opening_"


@dataclass(frozen=True, slots=True)
class Concept:
    """An XBRL concept: an account, or one column of it (本年度末純資産残高, its part 固定資産等形成分)."""

    name: str
    account: Account
    column: str
    label_ja: str
    label_en: str

    @property
    def period(self) -> str:
        """`instant` or `duration`."""
        return self.account.period or "duration"


def concept_name(account: str, column: str) -> str:
    """Give the name of the concept of an account's column."""
    return account if column in WHOLE else f"{account}_{column}"


def concepts_of(taxonomy: str, reference: Reference) -> list[Concept]:
    """Give the concepts of a taxonomy, by form, order and column."""
    accounts = [a for a in reference.accounts.values() if a.taxonomy == taxonomy and a.statement in STATEMENTS]
    return [c for a in sorted(accounts, key=lambda a: (a.form, a.order, a.account)) for c in _concepts(a, reference)]


def _concepts(account: Account, reference: Reference) -> Iterator[Concept]:
    yield Concept(account.account, account, "", account.label_ja, account.label_en)
    for column in reference.columns.get(account.form, ()):
        if column.column in account.columns and column.column not in WHOLE:
            name = concept_name(account.account, column.column)
            yield Concept(
                name, account, column.column, f"{account.label_ja}・{column.label_ja}", f"{account.label_en}, {column.label_en}"
            )


def namespace_of(taxonomy: str) -> str:
    """Give the namespace of a taxonomy: https://open-public-accounts.example/taxonomy/unified."""
    return f"{NAMESPACE}/{taxonomy}"


def role_of(taxonomy: str, kind: str) -> str:
    """Give a link role: `lines` for sums down a statement, `columns` for sums across its columns."""
    return f"{namespace_of(taxonomy)}/role/{kind}"
