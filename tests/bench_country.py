"""Measures the country: workbooks to checked, published packages, beside what one would use instead, at four sizes.

Run `make bench SIZE=national` (minutes); `python -m tests.bench_country --workbooks FOLDER` takes what is there.
1x is a small prefecture, 10x the largest one, 100x an edition of all, national five editions of all. Every measurement is a
process of its own. Seconds are those of the processor, all in one process: on a shared machine they waver less than those on
the wall; both sides of a ratio run one after the other. What is measured goes into docs/measured/scale.csv, a plot, and the page
"How it scales".
"""

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import frictionless
import pandas as pd
import python_calamine as calamine

from scripts.check import Told, check_facts, in_file
from scripts.crew import Done, Result, Task
from scripts.read.national import read_sheets
from scripts.recognise.national import join_editions, recognise_national
from scripts.reference import load_reference
from scripts.verbs.country import publish_country
from scripts.verbs.country_books import find_books, make_units
from scripts.verbs.national import frame_csv
from scripts.writing import csv_text, write_text
from tests.bench_national import make

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "docs" / "measured" / "scale.csv"
HEADER = ("size", "step", "workbooks", "facts", "seconds", "mebibytes", "microseconds_per_fact", "times_bare")
EDITIONS = {"1x": 1, "10x": 1, "100x": 1, "national": 5}
AREAS = {"1x": "富山県", "10x": "北海道", "100x": "", "national": ""}
LAST = 2023
ROWS = 20_000


class Here:
    """A crew of this one process."""

    def run(self, function: Callable[[Task], Result], tasks: Sequence[Task], chunk: int = 1) -> Iterator[Done[Result]]:
        """Do one task after the other."""
        del chunk
        return (Done(at, function(task)) for at, task in enumerate(tasks))


def bare(paths: list[Path], _: Path) -> int:
    """Read the cells with the fastest reader and do nothing with them."""
    count = 0
    for path in paths:
        with calamine.CalamineWorkbook.from_path(str(path)) as book:
            count += sum(len(book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names)
    return count


def published(paths: list[Path], folder: Path) -> int:
    """Read, check and publish."""
    return publish_country(paths, Here(), folder / "data", folder / "state").counts["facts"]


def checked(paths: list[Path], _: Path) -> int:
    """Check the facts of the workbooks, together those that are published together; only that is timed."""
    reference = load_reference()
    count, before = 0, 0.0
    for unit in make_units(find_books(paths)[0], reference):
        own = [book.path for book in unit.books]
        frames = [recognise_national(read_sheets(path.name, path.read_bytes()), reference).facts for path in own]
        facts = frames[0] if len(frames) == 1 else join_editions(frames, in_order=True)
        told = Told(dict.fromkeys(facts["report"].cat.categories, "nearest"))
        _start(before)
        result = check_facts(facts, reference, told, in_file(own[0].name))
        count += len(facts) if len(result.corroborated) else 0
        before = time.process_time() - _CLOCK[0]
    _start(before)
    return count


def validated(paths: list[Path], folder: Path) -> int:
    """Have frictionless validate rows of facts against the published schema; only that is timed."""
    from scripts.publish.schemas import load_schemas  # noqa: PLC0415

    reference = load_reference()
    facts = recognise_national(read_sheets(paths[0].name, paths[0].read_bytes()), reference).facts.head(ROWS)
    schema = load_schemas(["facts"], reference)["facts"].descriptor
    names = {field["name"] for field in schema["fields"]} - {"corroborated"}
    own = {"fields": [field for field in schema["fields"] if field["name"] in names], "primaryKey": schema["primaryKey"]}
    path = folder / "rows.csv"
    path.write_bytes(frame_csv(pd.DataFrame(facts)))
    source = frictionless.Resource(path=path.name, basepath=str(folder), schema=frictionless.Schema.from_descriptor(own))
    _start()
    source.validate()
    return len(facts)


STEPS: dict[str, Callable[[list[Path], Path], int]] = {
    "bare": bare,
    "published": published,
    "added": published,
    "checked": checked,
    "frictionless": validated,
}
_CLOCK = [0.0]


def _start(before: float = 0.0) -> None:
    """Count from now, with the seconds counted before."""
    _CLOCK[0] = time.process_time() - before


def work(step: str, paths: list[Path], folder: Path) -> None:
    """Do one step and print what it took."""
    _start()
    count = STEPS[step](paths, folder)
    seconds = time.process_time() - _CLOCK[0]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(json.dumps({"seconds": seconds, "count": count, "mebibytes": peak}))


def measure(step: str, paths: list[Path], folder: Path) -> dict[str, float]:
    """Give what a step takes in a process of its own."""
    command = [sys.executable, "-m", "tests.bench_country", "--step", step, "--folder", str(folder), *map(str, paths)]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, cwd=ROOT).stdout)
    return found


def measure_size(size: str, workbooks: Path) -> Iterator[dict[str, object]]:
    """Give the rows of a size: bare reading before and after the publication, the faster of the two counts."""
    years = range(LAST - EDITIONS[size] + 1, LAST + 1)
    paths = sorted(path for year in years for path in workbooks.glob(f"{AREAS[size]}*-{year}.xlsx"))
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        first = measure("bare", paths, folder)
        whole = measure("published", paths, folder)
        nothing = min((first, measure("bare", paths, folder)), key=lambda run: run["seconds"])
        told = {"bare": nothing, "published": whole}
        if len(paths) > 1:
            measure("added", paths[:-1], folder)
            told["added"] = measure("added", paths, folder)
        told |= {step: measure(step, paths, folder) for step in ("checked", "frictionless")}
    for step, run in told.items():
        facts = int(run["count"] if step in {"checked", "frictionless"} else whole["count"])
        yield {
            "size": size,
            "step": step,
            "workbooks": len(paths),
            "facts": facts,
            "seconds": round(run["seconds"], 3),
            "mebibytes": int(run["mebibytes"]),
            "microseconds_per_fact": round(run["seconds"] / facts * 1_000_000, 3),
            "times_bare": round(run["seconds"] / nothing["seconds"], 2),
        }


def main() -> None:
    """Make the country unless it is there, measure, write the results and the pages that show them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--step", choices=STEPS)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--workbooks", type=Path)
    parser.add_argument("--sizes", default="1x,10x,100x,national")
    parser.add_argument("paths", nargs="*", type=Path)
    told = parser.parse_args()
    if told.step:
        work(told.step, told.paths, told.folder)
        return
    with tempfile.TemporaryDirectory() as scratch:
        workbooks = told.workbooks or Path(scratch)
        if not told.workbooks:
            make(workbooks, max(EDITIONS[size] for size in told.sizes.split(",")), 2)
        rows = []
        for size in told.sizes.split(","):
            for row in measure_size(size, workbooks):
                sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
                sys.stdout.flush()
                rows.append(row)
    write_text(RESULTS, csv_text(list(HEADER), rows))
    from tests.bench_pages import write_pages  # noqa: PLC0415

    with RESULTS.open(encoding="utf-8", newline="") as file:
        write_pages(list(csv.DictReader(file)))


if __name__ == "__main__":
    main()
