"""Identities as arrays."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from scripts.check.identities import check_ids, identities_of, ids_of, join, mix, repeats, totals_of


def numbers(*values: int) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    return np.array(values, dtype=np.int64)


def test_a_total_stands_before_its_parts() -> None:
    found = totals_of("T", numbers(9, 4, 9), numbers(1, 2, 3), numbers(1, 1, -1))
    assert found.start.tolist() == [0, 2, 5]
    assert found.figure.tolist() == [4, 2, 9, 1, 3]
    assert found.weight.tolist() == [1, -1, 1, -1, 1]
    assert found.head.tolist() == [4, 9]


def test_joining_nothing_gives_nothing() -> None:
    assert len(join([])) == 0
    assert len(join([totals_of("T", numbers(), numbers(), numbers())])) == 0


def test_joined_identities_keep_their_rules() -> None:
    found = join([totals_of("A", numbers(1), numbers(2), numbers(1)), totals_of("B", numbers(3), numbers(4), numbers(1))])
    assert [found.rules[rule] for rule in found.rule] == ["A", "B"]
    assert found.start.tolist() == [0, 2, 4]


def test_identities_with_the_same_terms_are_repeats_of_the_first() -> None:
    one = identities_of("A", numbers(2), numbers(5, 6), numbers(1, -1))
    turned = identities_of("B", numbers(2), numbers(6, 5), numbers(1, -1))
    other = identities_of("C", numbers(2, 2), numbers(5, 6, 5, 7), numbers(1, 1, 1, -1))
    assert repeats(join([one, turned, other])).tolist() == [False, True, False, False]


@given(st.lists(st.integers(0, 2**62), unique=True, max_size=50))
def test_mixing_keeps_different_numbers_different(values: list[int]) -> None:
    assert len(set(mix(np.array(values, dtype=np.uint64)).tolist())) == len(values)


def test_the_id_of_a_check_is_readable() -> None:
    found = totals_of("BS0", numbers(1), numbers(0), numbers(1))
    ids = pd.Series(["town-2023:bs:land:amount", "town-2023:bs:assets:total.amount"])
    assert check_ids(found, ids).tolist() == ["town-2023:BS0:bs:assets:total.amount"]


def test_two_checks_of_one_figure_under_one_rule_are_told_apart() -> None:
    one, other = totals_of("J8", numbers(1), numbers(0), numbers(1)), totals_of("J8", numbers(1), numbers(2), numbers(1))
    found = join([totals_of("BS0", numbers(1), numbers(0), numbers(1)), one, other])
    ids = pd.Series(["t:a:b:c", "t:a:d:c", "t:a:e:c"])
    assert check_ids(found, ids).tolist() == ["t:BS0:a:d:c", "t:J8:a:d:c", "t:J8:a:d:c-2"]
    assert ids_of(found, ids, numbers(2)) == {2: "t:J8:a:d:c-2"}
