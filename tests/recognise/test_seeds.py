"""The two real documents: every number of theirs is told, also with other figures, blank lines and page breaks."""

import random
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from scripts.read import read_file
from scripts.read.text import read_text
from scripts.recognise import recognise
from scripts.records import Recognition, Table
from tests.support.documents import reference

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
SOURCES = ("003", "004")
Fact = tuple[object, ...]

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the source documents lie beside the repository, not in it")


def seed(number: str) -> Path:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    return path


@cache
def read(number: str) -> Recognition:
    return recognise(read_file(seed(number)), reference())


@pytest.mark.parametrize("number", SOURCES)
def test_every_number_of_a_source_is_placed_or_set_aside_by_a_named_rule(number: str) -> None:
    assert read(number).findings == ()
    assert {ignored.rule for ignored in read(number).ignored} <= {row["rule"] for row in reference().tables["ignored"]}


def varied(number: str, dice: random.Random, joint: str) -> tuple[str, Counter[Fact]]:
    """Give a source with other figures, blank lines, page breaks and other marks between its cells, and its facts."""
    lines = read_file(seed(number)).lines
    texts = [list(line.text) for line in lines]
    placed: dict[int, list[tuple[Table, int]]] = {}
    for table in read(number).tables:
        for at, entry in enumerate(table.entries):
            assert entry.span is not None
            digits = [i for i in range(entry.span.start, entry.span.end) if texts[entry.span.line - 1][i].isdigit()]
            for n, i in enumerate(digits):
                texts[entry.span.line - 1][i] = str(dice.randint(0 if n else 1, 9))
            placed.setdefault(entry.span.line, []).append((table, at))
    out: list[str] = []
    expected: Counter[Fact] = Counter()
    for line, text in zip(lines, texts, strict=True):
        printed = "".join(text)
        out.append(printed.replace("\t", joint))
        for table, at in placed.get(line.place.line, []):
            entry = table.entries[at]
            assert entry.span is not None
            figure = printed[entry.span.start : entry.span.end]
            expected[table.table, len(out), entry.label, entry.path, entry.account, entry.column, figure, entry.scope] += 1
        if dice.random() < 0.2:
            out += [""] * dice.randint(1, 2)
        if dice.random() < 0.02:
            out += ["", f"- {len(out)} -", "\f"]
    return "\n".join(out), expected


@pytest.mark.parametrize("number", SOURCES)
@pytest.mark.parametrize("joint", ["\t", " │ ", " | "])
@pytest.mark.parametrize("chance", range(2))
def test_other_figures_blank_lines_and_page_breaks_change_no_label(number: str, joint: str, chance: int) -> None:
    text, expected = varied(number, random.Random(chance), joint)  # noqa: S311  chance, not secrecy
    recognition = recognise(read_text("varied.txt", text.encode()), reference())
    found: Counter[Fact] = Counter(
        (table.table, e.place.line, e.label, e.path, e.account, e.column, e.printed, e.scope)
        for table in recognition.tables
        for e in table.entries
    )
    assert (found - expected, expected - found) == (Counter(), Counter())
    assert recognition.findings == ()
