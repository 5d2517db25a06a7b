"""Torn prints, each with one thing odd, and what is to be read of them."""

from tests.recognise.torn.slips import figures, find, messages, rows

STATEMENT = """様式第9号
（単位：円）
金額
営業収益
事業収入 5,000
情報提供手数料 300
発行手数料 20
営業収益合計 5,320
営業費用
事業費 4,000
一般管理費 320
　　営業費用合計 4,320
営業利益 1,000
当期純利益 1,000
損益計算書
（平成２８年４月１日から平成２９年３月３１日まで）
"""

SEGMENTS = """様式第15号
（事業別財務情報（損益計算書関係））
（単位：円）
科            目 一般事業
総 合 行 政
ネ ッ ト ワ ー ク
運 営 事 業
相 殺 等 合　計
3,000 2,500 △500 5,000
300 0 0 300
0 20 0 20
営業収益合計 3,300 2,520 △500 5,320
2,000 2,500 △500 4,000
320 0 0 320
　　 2,320 2,500 △500 4,320
980 20 0 1,000
980 20 0 1,000
発行
手数料
営業収益
一般管理費 ※２
（平成２８年４月１日から平成２９年３月３１日まで）
当期純利益
営業費用合計
情報提供
手数料
営業費用
事業費 ※１
営業利益
事業収入
"""


def test_torn_labels_go_back_to_their_rows() -> None:
    _, segments = find(STATEMENT + SEGMENTS)
    assert segments.findings == ()
    assert figures(segments) == {
        "事業収入": ["3,000", "2,500", "△500", "5,000"],
        "情報提供手数料": ["300", "0", "0", "300"],
        "発行手数料": ["0", "20", "0", "20"],
        "営業収益合計": ["3,300", "2,520", "△500", "5,320"],
        "事業費": ["2,000", "2,500", "△500", "4,000"],
        "一般管理費": ["320", "0", "0", "320"],
        "営業費用合計": ["2,320", "2,500", "△500", "4,320"],
        "営業利益": ["980", "20", "0", "1,000"],
        "当期純利益": ["980", "20", "0", "1,000"],
    }
    assert {(path, label) for path, label, *_ in rows(segments)} >= {("営業収益", "発行手数料"), ("営業費用", "事業費")}
    assert [segment for _, _, segment, *_ in rows(segments)[:4]] == ["general", "lgwan", "elimination", "total"]
    assert {basis for *_, basis, _ in rows(segments)} == {"actual"}


def test_every_recovered_label_says_why() -> None:
    _, segments = find(STATEMENT + SEGMENTS)
    told = {item["account"]: item for item in segments.evidence}
    assert len(told) == 8
    assert told["jlis_issuance_fees"]["rule"] == "J36;SEG2;J0"
    assert told["jlis_issuance_fees"]["detail"].startswith("its label 発行手数料 stands at 34, 35;")


def test_the_table_knows_form_year_unit_and_place() -> None:
    statement, segments = (found.table for found in find(STATEMENT + SEGMENTS))
    assert (statement.table, statement.form) == ("settled_income_statement", "jlis_settled_income_statement")
    assert (segments.scope, segments.fiscal_year, segments.unit) == ("entity", 2016, "yen")
    assert (statement.place.line, segments.place.line) == (1, 17)


def test_a_row_that_the_single_statement_contradicts_is_left_out_with_its_candidate() -> None:
    text = SEGMENTS.replace("300 0 0 300", "300 0 0 301")
    _, segments = find(STATEMENT + text)
    assert "情報提供手数料" not in figures(segments)
    assert len(figures(segments)) == 8
    (message,) = messages(segments)
    assert message == (
        "TORN1 26 （事業別財務情報（損益計算書関係））: 300 0 0 301: order and labels leave one line, but sums or other tables "
        "contradict it (it may be 情報提供手数料); the row is left out"
    )


def test_a_label_nobody_knows_is_told_with_the_row_it_may_belong_to() -> None:
    text = SEGMENTS.replace("情報提供\n手数料", "新しい収入")
    _, segments = find(STATEMENT + text)
    assert "情報提供手数料" not in figures(segments)
    assert figures(segments)["発行手数料"] == ["0", "20", "0", "20"]
    assert any(m.startswith("TORN1 26 ") and "it may be 情報提供手数料" in m for m in messages(segments))
    assert any("nobody knows the words 新しい収入" in m for m in messages(segments))


