"""The whole site with a page of every body, in a copy of the repository; beside it MkDocs alone with the very same Markdown."""

import gzip
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.verbs.build import PUBLISHED
from tests.scale.step import Job
from tests.scale.watch import Watch, reap

KEPT = {"published", "stamps"}
"""What stays in build/ where nothing is kept: the data of the corpus, which are no part of what is measured."""


def built(job: Job, watch: Watch) -> tuple[int, dict[str, float]]:
    """Build the site of the copy (`folder`) with the national package (`paths`); `words` tell what to forget before."""
    copy = Path(job.folder)
    for word in job.words:
        FORGET[word](copy)
    command = [sys.executable, "-m", "scripts", "build", "--national", job.paths[0]]
    with watch.running():
        subprocess.run(command, cwd=copy, check=True, stdout=subprocess.DEVNULL)
        reap()
    return _measure(copy / "site")


def mkdocs(job: Job, watch: Watch) -> tuple[int, dict[str, float]]:
    """Have MkDocs alone build the pages of both languages, one language after the other."""
    copy = Path(job.folder)
    target = copy / "build" / "bare-site"
    for name, where in (("mkdocs.yml", target), ("mkdocs.en.yml", target / "en")):
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", name, "-d", str(where.resolve())]
        with watch.running():
            subprocess.run(command, cwd=copy, check=True, capture_output=True)
            reap()
    found = _measure(target)
    shutil.rmtree(target)
    return found


def prepared(job: Job, watch: Watch) -> int:
    """Copy the repository to `folder` and publish its corpus there."""
    root, copy = job.files()[0], Path(job.folder)
    left_out = shutil.ignore_patterns(".git", ".venv*", ".web", ".*_cache", "__pycache__", "site", "build")
    shutil.copytree(root, copy, ignore=left_out)
    for name in (".venv", ".web"):
        (copy / name).symlink_to((root / name).resolve())
    with watch.running():
        subprocess.run([sys.executable, "-m", "scripts", "build"], cwd=copy, check=True, stdout=subprocess.DEVNULL)
        reap()
    return sum(1 for _ in (copy / PUBLISHED).rglob("*"))


def _measure(site: Path) -> tuple[int, dict[str, float]]:
    """Give how many pages there are, and how many kB the largest has when compressed."""
    pages = sorted(path for path in site.rglob("*.html") if not path.is_relative_to(site / "data"))
    largest = max(len(gzip.compress(page.read_bytes(), 6)) for page in pages)
    return len(pages), {"kilobytes": round(largest / 1000, 1)}


def _forget_all(copy: Path) -> None:
    for path in sorted((copy / "build").iterdir()):
        if path.name not in KEPT:
            _remove(path)
    _forget_site(copy)


def _forget_pages(copy: Path) -> None:
    for path in sorted((copy / "build").iterdir()):
        if path.name not in {*KEPT, "charts"}:
            _remove(path)
    _forget_site(copy)


def _forget_site(copy: Path) -> None:
    for name in ("show", "site"):
        (copy / "build" / "stamps" / name).unlink(missing_ok=True)
    shutil.rmtree(copy / "site", ignore_errors=True)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


FORGET = {"all": _forget_all, "pages": _forget_pages}
