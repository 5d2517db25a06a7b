"""CSV that Python's own csv module reads back, written column by column."""

import csv
import io
from decimal import Decimal

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from scripts.publish.files.delimited import ROWS, csv_chunks
from scripts.writing import csv_text

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8).map(lambda text: text or None)
VALUES = st.decimals(-(10**15), 10**15, places=4, allow_nan=False)
ROW = st.tuples(
    TEXTS, st.none() | st.sampled_from(["a", 'b"', "c,d"]), st.none() | VALUES, st.none() | st.integers(-(2**62), 2**62)
)
TYPES = (pa.string(), pa.dictionary(pa.int32(), pa.string()), pa.decimal128(20, 4), pa.int64())


def table_of(rows: list[tuple[object, ...]]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) if rows else [()] * 4
    arrays = [pa.array(list(column), kind) for column, kind in zip(columns, TYPES, strict=True)]
    return pa.table(arrays, names=["text", "kind", "value", "count"])


def text_of(table: pa.Table) -> str:
    return b"".join(csv_chunks(table)).decode("utf-8")


def plain(value: object) -> str:
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return (
            (text.rstrip("0").rstrip(".") if "." in text else text).replace("-0", "0")
            if value == 0
            else text.rstrip("0").rstrip(".")
        )
    return "" if value is None else str(value)


@given(st.lists(ROW, max_size=5))
def test_every_row_is_read_back_as_it_was(rows: list[tuple[object, ...]]) -> None:
    read = list(csv.reader(io.StringIO(text_of(table_of(rows)), newline=""), strict=True))
    assert read == [["text", "kind", "value", "count"], *([plain(value) for value in row] for row in rows)]


# A lone carriage return is quoted here, as readers need it; Python's writer leaves it bare.
@given(st.lists(ROW.filter(lambda row: "\r" not in (row[0] or "")), max_size=5))
def test_the_bytes_are_those_of_the_canonical_form(rows: list[tuple[object, ...]]) -> None:
    names = ["text", "kind", "value", "count"]
    assert text_of(table_of(rows)) == csv_text(names, [dict(zip(names, map(plain, row), strict=True)) for row in rows])


def test_lines_end_with_lf_and_no_bom_stands_in_front() -> None:
    content = b"".join(csv_chunks(table_of([("科目", "a", Decimal("80.9"), 1)])))
    assert content == "text,kind,value,count\n科目,a,80.9,1\n".encode()


def test_a_minus_is_the_hyphen_of_data() -> None:
    assert text_of(table_of([("△1", "a", Decimal("-1.50"), -2)])).splitlines()[1] == "△1,a,-1.5,-2"


def test_a_long_table_comes_in_pieces() -> None:
    rows = ROWS + 1
    table = pa.table({"a": pa.array(range(rows)), "b": pa.array(["x"] * rows)})
    chunks = list(csv_chunks(table))
    assert len(chunks) == 3
    assert b"".join(chunks).count(b"\n") == rows + 1
