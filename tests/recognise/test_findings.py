"""What is said of documents that cannot be read whole: place, what was expected, what was found, and the mend."""

import re
from pathlib import Path

import pytest

from scripts.read.text import read_text
from scripts.recognise import recognise
from scripts.records import Finding, RefusedError
from tests.support.documents import reference

HEAD = "一般会計等行政コスト計算書\n自 令和4年4月1日 至 令和5年3月31日\n（単位：千円）\n科目\t金額\n"
ROWS = """経常費用\t1,000
業務費用\t700
人件費\t400
物件費等\t300
移転費用\t300
補助金等\t300
経常収益\t200
純経常行政コスト\t800
純行政コスト\t800
"""


def test_every_kind_of_finding_is_explained_to_maintainers() -> None:
    root = Path(__file__).resolve().parents[2]
    sources = [path.read_text(encoding="utf-8") for path in (root / "scripts" / "recognise").rglob("*.py")]
    used = {code for source in sources for code in re.findall(r'"(READ[0-9]+)"', source)}
    told = re.findall(r"^\| (READ[0-9]+) \|", (root / "ARCHITECTURE.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(used) == sorted(told)


def findings(text: str) -> list[str]:
    return [str(finding) for finding in told(text)]


def told(text: str) -> tuple[Finding, ...]:
    return recognise(read_text("a.txt", text.encode()), reference()).findings


def test_a_whole_statement_has_no_finding() -> None:
    assert findings(HEAD + ROWS) == []


def test_a_separator_in_the_wrong_place_is_shown_with_a_caret() -> None:
    assert findings(HEAD + ROWS.replace("400", "12,34")) == [
        (
            "a.txt:7: READ3: 人件費: not a known form of amount: thousands separators must stand before every three digits\n"
            "    12,34\n"
            "      ^\n"
            "    mend: compare the figure with the print"
        )
    ]


def test_a_figure_in_brackets_is_not_taken_for_a_plain_one() -> None:
    (finding,) = findings(HEAD + ROWS.replace("400", "(400)"))
    assert finding.startswith("a.txt:7: READ3: 人件費: not a known form of amount: no digit where the number should begin")


def test_an_unknown_label_names_the_row_to_add() -> None:
    assert findings(HEAD + ROWS.replace("補助金等\t", "補助金などの支払\t")) == [
        (
            "a.txt:10: READ1: the form has no line 補助金などの支払 in this place (300); the nearest known label is 補助金等\n"
            "    mend: if it is a wording of a known line add to labels.csv: subsidies_granted,補助金などの支払"
        )
    ]


def test_a_statement_cut_in_half_misses_its_totals() -> None:
    assert findings(HEAD + "".join(ROWS.splitlines(keepends=True)[:5])) == [
        (
            "a.txt:1: READ9: 一般会計等行政コスト計算書: "
            "expected the total 純行政コスト at its end, found none; the table may be cut off\n"
            "    mend: compare the end of the table with the print and add what is missing"
        )
    ]


def test_figures_under_no_title_are_told_with_their_lines() -> None:
    assert findings(HEAD + ROWS + "\n町有林の面積\t1,234\n立木の材積\t5,678\n") == [
        (
            "a.txt:15: READ6: lines 15 to 16: 2 numbers belong to no row of a known table or note (1,234, 5,678)\n"
            "    mend: if they are figures of a statement, print its title above them; else add a rule to ignored.csv"
        )
    ]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (
            "（単位：千円）\n",
            (
                "READ8: 一般会計等行政コスト計算書: "
                "expected a unit such as （単位：千円） above the table, found none; its figures are left out\n"
                "    mend: add the unit as printed on the page"
            ),
        ),
        (
            "自 令和4年4月1日 至 令和5年3月31日\n",
            (
                "READ7: 一般会計等行政コスト計算書: expected a date or fiscal year, found none; the table is left out\n"
                "    mend: print the period above the table, as on the page"
            ),
        ),
    ],
)
def test_what_a_table_does_not_say_of_itself_is_asked_for(line: str, says: str) -> None:
    recognition = recognise(read_text("a.txt", (HEAD + ROWS).replace(line, "").encode()), reference())
    assert recognition.tables == ()
    assert [str(finding) for finding in recognition.findings] == [f"a.txt:1: {says}"]


def test_an_unknown_unit_is_no_unit() -> None:
    (finding,) = told((HEAD + ROWS).replace("千円", "千両"))
    assert finding.rule == "READ8"


