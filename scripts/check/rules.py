"""The rules as the reference tables write them.

rules.csv names the rules. What a rule asserts stands in one of these tables:

* accounts.csv `sums_to`: sums of lines. sums.csv names the rule for a taxonomy, else the rule is the one of kind `tree` of
  the statement in rules.csv;
* columns.csv `sums_to`: sums of columns. `rule` names the rule, else sums.csv does by form and total column;
* sums.csv with `none`: columns whose amounts add up to nothing, a mere mention of parts; with `copies`: totals that a table
  prints more than once;
* identities.csv: terms that add up to zero, case by case;
* ratios.csv: a printed ratio, its numerator and its denominator;
* reasons.csv: amounts named as reasons, and where they are printed again;
* proportions.csv: rows that share an amount in proportion to another column.
"""

from dataclasses import dataclass
from typing import Final

from scripts.kept import kept
from scripts.reference import Reference

SAME: Final = "*"
EACH: Final = "@each"
BROADEST: Final = "@broadest"
BY_SEGMENT: Final = "@by_segment"
SETTLEMENT_REPORT: Final = "@settlement_report"
FIRST: Final = "@first"
UNIT: Final = "unit"
LINES: Final = "lines"
COLUMNS: Final = "columns"
COPIES: Final = "copies"


class RuleError(ValueError):
    """A rule that its tables do not define; the message names file, rule and mend."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a rule: which figures, with which weight.

    `account` or `column` `*` means the same one in every term. An empty `scope`, `segment` or `basis` means the same one,
    unless another term names one: then any scope, `total`, any basis. `scope` `@broadest` means the last in scopes.csv that
    is printed, `segment` `@each` all but the total. `form` names the form of
    the table, `year` is -1 for the year before. In a rule about second prints (`account` `*`), `form` and `unit` tell which
    of two prints is meant: `@by_segment`, `@settlement_report`, `@other` against `@single` or `@first`, a unit against
    `@finer`.
    """

    account: str
    column: str
    scope: str
    segment: str
    basis: str
    form: str
    unit: str
    year: int
    weight: int
    optional: bool


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a rule of identities.csv. Holds for `scopes` (all if none) and where all `only_if_nil` accounts are nil."""

    rule: str
    terms: tuple[Term, ...]
    scopes: tuple[str, ...]
    only_if_nil: tuple[str, ...]

    @property
    def wild(self) -> bool:
        """Tell whether the case is about any account, the same in all terms."""
        return self.terms[0].account == SAME

    @property
    def about_prints(self) -> bool:
        """Tell whether the case holds two prints of one figure against each other."""
        return self.wild and any(term.form or term.unit for term in self.terms)

    @property
    def across_years(self) -> bool:
        """Tell whether a term stands in the report of another year."""
        return any(term.year for term in self.terms)

    def names(self, dimension: str) -> bool:
        """Tell whether any term names a `dimension`, so that it is not the same in all."""
        return any(getattr(term, dimension) for term in self.terms)

    @property
    def head(self) -> int:
        """The place of the term that is checked against the others.

        The first that must be printed; the last where the terms are parts and, last of all, their total.
        """
        last = len(self.terms) - 1
        signs = [term.weight > 0 for term in self.terms for _ in range(2 if term.segment == EACH else 1)]
        if signs.count(signs[0]) > 1 and signs.count(signs[-1]) == 1 and not self.terms[last].optional:
            return last
        return next((place for place, term in enumerate(self.terms) if not term.optional), 0)


@dataclass(frozen=True, slots=True)
class Sum:
    """The rule that asserts sums of lines or columns, none where it is empty: a row of sums.csv, whose empty fields fit all.

    `column` and `account` are those of the total.
    """

    rule: str
    sums: str
    taxonomy: str
    statement: str
    form: str
    column: str
    account: str

    def fits(self, **sum_of: str) -> bool:
        """Tell whether the rule is about a sum of this taxonomy, statement, form, column, account."""
        return all(getattr(self, name) in ("", value) for name, value in sum_of.items())


@kept
def read_cases(reference: Reference) -> list[Case]:
    """Give every case of identities.csv; raises RuleError for a rule that is not named or has one term only."""
    rules = {row["rule"]: row for row in reference.tables["rules"]}
    found: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in reference.tables["identities"]:
        found.setdefault((row["rule"], row["case"]), []).append(row)
    cases = []
    for (rule, name), rows in found.items():
        if rule not in rules:
            raise RuleError(f"identities.csv: {rule}: no such rule\n    mend: name it in rules.csv")
        terms = tuple(_term(row) for row in sorted(rows, key=lambda row: int(row["term"])))
        if len(terms) == 1 and terms[0].segment != EACH:
            raise RuleError(f"identities.csv: {rule} {name}: one term alone\n    mend: say what it is checked against")
        cases.append(Case(rule, terms, _list(rules[rule].get("scopes")), _list(rules[rule].get("only_if_nil"))))
    return cases


def _term(row: dict[str, str]) -> Term:
    return Term(
        account=row["account"],
        column=row["column"],
        scope=row.get("scope") or "",
        segment=row.get("segment") or "",
        basis=row.get("basis") or "",
        form=row.get("form") or "",
        unit=row.get("unit") or "",
        year=int(row.get("year") or 0),
        weight=int(row["weight"]),
        optional=row["optional"] in ("1", "yes"),
    )


def _list(text: str | None) -> tuple[str, ...]:
    return tuple((text or "").split(";")) if text else ()


def read_sums(reference: Reference, sums: str) -> list[Sum]:
    """Give the rules about sums of `lines` or `columns`, or about `copies`; of those that fit a sum the first is meant."""
    told = [row for row in (Sum(**row) for row in reference.tables["sums"]) if row.sums == sums]
    if sums == COLUMNS:
        rows = [row for row in reference.tables["columns"] if row.get("rule")]
        return [Sum(row["rule"], sums, "", "", row["form"], row["sums_to"], "") for row in rows] + told
    trees = [row for row in reference.tables["rules"] if row.get("kind") == "tree"]
    return told + [Sum(row["rule"], sums, "", row["statement"], "", "", "") for row in trees]


def print_rules(cases: list[Case]) -> dict[str, str]:
    """Give the rules about second prints by what the print is: `@by_segment`, `@settlement_report`, `@first`, `unit`."""
    told = (BY_SEGMENT, SETTLEMENT_REPORT, FIRST)
    terms = [(case.rule, term) for case in cases if case.about_prints for term in case.terms]
    return {term.form if term.form in told else UNIT: rule for rule, term in terms if term.form in told or term.unit}
