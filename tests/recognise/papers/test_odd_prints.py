"""Each file in odd/ is named for the one thing odd in it; beside it stand the figures and findings expected of it."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.read.text import read_text
from scripts.recognise.found import Found
from scripts.recognise.papers import find_tables
from scripts.reference import Reference, load_reference

ODD = Path(__file__).parent / "odd"
COLUMNS = (
    "table",
    "year",
    "line",
    "path",
    "label",
    "account",
    "column",
    "printed",
    "value",
    "missing",
    "unit",
    "segment",
    "basis",
    "remark",
)


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference()


def papers_of(name: str, reference: Reference) -> list[Found]:
    return find_tables(read_text(f"{name}.txt", (ODD / f"{name}.txt").read_bytes()), reference)


def rows_of(found: list[Found]) -> Iterator[dict[str, object]]:
    for table in (part.table for part in found):
        for entry in table.entries:
            yield {
                "table": table.table,
                "year": table.fiscal_year,
                "line": entry.place.line,
                "unit": entry.unit or table.unit,
                **{name: getattr(entry, name) for name in COLUMNS if hasattr(entry, name) and name != "unit"},
            }


def as_csv(found: list[Found]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows_of(found))
    return out.getvalue()


def as_lines(found: list[Found]) -> str:
    return "".join(f"{finding}\n" for part in found for finding in part.findings)


@pytest.mark.parametrize("name", sorted(path.stem for path in ODD.glob("*.txt")))
def test_the_odd_print_is_read_as_expected(name: str, reference: Reference) -> None:
    found = papers_of(name, reference)
    expected = ODD / f"{name}.findings"
    assert as_csv(found) == (ODD / f"{name}.csv").read_text(encoding="utf-8")
    assert as_lines(found) == (expected.read_text(encoding="utf-8") if expected.exists() else "")


def test_a_moved_label_comes_with_its_evidence(reference: Reference) -> None:
    (found,) = papers_of("a_label_stands_behind_the_table", reference)
    assert [(told["row"], told["account"], told["rule"]) for told in found.evidence] == [
        ("7", "jlis_pki_adjustment_reserve", "moved label")
    ]


def test_figures_printed_down_the_columns_come_with_their_evidence(reference: Reference) -> None:
    (found,) = papers_of("figures_run_down_the_columns", reference)
    assert {told["detail"].partition(": ")[2] for told in found.evidence} == {"column by column; budget + difference = actual"}


def test_every_span_lies_within_its_line(reference: Reference) -> None:
    for path in ODD.glob("*.txt"):
        lines = path.read_text(encoding="utf-8").split("\n")
        for part in papers_of(path.stem, reference):
            figures = [entry.span for entry in part.table.entries if entry.span]
            assert all(0 <= span.start < span.end <= len(lines[span.line - 1]) for span in (*figures, *part.spans))
