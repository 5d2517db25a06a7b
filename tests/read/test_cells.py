"""How a line of text falls into cells: tabs, bars with frames and rules, tags, wide blanks."""

import pytest

from scripts.read.text import read_text


def cells(*lines: str) -> list[list[str]]:
    return [[cell.text.strip() for cell in line.cells] for line in read_text("a.txt", "\n".join(lines).encode()).lines]


def test_a_frame_is_told_by_the_whole_table() -> None:
    assert cells("| 科目 | 金額 |", "|---|---:|", "|  | 5 |", "| 計 |  |") == [["科目", "金額"], [], ["", "5"], ["計", ""]]
    assert cells("科目 │ 金額 │ ", " │ 5 │ ") == [["科目", "金額", ""], ["", "5", ""]]


@pytest.mark.parametrize("rule", ["|---|:-:|", "├──┼──┤", "|-|-|", "+-----+---+|", "｜－－－｜－－－｜"])
def test_a_line_that_draws_a_rule_has_no_cells(rule: str) -> None:
    assert cells(rule) == [[]]


@pytest.mark.parametrize("row", ["| - | - |", "| － | － |", " - │ - "])
def test_a_row_of_nils_is_no_rule(row: str) -> None:
    assert [text for text in cells(row)[0] if text] in (["-", "-"], ["－", "－"])


def test_tags_of_a_table_rule_its_cells() -> None:
    assert cells('<tr><td>財源</td><td></td><td align="right">5</td></tr>') == [["財源", "", "5"]]


def test_places_of_cells_are_places_in_the_line() -> None:
    (line,) = read_text("a.txt", "| 土地 | 1,234 |".encode()).lines
    assert [line.text[cell.start : cell.end] for cell in line.cells] == [cell.text for cell in line.cells]
