"""Identities found once and laid over all reports of one layout."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.check.figures import number_figures
from scripts.check.instances import _within
from scripts.check.layouts import find_layouts, spans
from scripts.check.rules import read_cases
from tests.check.made_up import BALANCED, STANDARD, facts_of_reports, told_checks

SHORT = "bs\nland 1\nfixed 1"
REPORTS = {
    "a-2022": {"bs": BALANCED.replace("bs\n", "bs general yen 2022\n", 1)},
    "a-2023": {"bs": BALANCED},
    "b-2023": {"bs": SHORT},
    "c-2023": {"bs": BALANCED.replace("900", "901")},
    "d-2023": {"bs": BALANCED.replace("cash 50", "cash blank")},
}


@pytest.mark.parametrize("shuffled", [False, True])
def test_identities_laid_over_reports_are_those_found_report_by_report(*, shuffled: bool) -> None:
    facts = facts_of_reports(REPORTS)
    if shuffled:
        facts = facts.sample(frac=1, random_state=4).reset_index(drop=True)
    figures = number_figures(facts, STANDARD)
    direct = _within(figures, STANDARD, read_cases(STANDARD))
    ids = facts["fact_id"].to_numpy()
    expected = sorted(
        (ids[direct.head[n]], *sorted(ids[direct.figure[direct.start[n] : direct.start[n + 1]]])) for n in range(len(direct))
    )
    from scripts.check.instances import find_identities  # noqa: PLC0415

    found = find_identities(figures, STANDARD)
    assert (
        sorted((ids[found.head[n]], *sorted(ids[found.figure[found.start[n] : found.start[n + 1]]])) for n in range(len(found)))
        == expected
    )


def test_reports_that_print_the_same_lines_share_a_layout_whatever_the_amounts() -> None:
    layouts = find_layouts(number_figures(facts_of_reports(REPORTS), STANDARD))
    # Another unit, other lines, a blank are other layouts; another year is not.
    assert layouts.model.tolist() == [0, 1, 2, 1, 4]


def test_the_order_of_reports_in_the_table_does_not_matter() -> None:
    facts = facts_of_reports(REPORTS)
    assert told_checks(facts) == told_checks(
        facts.sample(frac=1, random_state=1).sort_values(["report", "row"]).reset_index(drop=True)
    )


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 9)), max_size=20))
def test_spans_are_ranges_one_after_the_other(runs: list[tuple[int, int]]) -> None:
    first = np.array([start for start, _ in runs], dtype=np.int64)
    last = first + np.array([size for _, size in runs], dtype=np.int64)
    assert spans(first, last).tolist() == [n for start, size in runs for n in range(start, start + size)]
