"""What the static API promises: its paths and objects from contract.toml, and the OpenAPI document made from them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from scripts.publish.corpus import Release
from scripts.publish.files.packages import CC_BY
from scripts.publish.schemas import Schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TYPES = ("string", "integer", "number", "boolean")
Descriptor = dict[str, Any]


@dataclass(frozen=True)
class Contract:
    """The paths of the API with their documents, and the objects that documents are made of, as contract.toml has them."""

    paths: tuple[dict[str, str], ...]
    parameters: Mapping[str, str]
    objects: Mapping[str, dict[str, Any]]
    documents: Mapping[str, dict[str, Any]]

    def columns(self, name: str) -> list[str]:
        """Give the columns that the object `name` takes from its table."""
        return list(self.objects[name].get("columns", []))

    def tables(self) -> set[str]:
        """Give the published tables that objects take columns of."""
        return {spec["table"] for spec in self.objects.values() if "table" in spec}


@cache
def read_contract() -> Contract:
    """Give the contract as it stands beside this module."""
    read = tomllib.loads((Path(__file__).parent / "contract.toml").read_text(encoding="utf-8"))
    return Contract(tuple(read["paths"]), read["parameters"], read["objects"], read["documents"])


def openapi_of(contract: Contract, schemas: Mapping[str, Schema], release: Release) -> Descriptor:
    """Give the OpenAPI 3.1 document of the API; paths are relative to the folder it stands in."""
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": DIALECT,
        "info": {
            "title": "公会計オープンデータ / Open Public Accounts",
            "summary": "刷られた財務書類の数値を、静かなJSONで / Figures of printed public accounts as static JSON",
            "description": (
                "ファイルとして置かれたJSONです。鍵も回数の制限もありません。番地は site の根からの道です。\n\n"
                "Files of JSON: no key, no limit. Addresses in documents are relative to the root of the site."
            ),
            "version": release.version,
            "license": {"name": CC_BY["title"], "identifier": CC_BY["name"]},
        },
        "servers": [{"url": ".", "description": "この文書のあるフォルダ / The folder of this document"}],
        "paths": {path["path"]: _path(path, contract) for path in contract.paths},
        "components": {"schemas": _schemas(contract, schemas)},
    }


def _path(path: Mapping[str, str], contract: Contract) -> Descriptor:
    names = [part[1:].removesuffix(".json")[:-1] for part in path["path"].split("/") if part.startswith("{")]
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{path['object']}"}}}
    given = {
        "operationId": f"get{path['object']}",
        "summary": f"{path['title_ja']} / {path['title_en']}",
        "responses": {
            "200": {"description": f"{path['title_ja']} / {path['title_en']}", "content": content},
            "404": {"description": "その名前のものはありません。 / There is nothing by that name. (HTML)"},
        },
    }
    parameters = [
        {"name": name, "in": "path", "required": True, "description": contract.parameters[name], "schema": {"type": "string"}}
        for name in names
    ]
    return {"get": given | ({"parameters": parameters} if parameters else {})}


def _schemas(contract: Contract, schemas: Mapping[str, Schema]) -> Descriptor:
    found = {name: _object(spec, schemas) for name, spec in contract.objects.items()}
    for name, spec in contract.documents.items():
        head = {
            "version": _property(["string", "データの版", "Version of the data"]),
            "licence": _property(["Licence", "利用条件", "Terms of use"]),
            "self": _property(["string", "この文書の、siteの根からの道", "Way to this document from the root of the site"]),
        }
        found[name] = _closed(head | {key: _property(given) for key, given in spec.items()})
    return dict(sorted(found.items()))


def _object(spec: Mapping[str, Any], schemas: Mapping[str, Schema]) -> Descriptor:
    own = {key: _property(given) for key, given in spec.items() if key not in ("table", "columns")}
    if "table" not in spec:
        return _closed(own)
    fields = {field["name"]: field for field in schemas[spec["table"]].fields}
    return _closed({name: _column(fields[name]) for name in spec["columns"]} | own)


def _closed(properties: Descriptor) -> Descriptor:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _property(given: list[str]) -> Descriptor:
    kind, japanese, english = given
    about = {"description": f"{japanese} / {english}"}
    if kind.startswith("["):
        return {"type": "array", "items": _kind(kind[1:-1]), **about}
    return _kind(kind) | about


def _kind(kind: str) -> Descriptor:
    plain = kind.removesuffix("?")
    if plain not in _TYPES:
        return {"$ref": f"#/components/schemas/{plain}"}
    return {"type": [plain, "null"] if kind.endswith("?") else plain}


def _column(field: Mapping[str, Any]) -> Descriptor:
    required = field.get("constraints", {}).get("required", False)
    found: Descriptor = {"type": field["type"] if required else [field["type"], "null"]}
    codes = field.get("constraints", {}).get("enum")
    if codes:
        found["enum"] = codes if required else [*codes, None]
    return found | {"description": f"{field['description_ja']} / {field['description']}"}
