"""The formulas of indicators.csv: sums of printed lines, one divided by another, read as data."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from scripts.kept import kept
from scripts.publish.faults import PublishError, fault
from scripts.reference import Reference

AS_PRINTED = "as_printed"
_TERM = re.compile(r"([+-])\s*(external:)?([a-z0-9_]+)(?:\.([a-z0-9_]+))?\s*")


@dataclass(frozen=True, slots=True)
class Term:
    """A line with its sign; `external` is a figure that no statement prints."""

    account: str
    column: str
    sign: int
    external: bool = False


@dataclass(frozen=True, slots=True)
class Formula:
    """An indicator's formula; without terms it cannot be computed from statements at all."""

    formula: str
    indicator: str
    numerator: tuple[Term, ...]
    denominator: tuple[Term, ...]
    unit: str
    notes_ja: str
    notes_en: str

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms of both parts."""
        return self.numerator + self.denominator


def read_terms(text: str) -> tuple[Term, ...]:
    """Give the terms of one part of a formula.

    >>> [(t.sign, t.account, t.column) for t in read_terms("+ local_bonds - sources_of_finance.total")]
    [(1, 'local_bonds', 'amount'), (-1, 'sources_of_finance', 'total')]

    Raises ValueError for anything that is not `+` or `-`, a name, and a column behind a dot where it is not `amount`.
    """
    terms, at = [], 0
    while at < len(text):
        match = _TERM.match(text, at)
        if match is None:
            raise ValueError(f"expected + or - and the name of an account, found {text[at:]!r}")
        sign, external, account, column = match.groups()
        terms.append(Term(account, column or "amount", 1 if sign == "+" else -1, bool(external)))
        at = match.end()
    return tuple(terms)


@kept
def read_formulas(reference: Reference) -> tuple[Formula, ...]:
    """Give every formula of indicators.csv; raises PublishError that names those that cannot be read."""
    formulas, faults = [], []
    for row in reference.tables.get("indicators", []):
        try:
            formula = _formula(row)
            unknown = _unknown(formula.terms, reference)
        except ValueError as error:
            faults.append(
                fault(f"indicators.csv: {row['indicator']}", str(error), "write the terms as `+ account - account.column`")
            )
            continue
        faults += [
            fault(f"indicators.csv: {row['indicator']}", f"no account {name!r}", "name a line of accounts.csv")
            for name in unknown
        ]
        formulas.append(formula)
    if faults:
        raise PublishError(faults)
    return tuple(formulas)


def _formula(row: dict[str, str]) -> Formula:
    parts = (read_terms(row["numerator"].strip()), read_terms(row["denominator"].strip()))
    return Formula(row["formula"], row["indicator"], *parts, row["unit"], row["notes_ja"], row["notes_en"])


def _unknown(terms: Iterable[Term], reference: Reference) -> list[str]:
    return [term.account for term in terms if not term.external and term.account not in reference.accounts]
