"""What one edition prints of a group of bodies, as pieces: facts, checks, their terms, indicators."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pyarrow as pa

from scripts.keys import Integers, repeated
from scripts.publish.faults import PublishError, fault
from scripts.publish.files.columnar import table_of
from scripts.publish.frames.indicators import compute_indicators
from scripts.publish.national.pieces import Piece, make_piece, piece_path, piece_schemas
from scripts.reference import Reference

ORDER = ("account", "body", "scope")
"""How the facts of a file are sorted: a reader of one account, or of one body of it, skips the rest."""


@dataclass(frozen=True)
class Terms:
    """The terms of the checks, element by element: the place of the check, the place of the fact, the weight."""

    check: Integers = field(repr=False)
    fact: Integers = field(repr=False)
    weight: Integers = field(repr=False)


@dataclass(frozen=True)
class Edition:
    """What is published of an edition: `facts` with `corroborated`, and `checks`, in the columns of their schemas."""

    year: int
    group: str
    facts: pd.DataFrame = field(repr=False)
    checks: pd.DataFrame = field(repr=False)
    terms: Terms = field(repr=False)


def edition_pieces(edition: Edition, reference: Reference) -> Iterator[Piece]:
    """Give the files of an edition's bodies, each made when it is asked for.

    Raises PublishError for values that a schema forbids, and for two facts of one id.
    """
    _refuse_repeated(edition.facts)
    yield from _by_year("facts", edition, edition.facts, reference)
    yield from _by_year("indicators", edition, compute_indicators(edition.facts, reference), reference)
    schemas = piece_schemas(reference)
    checks = table_of(edition.checks, schemas["checks"])
    yield make_piece(piece_path("checks", edition.group, edition=edition.year), checks, schemas["checks"])
    open_terms = _open_terms(edition, checks["check"].combine_chunks())
    if open_terms.num_rows:
        path = piece_path("check_facts", edition.group, edition=edition.year)
        yield make_piece(path, open_terms, schemas["check_facts"])


def _refuse_repeated(facts: pd.DataFrame) -> None:
    """Refuse two facts of one id. An id is made of report, table, account, column and, of a line printed twice, its number."""
    key = np.zeros(len(facts), np.int64)
    for name in ("report", "table", "account", "column"):
        key = key * len(facts[name].cat.categories) + facts[name].cat.codes.to_numpy()
    alike = facts.loc[repeated(key), "fact_id"]
    twice = alike[alike.duplicated()]
    if len(twice):
        message = f"{len(twice)} keys are there more than once, first {twice.iloc[0]!r}"
        raise PublishError([fault("facts.fact_id", message, "give every row its own key")])


def _by_year(name: str, edition: Edition, frame: pd.DataFrame, reference: Reference) -> Iterator[Piece]:
    schema = piece_schemas(reference)[name]
    years, year = np.unique(frame["fiscal_year"].to_numpy(np.int64), return_inverse=True)
    order = _sorted(frame) if name == "facts" else np.arange(len(frame))
    order = order[np.argsort(year.astype(np.uint8)[order], kind="stable")]
    table = table_of(frame.drop(columns="fiscal_year"), schema).take(pa.array(order))
    first = np.append(0, np.cumsum(np.bincount(year))).tolist()
    for number, fiscal_year in enumerate(years.tolist()):
        path = piece_path(name, edition.group, fiscal_year=fiscal_year, edition=edition.year)
        yield make_piece(path, table.slice(first[number], first[number + 1] - first[number]), schema)


def _sorted(facts: pd.DataFrame) -> Integers:
    """Give the places of the facts in the order of a file; those of one account, body and scope stay as printed."""
    order = np.arange(len(facts))
    for name in reversed(ORDER):
        words = facts[name].cat.categories
        # Short integers are sorted by their digits, several times as fast.
        rank = np.empty(len(words), np.min_scalar_type(len(words)))
        rank[np.argsort(words.to_numpy(object), kind="stable")] = np.arange(len(words))
        order = order[np.argsort(rank[facts[name].cat.codes.to_numpy()][order], kind="stable")]
    return order


def _open_terms(edition: Edition, checks: pa.Array) -> pa.Table:
    """Give the figures of the checks that do not hold.

    The figures of all others would be half of the package: those of a rule are the same in every table of a form.
    """
    broken = (edition.checks["status"] == "open").to_numpy(bool)
    terms = edition.terms
    own = np.flatnonzero(broken[terms.check])
    ids = edition.facts["fact_id"].iloc[terms.fact[own]]
    columns = {"check": checks.take(pa.array(terms.check[own])), "fact_id": pa.array(ids, pa.string())}
    return pa.table(columns | {"weight": pa.array(terms.weight[own], pa.int64())})
