"""Indicators of each report, year and scope by formulas that are data: computed, or not computable and why."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from scripts.keys import Integers
from scripts.publish.frames.formulas import AS_PRINTED, Formula, Term, read_formulas
from scripts.publish.frames.lines import Lines, count_omitted_as_nothing, lay_out, with_families
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
    if not formulas:
        return pd.DataFrame(columns=list(COLUMNS))
    reasons, ids = Reasons(lines, reference), _text(facts["fact_id"])
    parts = [_columns(formula, lines, reasons, ids) for formula in formulas]
    # Formula by formula so far; a place's indicators come together.
    order = np.arange(len(parts) * len(lines.unit)).reshape(len(parts), -1).T.ravel()
    told = {name: [part[name] for part in parts] for name in parts[0]}
    columns: dict[str, Any] = {name: pa.concat_arrays(arrays).take(pa.array(order)) for name, arrays in told.items()}
    top, bottom = (np.stack([_sum(getattr(f, part), lines) for f in formulas]).ravel() for part in ("numerator", "denominator"))
    bottom[np.repeat([not formula.denominator for formula in formulas], len(lines.unit))] = 1
    computed = pc.equal(columns["reason_ja"], "")
    values = _ratios(top[order], bottom[order], columns["unit"].to_pylist(), reference)
    columns["status"] = pc.if_else(computed, "computed", "not_computable")
    found = lines.places.iloc[np.repeat(np.arange(len(lines.unit)), len(parts))].reset_index(drop=True)
    texts = {name: pd.Series(pd.array(array, dtype="str")) for name, array in columns.items()}
    return found.assign(**texts, value=values.mask(~computed.to_numpy(zero_copy_only=False)))[list(COLUMNS)]


def _text(column: "pd.Series[str]") -> pa.Array:
    return pa.table({"text": column})["text"].combine_chunks()


def _columns(formula: Formula, lines: Lines, reasons: Reasons, ids: pa.Array) -> dict[str, pa.Array]:
    """Give the texts that a formula has at every place."""
    words, kind = _reasons(formula, lines, reasons)
    size = len(lines.unit)
    return {
        "indicator": pa.repeat(formula.indicator, size),
        "unit": pa.array(lines.unit, pa.string()) if formula.unit == AS_PRINTED else pa.repeat(formula.unit, size),
        "formula": pa.repeat(formula.formula, size),
        "numerator": _fact_ids(formula.numerator, lines, ids),
        "denominator": _fact_ids(formula.denominator, lines, ids),
        "reason_ja": pa.array([ja for ja, _ in words], pa.string()).take(kind),
        "reason_en": pa.array([en for _, en in words], pa.string()).take(kind),
    }


def _reasons(formula: Formula, lines: Lines, reasons: Reasons) -> tuple[list[tuple[str, str]], pa.Array]:
    """Give why the formula cannot be computed, in Japanese and English, nothing where it can; and which is so of each place.

    Many places lack the same lines: the words are found once for each such kind of place.
    """
    given = [(term, lines.there[:, lines.columns[term.account, term.column]]) for term in formula.terms if not term.external]
    denominator = _sum(formula.denominator, lines)
    kinds = np.column_stack([*(there for _, there in given), denominator == 0, reasons.printed])
    _, first, kind = np.unique(kinds @ (1 << np.arange(kinds.shape[1])), return_index=True, return_inverse=True)
    words = []
    for place in first.tolist():
        missing = [term for term, there in given if not there[place]]
        words.append(reasons.give(formula, place, missing, int(denominator[place])) or ("", ""))
    return words, pa.array(kind)


def _sum(terms: tuple[Term, ...], lines: Lines) -> Integers:
    total = np.zeros(len(lines.unit), np.int64)
    for term in terms:
        if not term.external:
            total += term.sign * lines.yen[:, lines.columns[term.account, term.column]]
    return total


def _fact_ids(terms: tuple[Term, ...], lines: Lines, ids: pa.Array) -> pa.Array:
    """Give for each place the ids of the figures of `terms`, joined by semicolons."""
    own = [lines.columns[term.account, term.column] for term in terms if not term.external]
    if not own:
        return pa.repeat("", len(lines.unit))
    at = lines.fact[:, own]
    ends = np.cumsum((at >= 0).sum(axis=1))
    found = ids.take(pa.array(at[at >= 0])).cast(pa.string())
    return pc.binary_join(pa.ListArray.from_arrays(pa.array([0, *ends], pa.int32()), found), ";")


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
