"""Two builds of one state are the same to the byte, wherever, whenever and in whatever order things come."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from scripts.verbs.same import command

ROOT = Path(__file__).resolve().parents[1]
MADE_FROM = ("scripts", "datapackage", "docs", "pyproject.toml", "CHANGELOG.md", "CITATION.cff", "mkdocs.yml", "mkdocs.en.yml")


def build(folder: Path, **surroundings: str) -> "subprocess.Popen[str]":
    """Start a build in a copy of the repository in `folder`."""
    folder.mkdir(parents=True)
    for name in MADE_FROM:
        source, target = ROOT / name, folder / name
        _ = shutil.copytree(source, target, ignore=_CACHES) if source.is_dir() else shutil.copy(source, target)
    if (ROOT / ".web").exists():
        (folder / ".web").symlink_to((ROOT / ".web").resolve())
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1700000000"} | surroundings
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "encoding": "utf-8"}
    return subprocess.Popen([sys.executable, "-m", "scripts", "build"], cwd=folder, env=environment, **options)  # type: ignore[call-overload,no-any-return]


_CACHES = shutil.ignore_patterns("__pycache__")


@pytest.fixture
def builds(tmp_path: Path) -> tuple[Path, Path]:
    """Give the sites of two builds in different folders, time zones, locales, orders of hashes and at different moments."""
    one, other = tmp_path / "one", tmp_path / "もう 一つ"
    running = [
        build(one, TZ="UTC", LC_ALL="C.UTF-8", PYTHONHASHSEED="0"),
        build(other, TZ="Asia/Tokyo", LC_ALL="C", PYTHONHASHSEED="12345"),
    ]
    said = [(process.communicate()[0], process.returncode) for process in running]
    assert [code for _, code in said] == [0, 0], said
    return one / "site", other / "site"


def test_two_builds_are_the_same_to_the_byte(builds: tuple[Path, Path]) -> None:
    done = CliRunner().invoke(command, [str(path) for path in builds])
    assert done.exit_code == 0, done.output[:3000]
    for wanted in ("data/SHA256SUMS", "api/v1/openapi.json", "index.html", "en/index.html"):
        assert (builds[0] / wanted).is_file()


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
