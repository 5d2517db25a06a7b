"""Pages built by MkDocs in shards: each is a build of some pages, kept by its content and taken over where nothing changed.

What MkDocs makes of a page depends on its Markdown, the configuration and the templates, not on other pages: the navigation is
short and made by hand. So a shard is a folder with its pages, and the navigation leads to others by their address. Only pages of
the shard `REST` may be linked in Markdown, from pages of it; everywhere else links are HTML. `mkdocs build --strict` by hand
builds the whole folder at once, and gives the same bytes.
"""

import hashlib
import json
import logging
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from scripts.show.language import LANGUAGES
from scripts.stamps import Hashes, digest_of
from scripts.writing import link_file, link_folder, write_text

ROOT = Path(__file__).resolve().parents[2]
CONFIGS = {"ja": "mkdocs.yml", "en": "mkdocs.en.yml"}
FOLDER, REST, MAP = "site-shards", "rest", "sitemap"
_ENGINES = ("mkdocs", "mkdocs-material", "markdown", "jinja2", "pymdown-extensions")
_CODE = ("html_passages.py", "shards.py", "sitemap.py")
MEND = "mend: a page of a report or body is built apart from others; link them from it in HTML, not in Markdown"
# Reports and bodies are shards of their own, the bodies of the country by four prefectures, as their data are cut.
_REPORT, _BODY, _NATIONAL = (
    re.compile(r"reports/([^/]+)/"),
    re.compile(r"bodies/(..)[^/]*/"),
    re.compile(r"national/([0-9]{2})[0-9]{4}/"),
)
_PREFECTURES = 4
_compiled: dict[str, Any] = {}
_QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


@dataclass(frozen=True, slots=True)
class Shard:
    """Pages of a language that are built together; `digest` is of everything their HTML depends on.

    `pages` and `kept` are folders: the pages of the language, and the shards that are kept.
    """

    language: str
    name: str
    digest: str
    own: tuple[str, ...]
    pages: Path
    kept: Path

    @property
    def output(self) -> Path:
        """The folder of what MkDocs made of it."""
        return self.kept / f"{self.language}-{self.name}-{self.digest[:16]}"

    @property
    def list(self) -> Path:
        """The list of the files in that folder with their SHA-256."""
        return self.output.with_name(f"{self.output.name}.json")


def shards_of(pages: Path, hashes: Hashes) -> list[Shard]:
    """Give the shards of both languages, the largest first."""
    found = []
    for language in LANGUAGES:
        maker, groups = _maker(language, hashes), dict[str, list[str]]()
        for name in _pages_of(pages / language):
            groups.setdefault(_shard_name(name), []).append(name)
        for group, own in groups.items():
            told = [maker, *(f"{name} {hashes.of(pages / language / name)}" for name in own)]
            found.append(_shard(pages, language, group, own, told))
        every = sorted(name for own in groups.values() for name in own)
        found.append(_shard(pages, language, MAP, every, [maker, os.environ.get("SOURCE_DATE_EPOCH", ""), *every]))
    return sorted(found, key=lambda shard: (-len(shard.own), shard.language, shard.name))


def _pages_of(folder: Path) -> list[str]:
    root = len(str(folder)) + 1
    found = (f"{here}/{name}"[root:] for here, _, names in os.walk(folder) for name in names if name.endswith(".md"))
    return sorted(name.replace(os.sep, "/") for name in found)


def _shard(pages: Path, language: str, name: str, own: Iterable[str], told: Iterable[str]) -> Shard:
    digest = hashlib.sha256("\n".join(told).encode()).hexdigest()
    return Shard(language, name, digest, tuple(own), (pages / language).absolute(), (pages.parent / FOLDER).absolute())


def _shard_name(page: str) -> str:
    if found := _REPORT.match(page):
        return f"report-{found[1]}"
    if found := _NATIONAL.match(page):
        return f"national-{(int(found[1]) - 1) // _PREFECTURES + 1:02}"
    found = _BODY.match(page)
    return f"bodies-{found[1]}" if found else REST


def _maker(language: str, hashes: Hashes) -> str:
    """Give the digest of what every page of a language depends on."""
    engines = [f"{name} {version(name)}" for name in _ENGINES]
    files = [*(ROOT / name for name in CONFIGS.values()), ROOT / "docs" / "overrides"]
    files += [Path(__file__).parent / name for name in _CODE]
    return digest_of(files, "\n".join([language, *engines, os.environ.get("SITE_URL", "")]), hashes)


def is_kept(shard: Shard, hashes: Hashes) -> bool:
    """Tell whether a shard was built from the same before and its output is as it was."""
    try:
        told: dict[str, str] = json.loads(shard.list.read_text(encoding="utf-8"))
        return all(hashes.of(shard.output / name) == digest for name, digest in told.items())
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False


