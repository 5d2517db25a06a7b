import pytest

from scripts.recognise.torn.form import FormLines
from scripts.recognise.torn.pages import cut_pages
from scripts.recognise.torn.wording import LABEL, SEGMENT, STRANGE, Lexicon, Phrase, build_lexicon, find_phrases
from tests.recognise.torn.slips import document, reference


def lexicon(number: int = 15) -> Lexicon:
    (section,) = cut_pages(document(f"様式第{number}号\n"), reference())
    return build_lexicon(section, FormLines(section.forms[0].form, reference()).words, reference())


def phrases(text: str, number: int = 15) -> list[Phrase]:
    lines = [line for line in document(text + "\n").lines if line.text.strip()]
    return find_phrases([(line, 0) for line in lines], lexicon(number))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一般事業\n本 人 確 認\n情 報 処 理\n事 業", ["general", "personal_identification"]),
        ("本 人 確 認 情 報\n処 理 事 業\n関 連 事 業", ["identification_related"]),
        ("個人番号ｶｰ ﾄ ﾞ\n発 行 等 事 業", ["individual_number_cards"]),
        ("中 間 サ ー バ ー\n共同化・集約化\n\n等 事 業", ["intermediate_servers"]),
        ("相 殺 等 合  計", ["elimination", "total"]),
        ("総合行政ネットワーク運営事業公的個人認証サービス事業", ["lgwan", "public_personal_authentication"]),
    ],
)
def test_heads_spaced_out_wrapped_or_side_by_side_are_segments(text: str, expected: list[str]) -> None:
    known = lexicon()
    found = phrases(text)
    assert [known.segments[p.key] for p in found if p.kind is SEGMENT] == expected
    assert all(p.kind is SEGMENT for p in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("地方公共団体\n負担金収入", ["地方公共団体負担金収入"]),
        ("長期前受金\n取崩収入", ["長期前受金取崩収入"]),
        ("住基ネット再構築平\n準化等積立金取崩収\n入", ["住基ネット再構築平準化等積立金取崩収入"]),
        (
            "住基ネット再構築平準化等\n積立金繰入額\nセキュリティ強化等\n積立金繰入額",
            ["住基ネット再構築平準化等積立金繰入額", "セキュリティ強化等積立金繰入額"],
        ),
        ("負担金収入\n事業収入", ["負担金収入", "事業収入"]),
        ("事業費 ※１", ["事業費"]),
    ],
)
def test_labels_wrapped_over_lines_are_put_together(text: str, expected: list[str]) -> None:
    assert [(p.kind, p.text) for p in phrases(text)] == [(LABEL, label) for label in expected]


def test_a_segment_and_a_label_that_begins_like_it_are_told_apart() -> None:
    found = phrases("公的個人認証サービス事業\n\n公的個人認証サービス事業\n財政調整積立金", 14)
    assert [p.kind for p in found] == [SEGMENT, LABEL]


def test_words_nobody_knows_stay_by_themselves() -> None:
    assert [(p.kind, p.text) for p in phrases("新しい収入\n事業費")] == [(STRANGE, "新しい収入"), (LABEL, "事業費")]
