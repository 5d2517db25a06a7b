"""The project's knowledge as published tables: reference tables as they stand, and what every column and code means."""

from collections.abc import Iterable, Mapping

import pandas as pd

from scripts.publish.schemas import Schema
from scripts.reference import Reference

_SHEETS = {"formulas": "indicators"}
_WEIGHTS = (6, 5, 4, 3, 2)


def reference_frame(schema: Schema, reference: Reference) -> pd.DataFrame:
    """Give a reference table as a data frame with the columns of `schema`, its numbers as integers.

    A column that no row has is empty.
    """
    rows = reference.tables.get(_SHEETS.get(schema.table, schema.table), [])
    if schema.table == "bodies":
        rows = [row | {"code_check": check_code(row["body"])} for row in rows]
    if schema.table == "formulas":
        # A spreadsheet takes a cell that begins with a sign for a formula of its own.
        rows = [row | {part: row[part].removeprefix("+ ") for part in ("numerator", "denominator")} for row in rows]
    texts = {field["name"]: [row.get(field["name"]) or None for row in rows] for field in schema.fields}
    kinds = {field["name"]: "Int64" for field in schema.fields if field["type"] == "integer"}
    whole = {name: [text and int(text) for text in texts[name]] for name in kinds}
    return pd.DataFrame(texts | whole, columns=schema.names).astype({name: kinds.get(name, str) for name in schema.names})


def check_code(body: str) -> str:
    """Tell whether the last digit of a body's code is the check digit of the first five (`valid`, `invalid`), or `none`.

    >>> check_code("294241"), check_code("294242"), check_code("jlis")
    ('valid', 'invalid', 'none')
    """
    if len(body) != len(_WEIGHTS) + 1 or not body.isdigit():
        return "none"
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, body, strict=False))
    return "valid" if str(11 - total % 11)[-1] == body[-1] else "invalid"


def concepts_frame(schemas: Mapping[str, Schema]) -> pd.DataFrame:
    """Give every column of every published table with its title and meaning in both languages."""
    return pd.DataFrame(
        [
            {
                "table": schema.table,
                "column": field["name"],
                "order": number,
                "type": field["type"],
                "title_ja": field["title_ja"],
                "title_en": field["title"],
                "description_ja": field["description_ja"],
                "description_en": field["description"],
            }
            for schema in schemas.values()
            for number, field in enumerate(schema.fields, 1)
        ]
    )


def codes_frame(schemas: Iterable[Schema]) -> pd.DataFrame:
    """Give every code a column may hold, with its meaning in both languages."""
    return pd.DataFrame(
        [
            {
                "table": schema.table,
                "column": field["name"],
                "code": category["value"],
                "order": number,
                "label_ja": category["label_ja"],
                "label_en": category["label"],
            }
            for schema in schemas
            for field in schema.fields
            for number, category in enumerate(field.get("categories", []), 1)
        ]
    )
