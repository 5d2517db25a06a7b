"""A publication is there whole, or the old one still is."""

import subprocess
from pathlib import Path

import pytest

from scripts.publish.files.shelf import replaced_folder


def test_a_folder_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "site" / "data"
    with replaced_folder(target) as shelf:
        shelf.write("old.csv", b"1")
        shelf.write_sums()
    with replaced_folder(target) as shelf:
        shelf.write("a/new.csv", b"2")
        assert (target / "old.csv").exists()
    assert [path.relative_to(target).as_posix() for path in target.rglob("*.csv")] == ["a/new.csv"]
    assert [path.name for path in target.parent.iterdir()] == ["data"]


def test_a_failure_leaves_the_old_folder_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "data"
    with replaced_folder(target) as shelf:
        shelf.write("old.csv", b"1")
        shelf.write_sums()
    with pytest.raises(TypeError), replaced_folder(target) as shelf:
        shelf.write("new.csv", "no bytes")  # type: ignore[arg-type]
    assert sorted(path.name for path in target.iterdir()) == ["SHA256SUMS", "old.csv"]
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_when_the_last_step_fails_the_old_folder_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "data"
    with replaced_folder(target) as shelf:
        shelf.write("old.csv", b"1")
        shelf.write_sums()
    rename = Path.rename

    def fails_for_new(path: Path, to: Path) -> Path:
        if path.name == "new":
            raise OSError("no room")
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", fails_for_new)
    with pytest.raises(OSError, match="no room"), replaced_folder(target) as shelf:
        shelf.write("new.csv", b"2")
    assert sorted(path.name for path in target.iterdir()) == ["SHA256SUMS", "old.csv"]


def test_others_may_read_what_is_published(tmp_path: Path) -> None:
    with replaced_folder(tmp_path / "data") as shelf:
        shelf.write("a/b.csv", b"1")
    assert [(tmp_path / "data" / p).stat().st_mode & 0o777 for p in ("", "a", "a/b.csv")] == [0o755, 0o755, 0o644]


def test_sha256sum_confirms_every_file(published: Path) -> None:
    for folder in (path.parent for path in published.rglob("SHA256SUMS")):
        done = subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=folder, check=False, text=True)  # noqa: S607
        assert done.returncode == 0
        listed = {line.split("  ", 1)[1] for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()}
        there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        assert there - listed == {"SHA256SUMS"}
