"""From facts to checks: which identities hold, which figures they corroborate, and what a person has to look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from scripts.check.controls import compare_controls
from scripts.check.culprit import Culprit, find_culprits
from scripts.check.discrepancies import Entries, explain_listed
from scripts.check.evaluate import Evaluation, check_facts_table, checks_table, count_corroborations, evaluate
from scripts.check.figures import Figures, number_figures
from scripts.check.findings import Where, find_open, in_file, in_transcript
from scripts.check.identities import check_ids
from scripts.check.instances import find_identities
from scripts.check.line_names import LineNames, find_twice, judge_line_names, other_entries, with_line_names
from scripts.check.tolerance import Integers
from scripts.records import Finding
from scripts.reference import Reference

__all__ = ["CheckResult", "Told", "check_facts", "in_file", "in_transcript"]


@dataclass(frozen=True)
class Told:
    """What the maintainers say of reports: the rounding mode of each, listed discrepancies, totals read by eye."""

    rounding: Mapping[str, str]
    discrepancies: Entries = field(default_factory=dict)
    controls: Entries = field(default_factory=dict)


@dataclass(frozen=True)
class CheckResult:
    """What came of checking facts: the tables of the contract, built when they are asked for, and the findings.

    `culprits` are the figures most likely wrong, `controlled` the places in `facts` of figures read twice, by eye too.
    """

    facts: pd.DataFrame = field(repr=False)
    figures: Figures = field(repr=False)
    evaluation: Evaluation = field(repr=False)
    culprits: Sequence[Culprit] = field(repr=False)
    controlled: Integers = field(repr=False)
    names: LineNames = field(repr=False)
    findings: Sequence[Finding]

    @cached_property
    def checks(self) -> pd.DataFrame:
        """Every identity with what it expected and found: check, rule, report, expected, found, difference, tolerance, status."""
        return with_line_names(checks_table(self.figures, self.evaluation, self.facts["fact_id"]), self.names)

    @cached_property
    def check_facts(self) -> pd.DataFrame:
        """The figures of every identity: check, fact_id, weight."""
        terms = check_facts_table(self.evaluation.identities, self.checks["check"], self.facts["fact_id"])
        return pd.concat([terms, self.names.check_facts], ignore_index=True) if len(self.names.check_facts) else terms

    @cached_property
    def corroborated(self) -> "pd.Series[int]":
        """For every fact how many different identities hold in which it stands."""
        counts = count_corroborations(self.evaluation, len(self.facts))
        return pd.Series(counts, index=self.facts.index, name="corroborated")


def check_facts(facts: pd.DataFrame, reference: Reference, told: Told, where: Where = in_transcript) -> CheckResult:
    """Check every identity that the reference tables assert of `facts` (columns of `scripts.facts.COLUMNS`).

    Many reports may be checked at once; those of one body must come together, for identities reach across years. `where`
    names places in findings: `in_transcript`, or `in_file(name)` for a file that is no transcript yet.
    """
    figures = number_figures(facts, reference)
    identities = find_identities(figures, reference)
    evaluation = evaluate(figures, identities, told.rounding)
    controlled, findings = compare_controls(facts, told.controls)
    names = judge_line_names(facts, find_twice(figures), told.discrepancies)
    listed = other_entries(told.discrepancies)
    if any(listed.values()):
        ids = check_ids(identities, facts["fact_id"])
        evaluation, misfits = explain_listed(figures, evaluation, ids, listed)
        findings += misfits
    culprits = find_culprits(figures, evaluation, reference)
    findings += [*find_open(facts, figures, evaluation, culprits, where), *names.findings]
    return CheckResult(facts, figures, evaluation, culprits, controlled, names, findings)
