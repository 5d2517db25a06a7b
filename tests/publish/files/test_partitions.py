"""Facts by year, as engines that read many files find them."""

import json
import subprocess
import sys
from pathlib import Path

import dask.dataframe
import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset
import pyarrow.parquet as pq
import pytest

from scripts.publish.files.partitions import ORDER, sorted_for_reading
from scripts.publish.files.shelf import SUMS

SERIES = "account = 'total_assets' and scope = 'general'"


@pytest.fixture(scope="module")
def facts(published: Path) -> pa.Table:
    return pq.read_table(published / "facts.parquet")


@pytest.fixture(scope="module")
def total(facts: pa.Table) -> tuple[int, int]:
    """The number of all facts, and the sum of all their yen."""
    return facts.num_rows, pc.sum(facts["yen"]).as_py()


def test_duckdb_reads_the_years_as_a_column(published: Path, total: tuple[int, int]) -> None:
    source = f"read_parquet('{published}/partitioned/facts/*/*.parquet', hive_partitioning = true)"
    with duckdb.connect() as connection:
        found = connection.execute(f"select count(*), sum(yen), min(fiscal_year), typeof(min(fiscal_year)) from {source}")  # noqa: S608
        assert found.fetchall() == [(*total, 2016, "BIGINT")]
        asked = f"select fiscal_year, yen from {source} where {SERIES} and body = '294241'"  # noqa: S608
        assert connection.execute(asked).fetchall() == [(2023, 28258451000)]


def test_pyarrow_reads_the_years_as_a_column(published: Path, total: tuple[int, int]) -> None:
    read = pyarrow.dataset.dataset(published / "partitioned" / "facts", partitioning="hive").to_table()
    assert (read.num_rows, pc.sum(read["yen"]).as_py()) == total
    assert set(read["fiscal_year"].to_pylist()) >= {2016, 2023}


def test_polars_reads_the_years_as_a_column(published: Path, total: tuple[int, int]) -> None:
    read = pl.scan_parquet(published / "partitioned" / "facts", hive_partitioning=True)
    counted = read.select(pl.len(), pl.col("yen").sum(), pl.col("fiscal_year").min()).collect()
    assert counted.row(0) == (*total, 2016)


# dask still says `inplace` to pandas, which warns.
@pytest.mark.filterwarnings("ignore:The inplace keyword")
def test_dask_reads_the_years_as_a_column(published: Path, total: tuple[int, int]) -> None:
    frame = dask.dataframe.read_parquet(str(published / "partitioned" / "facts"), columns=["yen", "fiscal_year"])
    assert (len(frame), int(frame["yen"].sum().compute())) == total
    assert frame.npartitions == len(list((published / "partitioned" / "facts").iterdir()))


def test_a_year_holds_its_facts_in_the_order_of_reading(published: Path, facts: pa.Table) -> None:
    paths = sorted((published / "partitioned" / "facts").glob("*/*.parquet"))
    years = sorted(set(facts["fiscal_year"].to_pylist()))
    assert [path.parent.name for path in paths] == [f"fiscal_year={year}" for year in years]
    for path in paths:
        own = pq.ParquetFile(path).read()
        rows = [tuple(row[name] for name in ORDER) for row in own.select(ORDER).to_pylist()]
        assert rows == sorted(rows)
        assert own.schema.names == [name for name in facts.schema.names if name != "fiscal_year"]


def test_no_file_holds_words_of_other_years() -> None:
    words = pa.array(["b", "a", "b", "b"]).dictionary_encode()
    numbers = pa.array([1, 2, 3, 4])
    columns = {name: numbers if name == "row" else words for name in ORDER}
    kept = sorted_for_reading(pa.table(columns).filter(pc.equal(numbers, 2)))
    assert kept["account"].chunk(0).dictionary.to_pylist() == ["a"]


def test_frictionless_finds_the_years_valid(published: Path) -> None:
    folder = published / "partitioned"
    command = [str(Path(sys.executable).parent / "frictionless"), "validate", "datapackage.json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert [r["path"] for r in package["resources"]] == sorted(str(p.relative_to(folder)) for p in folder.rglob("*.parquet"))
    assert len((folder / SUMS).read_text(encoding="utf-8").splitlines()) == len(package["resources"]) + 1
