"""From pages to the site: MkDocs once for each language, side by side, then one folder, put in place in one go."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.replacing import replaced
from scripts.show.bench import TWINS
from scripts.show.language import LANGUAGES
from scripts.writing import write_text

ROOT = Path(__file__).resolve().parents[2]
_CONFIGS = {"ja": "mkdocs.yml", "en": "mkdocs.en.yml"}
_ENTRIES = ".entries"
# Material's scripts and source maps: no page asks for them.
_LEFT_OUT = shutil.ignore_patterns("javascripts", "*.map")
_QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


class SiteError(RuntimeError):
    """MkDocs found something wrong; the message is what it said."""


def build_site(pages: Path, site: Path, published: Path | None = None) -> None:
    """Build both languages from `pages` and put them into `site`, Japanese at its root and English at `en/`.

    What stands in the folder `published` (the data, the API) comes into `site` with the pages, by the same rename. Whatever
    else stands in `site` stays. Raises SiteError when a build has a warning or an error; then `site` is as it was.
    """
    work = pages.parent
    builds = {language: work / f"site-{language}" for language in LANGUAGES}
    _run(builds, pages)
    _assemble(builds, site, work, published)


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


def _assemble(builds: dict[str, Path], site: Path, work: Path, published: Path | None) -> None:
    """Make the new site beside the old one and put it in its place; what else stands in `site` goes over as it is."""
    before = work / _ENTRIES
    with replaced(site, work / "site-beside") as fresh:
        shutil.copytree(builds["ja"], fresh, ignore=_LEFT_OUT, dirs_exist_ok=True)
        shutil.copytree(builds["en"], fresh / "en", ignore=_LEFT_OUT)
        for language, folder in (("ja", fresh), ("en", fresh / "en")):
            if (work / TWINS / language).is_dir():
                shutil.copytree(work / TWINS / language, folder, dirs_exist_ok=True)
        entries = sorted(path.name for path in fresh.iterdir())
        own = {*entries, *(before.read_text(encoding="utf-8").split("\n") if before.exists() else ())}
        for folder in [place for place in (published, site) if place is not None and place.exists()]:
            for path in sorted(folder.iterdir()):
                if path.name not in own and not path.name.startswith(".") and not (fresh / path.name).exists():
                    _link(path, fresh / path.name)
        write_text(before, "\n".join(sorted(own)))
    write_text(before, "\n".join(entries))


def _link(path: Path, target: Path) -> None:
    """Let `target` hold what `path` holds, as further names of the same files: a publication may be large."""
    if path.is_dir():
        shutil.copytree(path, target, copy_function=_link_file)
    else:
        _link_file(str(path), str(target))


def _link_file(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without such names
        shutil.copy2(source, target)
