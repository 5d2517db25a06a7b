"""The data dictionary: every published table with its columns, codes and keys, as the descriptor of the corpus has them."""

from collections.abc import Mapping
from typing import Any

from scripts.show.language import Language

Described = Mapping[str, Any]


def dictionary(descriptor: Described, language: Language) -> list[dict[str, Any]]:
    """Give every table once: its CSV stands for its Parquet, which has the same columns."""
    resources = [resource for resource in descriptor["resources"] if resource.get("format", "csv") == "csv"]
    return [_table(resource, resource["schema"], language) for resource in resources if isinstance(resource.get("schema"), dict)]


def _table(resource: Described, schema: Described, language: Language) -> dict[str, Any]:
    keys = {key["fields"][0]: key["reference"] for key in schema.get("foreignKeys", []) if len(key["fields"]) == 1}
    return {
        "name": resource["name"],
        "title": said(schema, "title", language) or said(resource, "title", language),
        "description": said(schema, "description", language) or said(resource, "description", language),
        "key": schema.get("primaryKey", []),
        "fields": [_field(field, keys.get(field["name"]), resource["name"], language) for field in schema["fields"]],
    }


def _field(field: Described, key: Described | None, table: str, language: Language) -> dict[str, Any]:
    constraints = field.get("constraints", {})
    meanings = {category["value"]: said(category, "label", language) for category in field.get("categories", [])}
    return {
        "name": field["name"],
        "type": field["type"],
        "required": bool(constraints.get("required", False)),
        "title": said(field, "title", language),
        "description": said(field, "description", language),
        "values": [(value, meanings.get(value, "")) for value in constraints.get("enum", [])],
        "refers_to": f"{key['resource'] or table}.{key['fields'][0]}" if key else "",
    }


def said(thing: Described, key: str, language: Language) -> str:
    """Give a text of a descriptor in a language; where it has one language only, that."""
    return str((language.code == "ja" and thing.get(f"{key}_ja")) or thing.get(key, ""))
