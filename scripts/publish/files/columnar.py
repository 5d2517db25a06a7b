"""From data frames to Arrow tables of exactly the published types."""

import sys

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from scripts.publish.faults import PublishError, fault
from scripts.publish.schemas import NUMBER, Schema

_WIDE, _WHOLE = pa.decimal128(38, NUMBER.scale), pa.decimal128(20, 0)
_MOST = 2**63


def table_of(frame: pd.DataFrame, schema: Schema) -> pa.Table:
    """Give `frame` as an Arrow table with the columns and types of `schema`, in the schema's order.

    Text that is empty becomes null, as the CSV cannot tell the two apart. Raises PublishError when columns are
    missing or unknown, or when a value does not fit its type without loss.
    """
    faults = _column_faults(frame, schema)
    if faults:
        raise PublishError(faults)
    arrays = []
    for field in schema.arrow:
        try:
            arrays.append(_array(frame[field.name], field.type))
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError, pa.ArrowTypeError) as error:
            message = f"a value does not fit {field.type}: {error}"
            faults.append(fault(f"{schema.table}.{field.name}", message, "mend the step that gives the column"))
    if faults:
        raise PublishError(faults)
    return pa.table(arrays, schema=schema.arrow)


def _column_faults(frame: pd.DataFrame, schema: Schema) -> list[str]:
    wanted, there = set(schema.names), set(frame.columns)
    odd = [(name, "is missing") for name in schema.names if name not in there]
    odd += [(str(name), "has no schema") for name in frame.columns if name not in wanted]
    mend = f"give the column, or change datapackage/schemas/{schema.table}.json"
    return [fault(f"{schema.table}.{name}", f"the column {what}", mend) for name, what in odd]


def _array(series: "pd.Series[str]", kind: pa.DataType) -> pa.Array:
    if not len(series):
        return pa.array([], kind)
    if isinstance(series.dtype, pd.CategoricalDtype):
        coded = _coded(series)
        return coded if pa.types.is_dictionary(kind) else coded.cast(pa.string())
    if pa.types.is_dictionary(kind):
        return _text(series).dictionary_encode()
    if pa.types.is_string(kind):
        return _text(series)
    values = _numbers(series)
    if values.null_count < len(values) and not _exact(values.type):
        raise pa.ArrowTypeError(f"{values.type}; money and counts are integers or Decimal")
    return _decimals(values, kind) if pa.types.is_decimal(kind) and pa.types.is_integer(values.type) else values.cast(kind)


def _decimals(values: pa.Array, kind: pa.DataType) -> pa.Array:
    """Give whole numbers as decimals: the steps of the last place as whole numbers of 128 bits."""
    number = values.cast(pa.int64()).fill_null(0).to_numpy()
    if len(number) and max(-int(number.min()), int(number.max())) >= _MOST // 10**kind.scale:
        # They reach a decimal type by one that is wide enough for every integer.
        return values.cast(_WHOLE).cast(kind)
    low = number * 10**kind.scale
    halves = (low, low >> 63) if sys.byteorder == "little" else (low >> 63, low)
    gaps = values.is_valid().buffers()[1] if values.null_count else None
    return pa.Array.from_buffers(kind, len(number), [gaps, pa.py_buffer(np.column_stack(halves))])


def _coded(series: "pd.Series[str]") -> pa.DictionaryArray:
    """Give words that are numbered already as they are: only the empty word becomes none."""
    words = [str(word) for word in series.cat.categories]
    codes = series.cat.codes.to_numpy()
    gap = codes < 0 if "" not in words else (codes < 0) | (codes == words.index(""))
    given = pa.array(codes.astype(np.int32), mask=gap if gap.any() else None)
    return pa.DictionaryArray.from_arrays(given, pa.array(words, pa.string()))


def _numbers(series: "pd.Series[str]") -> pa.Array:
    try:
        return _whole(pa.Array.from_pandas(series))
    except pa.ArrowInvalid:
        # The type Arrow infers from Decimals may be too narrow for integers among them.
        return _whole(pa.Array.from_pandas(series, type=_WIDE))


def _exact(kind: pa.DataType) -> bool:
    return bool(pa.types.is_decimal(kind) or pa.types.is_integer(kind) or pa.types.is_boolean(kind))


def _text(series: "pd.Series[str]") -> pa.Array:
    values = _whole(pa.Array.from_pandas(series))
    if pa.types.is_null(values.type):
        return values.cast(pa.string())
    if not (pa.types.is_string(values.type) or pa.types.is_large_string(values.type) or pa.types.is_dictionary(values.type)):
        raise pa.ArrowTypeError(f"{values.type}, not text; every code is text")
    text = values.cast(pa.string())
    if not pc.any(pc.equal(text, ""), min_count=0).as_py():
        return text
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)


def _whole(values: pa.Array | pa.ChunkedArray) -> pa.Array:
    return values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
