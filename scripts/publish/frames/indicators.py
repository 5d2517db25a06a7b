"""Indicators of each report, year and scope by formulas that are data: computed, or not computable and why."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pandas as pd

from scripts.publish.frames.formulas import AS_PRINTED, Formula, Term, read_formulas
from scripts.publish.frames.lines import PLACE, Integers, Lines, count_omitted_as_nothing, lay_out, with_families
from scripts.publish.frames.reasons import Reasons
from scripts.reference import Reference

COLUMNS = (
    "body",
    "fiscal_year",
    "scope",
    "report",
    "indicator",
    "value",
    "unit",
    "formula",
    "numerator",
    "denominator",
    "status",
    "reason_ja",
    "reason_en",
)
_PERCENT = 100
_PLACES = Decimal("0.0001")


def compute_indicators(facts: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """Give every indicator for every report, year and scope that prints a line of any formula: columns `COLUMNS`.

    A dash counts as nothing, and so does a line that the print shows to be nothing (`count_omitted_as_nothing`). Any
    other line that is missing makes the indicator not computable; so does a denominator of 0.
    """
    formulas = read_formulas(reference)
    wanted = [(term.account, term.column) for formula in formulas for term in formula.terms if not term.external]
    lines = lay_out(facts, with_families(wanted, reference), reference)
    lines = count_omitted_as_nothing(lines, reference)
    reasons = Reasons(lines, reference)
    rows = [row for formula in formulas for row in _values(formula, lines, reasons, reference)]
    found = pd.DataFrame(rows, columns=list(COLUMNS))
    return found.sort_values(["report", "fiscal_year", "scope"], kind="stable", ignore_index=True)


def _values(formula: Formula, lines: Lines, reasons: Reasons, reference: Reference) -> Iterator[dict[str, object]]:
    numerator, denominator = (_sum(part, lines) for part in (formula.numerator, formula.denominator))
    given = [(term, lines.there[:, lines.columns[term.account, term.column]]) for term in formula.terms if not term.external]
    for number, place in enumerate(lines.places.itertuples(index=False)):
        missing = [term for term, there in given if not there[number]]
        reason = reasons.give(formula, number, missing, int(denominator[number]))
        unit = lines.unit[number] if formula.unit == AS_PRINTED else formula.unit
        ratio = int(numerator[number]), int(denominator[number]) if formula.denominator else 1
        yield {
            **dict(zip(PLACE, place, strict=True)),
            "indicator": formula.indicator,
            "value": None if reason else _value(ratio, unit, reference),
            "unit": unit,
            "formula": formula.formula,
            "numerator": _fact_ids(formula.numerator, lines, number),
            "denominator": _fact_ids(formula.denominator, lines, number),
            "status": "not_computable" if reason else "computed",
            "reason_ja": reason[0] if reason else "",
            "reason_en": reason[1] if reason else "",
        }


def _sum(terms: tuple[Term, ...], lines: Lines) -> Integers:
    total = np.zeros(len(lines.unit), np.int64)
    for term in terms:
        if not term.external:
            total += term.sign * lines.yen[:, lines.columns[term.account, term.column]]
    return total


def _fact_ids(terms: tuple[Term, ...], lines: Lines, number: int) -> str:
    found = (lines.fact[number, lines.columns[term.account, term.column]] for term in terms if not term.external)
    return ";".join(fact for fact in found if fact)


def _value(ratio: tuple[int, int], unit: str, reference: Reference) -> Decimal:
    """Give numerator over denominator in `unit`: as percent, in units of yen, or as it is."""
    scale = _PERCENT if unit == "percent" else 1
    return (Decimal(ratio[0] * scale) / Decimal(ratio[1] * (reference.units[unit].factor or 1))).quantize(_PLACES, ROUND_HALF_UP)
