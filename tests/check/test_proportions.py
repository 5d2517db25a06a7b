"""Amounts shared in proportion to another column."""

from collections.abc import Mapping

import pytest

from scripts.check.evaluate import OPEN
from tests.check.made_up import checked, evaluated, facts_from, told_checks

PEOPLE = {"甲": 1_950_007, "乙": 258_948, "丙": 31_415, "丁": 1_204, "戊": 357}


def shares(rate: float = 600.08, changed: Mapping[str, str] | None = None) -> str:
    """A list of grants in proportion to people, rounded to whole thousands; some figures changed."""
    rows = ["list general yen"]
    for name, people in PEOPLE.items():
        grant = (changed or {}).get(name, f"{round(people * rate / 1000) * 1000:,}")
        rows += [f"share {people:,} people label={name} unit=people", f"share {grant} grant label={name}"]
    return "\n".join(rows)


@pytest.mark.parametrize("rate", [600.08, 1.0, 12_345.678])
def test_shares_in_proportion_hold_within_their_rounding(rate: float) -> None:
    found = told_checks(facts_from(a=shares(rate)))
    assert len(found) == len(PEOPLE) - 1
    assert set(found.values()) <= {"exact", "rounding"}


@pytest.mark.parametrize("name", PEOPLE)
def test_a_share_out_of_proportion_is_found_whichever_row_it_is(name: str) -> None:
    wrong = {name: f"{round(PEOPLE[name] * 600.08 / 1000) * 1000 + 2_000_000:,}"}
    figures, evaluation = evaluated(facts_from(a=shares(changed=wrong)))
    broken = evaluation.identities.head[evaluation.status == OPEN]
    assert [figures.names["label"][figures.codes["label"][at]] for at in broken] == [name]


def test_the_finding_tells_the_rate() -> None:
    (finding,) = checked(facts_from(a=shares(changed={"戊": "2,214,000"}))).findings
    assert finding.message == "戊 2,214,000 (grant) is 1,999,771 more than 214,229 = 600.082 × 戊 357"


def test_rows_without_people_share_in_nothing() -> None:
    assert told_checks(facts_from(a="list general yen\nshare 0 people label=甲 unit=people\nshare 5 grant label=甲")) == {}
