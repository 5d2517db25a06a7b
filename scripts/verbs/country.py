"""national: the ministry's workbooks -> one checked data package of the country, piece by piece, with all cores or a cluster."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from tqdm import tqdm

from scripts.cluster import ClusterError
from scripts.crew import Crew, Done, LocalCrew
from scripts.faults import FaultError
from scripts.publish import read_release
from scripts.publish.files.shelf import Shelf, replaced_folder
from scripts.publish.national import About, File, write_package
from scripts.recognise.national import report_id
from scripts.records import Finding
from scripts.reference import Reference
from scripts.verbs.country_books import Book, Unit, find_books, make_units
from scripts.verbs.country_records import (
    STATE,
    Record,
    digest_of_code,
    digest_of_inputs,
    keep,
    put,
    read_record,
    row_of,
    write_record,
)
from scripts.verbs.country_work import (
    EditionTask,
    Outcome,
    Source,
    YearTask,
    known_reference,
    look_at,
    publish_edition,
    publish_year,
)
from scripts.verbs.many import JOBS, SCHEDULER, crew_of

TARGET = Path("build") / "national" / "data"


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: the number of workbooks, numbers by name, findings, and how many tasks had to be done."""

    books: int
    counts: dict[str, int]
    findings: tuple[dict[str, str], ...]
    done: int


def publish_country(sources: Sequence[Path], crew: Crew, target: Path = TARGET, state: Path = STATE) -> Published:
    """Publish the workbooks at or below `sources` as one package at `target`; give what was published.

    What was published before from the same workbooks by the same code is taken over; `state` remembers it. Whatever is
    wrong with a workbook becomes a finding; the others are published. Raises ClusterError as the crew does.
    """
    books, findings = find_books(sources)
    if not books:
        raise _nothing(sources, [row_of(finding) for finding in findings])
    reference = known_reference()
    with replaced_folder(target) as shelf:
        maker = _Maker(shelf, target, state, crew)
        editions = maker.editions(make_units(books, reference))
        records = [*editions.values(), *maker.years(editions)]
        rows = [row_of(finding) for finding in findings] + [row for record in records for row in record.findings]
        counts = _sum_up(records, books)
        files = [file for record in records for file in record.files]
        reports = list(_reports(books, editions, reference))
        counts["reports"] = len(reports)
        if not reports:
            raise _nothing(sources, rows)
        write_package(shelf, About(files, reports, rows, counts, read_release()), reference)
    maker.remember()
    return Published(len(books), counts, tuple(rows), maker.done)


def _nothing(sources: Sequence[Path], rows: Sequence[Mapping[str, str]]) -> FaultError:
    told = "".join(f"\n{row['file']}: {row['rule']}: {row['message']}" for row in rows[:_SHOWN])
    where = ", ".join(map(str, sources))
    mend = "take the ministry's workbooks as published"
    return FaultError(f"expected workbooks of the ministry at {where}, found none that can be taken{told}\n    mend: {mend}")


