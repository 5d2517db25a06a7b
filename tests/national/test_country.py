"""The workbooks of a country become one package: the same facts, partitioned, checked, and only what changed done again."""

import csv
import hashlib
import json
import shutil
from pathlib import Path

import duckdb
import frictionless
import pandas as pd
import pytest
from click.testing import CliRunner

from scripts.__main__ import main
from scripts.crew import LocalCrew
from scripts.publish.schemas import load_schemas, without_version
from scripts.read.national import read_sheets
from scripts.recognise.national import find_restatements, join_editions, recognise_national
from scripts.reference import Reference
from scripts.verbs.country import Published, publish_country
from tests.country.books import Country
from tests.country.workbooks import PREFECTURES, Variant, make_pages, save

ALONE = LocalCrew(1)
TOTTORI = ("312011", "312029", "312037")


def write_country(reference: Reference, folder: Path, nara: tuple[str, ...]) -> None:
    for area, bodies in (("奈良県", nara), ("鳥取県", TOTTORI)):
        country = Country(reference, bodies, 2020, 2023)
        for year in (2021, 2022, 2023):
            errors = 2 if (area, year) == ("奈良県", 2022) else 0
            save([page.grid for page in make_pages(country, year, area, Variant(errors=errors))], folder / f"{area}-{year}.xlsx")


