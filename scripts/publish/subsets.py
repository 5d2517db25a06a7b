"""The share of a report or a body: its own rows, and of every other table only what those rows refer to."""

from collections.abc import Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from scripts.publish.relations import key_of, own_words
from scripts.publish.schemas import ForeignKey, Schema

Tables = dict[str, pa.Table]


def split_by_report(tables: Tables, schemas: Mapping[str, Schema]) -> Iterator[tuple[str, Tables]]:
    """Give each report with the tables of its package (`split`)."""
    return split(tables, schemas, {report: report for report in tables["reports"]["report"].to_pylist()})


def split_by_body(tables: Tables, schemas: Mapping[str, Schema]) -> Iterator[tuple[str, Tables]]:
    """Give each body that has reports with the tables of its package (`split`)."""
    reports = tables["reports"]
    return split(tables, schemas, dict(zip(reports["report"].to_pylist(), reports["body"].to_pylist(), strict=True)))


def split(tables: Tables, schemas: Mapping[str, Schema], groups: Mapping[str, str]) -> Iterator[tuple[str, Tables]]:
    """Give each group of reports (`groups` names the one of every report) with its tables, in which every key finds its row.

    Tables with a column `report`, and tables that refer to one of those, are cut by report. Of the others, those that
    rows refer to (accounts, bodies ...) keep the rows referred to, and those that nothing refers to (columns of forms
    ...) keep the rows whose own references are there.
    """
    owners = {name: _owners(name, tables, schemas) for name in tables}
    cut = {name: _runs(tables[name], _grouped(reports, groups)) for name, reports in owners.items() if reports is not None}
    for group in dict.fromkeys(groups.values()):
        own = {name: own_words(runs.get(group, tables[name].slice(0, 0))) for name, runs in cut.items()}
        yield group, _closed({name: own.get(name, table) for name, table in tables.items()}, set(own), schemas)


def _grouped(reports: pa.ChunkedArray, groups: Mapping[str, str]) -> pa.ChunkedArray:
    places = pc.index_in(reports, value_set=pa.array(list(groups), pa.string()))
    return pa.chunked_array([pa.array(list(groups.values()), pa.string())]).take(places)


def _owners(name: str, tables: Tables, schemas: Mapping[str, Schema]) -> pa.ChunkedArray | None:
    """Give the report of each row, its own or that of the row it refers to; none for tables shared by reports."""
    table = tables[name]
    if "report" in table.column_names:
        return table["report"].cast(pa.string())
    for key in schemas[name].foreign_keys:
        target = tables[key.table]
        if "report" in target.column_names:
            places = pc.index_in(key_of(table, key.fields), value_set=key_of(target, key.targets).combine_chunks())
            return target["report"].cast(pa.string()).take(places)
    return None


def _runs(table: pa.Table, groups: pa.ChunkedArray) -> Tables:
    """Give the rows of each group, in their order."""
    order = pc.sort_indices(groups)  # a stable sort
    runs = pc.run_end_encode(groups.take(order).combine_chunks())
    ordered, start, found = table.take(order), 0, {}
    for group, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
        found[group] = ordered.slice(start, end - start)
        start = end
    return found


def _closed(tables: Tables, own: set[str], schemas: Mapping[str, Schema]) -> Tables:
    keys = [(name, key) for name in tables for key in schemas[name].foreign_keys]
    shared = {key.table for _, key in keys if key.table not in own}
    kept = {name: table.slice(0, 0) if name in shared else table for name, table in tables.items()}
    loose = [name for name in tables if name not in {key.table for _, key in keys}]
    grew = True
    while grew:
        grew = False
        for target in sorted(shared):
            rows = tables[target].filter(
                _wanted(tables[target], target, [k for k in keys if k[0] not in loose or k[0] in own], kept)
            )
            grew = grew or rows.num_rows > kept[target].num_rows
            kept[target] = rows
    for name in loose:
        for key in schemas[name].foreign_keys:
            kept[name] = kept[name].filter(_rooted(kept[name], key, kept))
    return kept


def _wanted(table: pa.Table, target: str, keys: list[tuple[str, ForeignKey]], kept: Tables) -> pa.ChunkedArray:
    """Tell which rows of the table `target` the rows kept refer to."""
    wanted = pa.chunked_array([pa.array([False]).take(pa.array([0] * table.num_rows, pa.int64()))])
    for name, key in keys:
        if key.table == target:
            values = pc.drop_null(pc.unique(key_of(kept[name], key.fields)))
            wanted = pc.or_(wanted, pc.is_in(key_of(table, key.targets), value_set=values))
    return wanted


def _rooted(table: pa.Table, key: ForeignKey, kept: Tables) -> pa.ChunkedArray:
    """Tell which rows of `table` find the row that `key` refers to, or refer to none."""
    values = key_of(table, key.fields)
    return pc.or_(pc.is_null(values), pc.is_in(values, value_set=key_of(kept[key.table], key.targets).combine_chunks()))
