"""Comparing what was recognised with what was printed: every figure right, or reported at its line; none silently wrong."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from scripts.amounts import read_amount
from scripts.records import Finding, Recognition
from tests.support.prints import Fact

_REACH = re.compile(r"lines? ([0-9]+)(?: to ([0-9]+))?")


@dataclass(frozen=True)
class Comparison:
    """`wrong`: figures that were read as something else; `silent`: printed figures neither read nor reported."""

    right: int
    wrong: tuple[str, ...]
    silent: tuple[str, ...]
    reported: tuple[str, ...]


def found_facts(recognition: Recognition) -> Counter[Fact]:
    """Give every entry as a fact."""
    return Counter(
        Fact(
            e.account,
            e.column,
            e.scope or t.scope,
            t.fiscal_year,
            e.unit or t.unit,
            e.printed,
            e.label,
            e.path,
            e.basis,
            e.place.line,
        )
        for t in recognition.tables
        for e in t.entries
        if e.value == read_amount(e.printed).value
    )


def compare(recognition: Recognition, facts: Iterable[Fact], titles: Iterable[int] = ()) -> Comparison:
    """Compare a recognition with the facts printed; a finding at a line of `titles` speaks for the table below it."""
    printed = Counter(facts)
    found = found_facts(recognition)
    told = _told(recognition.findings)
    missing = printed - found
    wrong = sorted((found - printed).elements(), key=lambda f: f.line)
    tables = sorted(titles)
    lost = [(fact, _covered(fact.line, told, tables)) for fact in missing.elements()]
    unread = {fact.line for fact in wrong}
    return Comparison(
        sum((printed & found).values()),
        tuple(map(str, wrong)),
        tuple(str(fact) for fact, covered in lost if not covered and fact.line not in unread),
        tuple(str(fact) for fact, covered in lost if covered),
    )


def _told(findings: Iterable[Finding]) -> set[int]:
    lines: set[int] = set()
    for finding in findings:
        if finding.place is None or finding.severity != "error":
            continue
        lines.add(finding.place.line)
        reach = _REACH.match(finding.message)
        if reach:
            lines |= set(range(int(reach[1]), int(reach[2] or reach[1]) + 1))
    return lines


def _covered(line: int, told: set[int], titles: list[int]) -> bool:
    above = [title for title in titles if title <= line]
    return line in told or bool(above and above[-1] in told)
