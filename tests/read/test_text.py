"""Text files: what is taken and in which cells; what is refused and in which words."""

from pathlib import Path

import pytest

from scripts.read import read_file
from scripts.records import RefusedError


def read(tmp_path: Path, content: str | bytes, name: str = "town.txt") -> list[list[str]]:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return [[cell.text for cell in line.cells] for line in read_file(path).lines]


def test_tabs_rule_the_cells_and_an_empty_cell_stays(tmp_path: Path) -> None:
    assert read(tmp_path, "純行政コスト\t△5\t\t△5") == [["純行政コスト", "△5", "", "△5"]]


def test_bars_rule_the_cells_and_the_frame_is_none(tmp_path: Path) -> None:
    assert read(tmp_path, "| 土地 | 5 |\n|---|---|") == [[" 土地 ", " 5 "], []]


def test_wide_blanks_part_the_cells_of_a_free_line(tmp_path: Path) -> None:
    assert read(tmp_path, "土地   5\u3000建物  6") == [["土地", "5", "建物", "6"]]


def test_a_form_feed_begins_a_page(tmp_path: Path) -> None:
    path = tmp_path / "paged.txt"
    path.write_text("一\n\f二\n", encoding="utf-8")
    assert [(line.place.page, line.place.line) for line in read_file(path).lines] == [(1, 1), (2, 2), (2, 3)]


def test_line_ends_of_windows_are_no_text(tmp_path: Path) -> None:
    assert read(tmp_path, b"a\tb\r\n") == [["a", "b"], []]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (
            "a.txt",
            b"",
            "a.txt: refused: expected the text of a statement, found an empty file\n    mend: export the text once more",
        ),
        (
            "a.txt",
            b"\x89PNG\r\n",
            "a.txt: refused: expected text, found a PNG picture\n    mend: give the file its true ending, or export its text",
        ),
        ("a.txt", "貸借".encode("utf-16"), "a.txt: refused: expected UTF-8, found UTF-16\n    mend: save the file as UTF-8"),
        (
            "a.txt",
            b"ok\n" + "資産".encode("cp932"),
            (
                "a.txt:2: refused: expected UTF-8, found Shift_JIS\n"
                "    mend: save the file as UTF-8 (for example: iconv -f CP932 -t UTF-8 FILE > NEW)"
            ),
        ),
        (
            "a.txt",
            b"ok\nx\x01",
            "a.txt:2: refused: expected text, found the control character U+0001\n    mend: export the text once more",
        ),
    ],
)
def test_a_file_that_is_no_text_is_refused_with_place_and_mend(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    with pytest.raises(RefusedError) as caught:
        read(tmp_path, content, name)
    assert str(caught.value) == said


def test_an_old_workbook_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"save it as \.xlsx in a spreadsheet program"):
        read(tmp_path, b"x", "old.xls")
