"""Arrow tables as Parquet: the same bytes for the same rows with the same release of pyarrow.

Measured on facts of 1,788 bodies (tests/bench_parquet.py): text as differences from the value before and whole numbers as
differences make a file a third smaller than dictionaries and plain values do.
"""

import json
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

ROW_GROUP = 1 << 17
"""Rows of a group where a file is read whole."""
PAGE = 20_000
"""Rows of a page there."""


BATCH = 1 << 16
"""Values that are encoded at once: with the 1,024 that pyarrow takes by itself writing costs a tenth more."""


def parquet_bytes(table: pa.Table, rows: int = ROW_GROUP, page: int = PAGE) -> bytes:
    """Give `table` as a Parquet file with groups of `rows` rows and pages of at most `page` rows."""
    sink = pa.BufferOutputStream()
    described = described_for_pandas(table).combine_chunks()
    pq.write_table(described, sink, row_group_size=rows, max_rows_per_page=page, **writing_options(table.schema))
    return bytes(sink.getvalue())


def writing_options(schema: pa.Schema) -> dict[str, Any]:
    """Give the options of pyarrow's Parquet writers for `schema`, the same for every file that is published.

    zstd, which a browser unpacks with 3 kB of code; statistics and a page index for readers that fetch parts of a file;
    dictionaries for text with few values, differences for other text and for whole numbers.
    """
    words = [field.name for field in schema if pa.types.is_dictionary(field.type)]
    return {
        "version": "2.6",
        "compression": "zstd",
        "compression_level": 3,
        "write_page_index": True,
        "write_batch_size": BATCH,
        "use_dictionary": words,
        "column_encoding": {field.name: way for field in schema if (way := _encoding(field.type))},
    }


def _encoding(kind: pa.DataType) -> str:
    if pa.types.is_string(kind):
        return "DELTA_BYTE_ARRAY"
    return "DELTA_BINARY_PACKED" if pa.types.is_integer(kind) else ""


def described_for_pandas(table: pa.Table) -> pa.Table:
    """Give `table` with what pandas needs to read whole numbers with gaps as whole numbers.

    Without this pandas reads an integer column with a gap as floating point, and frictionless, which reads Parquet
    through pandas, calls the gaps type errors.
    """
    return table.replace_schema_metadata({"pandas": _pandas_metadata(table.schema)})


def _pandas_metadata(schema: pa.Schema) -> str:
    names = [field.name for field in schema if pa.types.is_integer(field.type)]
    columns = [
        {"name": name, "field_name": name, "pandas_type": "int64", "numpy_type": "Int64", "metadata": None} for name in names
    ]
    about = {"index_columns": [], "column_indexes": [], "columns": columns, "pandas_version": pd.__version__}
    return json.dumps(about | {"creator": {"library": "pyarrow", "version": pa.__version__}})
