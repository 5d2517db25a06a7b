"""What is asked of keys is answered alike whether they are few or far between."""

import numpy as np
import pandas as pd
import pytest

from scripts.keys import NONE, Index, Integers, combine, compact, repeated, several

DRAW = np.random.default_rng(8)
NARROW = DRAW.integers(0, 40, 60)
KEYS = {
    "narrow": NARROW,
    "wide": NARROW * 10**12,
    "rising": np.arange(0, 90, 3),
    "alike": np.zeros(4, np.int64),
    "none": NARROW[:0],
}


@pytest.fixture(params=KEYS)
def key(request: pytest.FixtureRequest) -> Integers:
    return KEYS[request.param]


def test_keys_of_many_wide_codes_do_not_run_over() -> None:
    wide = np.array([0, 2**40, 2**40, 5])
    key = combine([wide, wide, wide[::-1], np.array([0, 1, 2, 3])])
    assert len(set(key.tolist())) == 4


def test_a_compact_key_keeps_order_and_has_no_gaps(key: Integers) -> None:
    assert compact(key).tolist() == [sorted(set(key.tolist())).index(one) for one in key.tolist()]


def test_what_is_there_more_than_once_is_repeated(key: Integers) -> None:
    assert repeated(key).tolist() == pd.Series(key).duplicated(keep=False).tolist()


def test_a_group_with_two_codes_has_several(key: Integers) -> None:
    code = np.arange(len(key)) % 3
    codes = pd.Series(code).groupby(key).transform("nunique")
    assert several(key, code).tolist() == (codes > 1).tolist()
    assert not several(key, np.zeros_like(key)).any()


def test_an_index_tells_the_first_place_of_each_key(key: Integers) -> None:
    sought = np.append(key, [1, 7 * 10**12, 41])
    places = key.tolist()
    assert Index(key).first(sought).tolist() == [places.index(one) if one in places else NONE for one in sought.tolist()]
