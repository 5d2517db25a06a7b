"""A process that takes a stranger's file works under limits of time and memory, watched by the one that was started.

The reader of PDF files and that of workbooks are compiled libraries: a file made to hurt can keep them busy for hours, or make
them ask for more memory than there is and end the whole process. No exception tells of either, so the work is done in a
child: what ends it is told in a sentence, with exit code 2, and nothing half-written is left.
"""

import contextlib
import ctypes
import os
import signal
import sys
from collections.abc import Callable
from types import TracebackType
from typing import NoReturn

import click

from scripts.characters import tame
from scripts.read.limits import MOST_MEMORY_MIB, MOST_SECONDS

REFUSED = 2
_PIPE: list[int] = []
_MIB = 1 << 20
_PR_SET_PDEATHSIG = 1
WHY = {
    "time": ("took more than {seconds} s of the processor", "split the file; where you trust it, allow more with --seconds"),
    "memory": ("needed more than {memory} MiB of memory", "split the file; where you trust it, allow more with --memory"),
    "fault": ("broke the library that reads it", "save the file anew with another program, or export its text"),
}


def watch(work: Callable[[], None]) -> int:
    """Do `work` in a child process and give its exit code; where a signal ended it, say which limit was passed and give 2.

    Where the system knows no child processes of this kind (Windows) the work is done here, without limits.
    """
    if not hasattr(os, "fork"):
        work()
        return 0
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(told)
        _PIPE.append(tell)
        # Every thread of a pool takes memory of its own, on a machine of many processors more than a file does.
        os.environ.update(dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "2"))
        _end_with_parent()
        work()
        return 0
    os.close(tell)
    code = _wait(child)
    with os.fdopen(told, encoding="utf-8", errors="replace") as pipe:
        name, seconds, memory, *_ = [*pipe.read().split("\0"), "", "", ""]
    if code >= 0:
        return code
    if -code in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        return 128 - code
    reason = "time" if -code == signal.SIGXCPU else "memory" if -code in (signal.SIGKILL, signal.SIGABRT) else "fault"
    click.echo(_sentence(name, reason, seconds, memory), err=True)
    return REFUSED


def _wait(child: int) -> int:
    while True:
        with contextlib.suppress(KeyboardInterrupt):  # the child is interrupted as well
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _end_with_parent() -> None:
    """Let this process be killed when the one that watches it dies (Linux; elsewhere it ends by its own limits)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def stay_within(name: str, seconds: int = MOST_SECONDS, memory: int = MOST_MEMORY_MIB) -> None:
    """Bound what this process may use from here on while it works on the file `name`; without effect where nobody watches."""
    if not _PIPE:
        return
    import resource  # noqa: PLC0415  not on every system

    name = tame(name)
    os.write(_PIPE[0], f"{name}\0{seconds}\0{memory}\0".encode("utf-8", "replace"))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    most = resource.getrlimit(resource.RLIMIT_DATA)[1]
    within = memory * _MIB if most == resource.RLIM_INFINITY else min(memory * _MIB, most)
    resource.setrlimit(resource.RLIMIT_DATA, (within, most))

    def told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        # Whatever took the memory still holds it, and a sentence needs some as well.
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
        _refuse(name, kind, error, trace, (str(seconds), str(memory)))

    if not sys.flags.dev_mode:  # python -X dev shows where
        sys.excepthook = told


def _refuse(
    name: str, kind: type[BaseException], error: BaseException, trace: TracebackType | None, limits: tuple[str, str]
) -> NoReturn:
    """Say in a sentence what no reader foresaw, and end: the first word of whoever has to mend the reader."""
    if issubclass(kind, MemoryError):
        click.echo(_sentence(name, "memory", *limits), err=True)
    else:
        while trace and trace.tb_next:
            trace = trace.tb_next
        where = f" at {os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else ""  # noqa: PTH119
        text = " ".join(str(error).split())[:200]
        click.echo(f"{name}: refused: the reader stumbled: {kind.__name__}{where}: {text}", err=True)
        click.echo("    mend: tell the project of this file; python -X dev -m scripts shows where it stumbled", err=True)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(REFUSED)


def _sentence(name: str, reason: str, seconds: str, memory: str) -> str:
    found, mend = WHY[reason]
    said = found.format(seconds=seconds or MOST_SECONDS, memory=memory or MOST_MEMORY_MIB)
    return f"{name or 'the file'}: refused: reading {said}\n    mend: {mend}"