class _Maker:
    """Does the tasks that have to be done and takes the rest over."""

    def __init__(self, shelf: Shelf, published: Path, state: Path, crew: Crew) -> None:
        self.shelf = shelf
        self.published = published
        self.state = state
        self.crew = crew
        self.code = digest_of_code()
        self.done = 0
        self._new: dict[str, Record] = {}

    def editions(self, units: Sequence[Unit]) -> dict[tuple[int, str], Record]:
        """Give the records of all units, by edition and group."""
        found: dict[tuple[int, str], Record] = {}
        open_units: list[Unit] = []
        for unit in units:
            record = self._known(_name(unit), self._inputs(unit))
            if record:
                found[unit.edition, unit.group] = record
            else:
                open_units.append(unit)
        # The largest first: no process is left with a long task when the others have nothing to do any more.
        open_units.sort(key=lambda unit: sum(book.path.stat().st_size for book in unit.books), reverse=True)
        tasks = [self._task(unit) for unit in open_units]
        for done in self._watch(self.crew.run(publish_edition, tasks), len(tasks), "editions"):
            unit = open_units[done.at]
            outcome = done.result or self._without_the_worst(unit)
            found[unit.edition, unit.group] = self._put(_name(unit), self._inputs(unit), outcome)
        return dict(sorted(found.items()))

    def years(self, editions: dict[tuple[int, str], Record]) -> list[Record]:
        """Give the records of what was restated, year by year."""
        tasks, names = [], []
        found: dict[str, Record] = {}
        for (edition, group), record in editions.items():
            later = editions.get((edition + 1, group))
            files = [_facts_of(one, edition) for one in (record, later)] if later else []
            pieces = [file for file in files if file]
            if len(pieces) < 2:  # noqa: PLR2004  a print and the next
                continue
            name = f"{edition}-{group}-restated"
            inputs = digest_of_inputs(self.code, [file.sha256 for file in pieces])
            known = self._known(name, inputs)
            if known:
                found[name] = known
            else:
                paths = tuple(self.shelf.root / file.path for file in pieces)
                tasks.append(YearTask(edition, group, tuple(self._content(path) for path in paths)))
                names.append((name, inputs))
        for done in self._watch(self.crew.run(publish_year, tasks, chunk=4), len(tasks), "years"):
            outcome = done.result or Outcome((), (Finding("NAT9", names[done.at][0], None, done.failure, "report this"),))
            found[names[done.at][0]] = self._put(*names[done.at], outcome)
        return [found[name] for name in sorted(found)]

    def remember(self) -> None:
        """Write down what was made, once it is published."""
        for name, record in self._new.items():
            write_record(self.state / f"{name}.json", record)

    def _known(self, name: str, inputs: str) -> Record | None:
        record = read_record(self.state / f"{name}.json", inputs, self.published)
        return keep(self.shelf, record, self.published) if record else None

    def _put(self, name: str, inputs: str, outcome: Outcome) -> Record:
        self.done += 1
        self._new[name] = put(self.shelf, inputs, outcome)
        return self._new[name]

    def _inputs(self, unit: Unit) -> str:
        return digest_of_inputs(self.code, [f"{book.path.name} {book.sha256}" for book in unit.books])

    def _task(self, unit: Unit) -> EditionTask:
        sources = tuple(Source(book.path.name, self._content(book.path)) for book in unit.books)
        return EditionTask(unit.edition, unit.group, sources)

    def _content(self, path: Path) -> Path | bytes:
        """Give what another process needs to read a file: its path on this machine, else its bytes."""
        return path.resolve() if isinstance(self.crew, LocalCrew) else path.read_bytes()

    def _without_the_worst(self, unit: Unit) -> Outcome:
        """Give what came of a unit without the workbooks that kill whoever reads them, each named by a finding."""
        task = self._task(unit)
        found: list[Finding] = []
        good: list[Source] = []
        for done in sorted(self.crew.run(look_at, task.sources), key=lambda done: done.at):
            name = task.sources[done.at].name
            if done.failure:
                mend = "open the workbook in a spreadsheet and save it anew; report it if it still fails"
                found.append(Finding("NAT9", name, None, f"{done.failure}; the workbook is left out", mend))
            else:
                good.append(task.sources[done.at])
        again = next(self.crew.run(publish_edition, [EditionTask(unit.edition, unit.group, tuple(good))]))
        if again.result is None:
            names = ", ".join(source.name for source in good)
            found.append(Finding("NAT9", names, None, f"{again.failure}; these workbooks are left out", "report this"))
            return Outcome((), tuple(found))
        last = again.result
        return Outcome(last.pieces, (*found, *last.findings), last.bodies, last.counts)

    def _watch(self, done: Iterator[Done[Outcome]], count: int, what: str) -> Iterator[Done[Outcome]]:
        return iter(tqdm(done, desc=what, total=count, disable=None, leave=False))


def _name(unit: Unit) -> str:
    return f"{unit.edition}-{unit.group}"


def _facts_of(record: Record, fiscal_year: int) -> File | None:
    start = f"partitioned/facts/fiscal_year={fiscal_year}/"
    return next((file for file in record.files if file.path.startswith(start)), None)


def _sum_up(records: Sequence[Record], books: Sequence[Book]) -> dict[str, int]:
    counts = {"money": 0, "corroborated": 0, "workbooks": len(books)}
    for record in records:
        for name, count in record.counts.items():
            counts[name] = counts.get(name, 0) + count
    return counts


def _reports(books: Sequence[Book], editions: dict[tuple[int, str], Record], reference: Reference) -> Iterator[dict[str, object]]:
    names = {row["body"]: row["name_ja"] for row in reference.tables["bodies"]}
    by_name = {(book.edition, book.path.name): book for book in books}
    for (edition, _), record in editions.items():
        for file, bodies in record.bodies:
            book = by_name[edition, file]
            for body in bodies:
                title = f"{names[body]} 統一的な基準による財務書類（{book.area}、{edition}年度版）"
                row = {"report": report_id(body, edition), "body": body, "fiscal_year": edition, "title": title}
                yield row | {"file": file, "sha256": book.sha256}


@click.command("national")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("-o", "--output", type=click.Path(path_type=Path), default=TARGET, show_default=True)
@click.option("--state", type=click.Path(path_type=Path), default=STATE, show_default=True, help="What earlier runs made.")
@JOBS
@SCHEDULER
def command(sources: tuple[Path, ...], output: Path, state: Path, jobs: int | None, scheduler: str) -> None:
    """Publish the ministry's workbooks at or below SOURCES as one checked data package of the country.

    Ends with 1 when there are findings: findings.csv in the package names each. Only what changed is done again.
    """
    try:
        published = publish_country(sources, crew_of(jobs, scheduler), output, state)
    except ClusterError as error:
        raise click.ClickException(str(error)) from error
    errors = [row for row in published.findings if row["severity"] == "error"]
    for row in errors[:_SHOWN]:
        click.echo(f"{row['file']}:{row['place']}: {row['rule']}: {row['message']}", err=True)
    if len(errors) > _SHOWN:
        click.echo(f"and {len(errors) - _SHOWN} more in findings.csv", err=True)
    facts = published.counts.get("facts", 0)
    click.echo(f"{output}: {published.books} workbooks, {facts} figures, {len(errors)} findings, {published.done} parts done")
    sys.exit(1 if errors else 0)


_SHOWN = 20
