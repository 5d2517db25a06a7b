"""From pages to the site: MkDocs once for each language, side by side, then one folder, put in place in one go."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.show.language import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
_CONFIGS = {"ja": "mkdocs.yml", "en": "mkdocs.en.yml"}
_ENTRIES = ".entries"
TWINS = "twins"
"""The folder beside the pages where their twins wait; among the pages MkDocs would take them for pages."""
# Material's scripts and source maps: no page asks for them.
_LEFT_OUT = shutil.ignore_patterns("javascripts", "*.map")
_QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


class SiteError(RuntimeError):
    """MkDocs found something wrong; the message is what it said."""


def build_site(pages: Path, site: Path) -> None:
    """Build both languages from `pages` and put them into `site`, Japanese at its root and English at `en/`.

    Whatever else stands in `site` (the published data) stays. Raises SiteError when a build has a warning or an error;
    then `site` is as it was.
    """
    work = pages.parent
    builds = {language: work / f"site-{language}" for language in LANGUAGES}
    _run(builds, pages)
    _assemble(builds, site, work)


def _run(builds: dict[str, Path], pages: Path) -> None:
    folders = {f"PAGES_{language.upper()}": str((pages / language).resolve()) for language in LANGUAGES}
    # MkDocs dates its list of pages; the verb `build` gives the day of the commit, and the clock is never asked.
    environment = {"SOURCE_DATE_EPOCH": "0", **os.environ, **_QUIET, **folders}
    started = [
        subprocess.Popen(  # noqa: S603 - our own configuration, no shell
            [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", _CONFIGS[language], "-d", str(folder.resolve())],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for language, folder in builds.items()
    ]
    said = [(process.communicate()[0], process.returncode) for process in started]
    failed = [output for output, code in said if code]
    if failed:
        raise SiteError("MkDocs refused the pages:\n" + "\n".join(failed))


def _assemble(builds: dict[str, Path], site: Path, work: Path) -> None:
    """Make the new site beside the old one, then exchange them entry by entry; only entries of an earlier site go."""
    fresh, old = work / "site-new", work / "site-old"
    for folder in (fresh, old):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(builds["ja"], fresh, ignore=_LEFT_OUT)
    shutil.copytree(builds["en"], fresh / "en", ignore=_LEFT_OUT)
    for language, folder in (("ja", fresh), ("en", fresh / "en")):
        if (work / TWINS / language).is_dir():
            shutil.copytree(work / TWINS / language, folder, dirs_exist_ok=True)
    entries = sorted(path.name for path in fresh.iterdir())
    before = work / _ENTRIES
    gone = set(before.read_text(encoding="utf-8").split("\n")) - set(entries) if before.exists() else set()
    site.mkdir(parents=True, exist_ok=True)
    old.mkdir()
    for name in [*sorted(gone), *entries]:
        if name and (site / name).exists():
            (site / name).rename(old / name)
        if name in entries:
            (fresh / name).rename(site / name)
    before.write_text("\n".join(entries), encoding="utf-8")
    shutil.rmtree(old)
    shutil.rmtree(fresh)
