"""Rows of published tables as the objects of the API."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import pyarrow as pa

from scripts.publish.api.contract import Contract
from scripts.publish.schemas import Schema

Row = dict[str, Any]


class Rows:
    """The published tables as rows, each kind of object with its columns."""

    def __init__(self, tables: Mapping[str, pa.Table], contract: Contract, schemas: Mapping[str, Schema]) -> None:
        self.contract = contract
        self.schemas = schemas
        self._tables = tables
        self._read: dict[str, list[Row]] = {}

    def table(self, name: str) -> list[Row]:
        """Give the rows of a published table, whole numbers as such."""
        if name not in self._read:
            rows = self._tables[name].to_pylist()
            self._read[name] = [{key: _plain(value) for key, value in row.items()} for row in rows]
        return self._read[name]

    def by(self, name: str, *keys: str) -> dict[tuple[Any, ...], list[Row]]:
        """Give the rows of a table by the values of columns, in order of first appearance."""
        found: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
        for row in self.table(name):
            found[tuple(row[key] for key in keys)].append(row)
        return dict(found)

    def shaped(self, name: str, row: Row, **more: object) -> Row:
        """Give the object `name` made of a row's columns and of `more`."""
        return {column: row[column] for column in self.contract.columns(name)} | more


def pages(path: str) -> Row:
    """Give the addresses of a page in both languages from its address below the root of a language."""
    return {"ja": path, "en": f"en/{path}"}


def statuses(checks: Iterable[Row]) -> Row:
    """Count checks by how they came out."""
    found = dict.fromkeys(("exact", "rounding", "explained", "open"), 0)
    for check in checks:
        found[check["status"]] += 1
    return found


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
