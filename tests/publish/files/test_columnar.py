"""Data frames become Arrow tables of the published types, or are refused."""

from decimal import Decimal

import pandas as pd
import pyarrow as pa
import pytest

from scripts.publish.faults import PublishError
from scripts.publish.files.columnar import table_of
from scripts.publish.schemas import Schema

SCHEMA = Schema(
    "small",
    {
        "fields": [
            {"name": "code", "type": "string"},
            {"name": "kind", "type": "string", "dictionary": True},
            {"name": "value", "type": "number"},
            {"name": "count", "type": "integer"},
        ]
    },
)


def frame(**columns: object) -> pd.DataFrame:
    plain = {"code": ["011002"], "kind": ["a"], "value": [Decimal("1.5")], "count": [1]}
    return pd.DataFrame(plain | columns)


def test_columns_come_in_the_order_of_the_schema_with_its_types() -> None:
    table = table_of(frame()[["count", "value", "kind", "code"]], SCHEMA)
    assert table.schema == SCHEMA.arrow
    assert table.to_pylist() == [{"code": "011002", "kind": "a", "value": Decimal("1.5000"), "count": 1}]


def test_an_empty_text_is_no_value() -> None:
    table = table_of(frame(code=[""], kind=[None], value=[None], count=pd.array([pd.NA], "Int64")), SCHEMA)
    assert [column.null_count for column in table.columns] == [1, 1, 1, 1]


def test_integers_decimals_and_gaps_may_stand_in_one_column_of_numbers() -> None:
    values = pd.Series([Decimal("-0.25"), 3, None], dtype=object)
    rows = pd.DataFrame({"code": list("abc"), "kind": list("xxy"), "value": values, "count": [1, 2, 3]})
    assert table_of(rows, SCHEMA)["value"].to_pylist() == [Decimal("-0.25"), Decimal(3), None]


def test_no_rows_still_have_their_types() -> None:
    assert table_of(frame().iloc[:0], SCHEMA).schema == SCHEMA.arrow


def test_categories_of_pandas_are_text() -> None:
    assert table_of(frame(code=pd.Categorical(["x"])), SCHEMA)["code"].to_pylist() == ["x"]


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"value": [0.1]}, "small.value: a value does not fit"),
        ({"count": [1.5]}, "small.count: a value does not fit"),
        ({"code": [11002]}, "small.code: a value does not fit string: int64, not text; every code is text"),
        ({"value": ["12"]}, "small.value: a value does not fit"),
        ({"value": [Decimal("0.00001")]}, "small.value: a value does not fit"),
        ({"value": [Decimal(10) ** 16]}, "small.value: a value does not fit"),
        ({"more": ["x"]}, "small.more: the column has no schema"),
    ],
)
def test_what_does_not_fit_without_loss_is_refused(columns: dict[str, object], words: str) -> None:
    with pytest.raises(PublishError) as refused:
        table_of(frame(**columns), SCHEMA)
    assert words in str(refused.value)


def test_every_fault_of_a_table_is_named_at_once() -> None:
    with pytest.raises(PublishError) as refused:
        table_of(frame(value=[0.1], code=[1]), SCHEMA)
    assert len(refused.value.faults) == 2
    with pytest.raises(PublishError) as refused:
        table_of(frame().drop(columns=["kind", "count"]), SCHEMA)
    assert str(refused.value) == (
        "small.kind: the column is missing\n    mend: give the column, or change datapackage/schemas/small.json\n"
        "small.count: the column is missing\n    mend: give the column, or change datapackage/schemas/small.json"
    )


def test_the_widest_amount_that_fits_is_kept_exactly() -> None:
    widest = Decimal("9999999999999999.9999")
    assert table_of(frame(value=[widest]), SCHEMA)["value"].to_pylist() == [widest]
    assert pa.types.is_decimal(table_of(frame(value=[10**15]), SCHEMA)["value"].type)


@pytest.mark.parametrize("most", [7, 10**15])
def test_whole_numbers_with_gaps_are_decimals_whatever_their_size(most: int) -> None:
    numbers = [0, None, -1, most, -most, None, 3, 4, 5, 6]
    rows = len(numbers)
    columns = {"code": ["a"] * rows, "kind": ["a"] * rows, "count": [1] * rows}
    table = table_of(pd.DataFrame(columns | {"value": pd.array(numbers, dtype="Int64")}), SCHEMA)
    table.validate(full=True)
    assert table["value"].to_pylist() == [None if number is None else Decimal(number) for number in numbers]
    assert table["value"].slice(3).to_pylist() == table["value"].to_pylist()[3:]
