"""Explore: questions in SQL over the published Parquet files, answered by the reader's own browser.

The page can be read without a script: what the tables hold, where the files are, and ready-made questions with their SQL.
"""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pyarrow.types as kinds

from scripts.show.engine import ENGINE, has_engine
from scripts.show.page import Page
from scripts.show.published import Published
from scripts.show.rendering import Desk

PLACE, TABLES = "explore", "explore/tables.json"
# The table everyone asks of stands first; a file larger than this is read in its parts only.
_FIRST, _ONE_FILE = "facts", 4_000_000
# Behind the footer of a Parquet file: its length and four letters.
_TAIL = 8
_WORDS = (
    *(
        "none",
        "rows",
        "cost",
        "more",
        "running",
        "stopped",
        "place",
        "allowed",
        "missing",
        "folder",
        "csv",
        "table",
        "link",
        "failed",
    ),
    *("old", "empty"),
)


@dataclass(frozen=True, slots=True)
class Table:
    """A published table as Parquet: rows, columns with `text`, `number` or `other`, its file, the parts it is divided into.

    A file is told by url (below the published data), bytes, bytes of its footer, and the values that all its rows share.
    """

    name: str
    rows: int
    columns: Mapping[str, str]
    file: Mapping[str, object] | None
    parts: tuple[Mapping[str, object], ...]


def explore_page(desk: Desk, docs: Path) -> Page:
    """Give the page with its ready-made questions."""
    say, tables = desk.language.say, read_tables(desk.published)
    questions = tomllib.loads(desk.published.sources.text(docs / "questions.toml"))
    text = desk.render(
        "explore.md.j2",
        PLACE,
        tables=tables,
        with_engine=has_engine() and bool(tables),
        data=desk.data(PLACE),
        shared=desk.root(PLACE) + ("" if desk.language.code == "ja" else "../"),
        engine=ENGINE,
        index=TABLES,
        words={word: say(f"explore_{word}") for word in _WORDS},
        questions=[{"title": it[desk.language.code], "sql": it["sql"].strip()} for it in questions.values()],
    )
    return Page(PLACE, str(say("explore_title")), str(say("explore_description")), text)


def tables_file(published: Published) -> bytes:
    """Give what the engine has to know of the tables before it opens one."""
    told = {
        it.name: {"rows": it.rows, "columns": it.columns, "file": it.file, "parts": list(it.parts)}
        for it in read_tables(published)
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def read_tables(published: Published) -> tuple[Table, ...]:
    """Give every table that is published as Parquet, the facts first."""
    return published.sources.kept("tables", lambda: tuple(_tables(published)))


def _tables(published: Published) -> Iterator[Table]:
    paths = published.sources.names(published.folder, "*.parquet")
    for path in sorted(paths, key=lambda path: (path.stem != _FIRST, path.stem)):
        yield _table(published, path)


def _table(published: Published, path: Path) -> Table:
    folder = published.folder
    about = _footer(published, path)
    columns = {field.name: _kind(field.type) for field in about.schema.to_arrow_schema()}
    parts = published.sources.names(folder / "partitioned" / path.stem, "*=*/*.parquet")
    whole = _file(published, path) if path.stat().st_size <= _ONE_FILE or not parts else None
    return Table(path.stem, about.num_rows, columns, whole, tuple(_file(published, part) for part in parts))


def _footer(published: Published, path: Path) -> pq.FileMetaData:
    """Give what the footer of a Parquet file tells."""
    return pq.read_metadata(pa.BufferReader(published.sources.read(path) or b""))


def _file(published: Published, path: Path) -> dict[str, object]:
    folder = published.folder
    footer = _footer(published, path).serialized_size + _TAIL
    told: dict[str, object] = {"url": path.relative_to(folder).as_posix(), "bytes": path.stat().st_size, "footer": footer}
    if only := dict(_parts(path, folder)):
        told["only"] = only
    return told


def _parts(path: Path, folder: Path) -> Iterator[tuple[str, int]]:
    for name in path.relative_to(folder).parts[:-1]:
        if "=" in name:
            column, value = name.split("=", 1)
            yield column, int(value)


def _kind(kind: object) -> str:
    if kinds.is_dictionary(kind):
        kind = kind.value_type  # type: ignore[attr-defined]
    if kinds.is_string(kind) or kinds.is_large_string(kind):
        return "text"
    return "number" if kinds.is_integer(kind) else "other"
