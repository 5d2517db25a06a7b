"""`python -m tests.faults.kills COUNT [SEED]`: kill convert, import, publish and build at random moments; `make kill-test`.

It works in a copy of the repository with few reports. After every kill each output is absent, the old one or the new one, by
the checksums of all its files; at the end each verb runs undisturbed and must reach the same
bytes as ever, with nothing left over.
"""

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[2]
COPIED = (
    "scripts",
    "docs",
    "datapackage",
    "mkdocs.yml",
    "mkdocs.en.yml",
    "pyproject.toml",
    "CITATION.cff",
    "CHANGELOG.md",
    "LICENSE",
)
KEPT_REPORTS = ("294241-2023-statements",)
DOCUMENT = ROOT / "tests" / "documents" / "whole.txt"
REPORT = "294241-2024-statements"


@dataclass
class Verb:
    """A verb with what it writes; `states` are the checksums of outputs that count as whole, `seconds` how long it takes."""

    arguments: list[str]
    outputs: list[str]
    disturb: Callable[[Path], None] = lambda _: None
    states: set[str] = field(default_factory=set)
    seconds: float = 0.0


def state_of(folder: Path) -> str:
    """Give one checksum for all files below a folder, hidden ones apart; the empty text when there is none."""
    total = hashlib.sha256()
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    files = [path for path in files if not any(part.startswith(".") for part in path.relative_to(folder).parts)]
    for path in files:
        total.update(str(path.relative_to(folder)).encode() + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest() if files else ""


def copy_repository(target: Path) -> Path:
    """Give a copy in which the verbs run fast."""
    target.mkdir(exist_ok=True)
    for name in COPIED:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, target / name)
    for folder in (target / "datapackage" / "sources").iterdir():
        if folder.name not in KEPT_REPORTS:
            shutil.rmtree(folder)
    return target


def start(arguments: list[str], home: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "scripts", *arguments]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "0"}
    return subprocess.Popen(
        command, cwd=home, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )


def run(arguments: list[str], home: Path) -> float:
    """Run a verb to its end; give the seconds it took. Raises RuntimeError, with what it said, when it fails."""
    begun = time.monotonic()
    process = start(arguments, home)
    said = process.communicate()[1].decode("utf-8", "replace")
    if process.returncode not in (0, 1) or "Traceback" in said:
        raise RuntimeError(f"{arguments[0]} ended with {process.returncode}: {said}")
    return time.monotonic() - begun


def kill_once(verb: Verb, home: Path, dice: random.Random) -> bool:
    """Start a verb and kill it and its children at a random moment; tell whether it was still running."""
    process = start(verb.arguments, home)
    # Half of the kills fall into the last part, where files are written.
    share = dice.uniform(0.0, 1.1) if dice.random() < 0.5 else dice.uniform(0.7, 1.1)
    try:
        process.communicate(timeout=share * verb.seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return True
    return False


def verbs_of(home: Path) -> dict[str, Verb]:
    imported = f"datapackage/sources/{REPORT}"

    def turn_over(place: str) -> Callable[[Path], None]:
        """Let a report have another title, so that a run has something new to write."""

        def turn(folder: Path) -> None:
            path = folder / "datapackage" / "sources" / KEPT_REPORTS[0] / "report.toml"
            text = path.read_text(encoding="utf-8")
            path.write_text(
                text.replace(place, "") if place in text else text.replace('title = "', f'title = "{place}', 1), "utf-8"
            )

        return turn

    document = home / "資料 一.txt"
    shutil.copy2(DOCUMENT, document)
    import_arguments = ["import", str(document), "--body", "294241", "--report", REPORT]
    return {
        "convert": Verb(["convert", str(document), "-o", "out 結果"], ["out 結果"]),
        "import": Verb(import_arguments, [imported]),
        "publish": Verb(["publish"], ["site/data", "site/api"], turn_over("改訂")),
        "build": Verb(["build"], ["site"], turn_over("再訂")),
    }


def learn(verb: Verb, home: Path) -> None:
    """Run a verb on both states of its input and remember what it leaves."""
    for _ in range(2):
        verb.disturb(home)
        verb.seconds = run(verb.arguments, home)
        verb.states |= {state_of(home / output) for output in verb.outputs}
    verb.states.add("")


def left_over(home: Path) -> list[str]:
    found = [*home.rglob("*.part"), *home.rglob("*.beside"), *home.rglob("*-beside")]
    return sorted(str(path.relative_to(home)) for path in found)


def kill(count: int, seed: int, chosen: list[str]) -> Iterator[tuple[str, Counter[str]]]:
    """Kill verbs `count` times in all; give for each, when it is done, how many kills met it running.

    Raises RuntimeError for a half-written output, and for one that the next run does not mend.
    """
    dice = random.Random(seed)  # noqa: S311 - no secret
    with tempfile.TemporaryDirectory(prefix="殺す 試験 ") as folder:
        home = copy_repository(Path(folder))
        verbs = {name: verb for name, verb in verbs_of(home).items() if name in chosen}
        for name, verb in verbs.items():
            told: Counter[str] = Counter()
            learn(verb, home)
            for _ in range(count // len(verbs)):
                verb.disturb(home)
                told["killed" if kill_once(verb, home, dice) else "ended before"] += 1
                for output in verb.outputs:
                    state = state_of(home / output)
                    told["absent" if not state else "whole"] += 1
                    if state not in verb.states:
                        raise RuntimeError(f"{name}: {output} is neither the old one nor the new one nor absent")
            run(verb.arguments, home)
            if not all(state_of(home / output) in verb.states - {""} for output in verb.outputs):
                raise RuntimeError(f"{name}: the next run did not mend the output")
            if left := left_over(home):
                raise RuntimeError(f"{name}: left over: {left}")
            yield name, told


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbs", nargs="*", default=["convert", "import", "publish", "build"])
    given = parser.parse_args()
    for name, counts in kill(given.count, given.seed, given.verbs):
        click.echo(f"{name}: " + ", ".join(f"{number} {what}" for what, number in sorted(counts.items())))
