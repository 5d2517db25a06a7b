"""From pages to the site: shards built by MkDocs, then one folder of both languages, put in place in one go."""

import os
from collections.abc import Sequence
from pathlib import Path

from scripts.replacing import exchanged, link_tree
from scripts.show.bench import TWINS
from scripts.show.language import HOME, LANGUAGES
from scripts.show.processes import each_done
from scripts.show.shards import Shard, build_shard, is_kept, prune, shards_of
from scripts.stamps import known_hashes
from scripts.writing import write_text

_ENTRIES = ".entries"
SPARE = "site-spare"


class SiteError(RuntimeError):
    """MkDocs found something wrong; the message is what it said."""


def build_site(pages: Path, site: Path, published: Path | None = None) -> int:
    """Build both languages from `pages` and put them into `site`, Japanese at its root and English at `en/`.

    What stands in the folder `published` (the data, the API) comes into `site` with the pages, by the same rename. Whatever
    else stands in `site` stays. Gives how many shards were built; the others are kept beside `pages`. Raises SiteError when a
    build has a warning or an error; then `site` is as it was.
    """
    with known_hashes(pages.parent) as hashes:
        shards = shards_of(pages, hashes)
        changed = [shard for shard in shards if not is_kept(shard, hashes)]
    said = [words for words in each_done(build_shard, changed, "site") if words]
    if said:
        raise SiteError("MkDocs refused the pages:\n" + "\n".join(sorted(said)))
    prune(shards)
    _assemble(shards, pages, site, published)
    return len(changed)


def _assemble(shards: Sequence[Shard], pages: Path, site: Path, published: Path | None) -> None:
    """Bring the site of before the last to the new state and put it in place; what else stands in `site` goes over as it is."""
    noted = pages.parent / _ENTRIES
    with exchanged(site, pages.parent / SPARE) as fresh:
        wanted = _made(shards, pages)
        entries = {name.partition(os.sep)[0] for name in wanted}
        before = set(noted.read_text(encoding="utf-8").split("\n")) if noted.exists() else set[str]()
        own = entries | before
        for place in [place for place in (published, site) if place is not None and place.exists()]:
            for path in sorted(place.iterdir()):
                if path.name not in own and not path.name.startswith("."):
                    own.add(path.name)
                    _add(wanted, path, path.name)
        link_tree(wanted, fresh)
        write_text(noted, "\n".join(sorted(entries | before)))
    write_text(noted, "\n".join(sorted(entries)))


def _made(shards: Sequence[Shard], pages: Path) -> dict[str, str]:
    """Give the files of both languages by their way from the first page: pages, what stands beside them, their twins."""
    wanted: dict[str, str] = {}
    for language in LANGUAGES:
        way = "" if language == HOME else language
        outputs = [shard.output for shard in shards if shard.language == language]
        for folder in (*outputs, pages.parent / TWINS / language):
            _add(wanted, folder, way)
        _add(wanted, pages / language, way, left_out=".md")
    return wanted


def _add(wanted: dict[str, str], source: Path, way: str, left_out: str | None = None) -> None:
    """Add a file, or the files below a folder, to those the site is to hold; what is there already stays."""
    if source.is_file():
        wanted.setdefault(way, str(source))
    root, way = len(str(source)) + 1, f"{way}{os.sep}" if way else ""
    for here, _, names in os.walk(source, followlinks=True):
        for name in names:
            path = f"{here}{os.sep}{name}"
            if left_out is None or not name.endswith(left_out):
                wanted.setdefault(way + path[root:], path)
