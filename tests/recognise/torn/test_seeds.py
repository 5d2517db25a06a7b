"""The torn forms of the published documents, read whole, then printed roughly anew; skipped where they are not at hand."""

import random
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from scripts.read import read_file
from scripts.recognise.torn import find_tables
from scripts.recognise.torn.figures import split_strip
from scripts.recognise.torn.pages import Section, cut_pages, is_page_mark
from scripts.recognise.torn.reader import NUMBERS
from scripts.records import Document, Entry, Line
from tests.recognise.torn.slips import document, reference

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
NAMES = ("000", "001", "002")
# Figures, and among them cells that the print leaves open; labels recovered.
COUNTS = {"000": (940, 0, 15), "001": (1037, 7, 80), "002": (2878, 0, 118)}

Key = tuple[int | None, str, str, str]


def seed(name: str) -> Document:
    path = next(iter(SEEDS.glob(f"{name}_*.txt")), None)
    if path is None:
        pytest.skip("the published documents are not part of the repository (../shared/seeds)")
    return read_file(path)


def entries(doc: Document) -> Iterator[Entry]:
    return (entry for found in find_tables(doc, reference()) for entry in found.table.entries)


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_of_the_torn_forms_is_placed_and_every_torn_label_recovered(name: str) -> None:
    found = find_tables(seed(name), reference())
    told = [entry for table in found for entry in table.table.entries]
    labels = [item for table in found for item in table.evidence]
    assert [finding for table in found for finding in table.findings] == []
    assert (len(told), sum(e.missing == "blank" for e in told), len(labels)) == COUNTS[name]
    assert {e.unit for e in told} == {""}
    assert all(table.table.fiscal_year and table.table.unit for table in found)


@pytest.mark.parametrize("name", NAMES)
def test_segments_add_up_to_the_total_and_the_total_is_the_single_statement(name: str) -> None:
    sums: dict[tuple[str, int, str], Decimal] = {}
    single: dict[tuple[str, int, str], set[Decimal]] = {}
    totals: dict[tuple[str, int, str], Decimal] = {}
    for found in find_tables(seed(name), reference()):
        year = found.table.fiscal_year
        segmented = any(e.segment == "total" for e in found.table.entries) and found.table.form.endswith("_by_segment")
        for e in found.table.entries:
            key, value = (e.account, year, e.basis), e.value or Decimal(0)
            if segmented and e.segment != "total":
                sums[key] = sums.get(key, Decimal(0)) + value
            elif segmented:
                totals[key] = value
            elif e.segment == "total":
                single.setdefault(key, set()).add(value)
    assert sums
    assert sums == totals
    assert all(single[key] == {value} for key, value in totals.items() if key in single)
    # A line that only the segments print is nothing over all of them: 他事業勘定.
    assert not any(value for key, value in totals.items() if key not in single)


@pytest.mark.parametrize("chance", range(2))
@pytest.mark.parametrize("name", NAMES)
def test_other_figures_page_breaks_and_torn_rows_bring_the_same_labels_back(name: str, chance: int) -> None:
    doc = seed(name)
    expected = {_key(e, e.place.line): e for e in entries(doc)}
    text, origin, factor = reprint(doc, random.Random(chance))  # noqa: S311
    read = {_key(e, origin.get(e.place.line)): e for e in entries(document(text))}
    assert read.keys() == expected.keys()
    for key, entry in read.items():
        assert (entry.account, entry.path) == (expected[key].account, expected[key].path)
        assert (entry.value or 0) == (expected[key].value or 0) * factor


def _key(entry: Entry, line: int | None) -> Key:
    return line, entry.segment, entry.basis, entry.column


def reprint(doc: Document, rng: random.Random) -> tuple[str, dict[int, int], int]:
    """Give a document with all torn forms printed anew: figures times a factor, half of the labels moved, pages broken.

    Beside the text: the line each row came from, and the factor.
    """
    factor = rng.choice([2, 3, 7])
    sections = [s for s in cut_pages(doc, reference()) if s.number in NUMBERS]
    own = {line.place.line: section for section in sections for line in section.lines}
    printed: list[str] = []
    origin: dict[int, int] = {}
    moved: list[str] = []
    for line in doc.lines:
        section = own.get(line.place.line)
        if section is None:
            printed.append(line.text)
            continue
        is_row = _is_row(line)
        printed.append(_row(line, factor, moved, rng) if is_row else line.text)
        if is_row:
            origin[len(printed)] = line.place.line
            printed += rng.choice([[], [], [], [""], ["", "- 9 -", ""]])
        if line is _last(section):
            printed += [part for label in moved for part in ("", *_wrapped(label, rng))]
            moved.clear()
    return "\n".join(printed), origin, factor


def _is_row(line: Line) -> bool:
    return bool(split_strip(line).readings) and not is_page_mark(line) and not line.text.rstrip().endswith(("日", "年度"))


def _last(section: Section) -> Line:
    return [line for line in section.lines if not is_page_mark(line)][-1]


def _row(line: Line, factor: int, moved: list[str], rng: random.Random) -> str:
    strip = split_strip(line)
    values = [None if f.value is None else f.value * factor for f in strip.readings[0]]
    figures = " ".join("-" if v is None else f"{v:,}".replace("-", "△") for v in values)
    if strip.words and rng.random() < 0.5:
        moved.append(strip.words)
        return figures
    return f"{strip.words} {figures}".strip(" ")


def _wrapped(label: str, rng: random.Random) -> list[str]:
    if len(label) < 9 or rng.random() < 0.6:
        return [label]
    at = rng.randrange(3, len(label) - 2)
    return [label[:at], label[at:]]
