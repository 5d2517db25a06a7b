"""Arrow tables as CSV: UTF-8 without BOM, LF, quotes only where needed, nothing for a missing value."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

ROWS = 1 << 16
_SPECIAL = '[,"\r\n]'


def csv_chunks(table: pa.Table) -> Iterator[bytes]:
    """Give the CSV of `table` in pieces: the heading, then some rows at a time, written column by column."""
    yield (",".join(table.column_names) + "\n").encode()
    for batch in table.to_batches(max_chunksize=ROWS):
        lines = _lines([_cells(column) for column in batch.columns])
        yield ("\n".join(lines.to_pylist()) + "\n").encode() if batch.num_rows else b""


def _lines(columns: list[pa.Array]) -> pa.Array:
    return pc.binary_join_element_wise(*columns, ",", null_handling="replace", null_replacement="")


def _cells(column: pa.Array) -> pa.Array:
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _quoted(column.dictionary).take(column.indices)
    if pa.types.is_decimal(kind):
        return pc.replace_substring_regex(column.cast(pa.string()), r"\.?0+$", "") if kind.scale > 0 else column.cast(pa.string())
    if pa.types.is_string(kind):
        return _quoted(column)
    return column.cast(pa.string())


def _quoted(text: pa.Array) -> pa.Array:
    special = pc.match_substring_regex(text, _SPECIAL)
    if not pc.any(special, min_count=0).as_py():
        return text
    doubled = pc.replace_substring(text, '"', '""')
    framed = pc.binary_join_element_wise('"', doubled, '"', "")
    return pc.if_else(special, framed, text)
