"""Identities whose terms identities.csv names: across tables, across segments and bases, across years."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from scripts.check.beside import TOTAL, in_one_row, lacks_segments
from scripts.check.figures import Figures
from scripts.check.identities import Identities, identities_of, join
from scripts.check.rules import BROADEST, EACH, SAME, Case, Term
from scripts.check.tolerance import Integers
from scripts.keys import Flags, combine


@dataclass(frozen=True)
class _Candidates:
    """Figures that may stand for terms of cases: element by element which figure, for which term of which case and key."""

    case: Integers
    term: Integers
    key: Integers
    figure: Integers
    segment: Integers
    rank: Integers


def term_sums(figures: Figures, cases: Sequence[Case]) -> Identities:
    """Give the identities of `cases`: all places where every required term is printed.

    Where a place prints a term more than once, the print in the finest unit stands for it, the first of several.
    """
    found = [candidates for number, case in enumerate(cases) if (candidates := _find(figures, number, case)) is not None]
    if not found:
        return join([])
    chosen = _choose(figures, found)
    edges = np.searchsorted(chosen.case, np.arange(len(cases) + 1)).tolist()
    spans = [slice(first, last) for first, last in pairwise(edges)]
    return join([_build(case, chosen, own) for case, own in zip(cases, spans, strict=True) if own.start < own.stop])


def _positions(figures: Figures, term: Term, case: Case) -> Integers:
    """Give the figures that may stand for `term`."""
    found = np.flatnonzero(figures.adds) if term.account == SAME else figures.of_account(term.account)
    for dimension in ("column", "scope", "basis", "form"):
        name = getattr(term, dimension)
        if name not in ("", SAME, BROADEST):
            found = found[figures.codes[dimension][found] == figures.code_of(dimension, name)]
    if case.names("segment"):
        each = term.segment == EACH
        own = figures.code_of("segment", TOTAL if each else term.segment or TOTAL)
        found = found[(figures.codes["segment"][found] == own) != each]
    if case.scopes:
        scopes = [figures.code_of("scope", scope) for scope in case.scopes]
        found = found[np.isin(figures.codes["scope"][found], scopes)]
    return found


def _find(figures: Figures, number: int, case: Case) -> _Candidates | None:
    found = []
    for wanted in case.terms:
        found.append(_positions(figures, wanted, case))
        if len(found[-1]) == 0 and not wanted.optional:
            return None
    figure = np.concatenate(found)
    term = np.repeat(np.arange(len(found)), [len(positions) for positions in found])
    if case.wild:
        key, fits = _same_line(figures, case, figure, term)
    else:
        key = combine(_common(figures, case, figure, term))
        fits = _only_where_nil(figures, case, figure, key)
    each = np.array([t.segment == EACH for t in case.terms])[term]
    segment = np.where(each, figures.codes["segment"][figure] + 1, 0)
    broadest = np.array([t.scope == BROADEST for t in case.terms])[term]
    rank = np.where(broadest, -figures.codes["scope"][figure], 0)
    return _Candidates(np.full(fits.sum(), number), term[fits], key[fits], figure[fits], segment[fits], rank[fits])


def _common(figures: Figures, case: Case, figure: Integers, term: Integers) -> list[Integers]:
    """Give what all terms of an identity have in common, as codes."""
    codes = figures.codes
    year = codes["fiscal_year"][figure] - np.array([t.year for t in case.terms])[term]
    place = ["measure", "body" if case.across_years else "report"]
    place += [name for name in ("scope", "segment", "basis") if not case.names(name)]
    place += ["column"] if case.terms[0].column == SAME else []
    return [year, *(codes[name][figure] for name in place)]


def _same_line(figures: Figures, case: Case, figure: Integers, term: Integers) -> tuple[Integers, Flags]:
    """Give keys for a case about any line, and which figures fit: those of one row, else those of one line in one unit."""
    codes = figures.codes
    together = in_one_row(figures, case)[figure]
    row = combine([codes["table"][figure], codes["row"][figure]])
    line = combine([codes["account"][figure], figures.named[figure], codes["unit"][figure]])
    apart = [together.astype(np.int64), np.where(together, row, 0), np.where(together, 0, line)]
    key = combine([*_common(figures, case, figure, term), *apart])
    fits = together | ~figures.repeated[figure]
    if any(t.segment == EACH for t in case.terms):
        fits &= together | ~lacks_segments(figures, case, figure, term, key)
    return key, fits


def _only_where_nil(figures: Figures, case: Case, figure: Integers, key: Integers) -> Flags:
    """Tell which figures stand in a report and scope where none of the accounts that must be nil has an amount."""
    if not case.only_if_nil:
        return np.ones(len(figure), dtype=bool)
    place = figures.key("report", "fiscal_year", "scope")
    barred = np.concatenate([figures.of_account(name) for name in case.only_if_nil])
    barred = barred[figures.amount[barred] != 0]
    return ~np.isin(key, key[np.isin(place[figure], place[barred])])


def _choose(figures: Figures, found: Sequence[_Candidates]) -> _Candidates:
    case, term, key, figure, segment, rank = (
        np.concatenate([getattr(c, name) for c in found]) for name in ("case", "term", "key", "figure", "segment", "rank")
    )
    order = np.lexsort((figure, figures.step[figure], rank, segment, term, key, case))
    case, term, key, figure, segment = (array[order] for array in (case, term, key, figure, segment))
    same = (case[1:] == case[:-1]) & (key[1:] == key[:-1]) & (term[1:] == term[:-1]) & (segment[1:] == segment[:-1])
    first = np.append(True, ~same)[: len(case)]
    return _Candidates(case[first], term[first], key[first], figure[first], segment[first], rank[order][first])


def _build(case: Case, chosen: _Candidates, own: slice) -> Identities:
    """Give the identities of one case: keys with all required terms and at least two figures."""
    term, figure = chosen.term[own], chosen.figure[own]
    _, place = np.unique(chosen.key[own], return_inverse=True)
    required = np.array([not t.optional for t in case.terms])
    new = np.append(True, (place[1:] != place[:-1]) | (term[1:] != term[:-1]))
    complete = np.bincount(place[new & required[term]], minlength=place.max() + 1) == required.sum()
    whole = (complete & (np.bincount(place) > 1))[place]
    order = np.flatnonzero(whole)
    order = order[np.lexsort((order, term[order] != case.head, place[order]))]
    size = np.unique(place[order], return_counts=True)[1]
    weight = np.array([t.weight for t in case.terms], dtype=np.int64)[term] * case.terms[case.head].weight
    return identities_of(case.rule, size, figure[order], weight[order])
