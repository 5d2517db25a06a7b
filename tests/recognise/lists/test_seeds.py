"""The lists of the published documents, read whole; skipped where the documents are not at hand."""

import random
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from scripts.grants import contributions_of, find_rate, grants_of
from scripts.read import read_file
from scripts.read.text import read_text
from scripts.recognise.found import Found
from scripts.recognise.lists import find_tables
from scripts.records import Entry
from scripts.reference import Reference, load_reference

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
FIGURES = {
    ("001", "key_counts"): 52,
    ("001", "stat_call_centre"): 7,
    ("001", "stat_lgwan_asp"): 15,
    ("001", "stat_stores"): 9,
    ("001", "stat_seminars"): 159,
    ("001", "stat_e_learning"): 57,
    ("001", "stat_users"): 31,
    ("002", "key_counts"): 59,
    ("002", "stat_helpdesk"): 3,
    ("002", "stat_call_centre"): 13,
    ("002", "stat_lgwan_asp"): 15,
    ("002", "stat_certificates"): 21,
    ("002", "stat_stores"): 13,
    ("002", "stat_seminars"): 156,
    ("002", "stat_e_learning"): 39,
    ("002", "stat_users"): 31,
    ("002", "consumption_tax_personal_identification"): 16,
    ("002", "consumption_tax_public_personal_authentication"): 16,
    ("002", "consumption_tax_lgwan"): 7,
    ("002", "municipal_grants"): 3484,
    ("002", "lgwan_contributions"): 146,
}
# The print of one report counts one user more than its parts.
BROKEN = {("001", "jlis_users_total", "users")}

Figure = tuple[str, ...]


def seed_path(number: str) -> Path:
    paths = sorted(SEEDS.glob(f"{number}_*.txt"))
    if not paths:
        pytest.skip(f"the source document {number} is not at hand ({SEEDS})")
    return paths[0]


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference()


@pytest.fixture(scope="module", params=["001", "002"])
def seed(request: pytest.FixtureRequest, reference: Reference) -> tuple[str, list[Found]]:
    number = str(request.param)
    return number, find_tables(read_file(seed_path(number)), reference)


def figures(found: list[Found]) -> list[tuple[str, list[Figure]]]:
    return [(part.table.table, [_figure(entry) for entry in part.table.entries]) for part in found]


def _figure(entry: Entry) -> Figure:
    basis = (entry.segment, entry.basis, entry.remark)
    return (entry.label, entry.path, entry.account, entry.column, entry.printed, entry.unit, *basis)


def test_every_list_is_read_whole_and_without_findings(seed: tuple[str, list[Found]]) -> None:
    number, found = seed
    counted = {(number, part.table.table): len(part.table.entries) for part in found}
    assert counted == {key: count for key, count in FIGURES.items() if key[0] == number}
    assert [str(finding) for part in found for finding in part.findings] == []


def test_every_figure_stands_where_it_says(seed: tuple[str, list[Found]]) -> None:
    number, found = seed
    lines = seed_path(number).read_text(encoding="utf-8").split("\n")
    for entry in (entry for part in found for entry in part.table.entries):
        assert entry.span is not None
        text = lines[entry.place.line - 1][entry.span.start : entry.span.end]
        assert "".join(entry.printed.split()).startswith("".join(text.split()))


def test_parts_add_up_to_the_totals_printed(seed: tuple[str, list[Found]], reference: Reference) -> None:
    number, found = seed
    broken = {(number, *key) for part in found for key in sums_that_break(part, reference)}
    assert broken == {key for key in BROKEN if key[0] == number}


def sums_that_break(part: Found, reference: Reference) -> set[tuple[str, str]]:
    values: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
    for entry in part.table.entries:
        if entry.value is not None and "rate" not in entry.column:
            values[entry.account, entry.column].append(entry.value)
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for (account, column), amounts in values.items():
        total = total_above(account, column, set(values), reference)
        if total:
            sums[total, column] += reference.accounts[account].sign * sum(amounts)
    # Figures in ten thousands are rounded one by one.
    slack = Decimal("0.35") if part.table.unit == "ten_thousand_cases" else Decimal(0)
    return {key for key, found in sums.items() if any(abs(found - printed) > slack for printed in values[key])}


def total_above(account: str, column: str, printed: set[tuple[str, str]], reference: Reference) -> str:
    total = reference.accounts[account].sums_to
    while total and (total, column) not in printed:
        total = reference.accounts[total].sums_to
    return total


def test_grants_follow_one_rate_per_resident(reference: Reference) -> None:
    found = find_tables(read_file(seed_path("002")), reference)
    entries = [entry for part in found for entry in part.table.entries]
    rows = grants_of(entries)
    rate = find_rate(rows)
    total = next(e.value for e in entries if e.account == "jlis_municipal_grants_total" and e.column == "grant")
    assert len(rows) == 1741
    assert sum(row.grant_yen for row in rows) == total
    assert rate is not None
    assert (rate.step, rate.outliers) == (1000, ())
    assert len(contributions_of(entries)) == 47


@pytest.mark.parametrize("change", ["no blank lines", "more blank lines", "page marks"])
@pytest.mark.parametrize("number", ["001", "002"])
def test_blank_lines_and_page_breaks_change_no_figure(number: str, change: str, reference: Reference) -> None:
    text = seed_path(number).read_text(encoding="utf-8")
    changed = _changed(text.split("\n"), change)
    assert figures(find_tables(read_text("x", changed.encode()), reference)) == figures(
        find_tables(read_text("x", text.encode()), reference)
    )


def _changed(lines: list[str], change: str) -> str:
    if change == "no blank lines":
        return "\n".join(line for line in lines if line.strip())
    if change == "more blank lines":
        return "\n\n\n".join(lines)
    chance = random.Random(7)  # noqa: S311 - no secret is made of it
    marks = {0: "\n12/94\n\f", 1: "\n- 12 -\n"}
    return "\n".join(line + marks.get(chance.randrange(40), "") for line in lines)
