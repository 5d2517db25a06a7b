"""Every published table has a schema that says, in both languages, what its columns are and may hold."""

import json
import re
import unicodedata
from typing import Any

import frictionless
import pyarrow as pa
import pytest

from scripts.publish.publication import TABLES
from scripts.publish.schemas import FOLDER, Schema, load_schemas, read_schema
from scripts.reference import Reference

NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))
# Names that anyone outside may rely on.
PROMISED = {
    "facts": "fact_id report body fiscal_year table statement scope segment basis column account path label printed value unit "
    "yen decimals missing page line cell corroborated",
    "accounts": "account taxonomy statement parent order label_ja label_en sign period definition_ja definition_en",
    "bodies": "body name_ja name_en prefecture kind code_check",
    "reports": "report body kind fiscal_year title units rounding file sha256 publisher page licence",
    "segments": "segment label_ja label_en",
    "checks": "check rule report expected found difference tolerance status",
    "check_facts": "check fact_id weight",
    "indicators": "body fiscal_year scope indicator value unit formula numerator denominator status reason_ja reason_en",
    "discrepancies": "rule places figures gap explanation_ja explanation_en status",
    "tables": "report table order form statement scope fiscal_year unit title page line",
    "columns": "form column order label_ja label_en",
}


def fields_of(name: str) -> list[dict[str, Any]]:
    return read_schema(name).fields


@pytest.mark.parametrize("table", PROMISED)
def test_a_published_table_has_the_columns_that_were_promised(table: str, reference: Reference) -> None:
    schema = load_schemas([table], reference)[table]
    assert [name for name in PROMISED[table].split() if name not in schema.names] == []


@pytest.mark.parametrize("table", NAMES)
def test_a_schema_is_one_that_frictionless_takes(table: str) -> None:
    assert frictionless.Schema.from_descriptor(json.loads((FOLDER / f"{table}.json").read_text(encoding="utf-8"))).fields


def test_no_schema_lets_a_reader_find_numbers_inside_text() -> None:
    # With bareNumber false frictionless reads △1234 as 1234 and (5) as 5.
    assert [path.name for path in FOLDER.glob("*.json") if "bareNumber" in path.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("table", NAMES)
def test_table_and_columns_are_described_in_both_languages(table: str) -> None:
    descriptor = read_schema(table).descriptor
    for part in (descriptor, *descriptor["fields"]):
        for key in ("title", "description", "title_ja", "description_ja"):
            assert part[key].strip(), (part.get("name", table), key)
        english = part["title"] + part["description"]
        assert not [c for c in english if unicodedata.east_asian_width(c) in "FW"], part.get("name", table)
        assert re.search(r"[ぁ-んァ-ヶ一-龠々]|SHA", part["title_ja"] + part["description_ja"]), part.get("name", table)


@pytest.mark.parametrize("table", NAMES)
def test_keys_are_lists_that_point_to_columns(table: str) -> None:
    descriptor = read_schema(table).descriptor
    # `exact` is the default. To write it is to be invalid: the profile of Data Package 2.0 wants a list where its text and
    # frictionless want a word (mended in 2.1).
    assert descriptor.get("fieldsMatch", "exact") == ("superset" if table == "transcript" else "exact")
    assert ("fieldsMatch" in descriptor) == (table == "transcript")
    assert isinstance(descriptor.get("primaryKey", []), list)
    for key in descriptor.get("foreignKeys", []):
        assert isinstance(key["fields"], list)
        assert isinstance(key["reference"]["fields"], list)
        target = key["reference"]["resource"] or table
        assert {field["name"] for field in fields_of(target)} >= set(key["reference"]["fields"])


@pytest.mark.parametrize("table", NAMES)
def test_categories_are_mirrored_in_an_enum(table: str) -> None:
    for field in fields_of(table):
        if "categories" in field:
            assert field["constraints"]["enum"] == [category["value"] for category in field["categories"]]


@pytest.mark.parametrize("table", TABLES)
def test_codes_are_text(table: str) -> None:
    ids = {"report", "body", "account", "fact_id", "check", "rule", "form", "table", "column", "segment", "scope", "unit"}
    assert [field["name"] for field in fields_of(table) if field["name"] in ids and field["type"] != "string"] == []


def test_a_coded_column_may_hold_exactly_the_ids_of_its_reference_table(reference: Reference) -> None:
    fields = {field["name"]: field for field in load_schemas(["facts"], reference)["facts"].fields}
    assert fields["scope"]["constraints"]["enum"] == [row["scope"] for row in reference.tables["scopes"]]
    assert fields["unit"]["constraints"]["enum"] == list(reference.units)
    assert {"value": "thousand_yen", "label": "Thousand yen", "label_ja": "千円"} in fields["unit"]["categories"]


def test_columns_that_only_the_repository_has_are_not_published(reference: Reference) -> None:
    assert "open_account" in [field["name"] for field in fields_of("forms")]
    assert "open_account" not in load_schemas(["forms"], reference)["forms"].names


def test_text_with_few_values_is_dictionary_encoded_and_money_is_exact(reference: Reference) -> None:
    schema: Schema = load_schemas(["facts"], reference)["facts"]
    assert schema.arrow.field("scope").type == pa.dictionary(pa.int32(), pa.string())
    assert schema.arrow.field("fact_id").type == pa.string()
    assert schema.arrow.field("yen").type == pa.int64()
    assert schema.arrow.field("value").type == pa.decimal128(20, 4)
