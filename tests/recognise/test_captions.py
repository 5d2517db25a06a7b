"""Titles, scopes, periods and units, in the ways they are printed around one table."""

import pytest

from scripts.read.text import read_text
from scripts.recognise import recognise
from scripts.recognise.captions import Titles
from scripts.records import Recognition
from tests.support.documents import reference

ROWS = "科目\t金額\n経常費用\t1,000\n業務費用\t700\n移転費用\t300\n経常収益\t200\n純経常行政コスト\t800\n純行政コスト\t800\n"
CAPTIONS = [
    ("一般会計等行政コスト計算書\n自 令和4年4月1日\n至 令和5年3月31日\n(単位：千円)\n", "general"),
    ("行政コスト計算書（一般会計等）\n自　令和４年４月１日　至　令和５年３月３１日\n（単位：千円）\n", "general"),
    ("行政コスト計算書\n【一般会計等】\n令和4年度\n単位：千円\n", "general"),
    ("【一般会計等】\n行政コスト計算書\n（令和４年４月１日から令和５年３月３１日まで）\n[単位：千円]\n", "general"),
    ("行 政 コ ス ト 計 算 書\n一般会計等\n2022年4月1日～2023年3月31日\n（単位 千円）\n", "general"),
    ("行　政　コ　ス　ト　計　算　書　　　（全体）\n自　R4.4.1　至　R5.3.31\n　　　　　　（単位：千円）\n", "whole"),
    ("## 全体行政コスト計算書\n\n令和4年度決算\n\n(単位:千円)\n", "whole"),
    ("**連結行政コスト計算書**\n(自 令和4年4月1日 至 令和5年3月31日) (単位：千円)\n", "consolidated"),
    ("様式第2号\n連結 行政コスト計算書\n自 平成34年4月1日\n至 平成35年3月31日\n（単位：千円）\n", "consolidated"),
    ("【様式第2号】　行政コスト計算書　【連結】\n令和4年度\n（単位：千円）\n", "consolidated"),
    ("上牧町 令和4年度 全体行政コスト計算書（単位：千円）\n", "whole"),
    ("令和4年度　上牧町一般会計等財務書類\n（2）行政コスト計算書（PL）\n（単位：千円）\n", "general"),
    ("2. 行政コスト計算書 ＜一般会計等＞ 令和4年4月1日～令和5年3月31日\n(単位：千円)\n", "general"),
    ("| 一般会計等行政コスト計算書 |  |\n| 自 令和4年4月1日 至 令和5年3月31日 |  |\n|  | （単位：千円） |\n\n", "general"),
    ("一般会計等行政コスト計算書\t\n自　令和4年4月1日\t\n至　令和5年3月31日\t（単位：千円）\n", "general"),
    ("団体名：上牧町\n年度：令和4年度\n会計：一般会計等\n行政コスト計算書\n（単位：千円）\n", "general"),
    ("<h2>一般会計等行政コスト計算書</h2>\n<p>自 令和4年4月1日 至 令和5年3月31日</p>\n<p>（単位：千円）</p>\n", "general"),
    ("■ 一般会計等　行政コスト計算書（令和4年4月1日～令和5年3月31日）　（単位：千円）\n", "general"),
    ("一般会計等行政コスト計算書\n（自令和四年四月一日　至令和五年三月三十一日）\n（単位千円）\n", "general"),
    ("行政コスト計算書 (一般会計等) 令和4年度 ※千円未満四捨五入\n（単位：千円）\n", "general"),
]


def recognised(text: str) -> Recognition:
    return recognise(read_text("a.txt", text.encode()), reference())


@pytest.mark.parametrize(("captions", "scope"), CAPTIONS)
def test_scope_year_and_unit_are_found_around_the_title(captions: str, scope: str) -> None:
    recognition = recognised(captions + ROWS)
    (table,) = recognition.tables
    assert (table.scope, table.fiscal_year, table.unit, len(table.entries)) == (scope, 2022, "thousand_yen", 6)
    assert recognition.findings == ()


@pytest.mark.parametrize("head", ["金額（千円）", "金額(千円)", "令和4年度（千円）", "決算額\n（千円）"])
def test_the_unit_may_stand_in_the_header(head: str) -> None:
    text = "一般会計等行政コスト計算書\n令和4年度\n" + ROWS.replace("金額", head)
    assert [table.unit for table in recognised(text).tables] == ["thousand_yen"]


@pytest.mark.parametrize(
    "line",
    [
        "貸借対照表は、基準日時点における財政状態を明らかにすることを目的として作成します。",
        "貸借対照表 ............ 5",
        "貸借対照表\t35",
        "①貸借対照表、②行政コスト計算書",
        "貸借対照表の資産合計 28,258,451千円",
    ],
)
def test_prose_and_contents_are_no_titles(line: str) -> None:
    (read,) = read_text("a.txt", line.encode()).lines
    assert Titles(reference()).find(read) is None


