"""Reference tables are published as they stand, and every column and code is explained."""

import pytest

from scripts.publish.frames.knowledge import check_code, codes_frame, concepts_frame, reference_frame
from scripts.publish.publication import SHARED, TABLES
from scripts.publish.schemas import load_schemas
from scripts.reference import Reference


@pytest.mark.parametrize("table", SHARED)
def test_a_reference_table_keeps_its_rows_and_their_order(table: str, reference: Reference) -> None:
    schema = load_schemas([table], reference)[table]
    rows = reference.tables["indicators" if table == "formulas" else table]
    frame = reference_frame(schema, reference)
    assert list(frame.columns) == schema.names
    key = schema.primary_key[0]
    assert [str(value) for value in frame[key]] == [row[key] for row in rows]


@pytest.mark.parametrize(("body", "told"), [("294241", "valid"), ("294242", "invalid"), ("011002", "valid"), ("jlis", "none")])
def test_the_check_digit_of_a_code_is_checked(body: str, told: str) -> None:
    assert check_code(body) == told


def test_every_code_of_the_repository_has_its_check_digit(reference: Reference) -> None:
    assert [row["body"] for row in reference.tables["bodies"] if check_code(row["body"]) == "invalid"] == []


def test_every_column_of_every_table_is_a_concept(reference: Reference) -> None:
    schemas = load_schemas(TABLES, reference)
    frame = concepts_frame(schemas)
    assert list(zip(frame["table"], frame["column"], strict=True)) == [
        (s.table, name) for s in schemas.values() for name in s.names
    ]
    assert frame.notna().all().all()


def test_every_code_is_explained_in_both_languages(reference: Reference) -> None:
    frame = codes_frame(load_schemas(TABLES, reference).values())
    of_facts = frame[frame["table"] == "facts"]
    labels = dict(zip(zip(of_facts["column"], of_facts["code"], strict=True), of_facts["label_en"], strict=True))
    assert labels["missing", "dash"] == "Printed as a dash: nil"
    assert labels["unit", "thousand_yen"] == "Thousand yen"
    assert (frame[["label_ja", "label_en"]] != "").all().all()


def test_municipalities_have_readings(reference: Reference) -> None:
    rows = {row["code"]: row["kana"] for row in reference.tables["readings"]}
    kinds = {"city", "town", "village", "ward"}
    assert [row["body"] for row in reference.tables["bodies"] if row["kind"] in kinds and row["body"] not in rows] == []
    known = {"011002": "さっぽろ", "122220": "あびこ", "294241": "かんまき", "473260": "ちゃたん", "452025": "みやこのじょう"}
    assert {code: rows[code] for code in known} == known
    assert [code for code in rows if check_code(code) != "valid"] == []
