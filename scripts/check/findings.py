"""One finding per identity that does not hold: where, which figures, by how much, and which of them to look at first."""

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from scripts.check.culprit import Culprit
from scripts.check.evaluate import OPEN, Evaluation
from scripts.check.figures import Figures
from scripts.check.identities import Identities, ids_of
from scripts.check.misreads import DIGIT, EXTRA, LOST, SIGN, SWAPPED
from scripts.check.wording import in_printed_unit
from scripts.records import Finding, Place

Where = Callable[[str, str, int, Place], tuple[str, Place]]
"""From report, table, number of the figure in its table (from 0) and place in the source: file and place to be named."""

SLIPS = {
    DIGIT: "one digit other than printed",
    SWAPPED: "two digits the other way round",
    SIGN: "the other sign",
    EXTRA: "one digit less than printed",
    LOST: "one digit more than printed",
}
SHOWN = 8


def in_transcript(report: str, table: str, number: int, _: Place) -> tuple[str, Place]:
    """Name the line of the transcript's CSV file."""
    return f"{report}/{table}.csv", Place(number + 2)


def in_file(name: str) -> Where:
    """Name the line of the source file `name`."""
    return lambda _report, _table, _number, place: (name, place)


def find_open(
    facts: pd.DataFrame, figures: Figures, evaluation: Evaluation, culprits: list[Culprit], where: Where
) -> list[Finding]:
    """Give a finding for every open identity, in the order of the figures that are checked."""
    reader = _Reader(facts, figures, where)
    by_identity = {identity: culprit for culprit in reversed(culprits) for identity in culprit.mends}
    broken = np.flatnonzero(evaluation.status == OPEN)
    if len(broken) == 0:
        return []
    broken = broken[np.argsort(evaluation.identities.head[broken], kind="stable")]
    checks = ids_of(evaluation.identities, facts["fact_id"], broken)
    return [_finding(reader, evaluation, at, checks[at], by_identity.get(at)) for at in broken.tolist()]


class _Reader:
    """Facts by their number in the table, as text."""

    def __init__(self, facts: pd.DataFrame, figures: Figures, where: Where) -> None:
        self.figures = figures
        names = ("label", "printed", "line", "page", "cell", "report", "table", "segment", "basis", "column")
        self._facts = {name: facts[name].array for name in names}
        self._where = where

    def text(self, figure: int) -> str:
        """Give label and figure as printed."""
        label, printed = (self._facts[name][figure] for name in ("label", "printed"))
        return f"{label} {printed}"

    def source(self, figure: int) -> Place:
        """Give the place of a figure in the source."""
        line, page, cell = (self._facts[name][figure] for name in ("line", "page", "cell"))
        return Place(int(line), None if pd.isna(page) else int(page), str(cell))

    def place(self, figure: int) -> tuple[str, Place]:
        """Give file and place that a finding about the figure names."""
        report, table = (str(self._facts[name][figure]) for name in ("report", "table"))
        key = self.figures.key("report", "table")
        return self._where(report, table, int(np.count_nonzero(key[:figure] == key[figure])), self.source(figure))

    def column(self, figure: int) -> str:
        """Give the column of a figure in words to stand behind it, nothing where the table has one column."""
        names = ("segment", "basis", "column")
        words = [str(self._facts[name][figure]) for name in names]
        return " ".join(word for word, usual in zip(words, ("total", "actual", "amount"), strict=True) if word != usual)


def _finding(reader: _Reader, evaluation: Evaluation, at: int, check: str, culprit: Culprit | None) -> Finding:
    identities, figures = evaluation.identities, reader.figures
    head = int(identities.head[at])
    difference = int(evaluation.difference[at])
    gap = in_printed_unit(abs(difference), figures, head)
    expected = in_printed_unit(int(figures.amount[head]) - difference, figures, head)
    column = reader.column(head)
    found = f"{reader.text(head)}{f' ({column})' if column else ''}"
    message = f"{found} is {gap} {'more' if difference > 0 else 'less'} than {expected} = {_parts(reader, identities, at)}"
    file, place = reader.place(head)
    rule = identities.rules[identities.rule[at]]
    listed = in_printed_unit(difference, figures, head).replace(",", "").replace("△", "-")
    listing = f'list check = "{check}", gap = {listed} under [[discrepancies]] of report.toml'
    mend = f"{'; '.join(_suspicion(reader, head, culprit))}; if the print itself is wrong, {listing}"
    return Finding(rule, file, place, message, mend)


def _parts(reader: _Reader, identities: Identities, at: int) -> str:
    """Give the other terms of an identity as a sum of printed figures; nil adds nothing and is left out."""
    terms = slice(identities.start[at] + 1, identities.start[at + 1])
    figures, weights = identities.figure[terms].tolist(), identities.weight[terms].tolist()
    told = [(figure, weight) for figure, weight in zip(figures, weights, strict=True) if reader.figures.amount[figure] and weight]
    told = told or list(zip(figures, weights, strict=True))
    scale = int(identities.weight[identities.start[at]])
    words = [f"{'−' if weight > 0 else '+'} {_times(weight, scale)}{reader.text(figure)}" for figure, weight in told[:SHOWN]]
    rest = f" and {len(told) - SHOWN} more" if len(told) > SHOWN else ""
    return " ".join(words).removeprefix("+ ") + rest


def _times(weight: int, scale: int) -> str:
    return "" if abs(weight) == scale else f"{abs(weight) / scale:.6g} × "


def _suspicion(reader: _Reader, head: int, culprit: Culprit | None) -> Iterator[str]:
    if culprit is None:
        yield f"compare {reader.text(head)} (line {reader.source(head)} of the source) and its terms with the source"
        yield "no single figure mends this without breaking another check"
        return
    value = in_printed_unit(culprit.value, reader.figures, culprit.figure)
    slip = f" ({SLIPS[culprit.slip]})" if culprit.slip else ""
    yield f"look first at {reader.text(culprit.figure)} (line {reader.source(culprit.figure)} of the source)"
    checks = "this check" if len(culprit.mends) == 1 else f"{len(culprit.mends)} checks"
    yield f"{value}{slip} would mend {checks}"
    if culprit.rivals:
        others = ", ".join(reader.text(figure) for figure in culprit.rivals[:SHOWN])
        yield f"a change of {others} would do the same"
