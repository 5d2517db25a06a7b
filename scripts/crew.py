"""Many tasks done by several processes of this machine, or of a Dask cluster: what one task breaks stays that task's.

A task is an argument of a function that can be imported by name. Tasks are given out in chunks. A process that dies takes
the tasks it had along; each of those is then tried alone, so that the one that kills its process is named and no other is
lost. What comes back does not depend on who did it or in which order.
"""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
Chunk = tuple[int, ...]
CRASHED = "the process that worked on it died"


@dataclass(frozen=True, slots=True)
class Done(Generic[Result]):
    """What came of the task number `at`: its result, or why there is none."""

    at: int
    result: Result | None
    failure: str = ""


class Crew(Protocol):
    """Whoever does tasks."""

    def run(self, function: Callable[[Task], Result], tasks: Sequence[Task], chunk: int = 1) -> Iterator[Done[Result]]:
        """Give what came of every task, in the order in which they are finished."""


@dataclass(frozen=True, slots=True)
class LocalCrew:
    """Processes of this machine: `jobs` of them, by default as many as it has cores.

    A lone task is done in this process, unless tasks are to be kept `apart` from it.
    """

    jobs: int = 0
    apart: bool = False

    def run(self, function: Callable[[Task], Result], tasks: Sequence[Task], chunk: int = 1) -> Iterator[Done[Result]]:
        """Give what came of every task, in the order in which they are finished."""
        jobs = min(self.jobs or cores(), len(tasks))
        if len(tasks) <= 1 and not (self.apart and tasks):
            yield from (Done(at, function(task)) for at, task in enumerate(tasks))
            return
        waiting = deque(cut(len(tasks), chunk))
        while waiting:
            suspects = yield from _share_out(function, tasks, waiting, jobs)
            for at in suspects:
                yield _alone(function, tasks[at], at)


def cores() -> int:
    """Give how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def cut(count: int, chunk: int) -> list[Chunk]:
    """Give the numbers below `count` in chunks.

    >>> cut(5, 2)
    [(0, 1), (2, 3), (4,)]
    """
    return [tuple(range(at, min(at + chunk, count))) for at in range(0, count, chunk)]


def work_through(function: Callable[[Task], Result], tasks: Sequence[Task]) -> list[Result]:
    """Do a chunk of tasks."""
    return [function(task) for task in tasks]


def _pool(jobs: int, function: Callable[[Task], Result]) -> ProcessPoolExecutor:
    # A fork of a process that has threads may hang. A server that has none forks as fast, once it has loaded what is needed.
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"))
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([function.__module__])
    return ProcessPoolExecutor(jobs, context)


def _share_out(
    function: Callable[[Task], Result], tasks: Sequence[Task], waiting: deque[Chunk], jobs: int
) -> Generator[Done[Result], None, list[int]]:
    """Work through `waiting` until it is empty or a process dies; give (as the value of the generator) the suspects."""
    suspects: list[int] = []
    running: dict[Future[list[Result]], Chunk] = {}
    with _pool(jobs, function) as pool:
        while (waiting or running) and not suspects:
            while waiting and len(running) <= jobs:
                chunk = waiting.popleft()
                running[_submit(pool, function, tasks, chunk)] = chunk
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                chunk = running.pop(future)
                if future.exception() is None:
                    yield from _results(chunk, future.result())
                else:
                    suspects += chunk
        # Those still running when a process died are lost with it, or finished just before.
        for future, chunk in running.items():
            if future.exception() is None:
                yield from _results(chunk, future.result())
            else:
                suspects += chunk
    return suspects


def _results(chunk: Chunk, results: Sequence[Result]) -> list[Done[Result]]:
    return [Done(at, result) for at, result in zip(chunk, results, strict=True)]


def _submit(pool: Executor, function: Callable[[Task], Result], tasks: Sequence[Task], chunk: Chunk) -> Future[list[Result]]:
    return pool.submit(work_through, function, [tasks[at] for at in chunk])


def _alone(function: Callable[[Task], Result], task: Task, at: int) -> Done[Result]:
    with _pool(1, function) as pool:
        future = pool.submit(function, task)
        error = future.exception()
    return Done(at, future.result()) if error is None else Done(at, None, why(error))


def why(error: BaseException) -> str:
    """Say in a line why a task came to nothing."""
    if isinstance(error, BrokenProcessPool) or type(error).__name__ == "KilledWorker":
        return CRASHED
    said = str(error).strip().splitlines()
    return f"{type(error).__name__}: {said[0]}" if said else type(error).__name__
