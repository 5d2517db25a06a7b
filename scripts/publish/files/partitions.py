"""Facts for reading from far away: one Parquet file a fiscal year, sorted so that a series lies together.

Folders are named in the manner of Hive, `fiscal_year=2023`, which DuckDB, Dask, Spark, Athena, Polars and pyarrow read as
a column; the files hold all other columns.
"""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from scripts.publish.files.packages import PARQUET, PROFILES, Descriptor
from scripts.publish.files.parquet import parquet_bytes
from scripts.publish.files.shelf import Shelf
from scripts.publish.relations import own_words, plain
from scripts.publish.schemas import Schema

FOLDER = "partitioned"
KEY = "fiscal_year"
ORDER = ("account", "body", "scope", "segment", "basis", "column", "table", "row", "fact_id")
ROW_GROUP = 1 << 15
"""Rows of a group: a line of all bodies of a country stands in one or two. Measured (docs/parquet.csv): a question fetches 178 kB
and the footer 74 kB; a quarter of the rows would save 130 kB of the one and add 210 kB to the other."""
PAGE = 2048
"""Rows of a page: the explore page fetches pages, not groups. One account of one body in ten million facts of ten years comes in
0.9 MB, most of it footers (tests/bench_explore.py)."""


def write_partitions(shelf: Shelf, facts: pa.Table, schema: Schema) -> list[Descriptor]:
    """Write `partitioned/facts/fiscal_year=YYYY/facts.parquet` for every year of `facts`; give the resources of the files.

    Paths of the resources are relative to `partitioned`.
    """
    resources = []
    for year, own in _years(facts):
        path = partition_path(year)
        digest = shelf.write(f"{FOLDER}/{path}", parquet_bytes(own, ROW_GROUP, PAGE))
        resources.append(_resource(year, path, digest, schema))
    return resources


def partition_path(year: int) -> str:
    """Give the path of a year's file below the folder of partitions.

    >>> partition_path(2023)
    'facts/fiscal_year=2023/facts.parquet'
    """
    return f"facts/{KEY}={year}/facts.parquet"


def _years(facts: pa.Table) -> Iterator[tuple[int, pa.Table]]:
    for year in sorted(pc.unique(facts[KEY]).to_pylist()):
        yield year, sorted_for_reading(facts.filter(pc.equal(facts[KEY], year)).drop([KEY]))


def sorted_for_reading(facts: pa.Table) -> pa.Table:
    """Give `facts` in the order in which partitions hold them, with the dictionaries of what is left."""
    keys = pa.table({name: plain(facts[name]) for name in ORDER})
    return own_words(facts.take(pc.sort_indices(keys, [(name, "ascending") for name in ORDER])))


def _resource(year: int, path: str, digest: str, schema: Schema) -> Descriptor:
    fields = [{key: field[key] for key in PARQUET if key in field} for field in schema.fields if field["name"] != KEY]
    return {
        "$schema": f"{PROFILES}/dataresource.json",
        "name": f"facts-{year}",
        "type": "table",
        "path": path,
        "title": f"{schema.descriptor['title']}, fiscal year {year} (Parquet)",
        "title_ja": f"{schema.descriptor['title_ja']}、{year}年度（Parquet）",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "hash": f"sha256:{digest}",
        "schema": {"$schema": schema.descriptor["$schema"], "fields": fields, "primaryKey": ["fact_id"]},
    }
