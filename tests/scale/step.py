"""One step of the benchmark, in a process of its own."""

import json
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from tests.scale.watch import Watch, held_together

ROOT = Path(__file__).resolve().parents[2]
_BREATH = 0.25
"""Seconds between two looks at the memory."""


@dataclass(frozen=True)
class Job:
    """What a step works on, where it may write, and how many things it does at most (0: all)."""

    paths: tuple[str, ...] = ()
    folder: str = ""
    many: int = 0
    words: tuple[str, ...] = ()

    def files(self) -> list[Path]:
        """Give the paths."""
        return [Path(path) for path in self.paths]


@dataclass(frozen=True)
class Taken:
    """What a step took: how many things, seconds on the wall and of the processor, peak MiB; and other numbers by name."""

    count: int
    wall: float
    cpu: float
    mebibytes: int
    told: dict[str, float] = field(default_factory=dict)


Step = Callable[[Job, Watch], "int | tuple[int, dict[str, float]]"]


def take(step: str, job: Job) -> Taken:
    """Do a step in a process of its own and give what it took; the memory is that of all its processes together."""
    import subprocess  # noqa: PLC0415  this process stays small, for a child begins with what its parent held

    command = [sys.executable, "-m", "tests.scale", step, json.dumps(asdict(job))]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as child:
        leader, peaks, done = psutil.Process(child.pid), [0], threading.Event()

        def look() -> None:
            while not done.wait(_BREATH):
                peaks.append(held_together(leader))

        looking = threading.Thread(target=look)
        looking.start()
        said = child.communicate()[0]
        done.set()
        looking.join()
    if child.returncode:
        raise RuntimeError(f"{step} ended with {child.returncode}")
    found = Taken(**json.loads(said.splitlines()[-1]))
    return Taken(found.count, found.wall, found.cpu, max(found.mebibytes, *peaks), found.told)
