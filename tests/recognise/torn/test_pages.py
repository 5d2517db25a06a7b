import pytest

from scripts.recognise.torn.pages import bears_forms, cut_pages, is_page_mark, marker_number, names_agency, starts_page
from tests.recognise.torn.slips import document, line, reference

SETTLED = """この報告書は
 様式第9号
（単位：円）
金額
営業収益
事業収入 5
損益計算書
（平成２８年４月１日から平成２９年３月３１日まで）
 様式第10号
（単位：円）
当期純利益 5
利益の処分に関する書類
 重要な会計方針
有価証券 償却原価法
 （単位：円）
予　算　額 決　算　額 差　　額
事業収入 5 5 0
平成28年度　決算報告書
"""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("様式第8号", 8),
        (" 様式第１４号", 14),
        ("【様式第2号】", 2),
        ("様式第１号　予定貸借対照表 1 ページ", 0),
        ("様式第4号による", 0),
    ],
)
def test_a_marker_stands_alone_on_its_line(text: str, number: int) -> None:
    assert marker_number(line(text)) == number


@pytest.mark.parametrize("text", ["- 5 -", "53/94", "- 16 -69/94", "3 / 1087/94", "－ 12 －"])
def test_marks_of_pages_are_no_rows(text: str) -> None:
    assert is_page_mark(line(text))


@pytest.mark.parametrize("text", ["0", "- -", "5,000", "- 5,000 -", "△5", ""])
def test_figures_are_no_marks_of_pages(text: str) -> None:
    assert not is_page_mark(line(text))


def test_a_line_set_in_by_one_blank_directly_behind_another_starts_a_page() -> None:
    first, second, _, fourth, *_ = document("ここまで\n 様式第9号\n\n 税金等調整前当期純利益 5\n").lines
    assert starts_page(second, first)
    assert not starts_page(fourth, second)


def test_sections_hold_every_printed_line_once_and_in_order() -> None:
    lines = [ln for ln in document(SETTLED).lines if ln.text.strip()]
    sections = cut_pages(document(SETTLED), reference())
    assert [ln for section in sections for ln in section.lines] == lines


def test_title_date_and_unit_are_found_wherever_they_stand_in_the_form() -> None:
    statement = cut_pages(document(SETTLED), reference())[1]
    assert (statement.number, statement.title, statement.fiscal_year) == (9, "損益計算書", 2016)
    assert (statement.unit, statement.basis) == ("yen", "actual")
    assert [form.form for form in statement.forms] == ["jlis_settled_income_statement"]


def test_a_form_without_a_date_takes_the_year_of_its_neighbour() -> None:
    assert cut_pages(document(SETTLED), reference())[2].fiscal_year == 2016


def test_notes_and_reports_without_number_end_a_form() -> None:
    sections = cut_pages(document(SETTLED), reference())
    assert [section.number for section in sections] == [0, 9, 10, 0, 0]
    assert sections[3].lines[0].text == " 重要な会計方針"


def test_a_title_below_its_table_takes_the_page_from_its_start() -> None:
    report = cut_pages(document(SETTLED), reference())[-1]
    assert report.lines[0].text == " （単位：円）"
    assert report.title == "平成28年度　決算報告書"


def test_a_page_mark_within_a_form_does_not_end_it() -> None:
    text = "様式第9号\n（単位：円）\n営業収益\n- 3 -\n事業収入 5\n損益計算書\n\n 重要な会計方針\n"
    assert [len(section.lines) for section in cut_pages(document(text), reference())] == [6, 1]


@pytest.mark.parametrize(
    ("title", "basis"), [("令和２年度６月補正　予定損益計算書", "revised"), ("令和２年度　予定損益計算書", "initial")]
)
def test_a_plan_is_revised_where_its_title_says_so(title: str, basis: str) -> None:
    text = f"様式第2号\n（単位：千円）\n事業収入 5\n{title}\n"
    (section,) = cut_pages(document(text), reference())
    assert (section.basis, section.fiscal_year) == (basis, 2020)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("様式第2号\n（単位：千円）\n事業収入 5\n予定損益計算書\n", True),
        ("地方公共団体情報システム機構\n事業収入 5\n", False),
        ("【様式第2号】\n行政コスト計算書\n経常費用 5\n", False),
        ("負担金 地方公共団体情報システム機構 5\n", False),
    ],
)
def test_a_document_is_of_jlis_by_number_and_title_of_its_forms(text: str, *, expected: bool) -> None:
    assert bears_forms(document(text), reference()) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("地方公共団体情報システム機構\n事業収入 5\n", True),
        ("【別表】令和２年度交付金見込額一覧\n011002 北海道 札幌市 5 5\n", True),
        ("負担金 地方公共団体情報システム機構 5\n", False),
        ("令和４年度決算の概要\n資産 5\n", False),
    ],
)
def test_a_document_without_forms_may_be_of_jlis_by_its_name_or_lists(text: str, *, expected: bool) -> None:
    assert names_agency(document(text), reference()) is expected
