from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from scripts.recognise.torn.lattice import Lattice

PRICES = st.lists(
    st.dictionaries(st.integers(min_value=0, max_value=4), st.sampled_from([0.0, 1.0, 3.0]), max_size=5), min_size=1, max_size=4
)


def all_ways(lattice: Lattice) -> list[tuple[float, tuple[int | None, ...]]]:
    found = []
    for way in product(*([None, *prices] for prices in lattice.prices)):
        placed = [k for k in way if k is not None]
        if placed == sorted(set(placed)):
            cost = sum(
                drop if k is None else prices[k] for k, prices, drop in zip(way, lattice.prices, lattice.drops, strict=True)
            )
            found.append((cost, way))
    return found


@given(PRICES, st.sampled_from([0.5, 2.0, 10.0]))
def test_the_lines_open_to_an_item_are_those_of_every_cheapest_way(prices: list[dict[int, float]], drop: float) -> None:
    lattice = Lattice(prices, [drop] * len(prices), 5)
    ways = all_ways(lattice)
    least = min(cost for cost, _ in ways)
    best = [way for cost, way in ways if cost - least < 1e-6]
    for i, options in enumerate(lattice.options):
        assert set(options) == {way[i] for way in best}


def test_a_run_ends_where_all_ways_agree() -> None:
    lattice = Lattice([{0: 0.0}, {1: 0.0, 2: 0.0}, {3: 0.0}, {4: 0.0, 5: 0.0}], [9.0] * 4, 6)
    assert [(run.start, run.stop, run.passed) for run in lattice.runs()] == [(1, 2, 1), (3, 4, 4)]
    assert lattice.pinned == (0, None, 3, None)


def test_steps_follow_cheapest_ways_only() -> None:
    lattice = Lattice([{0: 0.0, 2: 0.0}, {1: 0.0, 2: 0.0}], [9.0, 9.0], 3)
    (run,) = lattice.runs()
    assert [k for k, _ in lattice.steps(run, 0, 0, 0.0)] == [0]
    assert [k for k, _ in lattice.steps(run, 1, 1, 0.0)] == [1, 2]