def test_two_labels_for_one_row_are_refused_where_nothing_tells_them_apart() -> None:
    text = STATEMENT.replace("情報提供手数料 300\n発行手数料 20\n", "320\n") + "発行手数料\n情報提供手数料\n"
    (statement,) = find(text)
    assert {"発行手数料", "情報提供手数料"} & figures(statement).keys() == set()
    assert any("several readings fit equally well" in m for m in messages(statement))


def test_a_table_cut_in_half_is_told_and_what_is_certain_is_kept() -> None:
    text = SEGMENTS[: SEGMENTS.index("2,000 2,500")]
    statement, segments = find(STATEMENT + text)
    assert len(statement.table.entries) == 9
    assert list(figures(segments)) == ["営業収益合計"]
    told = messages(segments)
    assert any("expected the total 当期純利益, found none" in m for m in told)
    assert sum(m.startswith("TORN1") for m in told) == 3


def test_a_line_the_form_does_not_have_is_told_with_the_nearest_label() -> None:
    (statement,) = find(STATEMENT.replace("情報提供手数料 300", "情報提供等手数 300"))
    (message,) = messages(statement)
    assert message == (
        "TORN1 6 損益計算書: the form has no line 情報提供等手数 in this place; the nearest known label is 情報提供手数料; "
        "the row is left out"
    )


def test_a_label_above_its_row_and_one_that_ends_below_are_put_together() -> None:
    text = STATEMENT.replace("情報提供手数料 300", "情報提供\n手数料 300").replace("一般管理費 320", "一般 320\n管理費")
    (statement,) = find(text)
    assert statement.findings == ()
    assert figures(statement)["情報提供手数料"] == ["300"]
    assert figures(statement)["一般管理費"] == ["320"]


def test_an_open_cell_is_found_by_the_sums_of_its_column() -> None:
    _, segments = find(STATEMENT + SEGMENTS.replace("0 20 0 20\n", "20 20\n"))
    assert segments.findings == ()
    entries = [e for e in segments.table.entries if e.label == "発行手数料"]
    assert [(e.segment, e.printed, e.missing) for e in entries] == [
        ("general", "", "blank"),
        ("lgwan", "20", ""),
        ("elimination", "", "blank"),
        ("total", "20", ""),
    ]
    assert entries[0].remark == "the print leaves this cell open"


def test_an_open_cell_among_nil_cells_is_told_as_open() -> None:
    _, segments = find(STATEMENT + SEGMENTS.replace("320 0 0 320", "320 0 320"))
    entries = [e for e in segments.table.entries if e.label == "一般管理費"]
    assert [(e.printed, e.missing) for e in entries] == [("320", ""), ("0", ""), ("", "blank"), ("320", "")]
    assert entries[1].remark == entries[2].remark
    assert "open" in entries[1].remark
    assert not entries[0].remark


def test_a_row_whose_open_cells_no_sum_tells_is_left_out() -> None:
    text = SEGMENTS.replace("営業収益合計 3,300 2,520 △500 5,320\n", "").replace("0 20 0 20\n", "20 20\n")
    _, segments = find(text.replace("980 20 0 1,000\n", "") + STATEMENT)[::-1]
    assert any("2 figures for 4 columns, and sums do not tell which cells are open" in m for m in messages(segments))


def test_glued_columns_are_cut_and_sums_choose_between_two_cuts() -> None:
    _, segments = find(STATEMENT + SEGMENTS.replace("3,000 2,500 △500 5,000", "3,0002,500 △500 5,000"))
    assert segments.findings == ()
    assert figures(segments)["事業収入"] == ["3,000", "2,500", "△500", "5,000"]


def test_a_year_that_prints_two_lines_in_another_order_is_followed_where_figures_tell() -> None:
    text = SEGMENTS.replace("300 0 0 300\n0 20 0 20\n", "0 20 0 20\n300 0 0 300\n")
    _, segments = find(STATEMENT + text)
    assert segments.findings == ()
    assert figures(segments)["情報提供手数料"] == ["300", "0", "0", "300"]
    assert figures(segments)["発行手数料"] == ["0", "20", "0", "20"]


def test_a_head_nobody_knows_costs_its_column_and_no_other() -> None:
    text = SEGMENTS.replace("総 合 行 政\nネ ッ ト ワ ー ク\n運 営 事 業", "新 し い\n事 業")
    _, segments = find(STATEMENT + text)
    assert {segment for _, _, segment, *_ in rows(segments)} == {"general", "elimination", "total"}
    assert figures(segments)["事業収入"] == ["3,000", "△500", "5,000"]
    assert [m for m in messages(segments) if m.startswith("TORN6")] == [
        "TORN6 17 （事業別財務情報（損益計算書関係））: nobody knows the head 新しい事業; the figures of its columns are left out"
    ]


