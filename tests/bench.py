"""Measures what the README tells: whole commands, several runs each, medians of wall time and peak memory.

Run by `make bench`. Every run is a process of its own; its time and memory are the operating system's account of it and its
children. The machine is noisy: quote medians and ratios.
"""

import json
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium

from scripts.reference import load_reference
from tests.country.books import Country
from tests.country.workbooks import make_pages, save
from tests.press.pages import PAGES, page_html
from tests.press.printers import print_pages
from tests.press.statements import make_statements
from tests.support.documents import SCOPES, Setting

AREA = "奈良県"
ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"
PYTHON = str(ROOT / ".venv" / "bin" / "python")
RUNS = 5


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process: seconds on the wall, peak memory in MiB, exit code."""

    seconds: float
    mebibytes: float
    code: int


def run(command: Sequence[str], folder: Path) -> Run:
    """Run a command in `folder`, its output thrown away, and give what it took."""
    start = time.perf_counter()
    child = os.fork()
    if child == 0:
        os.chdir(folder)
        quiet = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(quiet, stream)
        os.execvp(command[0], list(command))  # noqa: S606  our own commands
    _, status, usage = os.wait4(child, 0)
    return Run(time.perf_counter() - start, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status))


def measure(name: str, command: Sequence[str], folder: Path, before: Callable[[], None] = lambda: None) -> dict[str, object]:
    """Run a command once for warmth and `RUNS` times for the record; `before` each run puts the folder into its state."""
    runs = []
    for _ in range(RUNS + 1):
        before()
        runs.append(run(command, folder))
    counted = runs[1:]
    row = {
        "what": name,
        "seconds": round(statistics.median(r.seconds for r in counted), 2),
        "fastest": round(min(r.seconds for r in counted), 2),
        "slowest": round(max(r.seconds for r in counted), 2),
        "mebibytes": round(max(r.mebibytes for r in counted)),
        "codes": sorted({r.code for r in counted}),
    }
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    return row


def made_up_files(folder: Path) -> dict[str, bytes]:
    """Give a PDF of 60 pages, printed by the browser, and a national workbook of the size of a prefecture."""
    statements = [found for seed in range(5) for found in make_statements(Setting(seed + 1), SCOPES)]
    whole = pdfium.PdfDocument(print_pages({"long": page_html(statements, PAGES[0])}, folder)["long"])
    pages = pdfium.PdfDocument.new()
    pages.import_pages(whole, list(range(60)))
    pages.save(folder / "pages.pdf")
    reference = load_reference()
    bodies = tuple(row["body"] for row in reference.tables["bodies"] if row["prefecture"] == AREA and row["kind"] != "prefecture")
    country = Country(reference, bodies, 2021, 2023)
    book = save([page.grid for page in make_pages(country, 2023, AREA)], folder / "book.xlsx")
    return {"60-pages.pdf": (folder / "pages.pdf").read_bytes(), "prefecture.xlsx": book.read_bytes()}


def main() -> None:
    """Measure a start of Python, converting each seed, check, audit, a build from nothing and one with nothing changed."""
    sys.stdout.write(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {RUNS} runs each\n")
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "copy"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".venv*", "site", "build", ".git", ".*_cache"))
        measure("python alone", [PYTHON, "-c", "pass"], copy)
        for seed in sorted(SEEDS.glob("0*.txt")):
            measure(f"convert {seed.name}", [PYTHON, "-m", "scripts", "convert", str(seed), "-o", f"{scratch}/out"], copy)

        for name, content in made_up_files(Path(scratch)).items():
            (Path(scratch) / name).write_bytes(content)
            measure(f"convert {name}", [PYTHON, "-m", "scripts", "convert", f"{scratch}/{name}", "-o", f"{scratch}/out"], copy)
        measure("diff HEAD", [PYTHON, "-m", "scripts", "diff", "HEAD"], ROOT)

        def from_nothing() -> None:
            for name in ("site", "build"):
                shutil.rmtree(copy / name, ignore_errors=True)

        measure("check all reports (at most 5 s)", [PYTHON, "-m", "scripts", "check"], copy)
        measure("audit all figures (at most 180 s, 2,048 MiB)", [PYTHON, "-m", "scripts", "audit"], copy)
        measure("build from nothing", [PYTHON, "-m", "scripts", "build"], copy, from_nothing)
        measure("build, nothing changed", [PYTHON, "-m", "scripts", "build"], copy)


if __name__ == "__main__":
    main()
