"""Rows without label named by the balance sheet: a reserve is the one whose balance equals the row's figure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from scripts.labels import clean_label
from scripts.recognise.papers.forms import PaperForm
from scripts.recognise.papers.lines import Row, whole_span
from scripts.recognise.papers.placing import Moved
from scripts.reference import Reference

RULE = "J11"
BY_BALANCE = "; equals the balance sheet"


def expected_balances(reference: Reference, balances: Mapping[str, int]) -> dict[str, int]:
    """Give for each line of the liability reserves the balance that the balance sheet prints for it."""
    cases: dict[str, list[str]] = {}
    for row in reference.tables["identities"]:
        if row["rule"] == RULE:
            cases.setdefault(row["case"], []).append(row["account"])
    return {own: balances[sheet] for sheet, own in cases.values() if sheet in balances}


def name_by_balance(
    rows: Sequence[Row], moved: Sequence[Moved], form: PaperForm, expected: Mapping[str, int]
) -> tuple[list[Row], list[Moved]]:
    """Give the rows with the moved label whose balance is theirs alone, and the labels still free."""
    free = list(moved)
    named: list[Row] = []
    for row in rows:
        fits = [label for label in free if row.bare and _balance(label, form, expected) == row.figures[-1].number]
        if len(fits) != 1:
            named.append(row)
            continue
        free.remove(fits[0])
        where = ", ".join(str(line.place) for line in fits[0].lines)
        label = "".join(clean_label(line.text) for line in fits[0].lines)
        words = tuple(whole_span(line) for line in fits[0].lines)
        named.append(replace(row, label=label, words=words, moved=f"moved to line {where}{BY_BALANCE}"))
    return named, free


def _balance(label: Moved, form: PaperForm, expected: Mapping[str, int]) -> int | None:
    return next((expected[account] for p in label.places if (account := form.lines[p].account.account) in expected), None)
