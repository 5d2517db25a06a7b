"""A stopwatch for one step in a process of its own: seconds on the wall, and of the processor with all processes it started."""

import ctypes
import os
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil  # type: ignore[import-untyped]

_SUBREAPER = 36


class Watch:
    """Counts what is done within `running()`, once or several times; the rest of a step is not counted."""

    def __init__(self) -> None:
        self.wall = 0.0
        self.cpu = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count."""
        cpu, wall = -_of_others() - time.process_time(), -time.perf_counter()
        yield
        wall += time.perf_counter()
        cpu += time.process_time() + _of_others()
        self.wall += wall
        self.cpu += cpu


def adopt() -> None:
    """Let this process inherit what its children leave running, so that no second of theirs is lost (Linux only)."""
    ctypes.CDLL(None, use_errno=True).prctl(_SUBREAPER, 1, 0, 0, 0)


def _of_others() -> float:
    """Give the seconds of the processor that all processes below this one have had, also those that have ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime + sum(map(_seconds_of, _family(psutil.Process())[1:]))


def reap() -> None:
    """Wait for whatever a command left behind."""
    try:
        while True:
            os.wait()
    except ChildProcessError:
        return


def _seconds_of(process: psutil.Process) -> float:
    try:
        found = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(found.user + found.system + found.children_user + found.children_system)


def peak_alone() -> int:
    """Give the most memory this process has held, in MiB."""
    for line in Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def held_together(leader: psutil.Process) -> int:
    """Give the memory that a process and all below it hold together now, in MiB; what they share counts once."""
    return sum(map(_share_of, _family(leader))) >> 20


def _family(leader: psutil.Process) -> list[psutil.Process]:
    try:
        return [leader, *leader.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _share_of(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return 0
