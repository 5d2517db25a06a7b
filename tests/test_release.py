"""A release: one version everywhere, large enough for what changed, and files whose checksums are listed."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.verbs.release import ReleaseError, check, collect, main, notes_of, prepare

ROOT = Path(__file__).resolve().parents[1]
FILES = ("pyproject.toml", "CITATION.cff", "CHANGELOG.md", "datapackage/reference/releases.csv")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_a_prepared_release_is_one_version_everywhere(checkout: Path) -> None:
    prepare("7.1.0", "2027-01-31", checkout)
    check("v7.1.0", checkout)
    texts = [(checkout / name).read_text(encoding="utf-8") for name in FILES]
    assert 'version = "7.1.0"' in texts[0]
    assert "version: 7.1.0\ndate-released: 2027-01-31\n" in texts[1]
    assert texts[1].startswith("cff-version: 1.2.0\n")
    assert "## Unreleased\n\n## 7.1.0 - 2027-01-31\n\n### Added\n" in texts[2]
    assert texts[3].endswith("7.1.0,2027-01-31,版 7.1.0（内容は変更履歴）,Version 7.1.0 (see the changelog)\n")
    schema = ["--builtin-schema", "vendor.citation-file-format", "--default-filetype", "yaml"]
    command = [sys.executable, "-m", "check_jsonschema", *schema, str(checkout / "CITATION.cff")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_a_release_may_be_prepared_anew_with_another_day_only_before_it_is_out(checkout: Path) -> None:
    prepare("0.1.0", "2027-01-31", checkout)
    with pytest.raises(ReleaseError, match=r"expected a version above 0\.1\.0, found 0\.1\.0"):
        prepare("0.1.0", "2027-02-01", checkout)


@pytest.mark.parametrize(
    ("version", "day", "said"),
    [
        ("1.2", "2027-01-31", "expected a version such as 1.2.3, found 1.2"),
        ("0.0.9", "2027-01-31", "expected a version above 0.1.0, found 0.0.9"),
        ("1.0.0", "31 January", "expected a day such as 2027-01-31, found 31 January"),
    ],
)
def test_what_is_no_next_version_is_refused_and_nothing_is_written(version: str, day: str, said: str, checkout: Path) -> None:
    before = [(checkout / name).read_bytes() for name in FILES]
    with pytest.raises(ReleaseError, match=said):
        prepare(version, day, checkout)
    assert [(checkout / name).read_bytes() for name in FILES] == before


def test_a_tag_that_stands_nowhere_is_refused_with_every_place(checkout: Path) -> None:
    with pytest.raises(ReleaseError) as refused:
        check("v9.9.9", checkout)
    assert str(refused.value).splitlines() == [
        "pyproject.toml: expected the version 9.9.9, found 0.1.0",
        "CITATION.cff: expected the version 9.9.9, found 0.1.0",
        "datapackage/reference/releases.csv: expected a row for 9.9.9, found none",
        "CHANGELOG.md: expected the heading `## 9.9.9 - `, found none",
        "CITATION.cff: expected `date-released: `, found none",
        "    mend: make release VERSION=... DATE=..., commit, tag that commit",
    ]


def test_packages_and_other_files_are_put_together_with_their_checksums(checkout: Path) -> None:
    prepare("7.1.0", "2027-01-31", checkout)
    (checkout / "data" / "any").mkdir(parents=True)
    (checkout / "data" / "all.zip").write_bytes(b"all")
    (checkout / "data" / "any" / "any.zip").write_bytes(b"any")
    (checkout / "parts.json").write_bytes(b"{}")
    target = checkout / "release"
    collect("v7.1.0", checkout / "data", target, [checkout / "parts.json"], checkout)
    sums = (target / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert [line.split("  ")[1] for line in sums] == ["all.zip", "any.zip", "parts.json"]
    assert sums[0].startswith(hashlib.sha256(b"all").hexdigest())
    assert (target / "notes.md").read_text(encoding="utf-8").startswith("### Added\n")


def test_notes_are_those_of_one_version() -> None:
    assert notes_of("1.0.0", "## Unreleased\n\n## 1.0.0 - 2027-01-31\n\n* new\n\n## 0.9.0 - 2026-01-01\n\n* old\n") == "* new\n"


def test_the_version_of_the_repository_is_one_everywhere() -> None:
    version = next(
        line for line in (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines() if line.startswith("version")
    )
    number = version.split('"')[1]
    assert f"\nversion: {number}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\n{number}," in (ROOT / "datapackage/reference/releases.csv").read_text(encoding="utf-8")


def test_what_is_asked_wrongly_is_answered_with_the_ways_to_ask() -> None:
    assert "prepare 1.2.3" in main([])
    assert "prepare 1.2.3" in main(["collect"])
    assert "expected the version 9.9.9" in main(["check", "v9.9.9"])
