"""Parquet with exactly the types of the schema."""

import io
from decimal import Decimal

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from scripts.publish.files.parquet import parquet_bytes

TABLE = pa.table(
    {
        "code": pa.array(["011002", None, "011002"]).dictionary_encode(),
        "value": pa.array([Decimal("1.5"), None, Decimal(-3)], pa.decimal128(20, 4)),
        "yen": pa.array([2**53 + 1, None, 3], pa.int64()),
    }
)


def test_rows_and_types_come_back() -> None:
    read = pq.read_table(io.BytesIO(parquet_bytes(TABLE)))
    assert read.equals(TABLE)


def test_the_same_rows_give_the_same_bytes_however_they_are_cut() -> None:
    again = pa.concat_tables([TABLE.slice(0, 1), TABLE.slice(1)])
    assert parquet_bytes(again) == parquet_bytes(TABLE)


def test_pandas_reads_whole_numbers_with_a_gap_as_whole_numbers() -> None:
    frame = pd.read_parquet(io.BytesIO(parquet_bytes(TABLE)))
    assert str(frame["yen"].dtype) == "Int64"
    assert int(frame["yen"].iloc[0]) == 2**53 + 1
    assert str(pd.read_parquet(io.BytesIO(parquet_bytes(TABLE)), columns=["code", "yen"])["yen"].dtype) == "Int64"


def test_text_and_whole_numbers_are_kept_as_differences_and_words_in_dictionaries() -> None:
    content = parquet_bytes(TABLE.append_column("id", pa.array(["a:1", "a:2", "a:3"])))
    group = pq.ParquetFile(io.BytesIO(content)).metadata.row_group(0)
    ways = {group.column(n).path_in_schema: group.column(n) for n in range(group.num_columns)}
    assert "RLE_DICTIONARY" in ways["code"].encodings
    assert "DELTA_BYTE_ARRAY" in ways["id"].encodings
    assert "DELTA_BINARY_PACKED" in ways["yen"].encodings
    assert {column.compression for column in ways.values()} == {"ZSTD"}


def test_no_rows_make_a_file_too() -> None:
    assert pq.read_table(io.BytesIO(parquet_bytes(TABLE.slice(0, 0)))).schema.names == TABLE.schema.names
