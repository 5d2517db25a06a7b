"""The descriptor says what Data Package v2 asks for."""

import json
import re
from pathlib import Path
from typing import Any

from scripts.publish import Corpus
from scripts.publish.files.packages import about_report, descriptor_id, descriptor_of
from scripts.publish.publication import TABLES
from tests.publish.made_up import META, RELEASE, table_of, transcript_of


def read(path: Path) -> Any:  # noqa: ANN401  JSON is of any shape
    return json.loads((path / "datapackage.json").read_text(encoding="utf-8"))


def test_the_package_says_name_version_moment_terms_and_sources(published: Path, corpus: Corpus) -> None:
    package = read(published)
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert (package["name"], package["version"], package["created"]) == ("open-public-accounts", "1.2.3", "2026-11-20T00:00:00Z")
    assert re.fullmatch(r"[0-9a-f-]{36}", package["id"])
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert len(package["sources"]) == len(corpus.reports)
    assert package["contributors"] == [{"title": "Open Public Accounts", "roles": ["creator", "publisher"]}]


def test_every_table_is_there_as_csv_and_as_parquet(published: Path, corpus: Corpus) -> None:
    for folder in (published, *(published / report.report for report in corpus.reports)):
        resources = {resource["name"]: resource for resource in read(folder)["resources"]}
        assert list(resources) == [*TABLES, *(f"{table}-parquet" for table in TABLES)]
        for table in TABLES:
            plain, parquet = resources[table], resources[f"{table}-parquet"]
            assert (plain["format"], plain["mediatype"], plain["encoding"], plain["type"]) == (
                "csv",
                "text/csv",
                "utf-8",
                "table",
            )
            assert plain["bytes"] == (folder / plain["path"]).stat().st_size
            assert [f["name"] for f in plain["schema"]["fields"]] == [f["name"] for f in parquet["schema"]["fields"]]
            assert parquet["mediatype"] == "application/vnd.apache.parquet"
            assert re.fullmatch("sha256:[0-9a-f]{64}", plain["hash"])
            assert re.fullmatch("sha256:[0-9a-f]{64}", parquet["hash"])


def test_the_publishers_terms_stand_beside_ours() -> None:
    report = transcript_of(table_of("unified_bs", []))
    package = descriptor_of(about_report(report), RELEASE, [])
    assert package["name"] == "open-public-accounts-jlis-2023-small"
    assert [licence["title"] for licence in package["licenses"]][1:] == ["Public Data Licence 1.0"]
    assert package["sources"] == [{"title": f"小さな町『{META['report']['title']}』"}]


def test_a_copy_without_history_has_no_moment(corpus: Corpus) -> None:
    package = descriptor_of(about_report(corpus.reports[0]), type(RELEASE)("1.0.0"), [])
    assert "created" not in package


def test_an_id_belongs_to_a_name() -> None:
    assert descriptor_id("a") == descriptor_id("a") != descriptor_id("b")
