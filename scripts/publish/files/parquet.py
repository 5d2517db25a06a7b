"""Arrow tables as Parquet: the same bytes for the same rows with the same release of pyarrow."""

import json

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

ROW_GROUP = 1 << 17


def parquet_bytes(table: pa.Table) -> bytes:
    """Give `table` as a Parquet file: zstd, statistics and a page index for readers that fetch parts of it."""
    sink = pa.BufferOutputStream()
    described = table.replace_schema_metadata({"pandas": _pandas_metadata(table.schema)})
    pq.write_table(
        described.combine_chunks(),
        sink,
        version="2.6",
        compression="zstd",
        compression_level=3,
        row_group_size=ROW_GROUP,
        write_page_index=True,
    )
    return bytes(sink.getvalue())


def _pandas_metadata(schema: pa.Schema) -> str:
    # Without this pandas reads an integer column with a gap as floating point, and frictionless, which reads Parquet
    # through pandas, calls the gaps type errors.
    names = [field.name for field in schema if pa.types.is_integer(field.type)]
    columns = [
        {"name": name, "field_name": name, "pandas_type": "int64", "numpy_type": "Int64", "metadata": None} for name in names
    ]
    about = {"index_columns": [], "column_indexes": [], "columns": columns, "pandas_version": pd.__version__}
    return json.dumps(about | {"creator": {"library": "pyarrow", "version": pa.__version__}})
