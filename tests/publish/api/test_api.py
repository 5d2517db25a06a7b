"""Every document of the static API is described by its OpenAPI document, and holds what the tables hold."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from scripts.addresses import fact_page
from scripts.publish import Corpus, publish_api
from scripts.publish.api.contract import DIALECT, read_contract
from scripts.publish.publication import TABLES, make_tables
from scripts.publish.schemas import load_schemas

DOCS = Path(__file__).resolve().parents[3] / "docs"
Json = Any


@pytest.fixture(scope="module")
def api(published: Path, corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("api") / "v1"
    publish_api(corpus, make_tables(corpus, load_schemas(TABLES, corpus.reference)), published, target)
    return target


@pytest.fixture(scope="module")
def description(api: Path) -> dict[str, Json]:
    return dict(read(api / "openapi.json"))


@pytest.fixture(scope="module")
def documents(api: Path) -> dict[str, Json]:
    """Every document by its path, the description itself left out."""
    paths = [path for path in sorted(api.rglob("*.json")) if path.name != "openapi.json"]
    return {path.relative_to(api).as_posix(): read(path) for path in paths}


def read(path: Path) -> Json:
    return json.loads(path.read_text(encoding="utf-8"))


def patterns(description: dict[str, Json]) -> dict[str, re.Pattern[str]]:
    """Give for every path of the description what the paths of its documents look like."""
    return {path: re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path[1:]))) for path in description["paths"]}


def validator(description: dict[str, Json], name: str) -> Draft202012Validator:
    resource = Resource.from_contents(description, default_specification=DRAFT202012)
    registry: Registry[Json] = Registry().with_resource("urn:api", resource)
    return Draft202012Validator({"$ref": f"urn:api#/components/schemas/{name}"}, registry=registry)


def faults(description: dict[str, Json], documents: dict[str, Json]) -> list[str]:
    """Give every document that no path describes or that is not what its path promises."""
    known = patterns(description)
    judges = {path: validator(description, operation_schema(description, path)) for path in known}
    found = []
    for name, document in documents.items():
        paths = [path for path, pattern in known.items() if pattern.fullmatch(name)]
        found += [f"{name}: described {len(paths)} times"] if len(paths) != 1 else []
        found += [f"{name}: {error.message[:200]}" for path in paths for error in judges[path].iter_errors(document)]
    return found


def operation_schema(description: dict[str, Json], path: str) -> str:
    content = description["paths"][path]["get"]["responses"]["200"]["content"]
    return str(content["application/json"]["schema"]["$ref"]).removeprefix("#/components/schemas/")


def test_every_document_is_described_once_and_is_what_the_description_says(
    description: dict[str, Json], documents: dict[str, Json]
) -> None:
    assert faults(description, documents) == []


def test_every_path_described_has_documents(description: dict[str, Json], documents: dict[str, Json]) -> None:
    known = patterns(description)
    assert [path for path, pattern in known.items() if not any(pattern.fullmatch(name) for name in documents)] == []


def test_a_document_with_a_member_lost_added_or_of_another_type_is_noticed(
    description: dict[str, Json], documents: dict[str, Json]
) -> None:
    whole = documents["series/294241/total_assets.json"]
    for wrong in ({k: v for k, v in whole.items() if k != "body"}, whole | {"more": 1}, whole | {"points": "none"}):
        assert faults(description, {"series/294241/total_assets.json": wrong}) != []
    assert faults(description, {"series/294241.json": whole}) == ["series/294241.json: described 0 times"]


def test_the_description_has_the_form_of_openapi(description: dict[str, Json]) -> None:
    assert re.fullmatch(r"3\.1\.[0-9]+", description["openapi"])
    assert description["jsonSchemaDialect"] == DIALECT
    assert {"title", "version"} <= description["info"].keys()
    assert set(description) == {"openapi", "jsonSchemaDialect", "info", "servers", "paths", "components"}
    names = [path["get"]["operationId"] for path in description["paths"].values()]
    assert len(set(names)) == len(names)
    for path, item in description["paths"].items():
        given = [(p["name"], p["in"], p["required"]) for p in item["get"].get("parameters", [])]
        assert given == [(name, "path", True) for name in re.findall(r"\{(\w+)\}", path)]
        assert {"200", "404"} == item["get"]["responses"].keys()


def test_the_schemas_are_schemas_and_every_reference_leads_to_one(description: dict[str, Json]) -> None:
    schemas = description["components"]["schemas"]
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    references = re.findall(r'"#/components/schemas/(\w+)"', json.dumps(description))
    assert set(references) == schemas.keys()


def test_every_document_says_version_licence_and_its_own_address(documents: dict[str, Json]) -> None:
    for name, document in documents.items():
        assert document["version"] == "1.2.3"
        assert document["licence"]["name"] == "CC-BY-4.0"
        assert document["self"] == f"api/v1/{name}"


def test_every_address_of_a_document_leads_to_a_document_or_a_published_file(
    documents: dict[str, Json], published: Path, api: Path
) -> None:
    def urls(value: Json) -> list[str]:
        if isinstance(value, dict):
            own = [text for key, text in value.items() if key in ("url", "openapi", "datapackage") and isinstance(text, str)]
            return own + [url for part in value.values() for url in urls(part)]
        return [url for part in value for url in urls(part)] if isinstance(value, list) else []

    for name, document in documents.items():
        for url in urls(document):
            folder, path = (api, url.removeprefix("api/v1/")) if url.startswith("api/v1/") else (published, url[len("data/") :])
            assert (folder / path).is_file(), (name, url)


def test_the_statements_hold_every_fact_once_as_published(documents: dict[str, Json], published: Path) -> None:
    with (published / "facts.csv").open(encoding="utf-8") as file:
        rows = {row["fact_id"]: row for row in csv.DictReader(file)}
    given = [fact for name, document in documents.items() if name.startswith("statements/") for fact in document["facts"]]
    assert sorted(fact["fact_id"] for fact in given) == sorted(rows)
    for fact in given:
        row = rows[fact["fact_id"]]
        assert ("" if fact["yen"] is None else str(fact["yen"])) == row["yen"]
        assert (fact["printed"] or "") == row["printed"]
        assert fact["permalink"] == fact_page(fact["fact_id"])


def test_a_series_goes_by_year_and_the_series_hold_every_fact_once(documents: dict[str, Json], published: Path) -> None:
    series = {name: document["points"] for name, document in documents.items() if name.startswith("series/")}
    for name, points in series.items():
        years = [point["fiscal_year"] for point in points]
        assert years == sorted(years), name
    with (published / "facts.csv").open(encoding="utf-8") as file:
        assert sum(map(len, series.values())) == sum(1 for _ in csv.DictReader(file))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_page_about_the_api_names_every_path(language: str) -> None:
    text = (DOCS / language / "web-api.md").read_text(encoding="utf-8")
    assert [path["path"] for path in read_contract().paths if f"`{path['path']}`" not in text] == []
