"""verify notices every way in which what is published can come to differ from what was transcribed."""

import csv
import hashlib
import io
import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.faults import FaultError
from scripts.reference import load_reference
from scripts.transcripts import FOLDER, Transcript, read_transcript
from scripts.verbs.anew import verify_anew
from scripts.verify import verify_packages, verify_pages, verify_sources, verify_sums, verify_transcribed
from scripts.verify.published import read_facts, sample
from scripts.verify.transcribed import missing_facts

REPORT = "294241-2023-statements"
FACT = f"{REPORT}:general_bs:total_assets:amount"


@pytest.fixture
def whole(whole_site: Path) -> Path:
    """The published folder of everything in the repository, with its site."""
    return whole_site / "data"


@pytest.fixture
def data(whole: Path, tmp_path: Path) -> Path:
    """A copy that may be damaged: its files are links until one is written anew."""
    shutil.copytree(whole.parent, tmp_path / "site", copy_function=os.link)
    return tmp_path / "site" / "data"


@pytest.fixture(scope="module")
def transcripts() -> dict[str, Transcript]:
    return {path.name: read_transcript(path) for path in sorted(FOLDER.iterdir()) if path.is_dir()}


def rewrite(path: Path, change: Callable[[str], str]) -> None:
    text = path.read_text(encoding="utf-8")
    changed = change(text)
    assert changed != text
    path.unlink()
    path.write_text(changed, encoding="utf-8")


def rules(data: Path, transcripts: dict[str, Transcript]) -> set[str]:
    facts = [row for row in read_facts(data) if row["report"] == REPORT]
    found = [*verify_packages(data), *missing_facts(read_facts(data), transcripts, load_reference())]
    found += verify_transcribed(facts, transcripts, load_reference())
    found += verify_pages(facts, read_facts(data), data.parent)
    return {finding.rule for finding in found}


def test_everything_published_holds(whole: Path, transcripts: dict[str, Transcript]) -> None:
    facts = read_facts(whole)
    assert list(verify_packages(whole)) == []
    assert list(missing_facts(facts, transcripts, load_reference())) == []
    assert list(verify_transcribed(facts, transcripts, load_reference())) == []
    assert list(verify_pages(facts, facts, whole.parent)) == []


def test_a_changed_file_has_another_sum(data: Path, transcripts: dict[str, Transcript]) -> None:
    rewrite(data / "rules.csv", lambda text: text + "X,,,\n")
    assert rules(data, transcripts) == {"V1", "V2"}


def test_a_lost_and_a_strange_file_are_named(data: Path, transcripts: dict[str, Transcript]) -> None:
    (data / "quality.json").unlink()
    (data / "strange.txt").write_text("", encoding="utf-8")
    said = [str(finding) for finding in verify_packages(data)]
    assert any("quality.json" in text and "found no file" in text for text in said)
    assert any(text.startswith("strange.txt: V1: expected a file that SHA256SUMS names") for text in said)
    assert rules(data, transcripts) == {"V1"}


def test_a_figure_changed_in_the_facts_is_not_that_of_the_transcript(data: Path, transcripts: dict[str, Transcript]) -> None:
    printed = next(row["printed"] for row in read_facts(data) if row["fact_id"] == FACT)
    changed = printed[:-1] + ("1" if printed[-1] != "1" else "2")
    rewrite(data / "facts.csv", lambda text: text.replace(f'"{printed}"', f'"{changed}"', 1))
    assert rules(data, transcripts) >= {"V1", "V2", "V3", "V4"}


def test_a_figure_changed_on_a_page_is_not_that_of_the_facts(data: Path, transcripts: dict[str, Transcript]) -> None:
    page = data.parent / "en" / "reports" / REPORT / "general_bs" / "index.html"
    rewrite(page, lambda text: re.sub(r'(<td id="total_assets:amount"[^>]*>)[^<]*', r"\g<1>1", text))
    assert rules(data, transcripts) == {"V4"}


def test_a_figure_that_no_fact_holds_is_named_on_its_page(data: Path, transcripts: dict[str, Transcript]) -> None:
    page = data.parent / "reports" / REPORT / "general_bs" / "index.html"
    rewrite(
        page,
        lambda text: text.replace('<td id="total_assets:amount"', '<td id="made_up:amount">9</td><td id="total_assets:amount"'),
    )
    assert rules(data, transcripts) == {"V5"}


def test_a_fact_that_is_not_published_is_missed(data: Path, transcripts: dict[str, Transcript]) -> None:
    def without(text: str) -> str:
        rows = [row for row in csv.reader(io.StringIO(text, newline="")) if row[0] != FACT]
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(rows)
        return out.getvalue()

    rewrite(data / "facts.csv", without)
    assert "V3" in rules(data, transcripts)


def test_a_list_of_sums_that_leads_out_of_the_folder_is_not_followed(data: Path) -> None:
    rewrite(data / "SHA256SUMS", lambda text: text + "0" * 64 + "  ../../../../etc/passwd\n")
    rewrite(data / "datapackage.json", lambda text: text.replace('"facts.csv"', json.dumps("../../facts.csv"), 1))
    said = " ".join(str(finding) for finding in verify_packages(data))
    assert "expected a sum and a name below the folder" in said
    assert "expected the file ../../facts.csv, found none" in said


