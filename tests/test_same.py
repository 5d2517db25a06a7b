"""Two builds of one state are the same to the byte, wherever, whenever and in whatever order things come."""

import json
import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from scripts.verbs.same import command, differences
from tests.show.conftest import whole_site

__all__ = ["whole_site"]

ROOT = Path(__file__).resolve().parents[1]
MADE_FROM = ("scripts", "datapackage", "docs", "pyproject.toml", "CHANGELOG.md", "CITATION.cff", "mkdocs.yml", "mkdocs.en.yml")
CACHES = shutil.ignore_patterns("__pycache__")


# MkDocs dates its list of pages by the verb `build`; the site of the tests is built without that verb. `make same` compares all.
DATED = ("sitemap.xml", "sitemap.xml.gz")


@pytest.fixture
def elsewhere(whole_site: Path, tmp_path: Path) -> Path:
    """Give the site of a build of its own: another folder, time zone, locale and order of hashes, and another moment."""
    folder = tmp_path / "もう 一つ"
    folder.mkdir()
    for name in MADE_FROM:
        source, target = ROOT / name, folder / name
        _ = shutil.copytree(source, target, ignore=CACHES) if source.is_dir() else shutil.copy(source, target)
    if (ROOT / ".web").exists():
        (folder / ".web").symlink_to((ROOT / ".web").resolve())
    made = json.loads((whole_site / "data" / "datapackage.json").read_text(encoding="utf-8")).get("created")
    moment = str(int(datetime.fromisoformat(made).timestamp())) if made else "0"
    surroundings = {"SOURCE_DATE_EPOCH": moment, "TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "12345"}
    command = [sys.executable, "-m", "scripts", "build"]
    done = subprocess.run(command, cwd=folder, env=os.environ | surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return folder / "site"


def test_two_builds_are_the_same_to_the_byte(whole_site: Path, elsewhere: Path) -> None:
    found = [line for line in differences(whole_site, elsewhere) if not line.endswith(DATED)]
    assert found == []
    for wanted in ("data/SHA256SUMS", "api/v1/openapi.json", "index.html", "en/index.html"):
        assert (elsewhere / wanted).is_file()


def test_files_that_differ_or_are_missing_or_too_many_are_listed(tmp_path: Path) -> None:
    one, other = tmp_path / "a", tmp_path / "b"
    for folder, files in ((one, {"same": "1", "data/x": "1", "lost": ""}), (other, {"same": "1", "data/x": "2", "new": ""})):
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    done = CliRunner().invoke(command, [str(one), str(other)])
    assert done.exit_code == 1
    listed = f"differs: data/x\nonly in {one}: lost\nonly in {other}: new\n"
    assert done.stdout == listed
    assert done.stderr == "3 files are not the same\n"


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    done = CliRunner().invoke(command, [str(tmp_path), str(tmp_path / "none")])
    assert done.exit_code == 2
    assert "does not exist" in done.output