def test_a_table_whose_heads_are_missing_is_left_out_and_told() -> None:
    _, segments = find(STATEMENT + SEGMENTS.replace("相 殺 等 合　計\n", ""))
    assert not segments.table.entries
    (message,) = messages(segments)
    assert message == (
        "TORN6 17 （事業別財務情報（損益計算書関係））: the heads name 2 columns (general, lgwan), most rows have 4 figures; "
        "the table is left out"
    )


def test_an_overprinted_label_beside_the_table_belongs_to_the_row_that_bears_the_other() -> None:
    text = """様式第8号
（単位：円）
流動資産
現金及び預金 5
流動資産合計 5
資産合計 5
地方公共団体出資金 5
純資産合計 5
    負債及び正味財産合計 5
負債純資産合計
貸借対照表
"""
    (sheet,) = find(text)
    assert sheet.findings == ()
    assert "負債及び正味財産合計" in figures(sheet)


def test_digits_that_are_no_amount_are_told() -> None:
    (statement,) = find(STATEMENT.replace("発行手数料 20", "発行手数料 1,00"))
    assert "TORN4 7 損益計算書: 1,00 is not a known form of amount; the line is left out" in messages(statement)


def test_a_lone_amount_of_the_appropriation_is_a_total_where_lines_stand_under_it() -> None:
    text = """様式第10号
（単位：円）
Ⅰ　処分対象利益 91,541,055
当期純利益 91,541,055
Ⅱ　利益処分額
積立金 △ 219,187,945 △ 219,187,945
システム開発積立金 310,729,000 310,729,000
利益の処分に関する書類
（平成２９年３月３１日現在）
"""
    (found,) = find(text)
    assert found.findings == ()
    told = [(e.path, e.label, e.column, e.printed, bool(e.remark)) for e in found.table.entries]
    assert told[:3] == [
        ("", "Ⅰ処分対象利益", "total", "91,541,055", True),
        ("Ⅰ処分対象利益", "当期純利益", "detail", "91,541,055", True),
        ("Ⅱ利益処分額", "積立金", "detail", "△ 219,187,945", False),
    ]


def test_three_columns_a_segment_are_initial_amendment_and_revised() -> None:
    text = """様式第6号
（単位：千円）
当初予定額 補　正　額 12月補正後予定額 当初予定額 補　正　額 12月補正後予定額
営業収益 5 1 6 0 2 2
資金収入合計 5 1 6 0 2 2
資金収支差額 5 1 6 0 2 2
前期末現金及び預金 1 0 1 0 0 0
当期末現金及び預金 6 1 7 0 2 2
総合行政ネットワーク運営事業
区分
（事業別財務情報（令和２年度１２月補正　資金計画関係））
一般事業
（令和２年４月１日から令和３年３月３１日まで）
"""
    (found,) = find(text)
    assert [(segment, basis, figure) for _, _, segment, basis, figure in rows(found)[:6]] == [
        ("general", "initial", "5"),
        ("general", "amendment", "1"),
        ("general", "revised", "6"),
        ("lgwan", "initial", "0"),
        ("lgwan", "amendment", "2"),
        ("lgwan", "revised", "2"),
    ]
    assert [m.split(" ")[0] for m in messages(found)] == ["TORN6"]


def test_heads_at_the_end_of_the_page_go_to_the_columns_whose_figures_stand_elsewhere() -> None:
    elsewhere = """様式第6号
（事業別財務情報（令和２年度１２月補正　資金計画関係））
（単位：千円）
総合行政ネットワーク運営事業
一般事業
合　計
営業収益 2 6 8
資金収入合計 2 6 8
資金収支差額 2 6 8
当期末現金及び預金 2 6 8
（令和２年４月１日から令和３年３月３１日まで）
"""
    apart = (
        elsewhere.replace("総合行政ネットワーク運営事業\n一般事業\n合　計\n", "")
        + "一般事業\n合　計\n総合行政ネットワーク運営事業\n"
    )
    _, found = find(elsewhere + apart)
    assert found.findings == ()
    assert [segment for _, _, segment, *_ in rows(found)[:3]] == ["lgwan", "general", "total"]


def test_a_form_that_runs_over_two_pages_is_one_table() -> None:
    text = STATEMENT.replace("営業費用\n", "- 5 -\n様式第9号\n（単位：円）\n営業費用\n", 1)
    (statement,) = find(text)
    assert statement.findings == ()
    assert len(statement.table.entries) == 9
