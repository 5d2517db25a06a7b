"""What was measured, kept in docs/measured/scale.csv: a row for each part, size and step, with the commit it was measured at."""

import csv
import os
import subprocess
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from functools import cache
from pathlib import Path

from tests.scale.catalogue import SIZES, STEPS, Step
from tests.scale.step import ROOT, Taken

RESULTS = ROOT / "docs" / "measured" / "scale.csv"


@dataclass(frozen=True, slots=True)
class Result:
    """A row: how many things were done in how many seconds (of the wall and of the processor) with how much memory.

    `beside` is the step it is shown beside, `told` what else the step told, `commit` the state of the repository.
    """

    part: str
    size: str
    step: str
    beside: str
    count: int
    wall: float
    cpu: float
    mebibytes: int
    told: str
    cores: int
    commit: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is the measurement of."""
        return self.part, self.size, self.step


def result_of(step: Step, size: str, taken: Taken) -> Result:
    """Give the row of a step."""
    told = " ".join(f"{name}={number:g}" for name, number in sorted(taken.told.items()))
    numbers = taken.count, round(taken.wall, 3), round(taken.cpu, 3), taken.mebibytes
    return Result(step.part, size, step.name, step.beside, *numbers, told, len(os.sched_getaffinity(0)), _commit())


@cache
def _commit() -> str:
    said = subprocess.run(["git", "rev-parse", "--short=10", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607
    return said.stdout.strip()


def read_results(path: Path = RESULTS) -> list[Result]:
    """Give the rows kept."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    kinds = {"count": int, "wall": float, "cpu": float, "mebibytes": int, "cores": int}
    return [Result(**{name: kinds.get(name, str)(text) for name, text in row.items()}) for row in rows]


def merged(kept: Iterable[Result], new: Iterable[Result]) -> list[Result]:
    """Give the rows in the order of the catalogue: new ones in place of kept ones; what is no longer in it falls out."""
    found = {row.key: row for row in (*kept, *new)}
    order = [(step, size) for step in STEPS for size in SIZES if size in step.sizes]
    order.sort(key=lambda pair: (list(dict.fromkeys(s.part for s in STEPS)).index(pair[0].part), SIZES.index(pair[1])))
    keys = [(step.part, size, step.name) for step, size in order]
    return [found[key] for key in keys if key in found]


def write_results(rows: Iterable[Result], path: Path = RESULTS) -> None:
    """Keep the rows."""
    from scripts.writing import csv_text, write_text  # noqa: PLC0415

    write_text(path, csv_text([field.name for field in fields(Result)], (asdict(row) for row in rows)))