def test_a_figure_is_looked_for_on_its_line_of_the_source(tmp_path: Path) -> None:
    row = {"fact_id": "r:t:a:amount", "report": "r", "line": "2", "printed": "△1,234"}
    source = tmp_path / "a.txt"
    source.write_text("資産\n負債 △ 1,234\n", encoding="utf-8")
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    told = {"r": Transcript("r", {"source": {"sha256": digest}}, ())}
    assert list(verify_sources([row], told, tmp_path)) == []
    (found,) = verify_sources([row | {"printed": "1,235"}], told, tmp_path)
    assert (found.rule, found.severity, str(found.place)) == ("V6", "error", "2")
    (noted,) = verify_sources([row], {}, tmp_path)
    assert noted.severity == "note"


def test_a_sample_is_the_same_for_the_same_seed() -> None:
    facts = [{"fact_id": f"r:t:{number}:amount"} for number in range(500)]
    assert sample(facts, 50, "1") == sample(list(reversed(facts)), 50, "1")[::-1]
    assert sample(facts, 50, "1") != sample(facts, 50, "2")
    assert len(sample(facts, 50, "1")) == 50
    assert sample(facts, 0, "1") == facts


def forge(path: Path) -> None:
    """Change the last digit of a file and the list of sums that names it."""

    def other(match: re.Match[str]) -> str:
        return ("7" if match[1] != "7" else "3") + match[2]

    before = path.read_bytes()
    rewrite(path, lambda text: re.sub(r"([0-9])([^0-9]*)\Z", other, text))
    old, new = (hashlib.sha256(content).hexdigest() for content in (before, path.read_bytes()))
    for folder in path.parents[:4]:
        if (folder / "SHA256SUMS").exists() and old in (folder / "SHA256SUMS").read_text(encoding="utf-8"):
            rewrite(folder / "SHA256SUMS", lambda text: text.replace(old, new))
            break


def test_one_digit_in_any_file_is_noticed_even_where_its_sum_was_forged_too(data: Path) -> None:
    site = data.parent
    places = (
        "data/quality.json",
        "data/catalog.jsonld",
        "data/xbrl/unified.xsd",
        "api/v1/openapi.json",
        "api/v1/indicators/depreciation_ratio.json",
        "index.html",
        "en/bodies/jlis/index.html",
        "bodies/jlis/index.html.md",
        f"reports/{REPORT}/general_bs/cite.bib",
        "charts/bodies/jlis/assets.svg",
        "search/words.js",
        "feed.xml",
        "llms.txt",
        "assets/explore.js",
    )
    there = [place for place in places if (site / place).exists()]
    assert len(there) > 12
    for place in there:
        forge(site / place)
    (site / "en" / "strange.html").write_text("", encoding="utf-8")
    found = {str(finding.where).removeprefix("site/") for finding in verify_anew(data, pages=True)}
    lists = {"data/SHA256SUMS", "api/v1/SHA256SUMS"}
    # The site of the tests is built without the moment of a commit.
    assert found - {"sitemap.xml", "sitemap.xml.gz", "en/sitemap.xml", "en/sitemap.xml.gz"} == {
        *there,
        *lists,
        "en/strange.html",
    }


def test_sums_of_the_api_are_verified(data: Path) -> None:
    api = data.parent / "api" / "v1"
    assert list(verify_sums(api)) == []
    (api / "index.json").unlink()
    assert [finding.rule for finding in verify_sums(api)] == ["V1"]


@pytest.mark.parametrize("text", ["[", "[]", '{"resources": [{"name": 5}]}', '{"resources": {"a": 1}}', "\x00"])
def test_a_descriptor_that_is_none_is_a_finding(tmp_path: Path, text: str) -> None:
    (tmp_path / "datapackage.json").write_text(text, encoding="utf-8")
    (tmp_path / "SHA256SUMS").write_bytes(b"\xff\xfe broken\n")
    assert {finding.rule for finding in verify_packages(tmp_path)} == {"V1", "V2"}


def test_a_table_that_is_none_is_a_finding(data: Path) -> None:
    for name in ("facts.parquet", "rules.csv"):
        (data / name).unlink()
        (data / name).write_bytes(b'PAR1 "broken')
    said = [str(finding) for finding in verify_packages(data)]
    assert any("facts-parquet: V2: expected a table that can be read" in text for text in said)
    assert any("rules: V2: expected the columns" in text for text in said)


@pytest.mark.parametrize(
    "text", ["", "fact_id,report\n", 'fact_id,report,printed,line\n"', "fact_id,report,printed,line\nx,r,1,1\n"]
)
def test_facts_that_are_no_table_are_told_in_a_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "facts.csv").write_text(text, encoding="utf-8")
    with pytest.raises(FaultError, match="mend: publish anew"):
        read_facts(tmp_path)
