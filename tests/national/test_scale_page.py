"""What the page "How it scales" tells its readers to write is run as it stands there, in both languages."""

import re
import textwrap
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from scripts.crew import LocalCrew
from scripts.reference import Reference
from scripts.verbs.country import publish_country
from tests.country.books import Country
from tests.country.workbooks import make_pages, save

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = {language: (ROOT / "docs" / language / "scale.md").read_text(encoding="utf-8") for language in ("ja", "en")}


def code_behind(word: str, language: str) -> str:
    """Give the code block behind the paragraph that begins with `word`."""
    found = re.search(rf"^{word}[^\n]*\n\n((?: {{4}}[^\n]*\n)+)", PAGES[language], re.MULTILINE)
    assert found, f"no code behind {word}"
    return textwrap.dedent(found[1])


@pytest.fixture(scope="module")
def data(country: Country, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scale")
    for year in (2022, 2023):
        save([page.grid for page in make_pages(country, year, "奈良県")], folder / f"{year}.xlsx")
    publish_country([folder], LocalCrew(1), folder / "data", folder / "state")
    return folder / "data"


def totals(reference: Reference, data: Path) -> dict[int, int]:
    files = sorted((data / "partitioned" / "facts").rglob("*.parquet"))
    frames = [pd.read_parquet(path, partitioning=None).assign(year=path.parts[-3], edition=path.parts[-2]) for path in files]
    facts = pd.concat(frames)
    own = facts[(facts["account"] == "total_assets") & (facts["scope"] == "general")]
    own = own[own["year"].str[-4:] == own["edition"].str[-4:]]
    assert "total_assets" in reference.accounts
    return {int(str(year)[-4:]): int(yen) for year, yen in own.groupby("year")["yen"].sum().items()}


@pytest.mark.parametrize("language", PAGES)
def test_the_question_for_duckdb_is_answered(
    language: str, data: Path, reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(data)
    with duckdb.connect() as connection:
        rows = connection.execute(code_behind("DuckDB", language)).fetchall()
    assert {int(year): int(yen) for year, yen in rows} == totals(reference, data)


@pytest.mark.filterwarnings("ignore:The inplace keyword")  # of pandas, in Dask itself
@pytest.mark.parametrize("language", PAGES)
def test_the_lines_for_dask_run(language: str, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(data)
    *lines, last = code_behind("Dask", language).strip().splitlines()
    names: dict[str, object] = {}
    exec("\n".join(lines), names)  # noqa: S102  our own page
    found = eval(last, names)  # noqa: S307
    assert sorted(int(year) for year in found.index) == [2021, 2022, 2023]
    assert (found > 0).all()


@pytest.mark.parametrize("language", PAGES)
def test_what_spark_and_athena_are_told_is_in_the_files(language: str, data: Path) -> None:
    path = next((data / "partitioned" / "facts").rglob("*.parquet"))
    fields = {field.name: field.type for field in pq.read_schema(path)}
    kinds = {name: "string" if pa.types.is_dictionary(kind) else str(kind) for name, kind in fields.items()}
    athena = code_behind("Athena", language)
    columns, parts = (dict(re.findall(r"(\w+) (string|bigint|int)\b", told)) for told in re.findall(r"\(([^)]*)\)", athena)[:2])
    assert {name: kinds[name] for name in columns} == {
        name: {"bigint": "int64", "string": "string"}[kind] for name, kind in columns.items()
    }
    assert [piece.split("=")[0] for piece in path.parent.relative_to(data / "partitioned" / "facts").parts] == list(parts)
    spark = set(re.findall(r"(\w+) =|groupBy\(\"(\w+)\"|sum\(\"(\w+)\"", code_behind("Spark", language)))
    assert {name for names in spark for name in names if name} <= {*fields, *parts}
