"""Tables that print one statement twice bear the same labels in the same order: rule LAB1.

By segment and as a whole, or amended and anew: where two tables of a report and year have the same lines, one by one, but for a
single line between the same neighbours, the print gives that line two names. No amount need be wrong: all may be nil.
A contradiction is listed under `[[discrepancies]]` as any other, with the gap -1: one line fewer than all bears its name.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from scripts.check.discrepancies import Entries
from scripts.check.evaluate import STATUSES
from scripts.check.figures import Figures
from scripts.keys import Index
from scripts.records import Finding

RULE: Final = "LAB1"
STATEMENTS: Final = ("balance_sheet", "income_statement", "cost_statement", "net_assets", "cash_flow", "cash_plan")
"""Of these a body prints one form; overviews and notes of two businesses may well have other lines."""
FEWEST: Final = 10
"""Tables of fewer lines are alike by chance."""
LISTED: Final = "DISCREPANCY"


@dataclass(frozen=True, slots=True)
class Twice:
    """A table that repeats the lines of an earlier one: a figure of the line that differs, or of the first, and its like.

    `lines` is how many lines the table has, `same` how many bear the same label in both.
    """

    figure: int
    other: int
    lines: int
    same: int


def find_twice(figures: Figures) -> list[Twice]:
    """Give every table that prints the lines of an earlier one of its report, year, statement and scope, all but one at most."""
    group = figures.key("report", "fiscal_year", "statement", "scope")
    table = figures.key("report", "table")
    asked = [figures.code_of("statement", statement) for statement in STATEMENTS]
    own = np.flatnonzero(np.isin(figures.codes["statement"], asked))
    first = own[Index(table[own]).first(table[own]) == np.arange(len(own))]
    groups, count = np.unique(group[first], return_counts=True)
    several = own[np.isin(group[own], groups[count > 1])]
    lines: dict[int, dict[int, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    for at in several.tolist():
        lines[int(group[at])][int(table[at])].setdefault(int(figures.codes["account"][at]), at)
    return [pair for tables in lines.values() for pair in _pairs(list(tables.values()))]


def _pairs(tables: Sequence[dict[int, int]]) -> list[Twice]:
    found = []
    for number, later in enumerate(tables):
        earlier = next((table for table in tables[:number] if _alike(list(table), list(later))), None)
        if earlier is not None:
            pairs = list(zip(earlier, later, strict=True))
            place = next((at for at, (one, other) in enumerate(pairs) if one != other), 0)
            same = sum(one == other for one, other in pairs)
            found.append(Twice(later[pairs[place][1]], earlier[pairs[place][0]], len(pairs), same))
    return found


def _alike(earlier: list[int], later: list[int]) -> bool:
    if len(earlier) != len(later) or len(later) < FEWEST:
        return False
    differ = [(one, other) for one, other in zip(earlier, later, strict=True) if one != other]
    return not differ or (len(differ) == 1 and differ[0][0] not in later and differ[0][1] not in earlier)


@dataclass(frozen=True)
class LineNames:
    """What came of LAB1: the rows it adds to the tables of checks and of their figures, and the findings."""

    checks: pd.DataFrame
    check_facts: pd.DataFrame
    findings: Sequence[Finding]


def judge_line_names(facts: pd.DataFrame, twice: Sequence[Twice], listed: Entries) -> LineNames:
    """Give what LAB1 says of `facts`; `listed` has the entries of `[[discrepancies]]` of each report."""
    told = {str(entry["check"]): report for report, own in listed.items() for entry in own if is_about_names(entry)}
    rows, terms, findings = [], [], []
    for pair in twice:
        report, place = str(facts["fact_id"].iloc[pair.figure]).split(":", 1)
        check, agree = f"{report}:{RULE}:{place}", pair.same == pair.lines
        status = "exact" if agree else "explained" if told.pop(check, None) else "open"
        counts = {"expected": pair.lines, "found": pair.same, "difference": pair.same - pair.lines, "tolerance": 0}
        rows.append({"check": check, "rule": RULE, "report": report, **counts, "status": status})
        terms += [{"check": check, "fact_id": facts["fact_id"].iloc[at], "weight": 0} for at in (pair.figure, pair.other)]
        if status == "open":
            findings.append(_finding(facts, pair, check))
    findings += [_stale(report, check) for check, report in told.items()]
    return LineNames(pd.DataFrame(rows), pd.DataFrame(terms), findings)


def is_about_names(entry: object) -> bool:
    """Tell whether an entry of `[[discrepancies]]` is about the name of a line."""
    return isinstance(entry, dict) and f":{RULE}:" in str(entry.get("check", ""))


def _finding(facts: pd.DataFrame, pair: Twice, check: str) -> Finding:
    one, other = (facts.iloc[at] for at in (pair.figure, pair.other))
    message = f"{one['table']} calls a line {one['label']} that {other['table']} calls {other['label']} in the same place"
    places = f"compare lines {one['line']} and {other['line']} of the source"
    listing = f'list check = "{check}", gap = -1 under [[discrepancies]] of report.toml'
    return Finding(
        RULE, f"{one['report']}/{one['table']}.csv", None, message, f"{places}; if the print itself is wrong, {listing}"
    )


def _stale(report: str, check: str) -> Finding:
    mend = "remove the entry if the publisher mended the print; else compare the labels with the source"
    return Finding(LISTED, f"{report}/report.toml", None, f"{check}: listed as a discrepancy, no longer occurs", mend)


def with_line_names(checks: pd.DataFrame, names: LineNames) -> pd.DataFrame:
    """Give the checks with those of LAB1 behind them, of the same types."""
    if names.checks.empty:
        return checks
    whole = pd.concat([checks.astype({"rule": str, "report": str, "status": str}), names.checks], ignore_index=True)
    known = {"rule": [*checks["rule"].cat.categories, RULE], "report": list(checks["report"].cat.categories)}
    known["status"] = list(STATUSES)
    return whole.assign(**{name: pd.Categorical(whole[name], categories=list(words)) for name, words in known.items()})


def other_entries(listed: Entries) -> Entries:
    """Give the entries that are about sums."""
    return {report: [entry for entry in own if not is_about_names(entry)] for report, own in listed.items()}
