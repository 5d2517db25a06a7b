"""What changed between two publications of the country: piece by piece, in columns; pieces with equal checksums stay closed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from scripts.compare.identities import HOLDS

ROOT = "partitioned"
FIGURE = ("printed", "unit", "yen", "missing", "account", "column", "cell")
"""What of a figure is told when it changes; `corroborated` follows from the checks."""
WHERE = ("body", "report", "statement", "scope", "label")
CHECK = ("status", "difference")


class PublicationError(ValueError):
    """A folder that holds no publication, or one that was written by other columns; the message names file and mend."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of a table that is not the same in both publications: its path, and its rows in columns.

    `kind` is `added` or `removed` where one publication has no such file: then only `rows` is told. Else `changed`, and `changes`
    has a row for each row that came, went or differs: its key, `kind`, and each told column as `<name>` and `<name>_before`.
    """

    path: str
    table: str
    kind: str
    rows: int
    changes: pa.Table | None = None


def compare_publications(before: Path, after: Path) -> Iterator[Piece]:
    """Give the pieces of facts and checks that differ, in the order of their paths.

    Memory is that of one piece in both publications. Raises PublicationError for a folder without SHA256SUMS.
    """
    old, new = _sums(before), _sums(after)
    for path in sorted(old.keys() | new.keys()):
        table = path.split("/")[1]
        if old.get(path) == new.get(path) or table not in _TABLES:
            continue
        if path not in old or path not in new:
            folder, kind = (after, "added") if path in new else (before, "removed")
            yield Piece(path, table, kind, pq.read_metadata(folder / path).num_rows)
        else:
            changes = _changes(before / path, after / path, table)
            if changes.num_rows:
                yield Piece(path, table, "changed", changes.num_rows, changes)


# Of each table the key, what is told when it differs, and what tells where it stands.
_TABLES: Mapping[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "facts": ("fact_id", FIGURE, WHERE),
    "checks": ("check", CHECK, ("report", "rule")),
}


def _sums(folder: Path) -> dict[str, str]:
    path = folder / "SHA256SUMS"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        message = f"{path}: expected a publication of the country, found no list of checksums"
        raise PublicationError(f"{message}\n    mend: give a folder that the verb `national` wrote") from None
    sums = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    return {name: digest for name, digest in sums.items() if name.startswith(f"{ROOT}/")}


def _changes(before: Path, after: Path, table: str) -> pa.Table:
    key, told, where = _TABLES[table]
    names = [*told, *where]
    old = _read(before, [key, *names]).rename_columns([key, *(f"{name}_before" for name in names)])
    new = _read(after, [key, *names])
    both = new.append_column("_new", _marks(new)).join(old.append_column("_old", _marks(old)), key, join_type="full outer")
    came, went = pc.is_null(both["_old"]), pc.is_null(both["_new"])
    differs = pc.or_(came, went)
    for name in told:
        differs = pc.or_(differs, _differ(both[name], both[f"{name}_before"]))
    kind = pc.if_else(came, "added", pc.if_else(went, "removed", "changed"))
    for name in where:
        both = both.set_column(both.column_names.index(name), name, pc.coalesce(both[name], both[f"{name}_before"]))
    return both.append_column("kind", kind).filter(differs).select(change_columns(table)).sort_by(key)


def _marks(table: pa.Table) -> pa.Array:
    return pa.repeat(pa.scalar(value=True), table.num_rows)


def _differ(one: pa.ChunkedArray, other: pa.ChunkedArray) -> pa.ChunkedArray:
    unequal = pc.fill_null(pc.not_equal(one, other), fill_value=False)
    return pc.or_(unequal, pc.xor(pc.is_null(one), pc.is_null(other)))


def _read(path: Path, names: list[str]) -> pa.Table:
    try:
        table = pq.ParquetFile(path).read(columns=names).select(names)
    except (KeyError, pa.ArrowInvalid) as error:
        raise PublicationError(f"{path}: expected the columns {', '.join(names)}\n    mend: publish it anew ({error})") from error
    plain = [column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column for column in table.columns]
    return pa.table(plain, names=names).replace_schema_metadata(None)


def change_columns(table: str) -> list[str]:
    """Give the columns that the changes of a table have."""
    key, told, where = _TABLES[table]
    return [key, "kind", *where, *(side for name in told for side in (f"{name}_before", name))]


def turned_checks(changes: pa.Table) -> pa.Table:
    """Give the changes of checks that turned, with `turn`: `made` holds now and did not, `broken` does not hold any more."""
    holds = pa.array(sorted(HOLDS))
    was, now = (pc.is_in(changes[name], value_set=holds) for name in ("status_before", "status"))
    turn = pc.if_else(pc.and_not(now, was), "made", pc.if_else(pc.and_not(was, now), "broken", None))
    fresh = pc.and_(pc.equal(changes["kind"], "added"), pc.invert(now))
    turn = pc.if_else(fresh, "broken", turn)
    return changes.append_column("turn", turn).filter(pc.is_valid(turn))
