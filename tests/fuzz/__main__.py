"""`python -m tests.fuzz SECONDS [TARGET ...]`: coverage-guided fuzzing of each reader, one after another; `make fuzz` calls it.

Seconds are those of the processor: on a busy machine a reader is fuzzed until it had its share, however long that takes.

What makes a reader fall is kept in build/fuzz/TARGET/ and belongs, made small, into tests/fuzz/corpus/TARGET/, which every
`make test` replays. Inputs that reach new code are kept beside it in build/fuzz/TARGET/found and are where the next run begins.
"""

import re
import resource
import subprocess
import sys
from pathlib import Path

import click

from tests.fuzz.targets import CORPUS, TARGETS

FOUND = Path("build") / "fuzz"
# An input that takes longer than this, or more memory, is a find like any other (limits of `convert`: 8 s, 768 MiB).
MOST_SECONDS, MOST_MIB = 8, 1024


TURN_SECONDS = 300
"""After this the fuzzer begins anew where it stopped: what it remembers of its inputs grows and is no memory of the readers."""
LEAST_SECONDS = 5
"""What is left of a share is not worth another start when it is less than this."""


def fuzz(target: str, seconds: int) -> tuple[int, str]:
    """Fuzz one target for so many seconds of the processor; give the exit code (0: nothing fell) and how far it came."""
    runs, branches, before = 0, "?", _used()
    while (left := seconds - (_used() - before)) > LEAST_SECONDS:
        code, inputs, reached = _fuzz_once(target, min(int(left), TURN_SECONDS))
        runs, branches = runs + inputs, reached or branches
        if code:
            return code, f"{runs} inputs, {branches} branches reached"
    return 0, f"{runs} inputs in {_used() - before:.0f} s, {branches} branches reached"


def _used() -> float:
    """Give the seconds that the processor has spent on all fuzzers so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _fuzz_once(target: str, seconds: int) -> tuple[int, int, str]:
    """Fuzz one target for so many seconds on the wall; give the exit code, the number of inputs and of branches reached."""
    folder = FOUND / target
    (folder / "found").mkdir(parents=True, exist_ok=True)
    options = [f"-max_total_time={seconds}", f"-timeout={MOST_SECONDS}", f"-rss_limit_mb={MOST_MIB}", "-max_len=120000"]
    options += [f"-artifact_prefix={folder}/", "-print_final_stats=1", "-verbosity=1"]
    words = Path(__file__).parent / "words.dict"
    command = [sys.executable, "-m", "tests.fuzz.one", target, f"-dict={words}", *options, folder / "found", CORPUS / target]
    done = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    said = done.stdout.decode("utf-8", "replace")
    (folder / "log").write_text(said, encoding="utf-8")
    runs = re.search(r"stat::number_of_executed_units:\s*(\d+)", said)
    cover = re.findall(r"cov: (\d+)", said)
    return done.returncode, int(runs[1]) if runs else 0, cover[-1] if cover else ""


def main(arguments: list[str]) -> int:
    seconds, chosen = int(arguments[0]), arguments[1:] or list(TARGETS)
    fallen = 0
    for target in chosen:
        code, said = fuzz(target, seconds)
        fallen += code != 0
        click.echo(f"{target}: {said}: " + (f"fell, see {FOUND / target}/log" if code else "nothing fell"))
    return int(fallen > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
