"""From pages to the site: shards built by MkDocs, then one folder of both languages, put in place in one go."""

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from scripts.replacing import replaced
from scripts.show.bench import TWINS
from scripts.show.language import HOME, LANGUAGES
from scripts.show.processes import each_done
from scripts.show.shards import Shard, build_shard, is_kept, prune, shards_of
from scripts.stamps import known_hashes
from scripts.writing import link_file, write_text

_ENTRIES = ".entries"
# Material's scripts and source maps: no page asks for them.
_LEFT_OUT, _MAPS = "javascripts", ".map"


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


def _assemble(shards: Iterable[Shard], pages: Path, site: Path, published: Path | None) -> None:
    """Make the new site beside the old one and put it in its place; what else stands in `site` goes over as it is."""
    work = pages.parent
    before = work / _ENTRIES
    with replaced(site, work / "site-beside") as fresh:
        folders = {language: fresh if language == HOME else fresh / language for language in LANGUAGES}
        for shard in shards:
            _link_all(_files(shard.output), folders[shard.language])
        for language, folder in folders.items():
            _link_all((it for it in _files(pages / language) if it[1].suffix != ".md"), folder)
            _link_all(_files(work / TWINS / language), folder)
        entries = sorted(path.name for path in fresh.iterdir())
        own = {*entries, *(before.read_text(encoding="utf-8").split("\n") if before.exists() else ())}
        for place in [place for place in (published, site) if place is not None and place.exists()]:
            for path in sorted(place.iterdir()):
                if path.name not in own and not path.name.startswith(".") and not (fresh / path.name).exists():
                    _link_all(_files(path) if path.is_dir() else [(path, PurePosixPath())], fresh / path.name)
        write_text(before, "\n".join(sorted(own)))
    write_text(before, "\n".join(entries))


def _files(folder: Path) -> Iterator[tuple[Path, PurePosixPath]]:
    """Give the files below a folder, each with its way from there."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path, PurePosixPath(path.relative_to(folder).as_posix())


def _link_all(files: Iterable[tuple[Path, PurePosixPath]], folder: Path) -> None:
    """Put files into a folder, as further names of the same: there may be many. What stands there already stays."""
    for path, name in files:
        if _LEFT_OUT not in name.parts and name.suffix != _MAPS and not (folder / name).exists():
            link_file(path, folder / name)
