"""What changed in the columns that are published and in the reference tables: names dropped, types, meanings, codes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Schemas = Mapping[str, Mapping[str, Any]]
Rows = Mapping[str, Sequence[Mapping[str, str]]]
# Words about a column may change without changing what it holds.
WORDS = frozenset({"title", "description", "title_ja", "description_ja", "title_en", "description_en", "example"})


@dataclass(frozen=True, slots=True)
class SchemaChange:
    """A change of a published table's columns, or of a row of a reference table.

    `breaks` tells that what somebody relies on is gone or means something else: a MAJOR version.
    """

    kind: str
    where: str
    what: str
    before: str
    after: str
    breaks: bool


def compare_schemas(schemas: tuple[Schemas, Schemas], reference: tuple[Rows, Rows]) -> tuple[SchemaChange, ...]:
    """Give what changed from the first to the second of `schemas` (by table) and of `reference` (rows by file)."""
    return (*_tables(*schemas), *_reference(*reference))


def _tables(before: Schemas, after: Schemas) -> Iterator[SchemaChange]:
    for table in sorted({*before, *after}):
        if table not in after:
            yield SchemaChange("table removed", table, "", table, "", breaks=True)
        elif table not in before:
            yield SchemaChange("table added", table, "", "", table, breaks=False)
        else:
            yield from _columns(table, before[table], after[table])


def _columns(table: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[SchemaChange]:
    old, new = ({field["name"]: field for field in schema["fields"]} for schema in (before, after))
    for name in (name for name in old if name not in new):
        yield SchemaChange("column removed", table, name, name, "", breaks=True)
    for name in (name for name in new if name not in old):
        yield SchemaChange("column added", table, name, "", name, breaks=False)
    for name in (name for name in new if name in old):
        for key in sorted({*old[name], *new[name]} - WORDS):
            was, now = old[name].get(key, ""), new[name].get(key, "")
            if was != now:
                yield SchemaChange("column changed", table, f"{name}.{key}", str(was), str(now), breaks=key == "type")
    for key in ("primaryKey", "foreignKeys"):
        was, now = before.get(key, ""), after.get(key, "")
        if was != now:
            yield SchemaChange("key changed", table, key, str(was), str(now), breaks=key == "primaryKey")


def _reference(before: Rows, after: Rows) -> Iterator[SchemaChange]:
    for table in sorted({*before, *after}):
        if table not in before or table not in after:
            kind = "reference table added" if table in after else "reference table removed"
            yield SchemaChange(kind, table, "", "" if table in after else table, table if table in after else "", breaks=False)
            continue
        old, new = (_keyed(rows) for rows in (before[table], after[table]))
        for key in (key for key in old if key not in new):
            yield SchemaChange("row removed", table, key, _row(old[key]), "", breaks=False)
        for key in (key for key in new if key not in old):
            yield SchemaChange("row added", table, key, "", _row(new[key]), breaks=False)
        for key in (key for key in new if key in old and old[key] != new[key]):
            names = [name for name in {**old[key], **new[key]} if old[key].get(name, "") != new[key].get(name, "")]
            for name in names:
                was, now = old[key].get(name, ""), new[key].get(name, "")
                yield SchemaChange("row changed", table, f"{key}.{name}", was, now, breaks=False)


def _keyed(rows: Sequence[Mapping[str, str]]) -> dict[str, Mapping[str, str]]:
    """Give rows by their first column, or by all of it where that repeats."""
    if not rows:
        return {}
    first = next(iter(rows[0]))
    names = [row[first] for row in rows]
    if len(set(names)) == len(names):
        return dict(zip(names, rows, strict=True))
    return {_row(row): row for row in rows}


def _row(row: Mapping[str, str]) -> str:
    return ",".join(str(value) for value in row.values())
