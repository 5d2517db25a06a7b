"""build: check, publish, show and the site, in that order; what did not change is not done again.

With --national the package of the whole country comes among the data, and every body in it gets its pages.
"""

import filecmp
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from tqdm import tqdm

from scripts.replacing import alone_in
from scripts.stamps import STAMPS, digest_of, is_done, known_hashes, mark_done
from scripts.verbs.bring import LIST, NATIONAL, bring, take_away

SCRIPTS = Path("scripts")
PUBLISHED = Path("build") / "published"
"""Where data and API wait for their pages: all come into the site by one rename, so that it is never of two states."""
SITE = Path("site")
DATA = PUBLISHED / "data"
SUMS = (Path("data") / "SHA256SUMS", Path("api") / "v1" / "SHA256SUMS")
COUNTRY = Path("data") / NATIONAL / LIST


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the build: what it reads, what it leaves, and how it is done (giving the number of findings)."""

    name: str
    inputs: Sequence[Path]
    outputs: Sequence[Path]
    run: Callable[[], int]


def _publish() -> int:
    from scripts.verbs.publish import publish_all  # noqa: PLC0415  a build of nothing new must not load pandas

    return publish_all(DATA)


def _bring(package: Path) -> int:
    bring(package, DATA)
    return 0


def _show() -> int:
    from scripts.show import show  # noqa: PLC0415
    from scripts.verbs.show import DOCS, PAGES  # noqa: PLC0415

    shown = show(DATA, DOCS, PAGES)
    tqdm.write(f"show: {len(shown.made)} units of pages made, {shown.kept} kept")
    return 0


def _site() -> int:
    from scripts.show import build_site  # noqa: PLC0415
    from scripts.verbs.show import PAGES  # noqa: PLC0415

    tqdm.write(f"site: {build_site(PAGES, SITE, PUBLISHED)} shards built")
    return 0


def stages(package: Path | None = None) -> list[Stage]:
    """Give the stages in order. What the data is made from does not hold what pages are made from, and the reverse.

    `package` is the national package, none for a site without it.
    """
    shared = sorted(SCRIPTS.glob("*.py"))
    sums = [PUBLISHED / path for path in SUMS]
    country = [PUBLISHED / COUNTRY] if package else []
    steps = [SCRIPTS / step for step in ("check", "publish", "verbs")]
    return [
        Stage(
            "publish",
            [Path("datapackage"), Path("pyproject.toml"), *shared, *steps],
            sums,
            _publish,
        ),
        *([Stage("national", [package / LIST], country, lambda: _bring(package))] if package else []),
        Stage(
            "show",
            [PUBLISHED / "data", Path("docs"), Path(".web/lock.json"), SCRIPTS / "show", *shared],
            [Path("build/pages/ja/index.md")],
            _show,
        ),
        Stage(
            "site",
            [Path("build/pages"), Path("build/twins"), Path("docs"), *sorted(Path().glob("mkdocs*.yml")), *sums, *country],
            [SITE / "index.html"],
            _site,
        ),
    ]


def commit_time() -> str:
    """Give the time of the last commit in seconds, as text; `0` in a copy without history. The clock is never asked."""
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return epoch
    command = ["git", "log", "-1", "--format=%ct"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() or "0"  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return "0"


@click.command("build")
@click.option(
    "--national",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder that the verb national published: every body in it gets its pages.",
)
def command(national: Path | None) -> None:
    """Check, publish, show, and build the site into site/."""
    os.environ["SOURCE_DATE_EPOCH"] = commit_time()
    with alone_in(STAMPS.parent):
        _do_stages(national)


def _is_of_one_state() -> bool:
    """Tell whether the site holds the data that wait for it: the verb `publish` puts others there without their pages."""
    pairs = [(PUBLISHED / path, SITE / path) for path in (*SUMS, *((COUNTRY,) if _has_country() else ()))]
    return all(ours.exists() and theirs.exists() and filecmp.cmp(ours, theirs, shallow=False) for ours, theirs in pairs)


def _has_country() -> bool:
    return any((place / COUNTRY).exists() for place in (PUBLISHED, SITE))


def _do_stages(package: Path | None) -> None:
    if package is None:
        take_away(DATA)
    if not _is_of_one_state():
        for name in ("show", "site"):
            (STAMPS / name).unlink(missing_ok=True)
    # A bar where a person watches, plain lines where a log is kept.
    for stage in tqdm(stages(package), disable=None, unit="stage", leave=False):
        start = time.monotonic()
        with known_hashes(STAMPS.parent) as hashes:
            digest = digest_of(stage.inputs, f"{os.environ['SOURCE_DATE_EPOCH']} {os.environ.get('SITE_URL', '')}", hashes)
        stamp = STAMPS / stage.name
        if is_done(stamp, digest, stage.outputs):
            tqdm.write(f"{stage.name}: nothing changed")
            continue
        # A run that is ended meanwhile leaves outputs of neither state: then nothing may say that they are of the old one.
        stamp.unlink(missing_ok=True)
        if findings := stage.run():
            click.echo(f"{stage.name}: stopped by {findings} findings that nothing explains", err=True)
            sys.exit(1)
        mark_done(stamp, digest)
        tqdm.write(f"{stage.name}: done in {time.monotonic() - start:.1f} s")
