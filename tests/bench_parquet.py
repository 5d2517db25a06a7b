"""Measures ways to write Parquet for reading from far away; `python -m tests.bench_parquet` writes docs/parquet.csv.

The facts are those of a country: the statements of the repository's town for 1,788 bodies in one year, its amounts varied. For
each way: the size of the file and of its footer, what a question fetches (total assets of every body: four columns of the groups
that may hold it, by their statistics), and the time DuckDB takes to answer (median of 9, this machine, the file in memory).
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from scripts.facts import facts_of
from scripts.publish.files.columnar import table_of
from scripts.publish.files.parquet import writing_options
from scripts.publish.files.partitions import KEY, ROW_GROUP, sorted_for_reading
from scripts.publish.schemas import load_schemas
from scripts.reference import load_reference
from scripts.transcripts import read_transcripts
from scripts.writing import csv_text, write_text

RESULT = Path(__file__).resolve().parent.parent / "docs" / "parquet.csv"
BODIES = 1788
TOWN = "294241-2023-statements"
ASKED = ("account", "body", "scope", "yen")
WANTED = "total_assets"
RUNS = 9


@dataclass(frozen=True, slots=True)
class Way:
    """A way to write: its name in docs/words.toml, whether rows are sorted, rows of a group, and what differs from ours."""

    name: str
    rows: int = ROW_GROUP
    sorts: bool = True
    differs: Mapping[str, Any] = field(default_factory=dict)


_PLAIN = {"use_dictionary": True, "column_encoding": None}
WAYS = (
    Way("parquet_as_it_comes", 1 << 17, sorts=False, differs=_PLAIN),
    Way("parquet_sorted", 1 << 17, differs=_PLAIN),
    Way("parquet_small_groups", differs=_PLAIN),
    Way("parquet_snappy", differs={"compression": "snappy", "compression_level": None}),
    Way("parquet_smaller_groups", 1 << 13),
    Way("parquet_published"),
)


def country() -> pa.Table:
    """Give the facts of one year of a country, body by body."""
    reference = load_reference()
    town = next(report for report in read_transcripts() if report.report == TOWN)
    facts = facts_of(town.report, town.body, town.tables, reference).assign(corroborated=1)
    facts = facts[facts["statement"].isin(["balance_sheet", "cost_statement", "net_assets", "cash_flow"])]
    many = pd.concat([facts] * BODIES, ignore_index=True)
    codes = np.repeat([f"{11002 + 17 * number:06d}" for number in range(BODIES)], len(facts))
    many["body"], many["report"] = codes, codes + "-2023-statements"
    many["fact_id"] = many["report"] + ":" + many["fact_id"].str.split(":", n=1).str[1]
    chance = np.random.default_rng(1).lognormal(0, 1, len(many))
    there = many["yen"].notna().to_numpy()
    values = np.round(many["yen"].fillna(0).to_numpy(np.float64) * chance / 1000).astype(np.int64)
    many["yen"] = pd.array(np.where(there, values * 1000, 0), "Int64")
    many.loc[~there, "yen"] = pd.NA
    exact = [Decimal(int(value)) if given else None for value, given in zip(values, there, strict=True)]
    many["value"] = pd.Series(exact, dtype=object)
    many["printed"] = [f"{value:,}" for value in values]
    return table_of(many, load_schemas(["facts"], reference)["facts"]).drop([KEY])


def measure(way: Way, table: pa.Table, path: Path) -> dict[str, object]:
    """Write `table` in one way to `path` and give what it takes to ask of it."""
    options = {name: value for name, value in (writing_options(table.schema) | dict(way.differs)).items() if value is not None}
    pq.write_table(table, path, row_group_size=way.rows, **options)
    about = pq.ParquetFile(path).metadata
    places = {about.schema.column(at).name: at for at in range(about.num_columns)}
    groups = [about.row_group(at) for at in range(about.num_row_groups)]
    held = [group for group in groups if _may_hold(group.column(places["account"]).statistics)]
    fetched = sum(group.column(places[name]).total_compressed_size for group in held for name in ASKED)
    return {
        "way": way.name,
        "megabytes": f"{path.stat().st_size / 1e6:.1f}",
        "footer_kb": round(about.serialized_size / 1e3),
        "fetched_kb": round(fetched / 1e3),
        "groups": f"{len(held)}/{len(groups)}",
        "milliseconds": round(1000 * statistics.median(_ask(path) for _ in range(RUNS))),
    }


def _may_hold(found: Any) -> bool:  # noqa: ANN401  pyarrow has no types
    return bool(found.min <= WANTED <= found.max)


def _ask(path: Path) -> float:
    question = f"select body, scope, yen from '{path}' where account = '{WANTED}'"  # noqa: S608
    with duckdb.connect() as connection:
        start = time.perf_counter()
        rows = connection.execute(question).fetchall()
        assert rows
        assert len(rows) % BODIES == 0
        return time.perf_counter() - start


def main() -> None:
    """Measure every way and keep the result."""
    table = country()
    ordered = sorted_for_reading(table)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for way in WAYS:
            rows.append(measure(way, ordered if way.sorts else table, Path(folder) / f"{way.name}.parquet"))
            sys.stdout.write(f"{rows[-1]}\n")
    write_text(RESULT, csv_text(list(rows[0]), rows))


if __name__ == "__main__":
    main()
