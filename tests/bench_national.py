"""Measures what national workbooks cost: bare reading of their cells, then facts, then checks, at three sizes.

Run `python -m tests.bench_national`, `--errors` for workbooks with wrong digits in them, `--editions N` for N years.
1x is a small prefecture, 10x the largest one, 100x all prefectures and the workbook of the 47. Every measurement is a
process of its own that works through its workbooks one by one; seconds are those of the processor for the work alone, without
the start of Python (on a shared machine they waver less than those on the wall); memory is the peak of the process.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import python_calamine as calamine

from scripts.check import Told, check_facts, in_file
from scripts.read.national import read_sheets
from scripts.recognise.national import National, recognise_national
from scripts.reference import Reference, load_reference
from tests.country.making import Recipe, make_workbooks

SIZES = {"1x": "富山県", "10x": "北海道", "100x": ""}
RUNS = 3


def read_bare(path: Path, _: Reference) -> int:
    """Read the cells with the fastest reader and do nothing with them."""
    with calamine.CalamineWorkbook.from_path(str(path)) as book:
        return sum(len(book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names)


def read_rows(path: Path, _: Reference) -> int:
    """Read and inspect the file."""
    return sum(len(sheet.rows) for sheet in read_sheets(path.name, path.read_bytes()).sheets)


def read_facts(path: Path, reference: Reference) -> int:
    """Read the file into facts."""
    return len(_national(path, reference).facts)


def read_and_check(path: Path, reference: Reference) -> int:
    """Read the file into facts and check them; build the table of checks and the corroboration of every fact."""
    facts = _national(path, reference).facts
    told = Told(dict.fromkeys(facts["report"].cat.categories, "nearest"))
    result = check_facts(facts, reference, told, in_file(path.name))
    return len(result.corroborated) if len(result.checks) else 0


def _national(path: Path, reference: Reference) -> National:
    return recognise_national(read_sheets(path.name, path.read_bytes()), reference)


STEPS: dict[str, Callable[[Path, Reference], int]] = {
    "bare": read_bare,
    "read": read_rows,
    "facts": read_facts,
    "checked": read_and_check,
}


def work(step: str, paths: list[Path]) -> None:
    """Do one step for every workbook and print what it took: seconds, units of work, peak MiB."""
    reference = load_reference()
    start = time.process_time()
    count = sum(STEPS[step](path, reference) for path in paths)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(json.dumps({"seconds": seconds, "count": count, "mebibytes": peak}))


def measure(step: str, paths: list[Path]) -> dict[str, float]:
    """Give the fastest of several runs of a step, each a process of its own."""
    command = [sys.executable, "-m", "tests.bench_national", "--step", step, *map(str, paths)]
    runs = [json.loads(subprocess.run(command, check=True, capture_output=True).stdout) for _ in range(RUNS)]
    return min(runs, key=lambda run: float(run["seconds"]))


def report(folder: Path) -> Iterator[str]:
    """Give a line for each size and step: seconds, ratio to bare reading, facts a second, peak memory."""
    yield f"{os.cpu_count()} cores; fastest of {RUNS} runs; ratio to bare reading of the same files"
    for size, area in SIZES.items():
        paths = sorted(folder.glob(f"{area}*.xlsx"))
        bare = measure("bare", paths)
        facts = measure("facts", paths)
        told = {"bare": bare, "read": measure("read", paths), "facts": facts, "checked": measure("checked", paths)}
        for step, run in told.items():
            rate = facts["count"] / run["seconds"]
            yield (
                f"{size:>5} {len(paths):>4} files {facts['count']:>9,} facts  {step:<8} {run['seconds']:8.3f} s "
                f"{run['seconds'] / bare['seconds']:6.2f} x  {rate:>11,.0f} facts/s  {run['mebibytes']:>6,.0f} MiB"
            )


def main() -> None:
    """Make the country, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--step", choices=STEPS)
    parser.add_argument("--editions", type=int, default=1)
    parser.add_argument("--errors", type=int, default=0, help="wrong digits on each sheet per 100 bodies")
    parser.add_argument("paths", nargs="*", type=Path)
    told = parser.parse_args()
    if told.step:
        work(told.step, told.paths)
        return
    with tempfile.TemporaryDirectory() as scratch:
        make_workbooks(Path(scratch), Recipe(told.editions, told.errors))
        for line in report(Path(scratch)):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
