"""A row that breaks a key or a constraint is noticed, each kind of fault by its own sentence."""

from typing import Any

import pyarrow as pa
import pytest

from scripts.publish.relations import find_faults
from scripts.publish.schemas import Schema

BODIES = Schema(
    "bodies",
    {
        "fields": [
            {"name": "body", "type": "string", "constraints": {"required": True, "pattern": "[0-9]{6}|[a-z]+"}},
            {"name": "kind", "type": "string", "constraints": {"enum": ["town", "agency"]}},
            {"name": "order", "type": "integer", "constraints": {"minimum": 1, "maximum": 9}},
            {"name": "parent", "type": "string"},
        ],
        "primaryKey": ["body"],
        "foreignKeys": [{"fields": ["parent"], "reference": {"resource": "", "fields": ["body"]}}],
    },
)
FACTS = Schema(
    "facts",
    {
        "fields": [{"name": "body", "type": "string"}, {"name": "order", "type": "integer"}],
        "primaryKey": ["body", "order"],
        "foreignKeys": [{"fields": ["body", "order"], "reference": {"resource": "bodies", "fields": ["body", "order"]}}],
    },
)
SCHEMAS = {"bodies": BODIES, "facts": FACTS}
GOOD = [("294241", "town", 1, None), ("jlis", None, None, "294241")]


def faults_of(bodies: list[tuple[Any, ...]], facts: list[tuple[Any, ...]]) -> list[str]:
    tables = {}
    for schema, rows in ((BODIES, bodies), (FACTS, facts)):
        columns = zip(*rows, strict=True) if rows else [()] * len(schema.names)
        tables[schema.table] = pa.table(
            [pa.array(c, t) for c, t in zip(columns, schema.arrow.types, strict=True)], schema=schema.arrow
        )
    return find_faults(tables, SCHEMAS)


def test_tables_that_hold_together_have_no_fault() -> None:
    assert faults_of(GOOD, [("294241", 1), ("jlis", None)]) == []
    assert faults_of([], []) == []


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ((None, "town", 1, None), "bodies.body: 1 rows have no value, which is required\n    mend: give the value"),
        (("29424", "town", 1, None), "bodies.body: 1 rows: '29424' does not have the form required"),
        (("town", "village", 1, None), "bodies.kind: 1 rows: 'village' is not among those listed"),
        (("town", "town", 0, None), "bodies.order: 1 rows: '0' is below the minimum"),
        (("town", "town", 10, None), "bodies.order: 1 rows: '10' is above the maximum"),
        (("town", "town", 1, "city"), "bodies.parent: 1 values do not stand in bodies, first 'city'\n    mend: add it to bodies"),
        (GOOD[0], "bodies.body: 1 keys are there more than once, first '294241'\n    mend: give every row its own key"),
    ],
)
def test_a_broken_row_is_named_with_table_column_value_and_mend(row: tuple[Any, ...], words: str) -> None:
    faults = faults_of([*GOOD, row], [])
    assert len(faults) == 1
    assert faults[0].startswith(words)


def test_a_key_of_several_columns_is_one_key() -> None:
    facts = [("294241", 1), ("294241", 2), ("294241", 2)]
    assert faults_of(GOOD, facts) == [
        "facts.body+order: 1 keys are there more than once, first '294241, 2'\n    mend: give every row its own key",
        "facts.body+order: 1 values do not stand in bodies, first '294241, 2'\n    mend: add it to bodies, or mend the row",
    ]
