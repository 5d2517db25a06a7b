"""Where the error is: the figure whose single change mends the most failing identities and breaks none."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

import numpy as np

from scripts.check import evidence
from scripts.check.evaluate import OPEN, Evaluation
from scripts.check.figures import Figures
from scripts.check.misreads import KINDS, NONE, likeliest
from scripts.reference import Reference

FAR: Final = 2**62


@dataclass(frozen=True, slots=True)
class Culprit:
    """A figure that may be wrong: `value` (in yen) is what it would have to be, `slip` how it may have been misread.

    `mends` are the identities that would hold, `rivals` the other figures of which all this is as true.
    """

    figure: int
    value: int
    slip: str
    mends: tuple[int, ...]
    rivals: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Term:
    """A figure's stand in one identity: with which changes of it, in yen, the identity would hold, and the exact one."""

    identity: int
    open: bool
    least: int
    most: int
    exact: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    culprit: Culprit
    rank: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Change:
    """Changes of a figure, in yen, that mend some identities and break none: from `least` to `most`, best of all `best`."""

    figure: int
    mends: tuple[int, ...]
    least: int
    most: int
    best: int


def find_culprits(figures: Figures, evaluation: Evaluation, reference: Reference) -> list[Culprit]:
    """Give the culprits of all open identities, for each the one that mends the most first.

    Of figures that mend as many, those come first that a likelier slip explains, then those for which more speaks
    (evidence.py). After the best culprit comes the best for what it leaves open. An identity that no single figure mends
    without breaking another has none.
    """
    terms = _terms_by_figure(figures, evaluation)
    changes = [change for figure in terms if (change := _examine(figures, figure, terms[figure]))]
    candidates = _rank(figures, reference, [_candidate(figures, change) for change in _strongest(changes)])
    standing: dict[int, list[_Candidate]] = {}
    for candidate in candidates:
        for identity in candidate.culprit.mends:
            standing.setdefault(identity, []).append(candidate)
    done: set[int] = set()
    culprits = []
    for candidate in candidates:
        # Once a culprit is changed, a further change of a figure that stands beside it would break what was mended.
        if done.isdisjoint(term.identity for term in terms[candidate.culprit.figure]):
            culprits.append(_with_rivals(candidate, standing[candidate.culprit.mends[0]]))
            done.update(candidate.culprit.mends)
    return culprits


def _strongest(changes: list[_Change]) -> list[_Change]:
    """Leave out changes that for each of their identities mend fewer than another does."""
    most: dict[int, int] = {}
    for change in changes:
        for identity in change.mends:
            most[identity] = max(most.get(identity, 0), len(change.mends))
    return [change for change in changes if any(len(change.mends) == most[identity] for identity in change.mends)]


def _candidate(figures: Figures, change: _Change) -> _Candidate:
    """Give the figure with the value it would need: where rounding leaves a choice, one that a slip explains."""
    figure, step = change.figure, int(figures.step[change.figure])
    printed = int(figures.amount[figure])
    value, slip = (printed + change.best) // step, NONE
    if not figures.nil[figure]:
        bounds = (-(-(printed + change.least) // step), (printed + change.most) // step)
        value, slip = likeliest(printed // step, *bounds, value)
    return _Candidate(Culprit(figure, value * step, slip, change.mends, ()), (-len(change.mends), KINDS.index(slip)))


def _rank(figures: Figures, reference: Reference, candidates: list[_Candidate]) -> list[_Candidate]:
    figure, value = (np.array([getattr(c.culprit, name) for c in candidates], dtype=np.int64) for name in ("figure", "value"))
    weight = evidence.weigh(figures, reference, figure, value).tolist()
    order = sorted(range(len(candidates)), key=lambda n: (*candidates[n].rank, -weight[n], candidates[n].culprit.figure))
    return [candidates[n] for n in order]


def _with_rivals(best: _Candidate, others: list[_Candidate]) -> Culprit:
    own = best.culprit
    equal = (other.culprit for other in others if other.rank == best.rank and other.culprit.mends == own.mends)
    return Culprit(own.figure, own.value, own.slip, own.mends, tuple(c.figure for c in equal if c.figure != own.figure))


def _terms_by_figure(figures: Figures, evaluation: Evaluation) -> dict[int, list[_Term]]:
    """Give for every figure of an open identity its stand in all its identities."""
    identities = evaluation.identities
    identity = identities.identity
    suspect = np.zeros(len(figures), dtype=bool)
    suspect[identities.figure[(evaluation.status[identity] == OPEN) & (identities.weight != 0)]] = True
    own = np.flatnonzero(suspect[identities.figure] & (identities.weight != 0))
    figure, identity, weight = identities.figure[own], identity[own], identities.weight[own]
    total, size = evaluation.total[identity], np.abs(weight)
    # Were a dash a figure, it would be rounded like one.
    more = np.where(figures.nil[figure], figures.step[figure] // 2, 0) * size
    low, high = evaluation.least[identity] - total - more, evaluation.most[identity] - total + more
    low, high = np.where(weight > 0, low, -high), np.where(weight > 0, high, -low)
    exact = -total * np.sign(weight) // size
    found: dict[int, list[_Term]] = {}
    is_open = evaluation.status[identity] == OPEN
    columns = (column.tolist() for column in (figure, identity, is_open, -(-low // size), high // size, exact))
    for at, *term in zip(*columns, strict=True):
        found.setdefault(at, []).append(_Term(*term))
    return found


def _examine(figures: Figures, figure: int, terms: list[_Term]) -> _Change | None:
    """Give what changing `figure` would mend, None where it mends nothing without breaking something."""
    step = int(figures.step[figure])
    firm = [term for term in terms if not term.open]
    loose = [term for term in terms if term.open]
    least = max((term.least for term in firm), default=-FAR)
    most = min((term.most for term in firm), default=FAR)
    best: list[_Term] = []
    for term in loose:
        change = -(-max(term.least, least) // step) * step
        if change <= min(term.most, most):
            best = max(best, [other for other in loose if other.least <= change <= other.most], key=len)
    if not best:
        return None
    least = max(least, *(term.least for term in best))
    most = min(most, *(term.most for term in best))
    wanted = Counter(term.exact for term in best if least <= term.exact <= most and term.exact % step == 0)
    change = max(wanted, key=lambda exact: wanted[exact], default=-(-least // step) * step)
    return _Change(figure, tuple(term.identity for term in best), least, most, change)
