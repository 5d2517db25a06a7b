"""A crew of one process: this one."""

from collections.abc import Callable, Iterator, Sequence

from scripts.crew import Done, Result, Task


class Alone:
    """Does one task after the other."""

    def run(self, function: Callable[[Task], Result], tasks: Sequence[Task], chunk: int = 1) -> Iterator[Done[Result]]:
        """Give what came of every task."""
        del chunk
        return (Done(at, function(task)) for at, task in enumerate(tasks))
