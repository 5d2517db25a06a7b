"""Figures in the notes, in tables and in prose: each a fact with a label of its own, or reported."""

from scripts.read.text import read_text
from scripts.recognise import recognise
from scripts.records import Recognition
from tests.support.documents import reference

STATEMENT = (
    "一般会計等行政コスト計算書\n令和4年度\n（単位：千円）\n科目\t金額\n経常費用\t1,000\n業務費用\t700\n移転費用\t300\n"
    "経常収益\t200\n純経常行政コスト\t800\n純行政コスト\t800\n"
)
NOTES = STATEMENT + "財務書類における注記\n"


def recognised(notes: str) -> Recognition:
    return recognise(read_text("a.txt", (NOTES + notes).encode()), reference())


def facts(notes: str) -> list[tuple[str, str, str, str, str]]:
    """Give account, column, printed figure, unit and scope of every figure in notes of which nothing is left to report."""
    recognition = recognised(notes)
    assert recognition.findings == ()
    noted = [table for table in recognition.tables if table.statement == "note"]
    return [
        (e.account, e.column, e.printed, e.unit or table.unit, e.scope or table.scope) for table in noted for e in table.entries
    ]


def test_a_sentence_that_ends_in_its_figure_gives_a_fact_without_the_sentence() -> None:
    text = "② 後の年度の基準財政需要額に含まれる見込みの、たいへん長い言葉で書かれた金額 4,664 千円\n"
    assert facts(text) == [("note_bonds_in_standard_fiscal_need", "amount", "4,664", "thousand_yen", "general")]
    labels = [e.label for table in recognised(text).tables for e in table.entries]
    assert labels[-1] == "基準財政需要額算入見込地方債"


def test_rows_named_by_their_scope_belong_to_it() -> None:
    text = "⑦ 繰越事業に係る将来の支出予定額\n一般会計等\t205,655 千円\n全体会計\t451,826 千円\n"
    assert facts(text) == [
        ("note_carried_over", "amount", "205,655", "thousand_yen", "general"),
        ("note_carried_over", "amount", "451,826", "thousand_yen", "whole"),
    ]


def test_a_dash_a_nought_and_a_blank_are_three_things() -> None:
    text = "⑤ 健全化判断比率の状況\n実質赤字比率\t-\t%\n連結実質赤字比率\t\t%\n実質公債費比率\t0.0\t%\n将来負担比率\t80.9\t%\n"
    assert [(account, printed) for account, _, printed, unit, _ in facts(text) if unit == "percent"] == [
        ("note_real_deficit_ratio", "-"),
        ("note_real_debt_service_ratio", "0.0"),
        ("note_future_burden_ratio", "80.9"),
    ]


def test_a_nil_takes_the_unit_of_its_row() -> None:
    head = "団体名\t確定債務額\t損失補償等引当金計上額\t貸借対照表未計上額\t総額\n"
    text = "(1) 保証債務及び損失補償債務負担の状況\n" + head + "土地開発公社\t-\t-\t5千円\t5千円\n"
    assert [(column, printed, unit) for _, column, printed, unit, _ in facts(text)] == [
        ("confirmed", "-", "thousand_yen"),
        ("provision", "-", "thousand_yen"),
        ("off_balance_sheet", "5", "thousand_yen"),
        ("total", "5", "thousand_yen"),
    ]


def test_shares_of_bodies_belong_to_the_scope_of_their_row() -> None:
    text = (
        "① 財務書類の対象範囲は次のとおりです。\n範囲\t団体(会計)名\t\t連結方法\t連結割合\n"
        "全体会計\t水道事業会計\t\t全部\t100 %\n連結会計\t広域連合\t一般会計\t比例\t1.81 %\n\t\t特別会計\t\t1.90 %\n"
    )
    assert [(printed, unit, scope) for _, _, printed, unit, scope in facts(text)] == [
        ("100", "percent", "whole"),
        ("1.81", "percent", "consolidated"),
        ("1.90", "percent", "consolidated"),
    ]
    paths = [(e.path, e.label) for table in recognised(text).tables if table.form == "unified_n_bodies" for e in table.entries]
    assert paths == [("", "水道事業会計"), ("広域連合", "一般会計"), ("広域連合", "特別会計")]


def test_not_applicable_is_a_fact_in_a_column_of_amounts_and_none_in_prose() -> None:
    head = "種類\t現金預金\t有価証券\t土地\t その他\t合計\n"
    text = "イ 内訳 該当なし\n基金の明細\n（単位：千円）\n" + head + "財政調整基金\t該当なし\t\t\t\t\n合計\t5\t-\t-\t-\t5\n"
    entries = [e for table in recognised(text).tables if table.statement == "schedule" for e in table.entries]
    assert [(e.column, e.printed, e.missing) for e in entries if e.missing == "not_applicable"] == [
        ("cash", "該当なし", "not_applicable")
    ]


def test_a_title_of_a_statement_may_be_the_label_of_a_row() -> None:
    rows = "歳入歳出決算書\t9 千円\t8 千円\n資金収支計算書\n資金収支計算書\t9 千円\t8 千円\n"
    text = "② 既存の決算情報との関連性\n\t収入（歳入）\t支出（歳出）\n" + rows
    assert [account for account, *_ in facts(text)] == ["note_settlement_report"] * 2 + ["note_settlement_cash_flow"] * 2


def test_numbers_of_policies_laws_and_dates_are_set_aside_by_named_rules() -> None:
    recognition = recognised(
        "1. 重要な会計方針\n建物 13年～50年\n"
        "物品については、取得価額が 50 万円（美術品は 300 万円）以上の場合に計上しています。\n"
        "地方自治法第 235 条の 5 に基づき、令和5年3月31日までの受払いを調整しています。\n"
    )
    assert recognition.findings == ()
    assert {ignored.rule for ignored in recognition.ignored} >= {"useful_life", "amount_threshold", "law_article", "date"}


def test_a_figure_that_no_note_announces_is_reported() -> None:
    (finding,) = recognised("(9) 町の独自の注記\n町有林の評価額は 1,234 千円\n").findings
    assert (finding.rule, finding.place and finding.place.line) == ("READ6", 13)
