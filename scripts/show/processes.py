"""Tasks done by processes on all cores of the machine."""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import TypeVar

from tqdm import tqdm

from scripts.crew import cores

Task = TypeVar("Task")
Result = TypeVar("Result")
# What the outcome depends on besides the files. A server of processes keeps the environment in which it was started.
_TOLD = ("SITE_URL", "SOURCE_DATE_EPOCH")
Begin = tuple[Callable[..., None], tuple[object, ...]]


def each_done(
    function: Callable[[Task], Result], tasks: Sequence[Task], name: str, begin: Begin | None = None
) -> Iterator[Result]:
    """Give what comes of each task, in the order in which they are finished; they begin in theirs.

    Every process first calls `begin`, a function with its arguments. What a task raises is raised here, and ends the others.
    """
    if not tasks:
        return
    told = {name: os.environ[name] for name in _TOLD if name in os.environ}
    with ProcessPoolExecutor(min(cores(), len(tasks)), _context(function), _begin, (told, begin)) as pool:
        running = [pool.submit(function, task) for task in tasks]
        try:
            for done in tqdm(as_completed(running), name, len(running), disable=None, leave=False):
                yield done.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _context(function: Callable[[Task], Result]) -> multiprocessing.context.BaseContext:
    # A server that has loaded what is needed forks in no time; where there is none, every process loads it.
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([function.__module__])
    return context


def _begin(told: dict[str, str], begin: Begin | None) -> None:
    for name in _TOLD:
        os.environ.pop(name, None)
    os.environ.update(told)
    if begin is not None:
        function, arguments = begin
        function(*arguments)
