"""Sentences that tests pin word for word, kept beside the tests of national workbooks."""

import tomllib
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "national" / "sentences.toml"


@cache
def sentences(table: str) -> dict[str, str]:
    """Give the sentences of a table (`test.kind`) of sentences.toml by case."""
    test, kind = table.split(".")
    found: dict[str, str] = tomllib.loads(FILE.read_text(encoding="utf-8"))[test][kind]
    return found
