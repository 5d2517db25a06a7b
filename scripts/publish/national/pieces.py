"""Pieces of a partitioned table: one Parquet file each, checked against the published schema before it is written."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyarrow as pa

from scripts.publish.faults import PublishError
from scripts.publish.files.parquet import parquet_bytes
from scripts.publish.relations import find_value_faults
from scripts.publish.schemas import Schema, load_schemas, without_version
from scripts.reference import Reference

ROOT = "partitioned"
PARTS = {
    "facts": ("fiscal_year", "edition"),
    "indicators": ("fiscal_year", "edition"),
    "restatements": ("fiscal_year",),
    "checks": ("edition",),
    "check_facts": ("edition",),
}
"""Tables with the columns that name their partitions: those stand in the path, not in the file."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of a partitioned table: its path below the package, its bytes and how many rows it has."""

    path: str
    content: bytes
    rows: int


def piece_path(table: str, group: str, **parts: int) -> str:
    """Give the path of a piece.

    >>> piece_path("facts", "07", fiscal_year=2022, edition=2023)
    'partitioned/facts/fiscal_year=2022/edition=2023/facts-07.parquet'
    """
    folders = "/".join(f"{name}={parts[name]}" for name in PARTS[table])
    return f"{ROOT}/{table}/{folders}/{table}-{group}.parquet"


def table_of_piece(path: str) -> str:
    """Give the table that a piece belongs to.

    >>> table_of_piece("partitioned/check_facts/edition=2023/check_facts-07.parquet")
    'check_facts'
    """
    return path.split("/")[1]


_KEPT: dict[int, tuple[Reference, dict[str, Schema]]] = {}


def piece_schemas(reference: Reference) -> dict[str, Schema]:
    """Give the schemas of the files: those of the tables without the columns that stand in the path."""
    if id(reference) not in _KEPT:
        whole = load_schemas(PARTS, reference)
        _KEPT.clear()
        own = {name: _cut(name, without_version(schema).descriptor) for name, schema in whole.items()}
        _KEPT[id(reference)] = reference, {name: Schema(name, descriptor) for name, descriptor in own.items()}
    return _KEPT[id(reference)][1]


@cache
def _published() -> frozenset[str]:
    return frozenset({*PARTS, "reports", "accounts", "bodies", "segments", "scopes", "units", "rules", "formulas"})


def _cut(table: str, descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """Give a schema without the columns of the path, and without keys that reach beyond a file to another partition."""
    own = copy.deepcopy(dict(descriptor))
    own["fields"] = [field for field in own["fields"] if field["name"] not in PARTS[table]]
    names = {field["name"] for field in own["fields"]}
    own["primaryKey"] = [name for name in own.get("primaryKey", []) if name in names]
    keys = own.get("foreignKeys", [])
    inside = _published() - set(PARTS)
    own["foreignKeys"] = [key for key in keys if set(key["fields"]) <= names and key["reference"]["resource"] in inside]
    return {key: value for key, value in own.items() if value != []}


def make_piece(path: str, table: pa.Table, schema: Schema) -> Piece:
    """Give a table as a piece.

    Raises PublishError for values that the schema forbids. That keys are unique is not asked here: texts of ten million keys
    take longer to compare than all the rest takes (`edition_pieces` compares what the keys are made of).
    """
    faults = list(find_value_faults(table, schema))
    if faults:
        raise PublishError(faults)
    return Piece(path, parquet_bytes(table), table.num_rows)
