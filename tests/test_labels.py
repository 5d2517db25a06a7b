"""Labels: misprints are kept, marks and white space are not, and widths do not matter when labels are compared."""

import pytest

from scripts.labels import clean_label, fold_label, strip_numbering


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("固定資産 等形成分", "固定資産等形成分"),
        ("<b>業務活動収支</b>", "業務活動収支"),
        ("資産合計※", "資産合計"),
        ("未収金（注1、2）", "未収金"),
        ("収等", "収等"),
        ("　　営業費用合計", "営業費用合計"),
    ],
)
def test_a_label_is_kept_as_printed_without_space_and_marks(printed: str, kept: str) -> None:
    assert clean_label(printed) == kept


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("１年内償還予定地方債", "1年内償還予定地方債"),
        ("余剰分（不足分）", "余剰分(不足分)"),
        ("【業務活動収支】", "業務活動収支"),
        ("個人番号ｶｰﾄﾞ", "個人番号カード"),
        ("⻑期前受金", "長期前受金"),
    ],
)
def test_two_printings_of_one_label_fold_to_one(one: str, other: str) -> None:
    assert fold_label(one) == fold_label(other)


def test_an_enumerator_is_no_part_of_a_title() -> None:
    assert [strip_numbering(text) for text in ("① 有形固定資産の明細", "(1) 財源", "2. 追加情報")] == [
        "有形固定資産の明細",
        "財源",
        "追加情報",
    ]