@pytest.fixture(scope="module")
def workbooks(country: Country, reference: Reference, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workbooks")
    write_country(reference, folder, country.bodies)
    return folder


@pytest.fixture(scope="module")
def published(workbooks: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Published]:
    folder = tmp_path_factory.mktemp("national")
    return folder / "data", publish_country([workbooks], ALONE, folder / "data", folder / "state")


def table(data: Path, name: str) -> pd.DataFrame:
    pattern = f"{data}/partitioned/{name}/**/*.parquet"
    with duckdb.connect() as connection:
        found: pd.DataFrame = connection.execute("select * from read_parquet(?, hive_partitioning = true)", [pattern]).df()
    return found


def sums(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_every_fact_of_every_workbook_is_published_once(
    published: tuple[Path, Published], workbooks: Path, reference: Reference
) -> None:
    facts = table(published[0], "facts")
    frames = [recognise_national(read_sheets(p.name, p.read_bytes()), reference).facts for p in sorted(workbooks.iterdir())]
    expected = join_editions(frames)
    assert len(facts) == len(expected) == facts["fact_id"].nunique()
    wanted = expected.set_index("fact_id")
    found = facts.set_index("fact_id").loc[wanted.index]
    for name in ("body", "scope", "account", "label", "printed", "cell", "unit", "fiscal_year"):
        assert list(found[name].astype(str)) == list(wanted[name].astype(str)), name
    assert list(found["yen"].fillna(-1).astype("int64")) == list(wanted["yen"].fillna(-1).astype("int64"))
    assert (found["edition"] - found["fiscal_year"]).isin([0, 1]).all()


def test_columns_are_those_of_the_contract(published: tuple[Path, Published], reference: Reference) -> None:
    schemas = load_schemas(("facts", "checks", "check_facts", "indicators", "restatements"), reference)
    for name, schema in schemas.items():
        assert set(without_version(schema).names) <= set(table(published[0], name).columns), name


def test_files_are_sorted_by_account_body_and_scope(published: tuple[Path, Published]) -> None:
    for path in (published[0] / "partitioned" / "facts").rglob("*.parquet"):
        frame = pd.read_parquet(path, columns=["account", "body", "scope"], partitioning=None).astype(str)
        rows = list(frame.itertuples(index=False, name=None))
        assert rows == sorted(rows), path


def test_restatements_are_those_between_the_editions(
    published: tuple[Path, Published], workbooks: Path, reference: Reference
) -> None:
    frames = [recognise_national(read_sheets(p.name, p.read_bytes()), reference).facts for p in sorted(workbooks.iterdir())]
    expected = find_restatements(join_editions(frames))
    found = table(published[0], "restatements")
    assert len(expected) > 20
    assert sorted(found["fact_after"]) == sorted(expected["fact_after"])
    assert found["after"].sum() == expected["after"].sum()


def test_wrong_figures_are_open_checks_with_their_terms_and_findings(published: tuple[Path, Published]) -> None:
    data, told = published
    checks = table(data, "checks")
    broken = set(checks.loc[checks["status"] == "open", "check"])
    assert broken == set(table(data, "check_facts")["check"])
    with (data / "findings.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["file"] for row in rows} == {"奈良県-2022.xlsx"}
    assert len(rows) == len(broken) == len(told.findings) > 0


def test_quality_counts_what_is_published(published: tuple[Path, Published]) -> None:
    data = published[0]
    quality = json.loads((data / "quality.json").read_text(encoding="utf-8"))
    facts, checks = table(data, "facts"), table(data, "checks")
    money = facts[facts["yen"].fillna(0) != 0]
    assert (quality["facts"], quality["checks"], quality["workbooks"]) == (len(facts), len(checks), 6)
    assert quality["corroborated_share"] == round(float((money["corroborated"] > 0).mean()), 6)
    assert quality["identities"]["open"] == int((checks["status"] == "open").sum())
    assert quality["restatements"] == len(table(data, "restatements"))


def test_the_package_passes_frictionless(reference: Reference, tmp_path: Path) -> None:
    country = Country(reference, ("294241",), 2021, 2023, restated=1.0)
    for year in (2022, 2023):
        save([page.grid for page in make_pages(country, year, "奈良県", Variant(errors=1))], tmp_path / f"{year}.xlsx")
    publish_country([tmp_path], ALONE, tmp_path / "data", tmp_path / "state")
    package = frictionless.Package(str(tmp_path / "data" / "datapackage.json"))
    assert {str(resource.name).split("-")[0] for resource in package.resources} >= {"facts", "checks", "check", "restatements"}
    for name in [str(resource.name) for resource in package.resources]:
        if name.startswith(("indicators-2021", "facts-2021")):
            package.remove_resource(name)
    report = package.validate()
    assert report.valid, report.flatten(["name", "type", "message"])[:3]


def test_the_checksums_are_those_of_the_files(published: tuple[Path, Published]) -> None:
    lines = (published[0] / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    told = {line.split("  ", 1)[1]: line.split("  ", 1)[0] for line in lines}
    assert told == {name: digest for name, digest in sums(published[0]).items() if name != "SHA256SUMS"}


def test_several_processes_publish_the_same_bytes(published: tuple[Path, Published], workbooks: Path, tmp_path: Path) -> None:
    publish_country([workbooks], LocalCrew(2), tmp_path / "data", tmp_path / "state")
    assert sums(tmp_path / "data") == sums(published[0])


def test_only_what_changed_is_done_again(workbooks: Path, tmp_path: Path, published: tuple[Path, Published]) -> None:
    folder, data, state = tmp_path / "books", tmp_path / "data", tmp_path / "state"
    shutil.copytree(workbooks, folder)
    late = folder / "奈良県-2023.xlsx"
    kept = late.rename(tmp_path / late.name)
    assert publish_country([folder], ALONE, data, state).done == 5  # three editions, and what two of them restate
    shutil.move(kept, late)
    assert publish_country([folder], ALONE, data, state).done == 2  # the edition, and what it restates
    assert publish_country([folder], ALONE, data, state).done == 0
    assert sums(data) == sums(published[0])
    (data / "partitioned" / "checks" / "edition=2023" / "checks-07.parquet").unlink()
    assert publish_country([folder], ALONE, data, state).done == 1
    assert sums(data) == sums(published[0])


def test_a_workbook_that_is_taken_away_leaves_the_package(workbooks: Path, tmp_path: Path) -> None:
    folder = tmp_path / "books"
    shutil.copytree(workbooks, folder)
    publish_country([folder], ALONE, tmp_path / "data", tmp_path / "state")
    for path in folder.glob("鳥取県-*.xlsx"):
        path.unlink()
    publish_country([folder], ALONE, tmp_path / "data", tmp_path / "state")
    assert not set(table(tmp_path / "data", "facts")["body"]) & set(TOTTORI)


def test_what_is_no_workbook_of_statements_is_named_and_the_rest_published(workbooks: Path, tmp_path: Path) -> None:
    folder = tmp_path / "books"
    folder.mkdir()
    shutil.copy(workbooks / "鳥取県-2023.xlsx", folder / "a.xlsx")
    shutil.copy(workbooks / "鳥取県-2023.xlsx", folder / "b.xlsx")
    (folder / "c.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    damaged = bytearray((workbooks / "奈良県-2023.xlsx").read_bytes())
    damaged[len(damaged) // 3 : len(damaged) // 3 + 400] = bytes(400)
    (folder / "d.xlsx").write_bytes(bytes(damaged))
    done = CliRunner().invoke(main, ["national", str(folder), "-o", str(tmp_path / "data"), "--state", str(tmp_path / "state")])
    assert done.exit_code == 1
    with (tmp_path / "data" / "findings.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["file"].split(":")[0], row["rule"]) for row in rows] == [
        ("b.xlsx", "NAT8"),
        ("c.xlsx", "NAT7"),
        ("d.xlsx", "NAT9"),
    ]
    assert set(table(tmp_path / "data", "facts")["body"]) == set(TOTTORI)


def test_prefectures_stand_in_files_of_their_own(reference: Reference, tmp_path: Path) -> None:
    country = Country(reference, ("310000", "290009"), 2022, 2023)
    save([page.grid for page in make_pages(country, 2023, PREFECTURES)], tmp_path / "p.xlsx")
    publish_country([tmp_path / "p.xlsx"], ALONE, tmp_path / "data", tmp_path / "state")
    assert {p.name for p in (tmp_path / "data").rglob("facts-*")} == {"facts-prefectures.parquet"}
