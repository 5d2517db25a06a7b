"""The Table Schemas under `datapackage/schemas/`: what every published column is called, means and may hold."""

import copy
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa

from scripts.reference import Reference

FOLDER = Path(__file__).resolve().parent.parent.parent / "datapackage" / "schemas"
NUMBER = pa.decimal128(20, 4)
_TYPES = {"string": pa.string(), "integer": pa.int64(), "number": NUMBER, "boolean": pa.bool_()}
_CATEGORY = pa.dictionary(pa.int32(), pa.string())


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns of a table that must stand in columns of another (`table` is the table itself for a tree)."""

    fields: tuple[str, ...]
    table: str
    targets: tuple[str, ...]


@dataclass(frozen=True)
class Schema:
    """The schema of one table; `descriptor` is the Table Schema of Data Package v2 as it is published."""

    table: str
    descriptor: dict[str, Any]

    @property
    def fields(self) -> list[dict[str, Any]]:
        """The descriptors of the columns, in order."""
        return list(self.descriptor["fields"])

    @property
    def names(self) -> list[str]:
        """The names of the columns, in order."""
        return [field["name"] for field in self.fields]

    @property
    def primary_key(self) -> list[str]:
        """The columns that name a row."""
        return list(self.descriptor.get("primaryKey", []))

    @cached_property
    def foreign_keys(self) -> tuple[ForeignKey, ...]:
        """The references to other tables."""
        return tuple(_foreign_key(self.table, key) for key in self.descriptor.get("foreignKeys", []))

    @cached_property
    def arrow(self) -> pa.Schema:
        """The columns as Arrow types; text with few values is dictionary-encoded."""
        return pa.schema([(field["name"], _arrow_type(field)) for field in self.fields])


def _foreign_key(table: str, key: dict[str, Any]) -> ForeignKey:
    reference = key["reference"]
    return ForeignKey(tuple(key["fields"]), reference["resource"] or table, tuple(reference["fields"]))


def _arrow_type(field: dict[str, Any]) -> pa.DataType:
    if field.get("dictionary") or "categories" in field:
        return _CATEGORY
    return _TYPES[field["type"]]


def read_schema(table: str, folder: Path = FOLDER) -> Schema:
    """Give the schema of `table` as it stands in the repository."""
    return Schema(table, json.loads((folder / f"{table}.json").read_text(encoding="utf-8")))


def load_schemas(tables: Iterable[str], reference: Reference, folder: Path = FOLDER) -> dict[str, Schema]:
    """Give the schemas of `tables` as they are published, without the columns that only the repository has (`sourceOnly`).

    A column marked `coded` may hold only the ids of the reference table its foreign key names: they become its
    `categories` and are mirrored in `constraints.enum`, which readers implement.
    """
    return {table: _with_codes(read_schema(table, folder), reference) for table in tables}


def _with_codes(schema: Schema, reference: Reference) -> Schema:
    descriptor = copy.deepcopy(schema.descriptor)
    descriptor["fields"] = [field for field in descriptor["fields"] if not field.get("sourceOnly")]
    targets = {key.fields[0]: key for key in schema.foreign_keys if len(key.fields) == 1}
    for field in descriptor["fields"]:
        if field.pop("coded", False):
            key = targets[field["name"]]
            rows = [(row[key.targets[0]], row) for row in reference.tables[key.table]]
            field["categories"] = [{"value": v, "label": row["label_en"], "label_ja": row["label_ja"]} for v, row in rows]
            field.setdefault("constraints", {})["enum"] = [value for value, _ in rows]
    return Schema(schema.table, descriptor)


def without_version(schema: Schema) -> Schema:
    """Give a schema without `version`: the versions of the data are those of the corpus, other packages have editions."""
    own = copy.deepcopy(schema.descriptor)
    own["fields"] = [field for field in own["fields"] if field["name"] != "version"]
    own["foreignKeys"] = [key for key in own.get("foreignKeys", []) if "version" not in key["fields"]]
    return Schema(schema.table, {key: value for key, value in own.items() if value != []})
