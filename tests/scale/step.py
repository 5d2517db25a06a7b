"""One step of the benchmark, in a process of its own: `python -m tests.scale.step MODULE:FUNCTION JOB` prints what it took.

A job is JSON: `paths` to work on, a `folder` to work in, how `many` at most. The function counts with its stopwatch what the
step is about, and gives how many things it did; it may tell more numbers.
"""

import importlib
import json
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from tests.scale.watch import Watch, adopt, held_together, peak_alone

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

    command = [sys.executable, "-m", "tests.scale.step", step, json.dumps(asdict(job))]
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


def main() -> None:
    """Do the step that the command line names."""
    name, job = sys.argv[1], Job(**json.loads(sys.argv[2]))
    module, function = name.split(":")
    step: Step = getattr(importlib.import_module(f"tests.scale.{module}"), function)
    adopt()
    watch = Watch()
    found = step(job, watch)
    count, told = found if isinstance(found, tuple) else (found, {})
    sys.stdout.write("\n" + json.dumps(asdict(Taken(count, watch.wall, watch.cpu, peak_alone(), told))) + "\n")


if __name__ == "__main__":
    main()
