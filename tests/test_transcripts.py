"""Transcripts: what is written reads back the same, and a transcript that does not hold together is named with its mend."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.records import Entry, Place, Table
from scripts.report_file import render_report
from scripts.transcripts import TranscriptError, describe_table, read_transcript, table_csv, write_tables

words = st.text(st.sampled_from('固定資産その他（）,"、合計 1'), min_size=1, max_size=8).map(str.strip).filter(bool)
figures = st.one_of(
    st.integers(-(10**12), 10**12).map(lambda n: (f"△{-n:,}" if n < 0 else f"{n:,}", Decimal(n), "")),
    st.sampled_from([("-", None, "dash"), ("該当なし", None, "not_applicable"), ("△ 5", Decimal(-5), "")]),
)
entries = st.builds(
    lambda label, path, figure, line, unit, scope: Entry(
        label, path, "account", "amount", figure[0], figure[1], figure[2], Place(line), unit=unit, scope=scope
    ),
    words,
    words,
    figures,
    st.integers(1, 10_000),
    st.sampled_from(["", "percent"]),
    st.sampled_from(["", "whole"]),
)


def table(*printed: Entry) -> Table:
    return Table("general_bs", "unified_bs", "balance_sheet", "general", 2023, "yen", "貸借対照表", Place(7), printed)


def write(folder: Path, *tables: Table) -> Path:
    write_tables(folder, tables)
    told = {
        "report": folder.name,
        "body": "294241",
        "kind": "statements",
        "fiscal_year": 2023,
        "title": "表",
        "rounding": "exact",
    }
    text = render_report(told, {}, [describe_table(one) for one in tables], {})
    (folder / "report.toml").write_text(text, encoding="utf-8")
    return folder


FIVE = Entry("土地", "固定資産", "business_land", "amount", "5", Decimal(5), "", Place(9))


@settings(derandomize=True, deadline=None, max_examples=30)
@given(printed=st.lists(entries, min_size=1, max_size=5))
def test_a_table_reads_back_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, printed: list[Entry]) -> None:
    folder = write(tmp_path_factory.mktemp("m") / "made-up-2023-statements", table(*printed))
    assert read_transcript(folder).tables == (table(*printed),)


def test_only_columns_that_say_something_are_written() -> None:
    assert table_csv(table(FIVE)) == "line,path,label,account,column,printed\n9,固定資産,土地,business_land,amount,5\n"


def test_a_figure_of_unknown_form_is_named_with_file_and_line(tmp_path: Path) -> None:
    folder = write(tmp_path / "made-up-2023-statements", table(FIVE))
    path = folder / "general_bs.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",5\n", ',"12,34"\n'), encoding="utf-8")
    with pytest.raises(TranscriptError) as refusal:
        read_transcript(folder)
    assert str(refusal.value).startswith("made-up-2023-statements/general_bs.csv:2: not a known form of amount")
    assert str(refusal.value).endswith("mend: compare the row with the source")


def test_a_row_without_figure_is_named(tmp_path: Path) -> None:
    folder = write(tmp_path / "made-up-2023-statements", table(FIVE))
    path = folder / "general_bs.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",5\n", ",\n"), encoding="utf-8")
    with pytest.raises(TranscriptError, match=r"general_bs\.csv:2: expected a printed figure, found nothing"):
        read_transcript(folder)


def test_a_file_that_no_entry_lists_is_named(tmp_path: Path) -> None:
    folder = write(tmp_path / "made-up-2023-statements", table(FIVE))
    (folder / "stray.csv").write_text("line\n", encoding="utf-8")
    with pytest.raises(TranscriptError, match=r"made-up-2023-statements/report\.toml: .* differ: stray\.csv"):
        read_transcript(folder)


def test_a_report_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    folder = write(tmp_path / "made-up-2023-statements", table(FIVE))
    (folder / "report.toml").write_text("[report\n", encoding="utf-8")
    with pytest.raises(TranscriptError, match=r"made-up-2023-statements/report\.toml: "):
        read_transcript(folder)
