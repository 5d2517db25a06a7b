"""Tasks done by the workers of a Dask cluster, on this machine or on many; the same results as from a local crew.

Dask is optional: it is asked for only when a scheduler is named.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from scripts.crew import Chunk, Done, Result, Task, cut, why, work_through


@dataclass(frozen=True, slots=True)
class ClusterCrew:
    """The workers of a Dask cluster whose scheduler listens at `address` (`tcp://host:8786`).

    The workers must be able to import `scripts` of this very version; nothing else is shared, tasks carry what they need.
    """

    address: str
    patience: float = 60.0

    def run(self, function: Callable[[Task], Result], tasks: Sequence[Task], chunk: int = 1) -> Iterator[Done[Result]]:
        """Give what came of every task, in the order in which they are finished.

        Raises ClusterError where Dask is not installed, nobody answers, or all workers are gone.
        """
        with connect(self.address, self.patience) as client:
            waiting = deque(cut(len(tasks), chunk))
            suspects: list[int] = []
            running: dict[Any, Chunk] = {}
            while waiting or running:
                while waiting and len(running) < 2 * max(len(client.scheduler_info()["workers"]), 2):
                    part = waiting.popleft()
                    running[client.submit(work_through, function, [tasks[at] for at in part], pure=False)] = part
                for future in _finished(client, running, self.patience):
                    part = running.pop(future)
                    # A result is lost with its worker, even before it is fetched: then its tasks are tried once more.
                    results = client.gather([future], errors="skip")
                    if results:
                        yield from (Done(at, result) for at, result in zip(part, results[0], strict=True))
                    else:
                        suspects += part
                    future.release()
            # One at a time: a worker that dies puts everything it was given under suspicion.
            for at in sorted(suspects):
                future = client.submit(function, tasks[at], pure=False)
                _finished(client, [future], self.patience)
                results = client.gather([future], errors="skip")
                yield Done(at, results[0]) if results else Done(at, None, why(future.exception()))


class ClusterError(Exception):
    """A cluster that cannot be used; the message says what was expected, what was found and the mend."""


def connect(address: str, patience: float) -> Any:  # noqa: ANN401  the type is that of an optional package
    """Give a client of the cluster at `address`; raises ClusterError where there is none or no package to speak to it."""
    try:
        from distributed import Client  # noqa: PLC0415  optional
    except ImportError as error:
        message = "expected the package distributed for --scheduler, found none\n    mend: pip install 'distributed'"
        raise ClusterError(message) from error
    try:
        return Client(address, timeout=min(patience, 10))  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        message = f"expected a Dask scheduler at {address}, found none ({type(error).__name__})"
        raise ClusterError(
            f"{message}\n    mend: start one with `dask scheduler`, workers with `dask worker {address}`"
        ) from error


def _finished(client: Any, futures: Any, patience: float) -> list[Any]:  # noqa: ANN401
    """Wait for one of `futures` at least; raises ClusterError when there has been no worker for `patience` seconds."""
    from distributed import wait as wait_there  # noqa: PLC0415  optional

    spent = 0.0
    while True:
        try:
            done = wait_there(list(futures), timeout=_LOOK, return_when="FIRST_COMPLETED").done  # type: ignore[no-untyped-call]
            return list(done)
        except TimeoutError as error:
            spent = 0.0 if client.scheduler_info()["workers"] else spent + _LOOK
            if spent >= patience:
                message = f"expected workers at the scheduler, found none for {patience:.0f} s"
                raise ClusterError(f"{message}\n    mend: start `dask worker`, with the nanny that revives it") from error


_LOOK = 2.0
