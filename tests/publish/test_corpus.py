"""The release comes from the repository, never from the clock."""

import subprocess
from pathlib import Path

import pytest

from scripts.publish import Release, read_release


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "2.3.4"\n', encoding="utf-8")
    return tmp_path


def test_the_moment_is_that_of_the_build_where_one_is_set(checkout: Path) -> None:
    assert read_release(checkout, {"SOURCE_DATE_EPOCH": "1700000000"}) == Release("2.3.4", "2023-11-14T22:13:20Z")


def test_else_that_of_the_last_commit(checkout: Path) -> None:
    for command in (
        ["init", "--quiet"],
        ["add", "pyproject.toml"],
        ["-c", "user.name=a", "-c", "user.email=a@example.invalid", "commit", "--quiet", "--message=x", "--date=@1700000001"],
    ):
        dates = {"GIT_COMMITTER_DATE": "@1700000001 +0900", "PATH": "/usr/bin:/bin", "HOME": str(checkout)}
        subprocess.run(["git", *command], cwd=checkout, check=True, env=dates)  # noqa: S607
    assert read_release(checkout, {}) == Release("2.3.4", "2023-11-14T22:13:21Z")


def test_a_copy_without_history_has_none(checkout: Path) -> None:
    assert read_release(checkout, {}) == Release("2.3.4", "")
    assert read_release(checkout, {"SOURCE_DATE_EPOCH": "0"}) == Release("2.3.4", "")
