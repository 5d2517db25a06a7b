"""Long reports on several pages."""

from dataclasses import replace
from itertools import chain
from pathlib import Path

from scripts.show.charts import new_artist
from scripts.show.language import load_languages
from scripts.show.layout import LIMIT, lay_out
from scripts.show.published import Published
from scripts.show.rendering import Desk
from scripts.show.report import Fact, Report
from scripts.show.report_page import report_pages
from tests.show.conftest import DOCS


def lengthened(report: Report, *lengths: int) -> Report:
    """The report with its first tables made this many rows of two facts long."""
    tables = list(report.tables)
    for number, length in enumerate(lengths):
        about, (first, *_) = tables[number]
        tables[number] = about, tuple(chain.from_iterable(twice(first, about["table"], row) for row in range(length)))
    return replace(report, tables=tuple(tables))


def twice(fact: Fact, table: str, row: int) -> list[Fact]:
    """A row of two facts."""
    return [
        replace(fact, fact_id=f"{fact.report}:{table}:line-{row}:{column}", label=f"{row}", row=row, column=column)
        for column in ("total", "fixed")
    ]


def test_a_short_report_is_one_page(report: Report) -> None:
    layout = lay_out(report)
    assert [layout.place(number) for number, _ in enumerate(layout.pages, 1)] == [f"reports/{report.name}"]
    assert [entry.group for entry in layout.pages[0]] == [*["general"] * 4, "whole", "notes"]


def test_pages_hold_whole_tables_up_to_the_limit(report: Report) -> None:
    layout = lay_out(lengthened(report, LIMIT // 2, 1, LIMIT // 2))
    assert [[entry.about["table"] for entry in page][:2] for page in layout.pages] == [
        ["general_bs"],
        ["general_pl"],
        ["general_nw"],
        ["general_cf", "whole_nw"],
    ]
    assert layout.place(2) == f"reports/{report.name}/2"


def test_a_table_beyond_the_limit_is_cut_between_rows_and_nothing_is_lost(report: Report) -> None:
    long = lengthened(report, LIMIT)
    layout = lay_out(long)
    pieces = [entry for page in layout.pages for entry in page if entry.about["table"] == "general_bs"]
    assert [(entry.piece, entry.anchor, len(entry.facts)) for entry in pieces] == [
        (1, "general_bs", LIMIT),
        (2, "general_bs-2", LIMIT),
    ]
    assert tuple(chain.from_iterable(entry.facts for entry in pieces)) == long.tables[0][1]
    assert pieces[0].facts[-1].row != pieces[1].facts[0].row


def test_every_line_is_found_on_its_page(report: Report, published: Published, tmp_path: Path) -> None:
    desk = Desk(published, load_languages(DOCS)["ja"], new_artist(tmp_path))
    long = lengthened(report, LIMIT)
    pages = {page.place: page.text for page in report_pages(desk, long)}
    assert list(pages) == [f"reports/{report.name}{part}" for part in ("", "/2", "/3")]
    last = f"general_bs:line-{LIMIT - 1}"
    assert f'id="{last}"' in pages[f"reports/{report.name}/2"]
    assert desk.where("bodies/123456", long)(last) == f"../../reports/{report.name}/2/index.html#{last}"
    assert desk.where(f"reports/{report.name}/2", long)(last) == f"#{last}"
    assert desk.where(f"reports/{report.name}/2", long)("general_bs") == f"../../../reports/{report.name}/index.html#general_bs"
    assert "（つづき 2）" in pages[f"reports/{report.name}/2"]
    assert "(2/3)" in pages[f"reports/{report.name}/2"].replace("&#40;", "(").replace("&#47;", "/").replace("&#41;", ")")
