"""A Dask cluster on loopback: a scheduler and two workers, processes of their own, started for the tests."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
WAIT = 90


def start(command: str, *words: str, log: Path) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with log.open("wb") as file:
        line = [sys.executable, "-m", f"distributed.cli.dask_{command}", "--host", "127.0.0.1", *words]
        return subprocess.Popen(line, stdout=file, stderr=file, env=environment, cwd=ROOT)


@pytest.fixture(scope="session")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a scheduler with two workers, each watched by a nanny."""
    from distributed import Client  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("dask")
    about = folder / "scheduler.json"
    started = [start("scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(about), log=folder / "scheduler.log")]
    try:
        until = time.monotonic() + WAIT
        while not about.exists() and time.monotonic() < until:
            time.sleep(0.1)
        words = ["--scheduler-file", str(about), "--nthreads", "1", "--no-dashboard", "--local-directory", str(folder)]
        started += [start("worker", *words, log=folder / f"worker-{number}.log") for number in range(2)]
        with Client(scheduler_file=str(about), timeout=WAIT) as client:  # type: ignore[no-untyped-call]
            client.wait_for_workers(2, timeout=WAIT)
            address = str(client.scheduler.address)
        yield address
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            process.wait(timeout=30)
