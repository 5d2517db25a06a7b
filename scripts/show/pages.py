"""All pages of both languages: units that changed are made by the cores of the machine, the others stay; what is no more goes."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.show.bench import CHARTS, PAGES, TWINS, Bench, Made, Places, write_changed
from scripts.show.charts import prune
from scripts.show.language import LANGUAGES
from scripts.show.processes import each_done
from scripts.show.records import Records
from scripts.show.units import Unit, units_of
from scripts.stamps import known_hashes

_FEW = 2
_bench: list[Bench] = []
"""The bench of a process that makes units for another."""


class ShowError(RuntimeError):
    """Two units that want different content at one address; the message names them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Which units were made, and how many were kept as they were."""

    made: tuple[str, ...]
    kept: int


def show(data: Path, docs: Path, pages: Path) -> Shown:
    """Write the pages of both languages below `pages`, a folder named so, from the published data and the hand-written docs.

    Beside `pages` stand their twins, the charts that pages show (they are kept by their content), and the records of units.
    """
    places = Places(data, docs, pages.parent)
    bench = Bench(places)
    with known_hashes(places.work) as hashes:
        records = Records(places, bench.published.sources, hashes)
        units = units_of(bench.published, docs)
        kept = {unit: made for unit in units if (made := records.kept(unit)) is not None}
        changed = [unit for unit in units if unit not in kept]
        for made in _made(bench, changed):
            kept[made.unit] = made
            records.keep(made)
        records.drop_others(units)
    _settle(places, [kept[unit] for unit in units])
    return Shown(tuple(sorted(map(str, changed))), len(units) - len(changed))


def _made(bench: Bench, units: Sequence[Unit]) -> Iterator[Made]:
    """Give what comes of units, in the order in which they are finished; a few are not worth a process."""
    if len(units) <= _FEW:
        return map(bench.make, units)
    return each_done(_make, units, "pages", (_begin, (bench.places,)))


def _begin(places: Places) -> None:
    _bench[:] = [Bench(places)]


def _make(unit: Unit) -> Made:
    return _bench[0].make(unit)


def _settle(places: Places, units: Iterable[Made]) -> None:
    """Put the assets in their place and remove what no unit has any more."""
    wrote: dict[str, tuple[str, Unit]] = {}
    charts: set[str] = set()
    for made in units:
        charts |= set(made.charts)
        for name, digest in made.wrote.items():
            other = wrote.setdefault(name, (digest, made.unit))
            if other[0] != digest:
                raise ShowError(
                    f"{name}: {other[1]} and {made.unit} write it differently\n    mend: give one of them a name of its own"
                )
    prune(places.work / CHARTS, charts)
    files = {places.work / name for name in wrote}
    for language in LANGUAGES:
        files |= set(_copy_assets(places.docs / "assets", places.work / PAGES / language / "assets"))
    for folder in (PAGES, TWINS):
        _remove_others(places.work / folder, files)


def _copy_assets(source: Path, target: Path) -> Iterator[Path]:
    for path in sorted(source.iterdir()):
        write_changed(target / path.name, path.read_bytes())
        yield target / path.name


def _remove_others(folder: Path, files: set[Path]) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file() and path not in files:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            shutil.rmtree(path)