def test_a_title_that_holds_the_word_of_a_scope_keeps_it() -> None:
    (line,) = read_text("a.txt", "②市場価格のないもののうち連結対象団体（会計）に対するもの".encode()).lines
    title = Titles(reference()).find(line)
    assert title is not None
    assert (title.forms, title.scope) == (("unified_s_investments_consolidated",), "")


def test_a_heading_of_a_scope_holds_until_the_next() -> None:
    period = "令和4年度\n（単位：千円）\n"
    cash = (
        "資金収支計算書\n"
        + period
        + "科目\t金額\n業務支出\t5\n業務収入\t9\n業務活動収支\t4\n本年度資金収支額\t4\n本年度末現金預金残高\t4\n"
    )
    costs = "行政コスト計算書\n" + period + ROWS
    recognition = recognised(f"Ⅰ　一般会計等財務書類\n{costs}{cash}Ⅱ　全体財務書類\n{costs}{cash}")
    assert [table.table for table in recognition.tables] == ["general_pl", "general_cf", "whole_pl", "whole_cf"]


def test_scopes_listed_in_the_contents_are_no_heading() -> None:
    contents = "目次\n一般会計等財務書類\n全体財務書類\n連結財務書類\nはじめに\n概要\n沿革\n用語\n凡例\n注意\n"
    recognition = recognised(contents + "行政コスト計算書\n令和4年度\n（単位：千円）\n" + ROWS)
    assert [finding.rule for finding in recognition.findings] == ["READ11"]
    assert recognition.tables == ()


def test_a_table_of_another_year_than_the_documents_bears_it_in_its_name() -> None:
    tables = "".join(
        f"一般会計等行政コスト計算書\n{year}\n（単位：千円）\n{ROWS}" for year in ("令和4年度", "令和4年度", "令和3年度")
    )
    assert [table.table for table in recognised(tables).tables] == ["general_pl", "general_pl_2", "general_pl_2021"]


def test_tables_of_several_scopes_may_stand_under_one_title() -> None:
    text = "行政コスト計算書\n令和4年度\n（単位：千円）\n"
    recognition = recognised(
        text + "".join(f"({n}) {scope}\n{ROWS}" for n, scope in enumerate(("一般会計等", "全体", "連結"), 1))
    )
    assert [(t.table, t.unit, t.fiscal_year, len(t.entries)) for t in recognition.tables] == [
        ("general_pl", "thousand_yen", 2022, 6),
        ("whole_pl", "thousand_yen", 2022, 6),
        ("consolidated_pl", "thousand_yen", 2022, 6),
    ]


def test_a_second_table_under_a_title_that_is_none_is_left_to_others() -> None:
    text = "一般会計等行政コスト計算書\n令和4年度\n（単位：千円）\n" + ROWS + "住民一人当たり行政コスト計算書\n" + ROWS
    recognition = recognised(text)
    assert [len(table.entries) for table in recognition.tables] == [6]
    assert [finding.message for finding in recognition.findings] == [
        "lines 13 to 18: 6 numbers belong to no row of a known table or note (1,000, 700, 300 …)"
    ]


def test_the_general_account_may_go_without_name_where_the_others_have_one() -> None:
    period = "令和4年度\n（単位：千円）\n"
    recognition = recognised(
        f"行政コスト計算書\n{period}{ROWS}全体行政コスト計算書\n{period}{ROWS}連結行政コスト計算書\n{period}{ROWS}"
    )
    assert [table.scope for table in recognition.tables] == ["general", "whole", "consolidated"]


def test_a_body_that_divides_no_scopes_is_an_entity() -> None:
    (table,) = recognised("行政コスト計算書\n令和4年度\n（単位：千円）\n" + ROWS).tables
    assert (table.table, table.scope) == ("entity_pl", "entity")


def test_the_day_of_the_balance_tells_the_year_not_the_day_of_printing() -> None:
    text = "一般会計等行政コスト計算書\n自 令和4年4月1日 至 令和5年3月31日\n令和6年10月1日\n（単位：千円）\n" + ROWS
    assert recognised(text).fiscal_year == 2022


def test_a_list_of_contents_is_told_from_a_small_table() -> None:
    contents = "目次\n1 貸借対照表 1\n2 行政コスト計算書 2\n3 純資産変動計算書 4\n"
    text = "一般会計等行政コスト計算書\n令和4年度\n（単位：千円）\n" + ROWS
    assert recognised(contents + text).findings == ()
    lost = recognised(text + "\n町有林\t1\n保安林\t2\n防風林\t4\n")
    assert [finding.rule for finding in lost.findings] == ["READ6"]
