"""All charts of all bodies in both languages, drawn by all cores: from nothing, or words put into drawings that are kept."""

import pickle
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from scripts.crew import Done, LocalCrew
from scripts.show.charts import DESIGNS, Artist, new_artist
from scripts.show.charts.drawing import Drawing
from scripts.show.language import load_languages
from scripts.show.national import group_pages, groups_of
from scripts.show.published import Published
from scripts.show.rendering import Desk
from tests.scale.step import ROOT, Job
from tests.scale.watch import Watch

Wanted = tuple[Drawing, str, str, str]
"""A drawing, its title, its description, its key."""
SHARD = 200
DOCS = ROOT / "docs"


class Collector(Artist):
    """Draws nothing, and keeps what it was asked to draw."""

    def __init__(self) -> None:
        super().__init__(DESIGNS, Path())
        self.wanted: list[Wanted] = []

    def draw(self, drawing: Drawing, title: str, description: str, key: str) -> Markup:
        """Keep the drawing with its words, plain."""
        self.wanted.append((drawing, str(title), str(description), key))
        return Markup()


@dataclass(frozen=True, slots=True)
class Pages:
    """What one process collects: the charts of a group's pages."""

    data: Path
    group: str
    target: Path


@dataclass(frozen=True, slots=True)
class Shard:
    """What one process draws at a time: charts of a file, those behind the first `start`; drawings are kept in `kept`."""

    file: Path
    start: int
    kept: Path


def collected(job: Job, watch: Watch) -> int:
    """Make the pages of all bodies of the published data (`paths`) and keep their charts as they are asked for."""
    data, target = job.files()[0], Path(job.folder)
    tasks = [Pages(data, group, target / f"{group}.pickle") for group in groups_of(Published(data, DOCS))]
    with watch.running():
        return _sum(LocalCrew().run(collect, tasks))


def _sum(found: Iterable[Done[int]]) -> int:
    total = 0
    for done in found:
        if done.result is None:
            raise RuntimeError(done.failure)
        total += done.result
    return total


def collect(pages: Pages) -> int:
    """Write the charts of a group; give how many there are."""
    published, artist = Published(pages.data, DOCS), Collector()
    desks = [Desk(published, language, artist) for language in load_languages(DOCS).values()]
    for _ in group_pages(desks, pages.group):
        pass
    pages.target.write_bytes(pickle.dumps(artist.wanted))
    return len(artist.wanted)


def wanted_in(path: Path) -> list[Wanted]:
    """Give the charts of a file that was just written by ourselves."""
    found: list[Wanted] = pickle.loads(path.read_bytes())  # noqa: S301
    return found


def drawn(job: Job, watch: Watch) -> int:
    """Draw all charts of the files; drawings are kept in `folder`, and taken from there if they are there."""
    kept = Path(job.folder)
    kept.mkdir(parents=True, exist_ok=True)
    tasks = [Shard(path, at, kept) for path in job.files() for at in range(0, len(wanted_in(path)), SHARD)]
    with watch.running():
        return _sum(LocalCrew().run(draw, tasks))


def draw(shard: Shard) -> int:
    """Draw the charts of a shard; give how many there are."""
    artist = new_artist(shard.kept)
    wanted = wanted_in(shard.file)[shard.start : shard.start + SHARD]
    for one in wanted:
        artist.draw(*one)
    return len(wanted)
