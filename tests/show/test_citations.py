"""Citations and what search engines are told."""

import hashlib
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.show.charts import new_artist
from scripts.show.citations import Work, bibtex, cite, ris
from scripts.show.datasets import report_dataset
from scripts.show.language import load_languages
from scripts.show.published import Published
from scripts.show.rendering import Desk
from scripts.show.report import Report
from tests.show.built import read_site
from tests.show.conftest import DOCS
from tests.show.made_up import write_published

ROOT = DOCS.parent
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
WORK = Work("r:t", "Any & Co. {town}", "A_b\nc", "fiscal", "reports/r/t")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    data = write_published(tmp_path / "data")
    about = {"version": "1.2.3", "created": "2026-11-20T00:00:00Z", "resources": []}
    (data / "datapackage.json").write_text(json.dumps(about), encoding="utf-8")
    return Desk(Published(data), load_languages(DOCS)["en"], new_artist(tmp_path))


def datasets(page: Path) -> list[dict[str, Any]]:
    return [json.loads(text) for text in SCRIPT.findall(page.read_text(encoding="utf-8"))]


def test_bibtex_and_ris_are_escaped_and_name_a_relative_address_without_a_site(desk: Desk) -> None:
    assert bibtex(desk, WORK) == (
        "@misc{opa-r-t,\n"
        "  author = {{Any \\& Co. \\{town\\}}},\n"
        "  title = {{A\\_b c}},\n"
        "  year = {2026},\n"
        "  publisher = {Open Public Accounts},\n"
        "  version = {1.2.3},\n"
        "  note = {fiscal. Figures are named by the fact\\_id of r:t; transcribed from the print of the body and checked.},\n"
        "  howpublished = {en/reports/r/t/},\n"
        "}\n"
    )
    assert ris(desk, WORK).split("\r\n")[:4] == ["TY  - DATA", "ID  - opa-r-t", "AU  - Any & Co. {town}", "TI  - A_b c"]
    assert ris(desk, WORK).endswith("UR  - en/reports/r/t/\r\nER  - \r\n")


def test_the_address_is_whole_where_the_site_is_known(
    published: Published, report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "https://example.org/accounts")
    desk = Desk(published, load_languages(DOCS)["en"], new_artist(tmp_path))
    assert "url = {https://example.org/accounts/en/reports/r/t/}" in bibtex(desk, WORK)
    assert "https://example.org/accounts/en/reports/r/t/" in cite(desk, WORK)["text"]
    told = report_dataset(desk, f"reports/{report.name}", report)
    assert told["url"] == f"https://example.org/accounts/en/reports/{report.name}/"
    assert told["distribution"][0]["contentUrl"].startswith(f"https://example.org/accounts/data/{report.name}/")


def test_every_report_table_body_rule_and_indicator_says_how_to_cite_it(whole_site: Path) -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    pages = read_site(whole_site)
    kinds = {"reports", "bodies", "rules", "accounts", "indicators"}
    cited = [path for path in pages if kinds & set(path.parts) and path.parent.name not in kinds | {"reading"}]
    assert len(cited) > 400
    for path in cited:
        assert {"cite.bib", "cite.ris"} <= set(pages[path].links), path
        entry = (path.parent / "cite.bib").read_text(encoding="utf-8")
        assert re.fullmatch(r"@misc\{[\w.-]+,\n(  [a-z]+ = \{.*\},\n)+\}\n", entry), path
        assert f"version = {{{version}}}" in entry
        assert (path.parent / "cite.ris").read_bytes().startswith(b"TY  - DATA\r\n")
    keys = [(path.parent / "cite.bib").read_text(encoding="utf-8").split(",")[0] for path in cited]
    assert len(set(keys)) >= len(keys) // 2 - 10  # both languages cite one work; the parts of a long table are one


def test_the_citation_file_names_the_version_that_is_published(whole_site: Path) -> None:
    cff = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    published = json.loads((whole_site / "data" / "datapackage.json").read_text(encoding="utf-8"))
    assert cff["version"] == published["version"]
    assert "CC-BY-4.0" in cff["license"]


def test_data_pages_tell_search_engines_of_the_data_with_version_terms_sizes_and_hashes(whole_site: Path) -> None:
    reports = [f"reports/{path.parent.name}" for path in whole_site.glob("data/*/tables.csv")]
    bodies = [f"bodies/{path.parent.name}" for path in whole_site.glob("bodies/*/index.html")]
    for place in [*reports, *bodies, "downloads", *(f"en/{place}" for place in [*reports, *bodies, "downloads"])]:
        page = whole_site / place / "index.html"
        (told,) = datasets(page)
        assert (told["@context"], told["@type"]) == ("https://schema.org/", "Dataset")
        assert {"name", "description", "url", "version", "license", "creator", "temporalCoverage", "identifier"} <= set(told)
        assert 50 <= len(told["description"]) <= 5000 or place.startswith(("reports", "bodies", "downloads"))
        assert told["distribution"], place
        for file in told["distribution"]:
            target = (page.parent / file["contentUrl"]).resolve()
            content = target.read_bytes()
            assert file["@type"] == "DataDownload"
            assert file["contentSize"] == f"{len(content)} B"
            if "sha256" in file:
                assert file["sha256"] == hashlib.sha256(content).hexdigest()
            else:
                assert target.name == "SHA256SUMS"


def test_names_from_outside_cannot_end_the_data(small_site: Path) -> None:
    (told,) = datasets(small_site / "bodies" / "123456" / "index.html")
    assert "<script>" in told["name"]
