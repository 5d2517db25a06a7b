"""What lies in a package beside its tables, and the archive that holds all of it."""

import csv
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

from scripts.publish import Corpus
from scripts.publish.files.archive import zip_bytes
from scripts.publish.papers import PAPERS

REPORT = "294241-2023-statements"
PACKAGES = {"": "open-public-accounts", REPORT: REPORT, "bodies/jlis": "jlis"}


def check_sums(folder: Path) -> subprocess.CompletedProcess[str]:
    command = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("folder", PACKAGES)
def test_an_archive_holds_every_file_of_its_package_and_proves_it(folder: str, published: Path, tmp_path: Path) -> None:
    name = PACKAGES[folder]
    with zipfile.ZipFile(published / folder / f"{name}.zip") as archive:
        archive.extractall(tmp_path)
    held = {path.name for path in (tmp_path / name).iterdir()}
    there = {path.name for path in (published / folder).iterdir() if path.is_file()}
    assert held == there - {f"{name}.zip"}
    assert set(PAPERS) | {"SHA256SUMS", "datapackage.json", "facts.csv", "facts.parquet"} <= held
    assert check_sums(tmp_path / name).stderr == ""
    assert len((tmp_path / name / "SHA256SUMS").read_text(encoding="utf-8").splitlines()) == len(held) - 1


def test_the_sums_cover_every_file_that_is_published(published: Path) -> None:
    lines = (published / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    files = sorted(str(path.relative_to(published)) for path in published.rglob("*") if path.is_file())
    assert sorted(line.split("  ", 1)[1] for line in lines) == [name for name in files if name != "SHA256SUMS"]
    assert check_sums(published).stderr == ""


def test_an_archive_has_the_same_bytes_in_whatever_order_its_files_come() -> None:
    assert zip_bytes({"b": b"2", "a": b"1"}) == zip_bytes({"a": b"1", "b": b"2"})


def test_the_papers_tell_what_it_is_and_what_to_beware_of_in_both_languages(published: Path) -> None:
    papers = {name: (published / REPORT / name).read_text(encoding="utf-8") for name in PAPERS}
    assert "# 地方公会計に基づく財務書類" in papers["README.md"]
    assert "# Financial statements under local public accounting, fiscal 2023" in papers["README.md"]
    assert "535 figures" in papers["README.md"]
    assert "| `facts.csv`, `.parquet` | Facts: " in papers["README.md"]
    assert "数値 / figures | 535 |" in papers["CAVEATS.md"]
    assert "CC BY 4.0" in papers["LICENSE.md"]


def test_the_caveats_name_every_discrepancy_and_every_table_with_uncorroborated_amounts(published: Path) -> None:
    for folder in PACKAGES:
        text = (published / folder / "CAVEATS.md").read_text(encoding="utf-8")
        with (published / folder / "discrepancies.csv").open(encoding="utf-8") as file:
            gaps = list(csv.DictReader(file))
        assert text.count("\n* `") == len(gaps)
        with (published / folder / "facts.csv").open(encoding="utf-8") as file:
            alone = {row["table"] for row in csv.DictReader(file) if row["yen"] not in ("", "0") and row["corroborated"] == "0"}
        assert [table for table in alone if f"| `{table}` |" not in text] == []


def test_the_citation_of_every_package_is_valid(published: Path) -> None:
    files = [str(path) for path in sorted(published.rglob("CITATION.cff"))]
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format"]
    done = subprocess.run([*command, "--default-filetype", "yaml", *files], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    cited = yaml.safe_load(Path(files[0]).read_text(encoding="utf-8"))
    assert cited["version"] == "1.2.3"


def test_csv_on_the_web_tells_the_columns_of_every_file_in_both_languages(published: Path) -> None:
    for folder in PACKAGES:
        metadata = json.loads((published / folder / "csv-metadata.json").read_text(encoding="utf-8"))
        for table in metadata["tables"]:
            with (published / folder / table["url"]).open(encoding="utf-8") as file:
                heading = next(csv.reader(file))
            columns = table["tableSchema"]["columns"]
            assert [column["name"] for column in columns] == heading
            assert all(column["titles"]["ja"] and column["titles"]["en"] for column in columns)


def test_the_catalogue_names_every_file_with_its_size_and_sum(published: Path, corpus: Corpus) -> None:
    catalogue = json.loads((published / "catalog.jsonld").read_text(encoding="utf-8"))
    sums = {line[66:]: line[:64] for line in (published / "SHA256SUMS").read_text(encoding="utf-8").splitlines()}
    sets = catalogue["dcat:dataset"]
    assert len(sets) == len(corpus.reports) + 2
    for given in (one for entry in sets for one in entry["dcat:distribution"]):
        path = given["dcat:downloadURL"]["@id"]
        if path != "open-public-accounts.zip":
            assert given["spdx:checksum"]["spdx:checksumValue"] == sums[path]
        assert int(given["dcat:byteSize"]["@value"]) == (published / path).stat().st_size
