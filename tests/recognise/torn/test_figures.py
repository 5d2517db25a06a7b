import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.recognise.torn.figures import split_strip
from tests.recognise.torn.slips import line

AMOUNTS = st.integers(min_value=0, max_value=10**12)


def texts(text: str) -> list[list[str]]:
    return [[figure.text for figure in reading] for reading in split_strip(line(text)).readings]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("現金及び預金 14,544,466,451", "現金及び預金", ["14,544,466,451"]),
        ("未収金 745,852,72510,385,571,000 19", "未収金", ["745,852,725", "10,385,571,000", "19"]),
        ("事業費 ※１ 33,364,686,750", "事業費 ※１", ["33,364,686,750"]),
        ("固定資産除却損 ※ 3 1,839,677", "固定資産除却損 ※ 3", ["1,839,677"]),
        ("未収金 5 1,550,667,455(注2)", "未収金", ["5", "1,550,667,455"]),
        ("積立金 △ 219,187,945 △ 219,187,945", "積立金", ["△ 219,187,945", "△ 219,187,945"]),
        ("　　 3,867,390 0", "", ["3,867,390", "0"]),
        ("換算差額 -                  ", "換算差額", ["-"]),
        ("合計1,277△1,277", "合計", ["1,277", "△1,277"]),
        ("住基ネット（第４回） 450,000 601,092", "住基ネット（第４回）", ["450,000", "601,092"]),
    ],
)
def test_figures_are_split_from_the_words_before_them(text: str, words: str, expected: list[str]) -> None:
    assert split_strip(line(text)).words == words
    assert texts(text) == [expected]


@pytest.mark.parametrize("text", ["サ ー バ ー", "6月補正後予定額", "（平成２９年３月３１日現在）", "一般管理費 ※２", "第16表"])
def test_words_are_no_figures(text: str) -> None:
    strip = split_strip(line(text))
    assert not strip.readings
    assert not strip.unread


def test_glued_columns_that_can_be_cut_in_two_ways_keep_both() -> None:
    assert texts("12345,678") == [["12", "345,678"], ["123", "45,678"]]


def test_digits_that_are_no_amounts_are_told() -> None:
    assert split_strip(line("未収金 12,34")).unread == "12,34"


def test_a_run_of_digits_without_end_is_refused_and_not_searched() -> None:
    assert split_strip(line("未収金 " + "1" * 5000 + ",5")).unread


@given(st.lists(AMOUNTS, min_size=1, max_size=12), st.data())
def test_every_row_of_amounts_is_read_back_also_where_they_are_glued(values: list[int], data: st.DataObject) -> None:
    text = ""
    for value in values:
        glue = text[-4:-3] == "," and value >= 10**6 and data.draw(st.booleans())
        text += ("" if glue else " ") + f"{value:,}"
    readings = [[figure.value for figure in reading] for reading in split_strip(line("未収金" + text)).readings]
    assert values in readings
