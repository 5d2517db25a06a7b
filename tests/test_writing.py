"""Files are whole or absent, and the same content gives the same bytes."""

import os
from pathlib import Path

import pytest

from scripts.stamps import digest_of, is_done, mark_done
from scripts.writing import csv_text, json_text, write_text


def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    write_text(path, "old")

    def full(_: Path, __: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write_text(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_csv_has_plain_line_ends_and_quotes_only_where_needed() -> None:
    assert csv_text(["a", "b"], [{"a": "1,2", "b": None}]) == 'a,b\n"1,2",\n'


def test_json_keeps_japanese_readable() -> None:
    assert json_text({"団体": 1}) == '{\n  "団体": 1\n}\n'


def test_a_stage_is_done_until_an_input_or_an_output_changes(tmp_path: Path) -> None:
    source, output, stamp = tmp_path / "in", tmp_path / "out", tmp_path / "stamp"
    source.mkdir()
    (source / "a.csv").write_text("1", encoding="utf-8")
    output.write_text("", encoding="utf-8")
    mark_done(stamp, digest_of([source]))
    assert is_done(stamp, digest_of([source]), [output])
    (source / "a.csv").write_text("2", encoding="utf-8")
    assert not is_done(stamp, digest_of([source]), [output])
    (source / "a.csv").write_text("1", encoding="utf-8")
    output.unlink()
    assert not is_done(stamp, digest_of([source]), [output])
