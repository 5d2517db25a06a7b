"""Documents of single bodies, read, recognised and checked: a folder of them at once, by all cores."""

from pathlib import Path

from scripts.crew import LocalCrew
from scripts.read.limits import MOST_MEMORY_MIB, MOST_SECONDS
from scripts.verbs.many import PLACED, convert_many
from tests.scale.step import Job
from tests.scale.watch import Watch


def converted(job: Job, watch: Watch) -> tuple[int, dict[str, float]]:
    """Convert every document, as the verb `convert` does with a folder; tell how many had every figure placed."""
    files = job.files()
    with watch.running():
        rows = convert_many(files, Path(job.folder), LocalCrew(apart=True), {}, (MOST_SECONDS, MOST_MEMORY_MIB))
    return len(rows), {"placed": sum(row["outcome"] == PLACED for row in rows)}
