"""Measures the country at four sizes, every step beside what one would use instead, in one run.

`make bench SIZE=national` does all of it; `STEPS="rows charts:drawn"` some steps, `SIZES=1x,10x` some sizes, `WORKBOOKS=folder`
takes workbooks that were made before. Each measurement is a process of its own; memory is what all its processes hold
together. Where a step takes under a second it is done three times and the fastest counts. What is measured goes into
docs/measured/scale.csv in place of what was kept there of the same step and size; the page "How it scales" is made from that.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.scale.catalogue import AREAS, DOCUMENTS, EDITIONS, SIZES, Step, chosen
from tests.scale.results import RESULTS, Result, merged, read_results, result_of, write_results
from tests.scale.step import ROOT, Job, Taken, take

LAST = 2023
ERRORS = 2
"""Errors on a sheet for each hundred bodies."""
RUNS, SHORT = 3, 1.0
FORGOTTEN = {"nothing_kept": ("all",), "charts_kept": ("pages",)}
"""What is forgotten before a step of the site."""


class Bench:
    """Does steps, and makes what they work on, once."""

    def __init__(self, scratch: Path, workbooks: Path | None) -> None:
        self.scratch = scratch
        self.given = workbooks
        self.made: set[Path] = set()

    def measure(self, step: Step, size: str) -> Taken:
        """Give what a step takes; if that is short, the fastest of several runs."""
        runs: list[Taken] = []
        while len(runs) < step.runs or (len(runs) < RUNS and runs[-1].wall < SHORT):
            runs.append(take(step.function, getattr(self, step.part)(step, size)))
        return min(runs, key=lambda run: run.wall)

    def folder(self, step: Step, size: str) -> Path:
        """Give an empty folder for a step."""
        folder = self.scratch / step.part / size / step.name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    def rows(self, step: Step, size: str) -> Job:
        """Give the job of a step that works on workbooks; what is added is added to what was published."""
        paths = self.workbooks(size, EDITIONS[size])
        folder = self.scratch / "rows" / size / "published" if step.name == "added" else self.folder(step, size)
        return Job(tuple(map(str, paths)), str(folder), step.many)

    def documents(self, step: Step, size: str) -> Job:
        """Give the job of a step that works on documents of single bodies."""
        folder = self.scratch / "made-documents" / size
        if folder not in self.made:
            take("making:documents", Job((str(folder),), many=DOCUMENTS[size]))
            self.made.add(folder)
        kind = "txt" if step.name.endswith("text") else "pdf"
        paths = sorted(folder.glob(f"*.{kind}"))[: step.many or None]
        return Job(tuple(map(str, paths)), str(self.folder(step, size)))

    def charts(self, step: Step, size: str) -> Job:
        """Give the job of a step that draws the charts of all bodies; what is kept was drawn before."""
        wanted = self.scratch / "charts" / size / "wanted"
        if wanted not in self.made:
            wanted.mkdir(parents=True)
            data = self.scratch / "charts" / size / "published"
            _join(self.copy() / "build" / "published" / "data", self.package(size), data)
            take("charts:collected", Job((str(data),), str(wanted)))
            self.made.add(wanted)
        paths = tuple(str(path) for path in sorted(wanted.iterdir()))
        folder = self.scratch / "charts" / size / "drawn" if step.name == "kept" else self.folder(step, size)
        return Job(paths, str(folder), step.many)

    def pages(self, step: Step, size: str) -> Job:
        """Give the job of a step that builds the site; what is forgotten before tells the step."""
        copy, package = self.copy(), self.package(size)
        if step.name == "workbook_added":
            self.publish(size, without=1)
            take("pages:built", Job((str(package),), str(copy)))
            self.publish(size)
        elif step.name != "nothing_kept" and copy / size not in self.made:
            take("pages:built", Job((str(package),), str(copy)))
        self.made.add(copy / size)
        return Job((str(package),), str(copy), words=FORGOTTEN.get(step.name, ()))

    def copy(self) -> Path:
        """Give a copy of the repository with its own corpus published."""
        copy = self.scratch / "copy"
        if copy not in self.made:
            take("pages:prepared", Job((str(ROOT),), str(copy)))
            self.made.add(copy)
        return copy

    def package(self, size: str) -> Path:
        """Give the published package of a size, five editions of it."""
        folder = self._packages(size)
        if folder not in self.made:
            self.publish(size)
            self.made.add(folder)
        return folder / "data"

    def publish(self, size: str, without: int = 0) -> None:
        """Publish the package of a size, without the last workbooks; what was published of it before is taken over."""
        paths = self.workbooks(size, EDITIONS["national"])
        take("rows:published", Job(tuple(map(str, paths[: len(paths) - without])), str(self._packages(size))))

    def _packages(self, size: str) -> Path:
        # All of the country are the workbooks of the greatest size of rows, where these were published.
        done = self.scratch / "rows" / "national" / "published"
        return done if size == "100x" and done.exists() else self.scratch / "packages" / size

    def workbooks(self, size: str, editions: int) -> list[Path]:
        """Give the workbooks of a size, the newest editions; make those of the whole country if none were given."""
        folder = self.given or self.scratch / "workbooks"
        if not self.given and folder not in self.made:
            found = take("making:workbooks", Job((str(folder),), many=EDITIONS["national"], words=(str(ERRORS),)))
            sys.stdout.write(f"{found.count} workbooks made in {found.wall:.0f} s\n")
            self.made.add(folder)
        years = range(LAST - editions + 1, LAST + 1)
        return sorted(path for year in years for path in folder.glob(f"{AREAS.get(size, '')}*-{year}.xlsx"))


def _join(corpus: Path, national: Path, target: Path) -> None:
    """Let a folder hold the published corpus with the national package in it."""
    target.mkdir(parents=True)
    for path in sorted(corpus.iterdir()):
        if path.name != "national":
            (target / path.name).symlink_to(path)
    (target / "national").symlink_to(national)


def measure_all(bench: Bench, steps: tuple[Step, ...], sizes: list[str]) -> Iterator[Result]:
    """Give the rows of all steps, size by size, part by part."""
    for size in sizes:
        for step in steps:
            if size in step.sizes:
                row = result_of(step, size, bench.measure(step, size))
                took = f"{row.count:>10,} in {row.wall:>8.2f} s, {row.cpu:>8.2f} s CPU, {row.mebibytes:>5} MiB"
                sys.stdout.write(f"{size:>8} {step.key:<24} {took}  {row.told}\n")
                sys.stdout.flush()
                yield row


def main() -> None:
    """Measure what is asked for and keep it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", default="", help="parts or part:step, all if left out")
    parser.add_argument("--sizes", default=",".join(SIZES))
    parser.add_argument("--workbooks", type=Path)
    parser.add_argument("--results", type=Path, default=RESULTS)
    told = parser.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(Path(scratch), told.workbooks)
        new = list(measure_all(bench, chosen(told.steps), told.sizes.split(",")))
    write_results(merged(read_results(told.results) if told.results.exists() else (), new), told.results)
    sys.stdout.write(f"{len(new)} measurements in {time.monotonic() - start:.0f} s, kept in {told.results.name}\n")


if __name__ == "__main__":
    main()
