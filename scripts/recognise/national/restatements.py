"""Restatements: figures of a year that the next edition prints otherwise."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

from scripts.keys import Flags, Integers, combine, compact

COLUMNS: Final = (
    "body",
    "fiscal_year",
    "scope",
    "statement",
    "account",
    "column",
    "before",
    "after",
    "edition_before",
    "edition_after",
    "fact_before",
    "fact_after",
)
CODED: Final = ("body", "scope", "statement", "account", "column")


def join_editions(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Give the facts of several editions as one table, its categories joined, each body's reports side by side by edition."""
    joined = {}
    for name in frames[0].columns:
        columns = [frame[name] for frame in frames]
        if isinstance(columns[0].dtype, pd.CategoricalDtype):
            joined[name] = pd.Series(union_categoricals(columns))
        else:
            joined[name] = pd.concat(columns, ignore_index=True)
    facts = pd.DataFrame(joined)
    return facts.iloc[np.argsort(facts["body"].cat.codes.to_numpy(), kind="stable")].reset_index(drop=True)


def editions_of(facts: pd.DataFrame) -> Integers:
    """Give for every fact the fiscal year of the edition that prints it, as the id of its report tells."""
    reports = facts["report"].cat.categories
    years = np.array([int(report.rsplit("-", 2)[1]) for report in reports], dtype=np.int64)
    edition: Integers = years[facts["report"].cat.codes.to_numpy()]
    return edition


def find_restatements(facts: pd.DataFrame) -> pd.DataFrame:
    """Give the figures that two editions print differently (columns `COLUMNS`; `before` and `after` in yen, none for nil).

    `facts` are those of several editions, as `join_editions` gives them. A line that one edition leaves blank counts as
    nil where it prints the statement of that body, year and scope at all; where it does not, the other edition fills a gap
    and restates nothing. Of a line that stands twice in a table each copy is held against its like.
    """
    edition = editions_of(facts)
    year = facts["fiscal_year"].to_numpy(np.int64)
    code = {name: facts[name].cat.codes.to_numpy().astype(np.int64) for name in CODED}
    place = compact(combine([code["body"], compact(year), code["scope"], code["statement"]]))
    copies = _copies(facts)
    key = compact(combine([place, code["account"], code["column"], copies]))
    at = [_places(key, edition == year + later) for later in (0, 1)]
    told = [_places(place, edition == year + later) for later in (0, 1)]
    # A place of -1 finds the 0 at the end.
    amount = np.append(facts["yen"].to_numpy(np.int64, na_value=0), 0)
    own = np.maximum(at[0], at[1])
    both = (told[0][place[own]] >= 0) & (told[1][place[own]] >= 0)
    unlike = np.flatnonzero(both & (amount[at[0]] != amount[at[1]]))
    return _table(facts, copies, own[unlike], [places[unlike] for places in at])


def _copies(facts: pd.DataFrame) -> Integers:
    """Give for each fact how often its table printed the line before."""
    copies = np.zeros(len(facts), dtype=np.int64)
    twice = np.flatnonzero((facts["remark"] != "").to_numpy())
    if len(twice):
        copies[twice] = facts.iloc[twice].groupby(["report", "table", "account"], observed=True).cumcount().to_numpy()
    return copies


def _places(key: Integers, own: Flags) -> Integers:
    """Give for each key (a number from 0) the place of a fact that is its own, -1 for none."""
    places = np.full(int(key.max(initial=-1)) + 1, -1, dtype=np.int64)
    at = np.flatnonzero(own)
    places[key[at]] = at
    return places


def _table(facts: pd.DataFrame, copies: Integers, own: Integers, at: Sequence[Integers]) -> pd.DataFrame:
    order = np.argsort(own, kind="stable")
    told = facts.iloc[own[order]].reset_index(drop=True)
    found = {name: told[name] for name in ("body", "fiscal_year", "scope", "statement", "account", "column")}
    for name, places in zip(("before", "after"), (one[order] for one in at), strict=True):
        lost = places < 0
        rows = facts.iloc[places]
        found[name] = rows["yen"].mask(lost).reset_index(drop=True)
        found[f"edition_{name}"] = pd.Series(told["fiscal_year"].to_numpy(np.int64) + (name == "after"))
        ids = _fact_ids(rows, copies[places])
        found[f"fact_{name}"] = pd.Series(ids, dtype=str).mask(lost, "")
    return pd.DataFrame(found, columns=list(COLUMNS))


def _fact_ids(facts: pd.DataFrame, copies: Integers) -> list[str]:
    """Give the ids of a few facts: to read those of all from the published files takes as long as all the rest."""
    words = zip(*(facts[name].astype(str) for name in ("report", "table", "account", "column")), copies.tolist(), strict=True)
    return [f"{report}:{table}:{row}{f'-{copy + 1}' if copy else ''}:{column}" for report, table, row, column, copy in words]
