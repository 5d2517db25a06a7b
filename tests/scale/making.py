"""What the steps work on, made by a process of its own, so that the one that measures stays small."""

from pathlib import Path

from tests.country.making import Recipe, make_documents, make_workbooks
from tests.scale.step import Job
from tests.scale.watch import Watch


def workbooks(job: Job, watch: Watch) -> int:
    """Make the workbooks of the country, `many` editions of them."""
    folder = Path(job.paths[0])
    with watch.running():
        make_workbooks(folder, Recipe(job.many, int(job.words[0])))
    return sum(1 for _ in folder.glob("*.xlsx"))


def documents(job: Job, watch: Watch) -> int:
    """Make the documents of `many` bodies, some with errors in them."""
    folder = Path(job.paths[0])
    with watch.running():
        make_documents(folder, job.many, Recipe(errors=5))
    return sum(1 for _ in folder.glob("*.pdf"))
