"""convert of many files: each as by itself, by all cores or a cluster; what one file breaks stays that file's."""

import io
import math
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass
from pathlib import Path

import click
from tqdm import tqdm

from scripts.characters import tame
from scripts.cluster import ClusterCrew, ClusterError
from scripts.crew import Crew, LocalCrew, cores
from scripts.read import READERS
from scripts.read.limits import MOST_BYTES
from scripts.records import RefusedError
from scripts.taking import take_bytes
from scripts.verbs.convert import convert_any, report_name
from scripts.verbs.guarded import REFUSED, WHY
from scripts.writing import csv_text, write_bytes, write_text

PLACED, FOUND, REFUSED_FILE, LOST = "placed", "findings", "refused", "lost"
"""Outcomes: every figure placed, findings to look at, refused with the reason, or the reader died of the file."""
HEADER = ("file", "folder", "outcome", "figures", "findings", "message")
_CHUNK = 16


@dataclass(frozen=True, slots=True)
class FileTask:
    """A file to be converted: its name, a path of this machine, its bytes or why it has none, and what is told of it.

    `limits` are seconds of the processor and MiB of memory, for this file alone.
    """

    name: str
    content: Path | bytes | str
    folder: str
    told: tuple[tuple[str, str], ...]
    limits: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Converted:
    """What came of a file: the files written for it, and a line about it."""

    files: tuple[tuple[str, bytes], ...]
    outcome: str
    figures: int = 0
    findings: int = 0
    message: str = ""


def statement_files(sources: Sequence[Path]) -> list[Path]:
    """Give the files among `sources`, and those below folders among them that a reader takes, in order of path.

    Raises RefusedError for a folder without any.
    """
    found: list[Path] = []
    for source in sources:
        below = sorted(path for path in source.rglob("*") if path.suffix.lower() in READERS) if source.is_dir() else [source]
        files = [path for path in below if not path.is_dir()]
        if not files:
            message = f"expected a folder with files ending in {', '.join(sorted(READERS))}, found none"
            raise RefusedError(tame(str(source)), message, "check the path, or save the files with one of these endings")
        found += files
    return found


def file_task(path: Path, folder: str, told: dict[str, str], limits: tuple[int, int], *, local: bool) -> FileTask:
    """Give the task of a file: its path for processes of this machine, else its bytes; a pipe or device is never waited for."""
    content: Path | bytes | str = path.absolute()
    if not local:
        try:
            content = take_bytes(path, MOST_BYTES)
        except RefusedError as error:
            content = f"{error.message} (mend: {error.mend})"
    return FileTask(path.name, content, folder, tuple(sorted(told.items())), limits)


def convert_many(
    files: Sequence[Path], target: Path, crew: Crew, told: dict[str, str], limits: tuple[int, int]
) -> list[dict[str, object]]:
    """Convert every file into a folder of its own below `target`; write and give the rows of documents.csv.

    Raises ClusterError as the crew does.
    """
    folders = _folders(files)
    local = isinstance(crew, LocalCrew)
    tasks = [file_task(path, folder, told, limits, local=local) for path, folder in zip(files, folders, strict=True)]
    jobs = crew.jobs or cores() if isinstance(crew, LocalCrew) else _CHUNK
    chunk = max(1, min(_CHUNK, math.ceil(len(tasks) / (4 * jobs))))
    rows: dict[int, dict[str, object]] = {}
    for done in tqdm(crew.run(convert_one, tasks, chunk), total=len(tasks), disable=None, unit="file", leave=False):
        result = done.result or _failed(done.failure, limits)
        for name, content in result.files:
            write_bytes(target / folders[done.at] / name, content)
        line = (files[done.at].name, folders[done.at], result.outcome, result.figures, result.findings, result.message)
        rows[done.at] = dict(zip(HEADER, line, strict=True))
    ordered = [rows[at] for at in sorted(rows)]
    write_text(target / "documents.csv", csv_text(list(HEADER), ordered))
    return ordered


