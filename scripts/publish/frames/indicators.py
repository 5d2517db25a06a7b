"""Indicators of each report, year and scope by formulas that are data: computed, or not computable and why."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from scripts.publish.frames.formulas import AS_PRINTED, Formula, Term, read_formulas
from scripts.publish.frames.lines import Integers, Lines, count_omitted_as_nothing, lay_out, with_families
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
_STEPS = 10_000
_PLACE = Decimal("0.0001")
_WIDE, _VALUE = pa.decimal128(19, 0), pa.decimal128(24, 4)
# Amounts up to here, in units of the result, are divided as whole numbers of 64 bits; greater ones by themselves.
_MOST = 900_000_000_000_000


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
    ids = _text(facts["fact_id"])
    frames = [_values(formula, lines, reasons, ids, reference) for formula in formulas]
    found = pd.concat(frames, ignore_index=True)[list(COLUMNS)] if frames else pd.DataFrame(columns=list(COLUMNS))
    return found.sort_values(["report", "fiscal_year", "scope"], kind="stable", ignore_index=True)


def _text(column: "pd.Series[str]") -> pa.Array:
    return pa.table({"text": column})["text"].combine_chunks().cast(pa.string())


def _values(formula: Formula, lines: Lines, reasons: Reasons, ids: pa.Array, reference: Reference) -> pd.DataFrame:
    numerator, denominator = (_sum(part, lines) for part in (formula.numerator, formula.denominator))
    reason = _reasons(formula, lines, reasons, denominator)
    units = lines.unit if formula.unit == AS_PRINTED else [formula.unit] * len(lines.unit)
    divisor = denominator if formula.denominator else np.ones_like(numerator)
    found = lines.places.assign(
        indicator=formula.indicator,
        value=_ratios(numerator, divisor, units, reference).mask(np.array([bool(words[0]) for words in reason], bool)),
        unit=units,
        formula=formula.formula,
        numerator=_fact_ids(formula.numerator, lines, ids),
        denominator=_fact_ids(formula.denominator, lines, ids),
        status=["not_computable" if words[0] else "computed" for words in reason],
        reason_ja=[words[0] for words in reason],
        reason_en=[words[1] for words in reason],
    )
    return found[list(COLUMNS)]


def _reasons(formula: Formula, lines: Lines, reasons: Reasons, denominator: Integers) -> list[tuple[str, str]]:
    """Give for each place why the formula cannot be computed there, in Japanese and English; nothing where it can.

    Many places lack the same lines: the words are found once for each such kind of place.
    """
    given = [(term, lines.there[:, lines.columns[term.account, term.column]]) for term in formula.terms if not term.external]
    kinds = np.column_stack([*(there for _, there in given), denominator == 0, reasons.printed])
    _, first, kind = np.unique(np.packbits(kinds, axis=1), axis=0, return_index=True, return_inverse=True)
    words = []
    for place in first.tolist():
        missing = [term for term, there in given if not there[place]]
        words.append(reasons.give(formula, place, missing, int(denominator[place])) or ("", ""))
    return [words[number] for number in kind.ravel().tolist()]


def _sum(terms: tuple[Term, ...], lines: Lines) -> Integers:
    total = np.zeros(len(lines.unit), np.int64)
    for term in terms:
        if not term.external:
            total += term.sign * lines.yen[:, lines.columns[term.account, term.column]]
    return total


def _fact_ids(terms: tuple[Term, ...], lines: Lines, ids: pa.Array) -> "pd.Series[str]":
    """Give for each place the ids of the figures of `terms`, joined by semicolons."""
    own = [lines.columns[term.account, term.column] for term in terms if not term.external]
    if not own:
        return pd.Series([""] * len(lines.unit), dtype=str)
    at = lines.fact[:, own]
    ends = np.cumsum((at >= 0).sum(axis=1))
    found = ids.take(pa.array(at[at >= 0]))
    joined = pc.binary_join(pa.ListArray.from_arrays(pa.array([0, *ends], pa.int32()), found), ";")
    return pd.Series(pd.array(joined, dtype="str"))


def _ratios(numerator: Integers, denominator: Integers, units: list[str], reference: Reference) -> "pd.Series[Any]":
    """Give numerator over denominator in `units` (as percent, in units of yen, or as it is), rounded half up; none over 0."""
    scale = np.array([_PERCENT if unit == "percent" else 1 for unit in units], np.int64)
    factor = np.array([reference.units[unit].factor or 1 for unit in units], np.int64)
    far = np.maximum(np.abs(numerator) > _MOST // scale, np.abs(denominator) > _MOST // factor)
    top = np.where(far, 0, np.abs(numerator)) * scale
    bottom = np.where(far | (denominator == 0), 1, np.abs(denominator)) * factor
    whole, rest = np.divmod(top, bottom)
    last, half = np.divmod(rest * _STEPS, bottom)
    steps = (whole * _STEPS + last + (half * 2 >= bottom)) * np.where((numerator < 0) != (denominator < 0), -1, 1)
    values = pa.array(steps, pa.int64(), mask=denominator == 0).cast(_WIDE)
    exact = pc.multiply(values, pa.scalar(_PLACE, pa.decimal128(5, 4))).cast(_VALUE)
    found: pd.Series[Any] = pd.Series(exact, dtype=pd.ArrowDtype(_VALUE))
    for at in np.flatnonzero(far & (denominator != 0)).tolist():
        ratio = Decimal(int(numerator[at])) * int(scale[at]) / (Decimal(int(denominator[at])) * int(factor[at]))
        found.iloc[at] = ratio.quantize(_PLACE, ROUND_HALF_UP)
    return found
