"""Whole documents, printed anew with other figures and torn otherwise: labels come back or are told, none wrong in silence."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from scripts.recognise.found import Found
from tests.recognise.torn.editions import Edition, new_edition, print_plan, print_settlement
from tests.recognise.torn.press import Press, Style
from tests.recognise.torn.slips import find, reference

Print = Callable[[Edition], Press]

STYLES = {
    "as J-LIS prints": Style(),
    "heads of columns at the end of the page": Style(heads_apart=True, wrapped=0.6),
    "lines without blanks between": Style(dense=True, wrapped=1.0, torn=0.5),
    "labels of a page at its foot": Style(page_break=1.0, torn=0.5, heading_torn=0.5),
    "cells left open": Style(opened=0.1),
    "columns glued": Style(glued=1.0, spaced_minus=True),
    "every label torn off": Style(torn=1.0, heading_torn=1.0),
}
# What of the figures has to be found; the rest is told. Only the roughest prints leave anything out.
LEAST = {"cells left open": 0.98, "every label torn off": 0.95}


@dataclass(frozen=True)
class Comparison:
    """What was read of a print against what was printed: figures right, wrong, and missing without a word."""

    right: int
    wrong: list[str]
    silent: list[str]


def compare(press: Press, found: list[Found]) -> Comparison:
    truth = {(p.line, p.segment, p.basis): p for p in press.printed}
    right = 0
    wrong = []
    seen = set()
    for entry in (e for table in found for e in table.table.entries):
        place = (entry.place.line, entry.segment, entry.basis)
        printed = truth.get(place)
        seen.add(place)
        read = (entry.label, entry.path, entry.account, entry.printed)
        if printed and read == (printed.label, printed.path, printed.account, printed.text):
            right += 1
        elif not (entry.remark and not entry.value and place[0] in press.opened):
            wrong.append(f"{place}: expected {printed}, found {read}")
    told = {f.place.line for table in found for f in table.findings if f.place}
    told |= {e.place.line for table in found for e in table.table.entries if e.remark}
    silent = [str(p) for place, p in truth.items() if place not in seen and place[0] not in told]
    return Comparison(right, wrong, silent)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("print_edition", [print_settlement, print_plan])
@pytest.mark.parametrize("name", STYLES)
def test_labels_come_back_or_are_told(name: str, print_edition: Print, seed: int) -> None:
    press = print_edition(new_edition(reference(), seed, STYLES[name]))
    result = compare(press, find(press.text()))
    assert press.torn > 20
    assert not result.wrong
    assert not result.silent
    assert result.right >= LEAST.get(name, 1.0) * (len(press.printed) - 5 * len(press.opened))


def test_every_recovered_label_has_its_evidence() -> None:
    press = print_settlement(new_edition(reference(), 3, Style(torn=0.5)))
    found = find(press.text())
    torn = {p.line for p in press.printed} & {int(item["row"]) for table in found for item in table.evidence}
    assert len(torn) == press.torn
    assert all(item["rule"].startswith("J36") for table in found for item in table.evidence)


@pytest.mark.parametrize("seed", range(3))
def test_a_total_that_disagrees_with_the_statement_costs_no_other_row(seed: int) -> None:
    press = print_settlement(new_edition(reference(), seed, Style(torn=0.4, glued=0.0)))
    lines = press.text().split("\n")
    # One digit of one total of form 14 is printed wrong, on a row that bears no label.
    victims = [p for p in press.printed if p.segment == "total" and p.label not in lines[p.line - 1] and p.line > len(lines) / 2]
    victim = victims[seed * 3 % len(victims)]
    other = victim.text[:-1] + str((int(victim.text[-1]) + 1) % 10)
    lines[victim.line - 1] = lines[victim.line - 1].removesuffix(victim.text) + other
    result = compare(press, find("\n".join(lines)))
    assert all(str(victim.line) in wrong for wrong in result.wrong)
    assert not result.silent
    assert result.right > 0.95 * len(press.printed)
