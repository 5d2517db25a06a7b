"""Keys between tables: what breaks them, and which rows belong to one report."""

from collections.abc import Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from scripts.publish.faults import fault
from scripts.publish.schemas import ForeignKey, Schema

_JOIN = "\x1f"


def find_faults(tables: Mapping[str, pa.Table], schemas: Mapping[str, Schema]) -> list[str]:
    """Give every fault of the tables: gaps in required columns, values outside their list, broken keys."""
    return [text for name, table in tables.items() for text in _table_faults(table, schemas[name], tables)]


def _table_faults(table: pa.Table, schema: Schema, tables: Mapping[str, pa.Table]) -> Iterator[str]:
    yield from find_value_faults(table, schema)
    yield from _repeated_keys(table, schema)
    for key in schema.foreign_keys:
        yield from _key_faults(table, schema.table, key, tables)


def find_value_faults(table: pa.Table, schema: Schema) -> Iterator[str]:
    """Give the faults of single values: gaps in required columns, values outside their list."""
    for field in schema.fields:
        yield from _value_faults(table[field["name"]], f"{schema.table}.{field['name']}", field.get("constraints", {}))


def _repeated_keys(table: pa.Table, schema: Schema) -> Iterator[str]:
    counts = pc.value_counts(pc.fill_null(key_of(table, schema.primary_key), ""))
    twice = counts.filter(pc.greater(pc.struct_field(counts, "counts"), 1))
    if len(twice):
        first = twice[0]["values"].as_py().replace(_JOIN, ", ")
        where = f"{schema.table}.{'+'.join(schema.primary_key)}"
        yield fault(where, f"{len(twice)} keys are there more than once, first {first!r}", "give every row its own key")


def _value_faults(column: pa.ChunkedArray, where: str, constraints: Mapping[str, object]) -> Iterator[str]:
    if constraints.get("required") and column.null_count:
        yield fault(where, f"{column.null_count} rows have no value, which is required", "give the value")
    tests = {
        "enum": ("is not among those listed", _listed),
        "pattern": ("does not have the form required", _formed),
        "minimum": ("is below the minimum", pc.greater_equal),
        "maximum": ("is above the maximum", pc.less_equal),
    }
    for name, (what, test) in tests.items():
        if name in constraints:
            # Values repeat: each is looked at once, and rows are only counted where one is wrong.
            values = _distinct(column)
            odd = values.filter(pc.invert(test(values, constraints[name])))
            if len(odd):
                count = pc.sum(pc.is_in(plain(column), value_set=odd)).as_py()
                mend = "mend the row, or the schema where it is too narrow"
                yield fault(where, f"{count} rows: {str(odd[0].as_py())!r} {what}", mend)


def _listed(values: pa.Array, listed: list[str]) -> pa.Array:
    return pc.is_in(values, value_set=pa.array(listed, pa.string()))


def _formed(values: pa.Array, pattern: str) -> pa.Array:
    return pc.match_substring_regex(values, f"^(?:{pattern})$")


def _key_faults(table: pa.Table, name: str, key: ForeignKey, tables: Mapping[str, pa.Table]) -> Iterator[str]:
    values = _distinct(table[key.fields[0]]) if len(key.fields) == 1 else _distinct(key_of(table, key.fields))
    known = pc.is_in(values, value_set=key_of(tables[key.table], key.targets).combine_chunks())
    odd = values.filter(pc.invert(known))
    if len(odd):
        first = odd[0].as_py().replace(_JOIN, ", ")
        message = f"{len(odd)} values do not stand in {key.table}, first {first!r}"
        yield fault(f"{name}.{'+'.join(key.fields)}", message, f"add it to {key.table}, or mend the row")


def _distinct(column: pa.ChunkedArray) -> pa.Array:
    return pc.drop_null(plain(pc.unique(column)))


def plain(values: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """Give a column; one of text without its dictionary."""
    return values.cast(pa.string()) if pa.types.is_dictionary(values.type) else values


def key_of(table: pa.Table, names: list[str] | tuple[str, ...]) -> pa.ChunkedArray:
    """Give the key of each row as one text; null where a part is missing."""
    columns = [table[name].cast(pa.string()) for name in names]
    return columns[0] if len(columns) == 1 else pc.binary_join_element_wise(*columns, _JOIN)


def own_words(table: pa.Table) -> pa.Table:
    """Give a part of a table with dictionaries of its own.

    One that still holds the words of other parts would make every file as large as all of them, and another with each part
    that comes.
    """
    columns = [plain(column).combine_chunks() for column in table.columns]
    coded = [pa.types.is_dictionary(field.type) for field in table.schema]
    return pa.table(
        [column.dictionary_encode() if words else column for column, words in zip(columns, coded, strict=True)],
        schema=table.schema.remove_metadata(),
    )
