"""Statements under other standards look alike. They are refused, with the words that tell them."""

from pathlib import Path

import pytest

from scripts.read.text import read_text
from scripts.recognise import recognise
from scripts.records import RefusedError
from tests.support.documents import Setting, reference, statements
from tests.support.ways import TABS

DOCUMENTS = Path(__file__).parent / "documents"
EXPECTED = "expected a statement under the unified standard (統一的な基準), found "
TOLD = {
    "corporate": "2: refused: {}貸借対照表 with lines of 企業会計（会社法） (株主資本, 資本金, 利益剰余金, 売掛金, 買掛金)",
    "public_enterprise": "2: refused: {}貸借対照表 with lines of 地方公営企業会計 (繰延収益, 長期前受金",
    "standard_model": "1: refused: {}貸借対照表 with lines of 基準モデル (金融資産, 非金融資産, 公債",
    "revised_model": "1: refused: {}貸借対照表 with lines of 総務省方式改訂モデル (公共資産, 公共資産合計",
    "social_welfare": " refused: {}titles of 社会福祉法人会計 (法人単位貸借対照表)",
    "school": "2: refused: {}資金収支計算書 with lines of 学校法人会計 (学生生徒等納付金収入",
    "public_interest": "2: refused: {}貸借対照表 with lines of 公益法人会計 (正味財産合計",
    "incorporated_agency": "2: refused: {}貸借対照表 with lines of 独立行政法人会計 (資産見返負債, ",
    "tokyo_model": "1: refused: {}貸借対照表 with lines of 東京都方式 (正味財産, 正味財産の部合計)",
}


def read(name: str) -> str:
    return (DOCUMENTS / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TOLD)
def test_a_look_alike_is_refused_with_the_words_that_tell_it(name: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        recognise(read_text(f"{name}.txt", read(name).encode()), reference())
    assert str(refusal.value).startswith(f"{name}.txt:{TOLD[name].format(EXPECTED)}")
    assert str(refusal.value).endswith("mend: convert only statements of a known form")


@pytest.mark.parametrize("name", ["public_enterprise", "corporate", "standard_model"])
def test_a_foreign_table_among_others_is_left_out_and_told(name: str) -> None:
    paper = statements(Setting(1), TABS)
    text = paper.sheet.text() + "\n" + read(name)
    recognition = recognise(read_text("mixed.txt", text.encode()), reference())
    assert [table.table for table in recognition.tables] == ["general_bs", "general_pl", "general_nw", "general_cf"]
    (finding,) = recognition.findings
    assert finding.rule == "READ5"
    assert finding.message.startswith("貸借対照表: expected the lines of the standard's form, found lines of ")
    assert finding.message.endswith(" are left out")


def test_a_statement_with_one_line_of_another_standard_is_read_but_for_that_line() -> None:
    paper = statements(Setting(1), TABS)
    lines = paper.sheet.lines
    at = next(i for i, line in enumerate(lines) if line.startswith("流動資産"))
    lines.insert(at, "長期前受金\t5,000\t\t")
    (finding,) = paper.read().findings
    assert (finding.rule, finding.place and finding.place.line) == ("READ1", at + 1)
