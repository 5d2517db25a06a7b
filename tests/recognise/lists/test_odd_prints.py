"""Each file in odd/ is named for the one thing odd in it; beside it stand the figures and findings expected of it."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.read.text import read_text
from scripts.recognise.found import Found
from scripts.recognise.lists import find_tables
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
    "unit",
    "segment",
    "basis",
    "remark",
)


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference()


def lists_of(name: str, reference: Reference) -> list[Found]:
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


def as_text(found: list[Found]) -> str:
    return "".join(f"{finding}\n" for part in found for finding in part.findings)


NAMES = sorted(path.stem for path in ODD.glob("*.txt"))


@pytest.mark.parametrize("name", NAMES)
def test_an_odd_print_gives_the_figures_beside_it(name: str, reference: Reference) -> None:
    assert as_csv(lists_of(name, reference)) == (ODD / f"{name}.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_an_odd_print_gives_the_findings_beside_it(name: str, reference: Reference) -> None:
    expected = ODD / f"{name}.findings"
    assert as_text(lists_of(name, reference)) == (expected.read_text(encoding="utf-8") if expected.exists() else "")


@pytest.mark.parametrize("name", NAMES)
def test_the_figures_are_the_same_without_blank_lines_and_with_more(name: str, reference: Reference) -> None:
    def figures(text: str) -> list[tuple[object, ...]]:
        found = find_tables(read_text("x.txt", text.encode()), reference)
        return [tuple(row[c] for c in COLUMNS if c != "line") for row in rows_of(found)]

    lines = (ODD / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    bare = figures("\n".join(line for line in lines if line.strip()))
    assert bare == figures("\n\n\n".join(lines))
    assert len(bare) == len(list(rows_of(lists_of(name, reference))))