def prune(shards: Iterable[Shard]) -> None:
    """Remove what is kept of other shards, and what a killed run left."""
    paths = {path for shard in shards for path in (shard.output, shard.list)}
    for folder in {path.parent for path in paths}:
        for path in sorted(folder.iterdir()):
            if path not in paths:
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def build_shard(shard: Shard) -> str:
    """Build a shard; give what MkDocs has to say against its pages, the empty text for nothing. Then nothing of it is kept."""
    os.environ.update(_QUIET)
    making = shard.kept / f".{shard.output.name}"
    for folder in (making, shard.output):
        if folder.exists():
            shutil.rmtree(folder)
    docs, site = making / "docs", making / "site"
    docs.mkdir(parents=True)
    try:
        said = _map(shard, docs, site) if shard.name == MAP else _pages(shard, docs, site)
        if not said:
            files = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
            told = {name: hashlib.sha256((site / name).read_bytes()).hexdigest() for name in files}
            write_text(shard.list, json.dumps(told, ensure_ascii=False, indent=0) + "\n")
            site.rename(shard.output)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return said


def _map(shard: Shard, docs: Path, site: Path) -> str:
    from scripts.show.sitemap import write_sitemap  # noqa: PLC0415  MkDocs is loaded where it is needed alone

    write_sitemap(_config(shard, docs, site), shard.own)
    return ""


def _pages(shard: Shard, docs: Path, site: Path) -> str:
    from mkdocs.commands.build import build  # noqa: PLC0415
    from mkdocs.exceptions import Abort  # noqa: PLC0415

    config = _config(shard, docs, site)
    files = list(_linked_files(shard.pages)) if shard.name == REST else []
    if shard.name == REST:
        for name in (*shard.own, *files):
            link_file(shard.pages / name, docs / name)
    else:
        for name in dict.fromkeys("/".join(name.split("/")[:2]) for name in shard.own):
            link_folder(shard.pages / name, docs / name)
        _leave_to_rest(config, shard.language)
    listener = _Listener(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(listener)
    try:
        build(config)
    except Abort as error:
        mend = [MEND] if shard.name != REST and any("not found among" in said for said in listener.said) else []
        return "\n".join([*listener.said, str(error), *mend])
    finally:
        logging.getLogger("mkdocs").removeHandler(listener)
    _throw_away(shard, site, set(files))
    return ""


def _linked_files(pages: Path) -> Iterator[str]:
    """Give the files that hand-written pages link in Markdown: those beside the first page, and the assets."""
    for path in (*pages.iterdir(), *(pages / "assets").iterdir()):
        if path.is_file() and path.suffix != ".md":
            yield path.relative_to(pages).as_posix()


class _Listener(logging.Handler):
    """Keeps what is said of warnings and errors."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what is said."""
        self.said.append(f"{record.levelname}: {record.getMessage()}")


def _config(shard: Shard, docs: Path, site: Path) -> Any:  # noqa: ANN401 - MkDocs' own type is loaded later
    from mkdocs.config import load_config  # noqa: PLC0415

    return load_config(str(ROOT / CONFIGS[shard.language]), docs_dir=str(docs), site_dir=str(site), strict=True)


def _leave_to_rest(config: Any, language: str) -> None:  # noqa: ANN401
    """Let a build make pages alone: no theme files, no page for an address that is not there, addresses in the navigation."""
    config.nav = _addresses(config.nav)
    config.validation.nav.not_found = logging.DEBUG
    config.theme.static_templates = set()
    config.theme.get_env = lambda: _templates(language, config.theme)


def _templates(language: str, theme: Any) -> Any:  # noqa: ANN401
    """Give the templates of a language, read and compiled once in a process; they name no files of the theme to be copied."""
    if language not in _compiled:
        _compiled[language] = type(theme).get_env(theme)
        _compiled[language].loader.list_templates = list
    return _compiled[language]


def _addresses(nav: Any) -> Any:  # noqa: ANN401 - as nested as somebody wrote it
    """Give a navigation whose pages are addresses: so it needs no files."""
    if isinstance(nav, dict):
        return {title: _addresses(item) for title, item in nav.items()}
    return [_addresses(item) for item in nav] if isinstance(nav, list) else _made_of(nav)


def _made_of(page: str) -> str:
    return f"{page.removesuffix('.md')}.html"


def _throw_away(shard: Shard, site: Path, others: set[str]) -> None:
    """Leave of a build what belongs to its shard: its pages, and of the rest also what the theme brings and a page asks for."""
    own = {_made_of(name) for name in shard.own}
    if (scripts := site / "assets" / "javascripts").exists():  # for Material's no page asks
        shutil.rmtree(scripts)
    for path in sorted(site.rglob("*"), reverse=True):
        name = path.relative_to(site).as_posix()
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif name in others or name.startswith(MAP) or name.endswith(".map") or (shard.name != REST and name not in own):
            path.unlink()
