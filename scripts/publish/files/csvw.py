"""CSV on the Web: the columns of a package's CSV files in both languages, where readers of that standard look for them."""

from collections.abc import Iterable, Mapping
from typing import Any

from scripts.publish.corpus import Release
from scripts.publish.files.packages import CC_BY, About
from scripts.publish.schemas import Schema

NAME = "csv-metadata.json"
"""The name under which a reader finds the metadata of a CSV file beside it."""
_TYPES = {"string": "string", "integer": "integer", "number": "decimal", "boolean": "boolean"}


def csvw_of(about: About, release: Release, schemas: Mapping[str, Schema], tables: Iterable[str]) -> dict[str, Any]:
    """Give the metadata of the package's tables as CSV on the Web has it: titles and meanings in both languages."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "ja"}],
        "dc:title": _said(about.title, about.title_ja),
        "dc:description": _said(about.description, about.description_ja),
        "dc:license": {"@id": CC_BY["path"]},
        "schema:version": release.version,
        "tables": [_table(schemas[name]) for name in tables],
    }


def _said(english: str, japanese: str) -> list[dict[str, str]]:
    return [{"@value": japanese, "@language": "ja"}, {"@value": english, "@language": "en"}]


def _table(schema: Schema) -> dict[str, Any]:
    about = schema.descriptor
    found: dict[str, Any] = {
        "url": f"{schema.table}.csv",
        "dc:title": _said(about["title"], about["title_ja"]),
        "dc:description": _said(about["description"], about["description_ja"]),
        "tableSchema": {"columns": [_column(field) for field in schema.fields]},
    }
    if schema.primary_key:
        found["tableSchema"]["primaryKey"] = schema.primary_key
    return found


def _column(field: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": field["name"],
        # The heading of the file is the name; the titles in words follow it.
        "titles": {"und": [field["name"]], "ja": [field["title_ja"]], "en": [field["title"]]},
        "dc:description": _said(field["description"], field["description_ja"]),
        "datatype": _TYPES[field["type"]],
        "null": "",
        "required": bool(field.get("constraints", {}).get("required", False)),
    }
