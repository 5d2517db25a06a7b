"""Many tasks by many processes: nothing is lost, and what kills its process is named."""

import os
import signal
import threading
import time

import pytest
from distributed import Client

from scripts.cluster import ClusterCrew, ClusterError
from scripts.crew import CRASHED, Crew, Done, LocalCrew, cut
from tests.crew.tasks import CLUMSY, HOSTILE, SEGMENT, square, square_or_die, square_slowly


def results(done: list[Done[int]]) -> dict[int, int | None]:
    return {one.at: one.result for one in done}


@pytest.fixture(params=["here", "there"])
def crew(request: pytest.FixtureRequest) -> Crew:
    return LocalCrew(2) if request.param == "here" else ClusterCrew(request.getfixturevalue("scheduler"))


def test_every_task_is_done_once(crew: Crew) -> None:
    done = list(crew.run(square, range(50), chunk=7))
    assert len(done) == 50
    assert results(done) == {n: n * n for n in range(50)}
    assert list(crew.run(square, [])) == []


def test_a_task_that_kills_its_process_is_named_and_no_other_is_lost(crew: Crew) -> None:
    done = list(crew.run(square_or_die, range(24), chunk=4))
    failures = {one.at: one.failure for one in done if one.failure}
    assert failures == {HOSTILE: CRASHED, SEGMENT: CRASHED, CLUMSY: "RecursionError: too deep"}
    assert results(done) == {n: None if n in failures else n * n for n in range(24)}


def test_a_worker_killed_in_the_middle_costs_nothing(scheduler: str) -> None:
    with Client(scheduler) as client:  # type: ignore[no-untyped-call]
        workers = client.run(os.getpid)

        def kill() -> None:
            time.sleep(1)
            os.kill(next(iter(workers.values())), signal.SIGKILL)

        killer = threading.Thread(target=kill)
        killer.start()
        done = list(ClusterCrew(scheduler).run(square_slowly, range(40), chunk=2))
        killer.join()
    assert results(done) == {n: n * n for n in range(40)}


def test_a_scheduler_that_is_not_there_is_told_with_the_mend() -> None:
    with pytest.raises(ClusterError) as caught:
        list(ClusterCrew("tcp://127.0.0.1:9", patience=1).run(square, range(3)))
    assert str(caught.value).startswith("expected a Dask scheduler at tcp://127.0.0.1:9, found none")
    assert "mend: start one with `dask scheduler`, workers with `dask worker tcp://127.0.0.1:9`" in str(caught.value)


def test_without_the_package_the_mend_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(ClusterError, match="mend: pip install 'distributed'"):
        list(ClusterCrew("tcp://127.0.0.1:9").run(square, range(3)))


def test_chunks_hold_every_task_once() -> None:
    assert cut(5, 2) == [(0, 1), (2, 3), (4,)]
    assert cut(0, 3) == []
