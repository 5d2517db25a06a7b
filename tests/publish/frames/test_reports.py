"""Reports and their printed tables are published with where they come from."""

from scripts.publish import Corpus
from scripts.publish.frames.reports import reports_frame, tables_frame
from scripts.transcripts import Transcript
from tests.publish.made_up import table_of, transcript_of


def test_a_report_says_what_it_is_and_where_it_was_published(reports: list[Transcript]) -> None:
    town = reports_frame(reports).set_index("report").loc["294241-2023-statements"]
    assert (town["body"], town["kind"], town["fiscal_year"], town["rounding"]) == ("294241", "statements", 2023, "nearest")
    assert town["units"].split(";")[0] == "thousand_yen"
    assert len(town["sha256"]) == 64


def test_what_a_report_does_not_tell_is_empty() -> None:
    row = reports_frame([transcript_of(table_of("unified_bs", []))]).iloc[0]
    assert (row["publisher"], row["page"], row["title_en"]) == ("小さな町", None, None)


def test_tables_stand_in_printed_order(corpus: Corpus) -> None:
    frame = tables_frame(corpus.reports)
    for report, found in frame.groupby("report"):
        assert list(found["order"]) == list(range(1, len(found) + 1))
        assert list(found["table"]) == [t.table for r in corpus.reports if r.report == report for t in r.tables]
    assert set(corpus.facts["table"]) == set(frame["table"])
