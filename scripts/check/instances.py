"""All identities of a facts table: every rule of the reference tables, everywhere it applies."""

from collections.abc import Sequence

from scripts.check.figures import Figures
from scripts.check.identities import Identities, join
from scripts.check.layouts import find_layouts, spread
from scripts.check.prints import copies_of_totals, prints_across, prints_within
from scripts.check.proportions import proportion_identities
from scripts.check.ratios import ratio_identities
from scripts.check.reasons import reason_identities
from scripts.check.rules import Case, print_rules, read_cases
from scripts.check.sums import column_sums, line_sums
from scripts.check.terms import term_sums
from scripts.reference import Reference


def find_identities(figures: Figures, reference: Reference) -> Identities:
    """Give every identity that the rules assert of `figures`.

    Those within one report are found for one report of each layout and laid over the others; those across reports (years,
    second prints) and those that depend on an amount (ratios, reasons) are found for all. Nothing reaches across bodies: a
    table may be checked in parts, whole bodies in each.
    """
    cases = read_cases(reference)
    layouts = find_layouts(figures)
    if layouts.shared:
        models = layouts.models()
        within = spread(_within(figures.take(models), reference, cases).at(models), layouts)
    else:
        within = _within(figures, reference, cases)
    across = term_sums(figures, [case for case in cases if case.across_years])
    others = [make(figures, reference) for make in (ratio_identities, proportion_identities, reason_identities)]
    return join([within, *others, across, prints_across(figures, print_rules(cases))])


def _within(figures: Figures, reference: Reference, cases: Sequence[Case]) -> Identities:
    named = [case for case in cases if not case.across_years and not case.about_prints]
    sums = [line_sums(figures, reference), column_sums(figures, reference)]
    sums.append(copies_of_totals(figures, reference))
    return join([*sums, term_sums(figures, named), prints_within(figures, print_rules(list(cases)))])