def _failed(failure: str, limits: tuple[int, int]) -> Converted:
    if failure.startswith(MemoryError.__name__):
        why, mend = (text.format(memory=limits[1]) for text in WHY["memory"])
        return Converted((), REFUSED_FILE, message=f"reading {why} (mend: {mend})")
    return Converted((), LOST, message=f"{failure}; try it alone, and tell the project of this file")


def _folders(files: Sequence[Path]) -> list[str]:
    """Give each file a folder by its name, numbered where several have the same."""
    seen: Counter[str] = Counter()
    names = []
    for path in files:
        name = report_name(path)
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return names


def convert_one(task: FileTask) -> Converted:
    """Convert a file as the verb does, and give what it would have written.

    Raises MemoryError where it needs more than its limit: the crew then tries it once more in a process of its own.
    """
    if isinstance(task.content, str):
        return Converted((), REFUSED_FILE, message=task.content)
    with tempfile.TemporaryDirectory() as scratch, redirect_stderr(io.StringIO()), _within(*task.limits):
        path = task.content if isinstance(task.content, Path) else Path(scratch) / task.name
        if isinstance(task.content, bytes):
            path.write_bytes(task.content)
        target = Path(scratch) / "converted"
        try:
            figures, _, findings = convert_any(path, target, **dict(task.told))
        except RefusedError as error:
            return Converted((), REFUSED_FILE, message=f"{error.message} (mend: {error.mend})")
        errors = sum(finding.severity == "error" for finding in findings)
        files = tuple((path.name, path.read_bytes()) for path in sorted(target.iterdir()))
        return Converted(files, FOUND if errors else PLACED, figures, errors)


@contextmanager
def _within(seconds: int, memory: int) -> Iterator[None]:
    """Bound what one file may take: this process is ended, or gets no more memory (where the system can do so)."""
    if sys.platform == "win32":
        yield
        return
    import resource  # noqa: PLC0415  not on every system

    used = resource.getrusage(resource.RUSAGE_SELF)
    wanted = {resource.RLIMIT_CPU: int(used.ru_utime + used.ru_stime) + 1 + seconds, resource.RLIMIT_DATA: memory << 20}
    before = {kind: resource.getrlimit(kind) for kind in wanted}
    for kind, most in wanted.items():
        resource.setrlimit(kind, (most, before[kind][1]))
    try:
        yield
    finally:
        for kind, limits in before.items():
            resource.setrlimit(kind, limits)


def convert_command(sources: Sequence[Path], target: Path, crew: Crew, told: dict[str, str], limits: tuple[int, int]) -> int:
    """Convert many files, tell of each that is not wholly placed, and give the exit code: that of the worst file."""
    try:
        rows = convert_many(statement_files(sources), target, crew, told, limits)
    except RefusedError as error:
        click.echo(error, err=True)
        return REFUSED
    except ClusterError as error:
        raise click.ClickException(str(error)) from error
    for row in rows:
        if row["outcome"] != PLACED:
            said = row["message"] or f"{row['findings']} findings, see {row['folder']}/report.json"
            click.echo(f"{row['file']}: {row['outcome']}: {said}", err=True)
    counts = Counter(str(row["outcome"]) for row in rows)
    told_counts = ", ".join(f"{counts[name]} {name}" for name in (PLACED, FOUND, REFUSED_FILE, LOST) if counts[name])
    click.echo(f"{target}: {len(rows)} files ({told_counts}), {sum(int(str(row['figures'])) for row in rows)} figures")
    return REFUSED if counts[REFUSED_FILE] or counts[LOST] else 1 if counts[FOUND] else 0


def crew_of(jobs: int | None, scheduler: str, *, apart: bool = False) -> Crew:
    """Give who does the work: the cluster of a scheduler where one is named, else processes of this machine.

    `apart` keeps this process out of it, even where there is one task.
    """
    return ClusterCrew(scheduler) if scheduler else LocalCrew(jobs or 0, apart)


Option = Callable[[Callable[..., None]], Callable[..., None]]
JOBS: Option = click.option("--jobs", type=click.IntRange(1), help="Processes on this machine [as many as it has cores].")
SCHEDULER: Option = click.option(
    "--scheduler", default="", help="Address of a Dask scheduler whose workers do the work, tcp://HOST:8786."
)