def test_a_scope_that_is_hinted_at_but_not_told_is_asked_for() -> None:
    text = "行政コスト計算書\n一般会計等を対象とした分\n" + HEAD.split("\n", 1)[1] + ROWS
    (finding,) = told(text)
    assert finding.rule == "READ11"
    assert finding.message == (
        "行政コスト計算書: expected a scope such as 一般会計等, 全体 or 連結, found none for certain; the table is left out"
    )


def test_a_label_that_fits_two_lines_is_left_out() -> None:
    # Of the two lines その他 below 減債基金 one is printed, nil: nothing tells which.
    above = "固定資産\t9\n投資その他の資産\t9\n基金\t9\n減債基金\t9\n"
    rows = above + "その他\t-\n徴収不能引当金\t-\n流動資産\t-\n資産合計\t9\n負債及び純資産合計\t9\n"
    (finding,) = told("一般会計等貸借対照表\n令和4年度\n（単位：千円）\n科目\t金額\n" + rows)
    assert (finding.rule, finding.place and finding.place.line) == ("READ4", 9)
    assert finding.message == "その他: two readings fit equally well, one of them その他; the row is left out"
    assert finding.mend == "print the totals above it, or transcribe the row"


def test_a_row_with_too_many_figures_is_left_out() -> None:
    text = (HEAD + ROWS).replace("\t", " ").replace("人件費 400", "人件費 400 7")
    assert findings(text) == [
        "a.txt:7: READ2: 人件費: expected 1 figures (amount), found 2\n    mend: rule the columns with tabs or bars"
    ]


def test_a_column_nobody_knows_is_left_out_and_named() -> None:
    rows = "".join(f"{row}\t{n}\n" for n, row in enumerate(ROWS.splitlines(), 10))
    (finding,) = told(HEAD.replace("金額", "金額\t町民一人当たり") + rows)
    assert (finding.rule, finding.place and finding.place.line) == ("READ10", 5)
    assert finding.message == "lines 5 to 13: the column 町民一人当たり is not known; 9 figures are left out"
    assert finding.mend == "if it is a wording of a known column add it to columns.csv"


def test_a_column_of_ratios_is_no_column_of_figures() -> None:
    rows = "".join(f"{row}\t{n}.5%\n" for n, row in enumerate(ROWS.splitlines(), 10))
    recognition = recognise(read_text("a.txt", (HEAD.replace("金額", "金額\t構成比") + rows).encode()), reference())
    assert [len(table.entries) for table in recognition.tables] == [9]
    assert {finding.rule for finding in recognition.findings} <= {"READ6"}


def test_a_figure_without_label_is_told() -> None:
    (finding,) = told(HEAD + ROWS.replace("人件費\t", "\t"))
    assert (finding.rule, finding.message) == ("READ12", "400: expected a label before the figure, found none")
    assert finding.mend == "put the label on the line of its figure"


def test_labels_over_several_cells_need_their_cells() -> None:
    text = "財源の明細（一般会計等）\n令和4年度\n（単位：千円）\n会計 区分 財源の内容 金額\n一般会計 税収等 地方税 500\n"
    (finding,) = told(HEAD + ROWS + text)
    assert (finding.rule, finding.message) == (
        "READ13",
        "lines 18 to 18: expected tabs or bars between the cells that label rows, found none",
    )


def test_a_title_with_figures_of_nobody_below_it_is_told() -> None:
    (finding,) = told(HEAD + ROWS + "全体資金収支計算書\n令和4年度\n（単位：千円）\n水道\t5\n下水道\t6\n")
    assert finding.rule == "READ14"
    assert finding.message == "lines 17 to 18: expected rows of 全体資金収支計算書, found none; their figures are left out"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "拝啓 1,234円を送ります。",
            (
                "a.txt: refused: expected a statement under the unified standard (統一的な基準), "
                "found no title such as 貸借対照表 or 行政コスト計算書 with figures below it\n"
                "    mend: check that this is the right file and that its text was extracted"
            ),
        ),
        (
            "貸借対照表\n水道\t5\n下水道\t6\n",
            (
                "a.txt:1: refused: expected a statement under the unified standard (統一的な基準), "
                "found the title 貸借対照表 but no rows of its form below it\n"
                "    mend: compare the labels with datapackage/reference/accounts.csv; the text may have lost its labels"
            ),
        ),
    ],
)
def test_a_document_without_statement_is_refused(text: str, says: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        recognise(read_text("a.txt", text.encode()), reference())
    assert str(refusal.value) == says
