"""Every table has an address of its own, told by the names in `fact_id`."""

from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest

from scripts.addresses import PART, part_of, place_of
from scripts.show.charts import new_artist
from scripts.show.history import History
from scripts.show.language import load_languages
from scripts.show.layout import lay_out
from scripts.show.published import Published
from scripts.show.rendering import Desk
from scripts.show.report import Fact, Report
from scripts.show.table_page import table_pages
from tests.show.conftest import DOCS


def lengthened(report: Report, length: int) -> Report:
    """The report with its first table made a list of this many rows of one account, two facts each."""
    about, (first, *_) = report.tables[0]
    rows = chain.from_iterable(twice(first, number) for number in range(1, length + 1))
    return replace(report, tables=((about, tuple(rows)), *report.tables[1:]))


def twice(fact: Fact, number: int) -> list[Fact]:
    """A row of two facts, of an account printed the `number`th time."""
    row = fact.account + (f"-{number}" if number > 1 else "")
    return [
        replace(fact, fact_id=f"{fact.report}:{fact.table}:{row}:{column}", label=f"{number}", row=number, column=column)
        for column in ("total", "fixed")
    ]


def test_tables_stand_by_scope_then_schedules_then_notes(report: Report) -> None:
    assert [entry.group for entry in lay_out(report).entries] == [*["general"] * 4, "whole", "notes"]


def test_the_address_of_a_table_is_made_of_names_alone(report: Report) -> None:
    assert [entry.place for entry in lay_out(report).entries][:2] == [
        f"reports/{report.name}/general_bs",
        f"reports/{report.name}/general_pl",
    ]


@pytest.mark.parametrize(
    ("row", "part"), [("land", 1), ("land-2", 1), ("a_1-500", 1), ("a_1-501", 2), ("a-1000", 2), ("a-1001", 3)]
)
def test_the_number_that_ends_a_row_tells_its_part(row: str, part: int) -> None:
    assert part_of(row) == part


def test_a_long_list_is_divided_by_that_number_and_nothing_is_lost(report: Report) -> None:
    long = lengthened(report, 2 * PART + 1)
    parts = [entry for entry in lay_out(long).entries if entry.about["table"] == "general_bs"]
    assert [(entry.part, entry.parts, len(entry.facts), entry.place) for entry in parts] == [
        (1, 3, 2 * PART, place_of(report.name, "general_bs")),
        (2, 3, 2 * PART, place_of(report.name, "general_bs", 2)),
        (3, 3, 2, place_of(report.name, "general_bs", 3)),
    ]
    assert tuple(chain.from_iterable(entry.facts for entry in parts)) == long.tables[0][1]


def test_every_line_is_found_on_its_page(report: Report, published: Published, tmp_path: Path) -> None:
    desk = Desk(published, load_languages(DOCS)["ja"], new_artist(tmp_path))
    long = lengthened(report, PART + 1)
    pages = {page.place: page.text for page in table_pages(desk, long, History(published, [long]))}
    table = f"reports/{report.name}/general_bs"
    assert list(pages)[:3] == [table, f"{table}/2", f"reports/{report.name}/general_pl"]
    last = f"fixed_assets-{PART + 1}"
    assert f'<tr id="{last}"' in pages[f"{table}/2"]
    assert f'<td id="{last}:fixed"' in pages[f"{table}/2"]
    assert desk.where("bodies/123456", long)(f"general_bs:{last}") == f"../../{table}/2/index.html#{last}"
    assert desk.where(f"{table}/2", long)(f"general_bs:{last}") == f"#{last}"
    assert desk.where(f"{table}/2", long)("general_bs") == f"../../../../{table}/index.html"
    assert desk.where(table, long)("gap-X1") == f"../../../reports/{report.name}/index.html#gap-X1"
    assert "&#40;2&#47;2&#41;" in pages[f"{table}/2"]
