"""The audit, compared with changing every figure by hand and checking again."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from scripts.check import CheckResult
from scripts.check.audit import audit, find_room
from scripts.check.evaluate import OPEN, evaluate
from scripts.check.swaps import label_swaps, neighbour_swaps
from tests.check.made_up import BALANCED, checked, facts_from

SCHEDULE = """sch
sch_land 60 opening
sch_land 40 increase
sch_land - decrease
sch_land 100 closing
sch_item 30 opening label=甲
sch_item 35 closing label=甲
"""
FACTS = facts_from(
    bs=BALANCED,
    s=SCHEDULE,
    n="notes\nnote 77",
    pl="pl general yen\nrevenue 9012\ncost 12\nprofit 9000",
    z="pl whole million_yen\ncost 0",
)


def notices(result: CheckResult, changes: dict[int, int]) -> bool:
    """Whether any identity that is not open fails when figures are changed by so many yen."""
    amount = result.figures.amount.copy()
    for at, change in changes.items():
        amount[at] += change
    again = evaluate(replace(result.figures, amount=amount), result.evaluation.identities, {"town-2023": "nearest"})
    return bool(((again.status == OPEN) & (result.evaluation.status != OPEN)).any())


def money(facts: pd.DataFrame) -> Iterator[tuple[int, int, int]]:
    """Place, yen and yen of the unit of every printed amount of money."""
    steps = {"yen": 1, "thousand_yen": 1_000, "million_yen": 1_000_000}
    for at, fact in enumerate(facts.itertuples()):
        if fact.missing == "" and fact.unit in steps:
            yield at, int(fact.yen), steps[str(fact.unit)]  # type: ignore[arg-type]


def misprints(facts: pd.DataFrame, kind: str) -> Iterator[tuple[int, int, bool]]:
    """Place, change in yen and whether it is the units digit, for every misprint of a kind."""
    for at, yen, step in money(facts):
        text, sign = str(abs(yen) // step), -1 if yen < 0 else 1
        for place in range(len(text)):
            head, own, tail = text[:place], text[place], text[place + 1 :]
            changed = {
                "digit": [head + digit + tail for digit in "0123456789"],
                "lost": [head + tail] if len(text) > 1 else [],
                "doubled": [head + own + own + tail],
                "swapped": [head + tail[0] + own + tail[1:]] if tail else [],
            }[kind]
            yield from ((at, (int(new) - int(text)) * step * sign, not tail) for new in changed if int(new) != int(text))


def share(result: CheckResult, kind: str, *, units: bool = True) -> float:
    seen = [notices(result, {at: change}) for at, change, last in misprints(result.facts, kind) if units or not last]
    return round(sum(seen) / len(seen), 6)


def test_every_single_misprint_is_judged_as_checking_again_would() -> None:
    result = checked(FACTS)
    found = audit(result)
    digits = found["digit_detection"]
    assert isinstance(digits, dict)
    assert digits["all"] == share(result, "digit")
    assert digits["without_units_digit"] == share(result, "digit", units=False)
    assert digits["substitutions"] == sum(1 for _ in misprints(FACTS, "digit"))
    assert found["transposition_detection"] == share(result, "swapped")
    assert found["lost_digit_detection"] == share(result, "lost")
    assert found["doubled_digit_detection"] == share(result, "doubled")


def test_digits_are_told_by_unit() -> None:
    digits = audit(checked(FACTS))["digit_detection"]
    assert isinstance(digits, dict)
    assert list(digits["by_unit"]) == ["million_yen", "thousand_yen", "yen"]
    assert digits["by_unit"]["yen"] == {"substitutions": 9 * 10, "all": 1.0, "without_units_digit": 1.0}
    assert digits["by_unit"]["million_yen"] == {"substitutions": 9, "all": 0.0, "without_units_digit": None}


def test_a_lost_sign_is_noticed_where_the_figure_stands_in_an_identity() -> None:
    assert audit(checked(facts_from(bs=BALANCED)))["sign_detection"] == 1
    assert audit(checked(facts_from(bs=BALANCED, n="notes\nnote △5")))["sign_detection"] == 0.5
    assert audit(checked(facts_from(n="notes\nnote 5")))["sign_detection"] is None


@pytest.mark.parametrize("swaps", [neighbour_swaps, label_swaps])
def test_swaps_are_judged_as_checking_again_would(swaps: object) -> None:
    result = checked(FACTS)
    trial, figure, change = swaps(result.figures, np.random.default_rng(1), 500)  # type: ignore[operator]
    trials = {
        int(n): dict(zip(figure[trial == n].tolist(), change[trial == n].tolist(), strict=True)) for n in set(trial.tolist())
    }
    found = audit(result, seed=1, sample=500)["neighbour_swap_detection" if swaps is neighbour_swaps else "label_swap_detection"]
    assert found == round(sum(notices(result, changes) for changes in trials.values()) / len(trials), 6)


def test_neighbours_of_a_column_exchange_their_amounts() -> None:
    result = checked(facts_from(bs="bs\nland 5\nbuildings 7\ncash 7", w="bs whole\nland 9"))
    trial, figure, change = neighbour_swaps(result.figures, np.random.default_rng(1), 10)
    assert sorted(zip(trial.tolist(), figure.tolist(), change.tolist(), strict=True)) == [(0, 0, 2_000), (0, 1, -2_000)]


def test_rows_exchange_their_amounts_column_by_column() -> None:
    result = checked(facts_from(s="sch\nsch_land 1 opening\nsch_land 2 closing\nsch_total 5 closing"))
    trial, figure, change = label_swaps(result.figures, np.random.default_rng(1), 10)
    assert sorted(zip(trial.tolist(), figure.tolist(), change.tolist(), strict=True)) == [
        (0, 0, -1_000),
        (0, 1, 3_000),
        (0, 2, -3_000),
    ]


def test_the_sample_is_the_same_every_time() -> None:
    assert audit(checked(FACTS)) == audit(checked(FACTS))


def test_figures_read_twice_notice_every_change() -> None:
    tables = {"n": "notes\nnote 77"}
    assert audit(checked(facts_from(**tables)))["digit_detection"] == {
        "substitutions": 18, "all": 0.0, "without_units_digit": 0.0,
        "by_unit": {"thousand_yen": {"substitutions": 18, "all": 0.0, "without_units_digit": 0.0}},
    }  # fmt: skip
    controls = {"town-2023": [{"table": "n", "account": "note", "printed": "77"}]}
    found = audit(checked(facts_from(**tables), controls=controls))
    assert isinstance(found["digit_detection"], dict)
    assert found["digit_detection"]["all"] == 1
    assert found["controls"] == 1


def test_what_identities_notice_is_told_apart_from_second_readings() -> None:
    tables = {"n": "notes\nnote 77 label=甲\nnote 5 label=乙"}
    controls = {"town-2023": [{"table": "n", "account": "note", "label": "甲", "printed": "77"}]}
    found = audit(checked(facts_from(**tables), controls=controls))
    alone = found["by_identities_alone"]
    assert isinstance(alone, dict)
    assert (found["neighbour_swap_detection"], alone["neighbour_swap_detection"]) == (1, 0)
    assert alone["digit_detection"] == audit(checked(facts_from(**tables)))["digit_detection"]


def test_open_identities_notice_nothing_and_listed_gaps_everything() -> None:
    facts = facts_from(pl="pl\nrevenue 9\ncost 4\nprofit 50")
    result = checked(facts)
    room = find_room(result.figures, result.evaluation)
    assert room.notices(np.array([0]), np.array([1])).tolist() == [False]
    listed = checked(facts, discrepancies={"town-2023": [{"check": "town-2023:PL0:pl:profit:amount", "gap": 45}]})
    room = find_room(listed.figures, listed.evaluation)
    assert room.notices(np.array([0]), np.array([1])).tolist() == [True]


def test_what_nothing_corroborates_is_listed_with_the_reason() -> None:
    result = checked(facts_from(pl="pl\nrevenue 9\ncost 4\nprofit 50", n="notes\nnote 3\nnote -"))
    assert audit(result)["uncorroborated"] == [
        {"fact_id": "town-2023:pl:revenue:amount", "reason": "broken", "control": "no"},
        {"fact_id": "town-2023:pl:cost:amount", "reason": "broken", "control": "no"},
        {"fact_id": "town-2023:pl:profit:amount", "reason": "broken", "control": "no"},
        {"fact_id": "town-2023:n:note:amount", "reason": "alone", "control": "no"},
    ]
