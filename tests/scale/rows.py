"""Workbooks to checked, published packages, by all cores and by one process; a workbook more; the checks alone."""

from collections.abc import Iterable
from pathlib import Path

from scripts.check import Told, check_facts, in_file
from scripts.crew import LocalCrew
from scripts.read.national import read_sheets
from scripts.recognise.national import facts_of, recognise_national
from scripts.reference import load_reference
from scripts.verbs.country import publish_country
from scripts.verbs.country_books import find_books, make_units
from tests.scale.alone import Alone
from tests.scale.step import Job
from tests.scale.watch import Watch


def published(job: Job, watch: Watch) -> int:
    """Read, check and publish with all cores, as the verb `national` does."""
    with watch.running():
        found = publish_country(job.files(), LocalCrew(), Path(job.folder, "data"), Path(job.folder, "state"))
    return found.counts["facts"]


def published_alone(job: Job, watch: Watch) -> int:
    """Read, check and publish in this one process."""
    with watch.running():
        found = publish_country(job.files(), Alone(), Path(job.folder, "data"), Path(job.folder, "state"))
    return found.counts["facts"]


def added(job: Job, watch: Watch) -> int:
    """Publish all but the last workbook where all are published already, then count what it takes to have it back."""
    target, state = Path(job.folder, "data"), Path(job.folder, "state")
    publish_country(job.files()[:-1], LocalCrew(), target, state)
    with watch.running():
        found = publish_country(job.files(), LocalCrew(), target, state)
    return found.counts["facts"]


def checked(job: Job, watch: Watch) -> int:
    """Check the facts of the workbooks, together those that are published together; only that is counted."""
    reference, count = load_reference(), 0
    for paths in _units(job.files()):
        facts = facts_of([recognise_national(read_sheets(path.name, path.read_bytes()), reference) for path in paths])
        told = Told(dict.fromkeys(facts["report"].cat.categories, "nearest"))
        with watch.running():
            result = check_facts(facts, reference, told, in_file(paths[0].name))
        count += len(facts) if len(result.corroborated) else 0
    return count


def _units(paths: list[Path]) -> Iterable[list[Path]]:
    reference = load_reference()
    return ([Path(book.path) for book in unit.books] for unit in make_units(find_books(paths)[0], reference))
