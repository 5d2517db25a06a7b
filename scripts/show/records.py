"""What units of pages were made from and what they have, from build to build: `shown/<language>/<kind>/<name>.json`."""

import json
import os
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from scripts.show.bench import Made, Places
from scripts.show.engine import has_engine
from scripts.show.snippets import SNIPPETS
from scripts.show.sources import WHOLE_FILE, Sources
from scripts.show.units import Unit
from scripts.stamps import Hashes, digest_of
from scripts.writing import write_text

FOLDER = "shown"
_CODE = Path(__file__).parent
_SHARED = ("addresses", "amounts", "eras", "writing")
_ENGINES = ("jinja2", "markupsafe", "pyarrow")
_WORDS = ("words.toml",)


class Records:
    """The records of units, held against what the files say now."""

    def __init__(self, places: Places, sources: Sources, hashes: Hashes) -> None:
        self.places = places
        self.sources = sources
        self.hashes = hashes
        self.maker = _maker(places.docs, hashes)
        self._answers: dict[str, str] = {}

    def kept(self, unit: Unit) -> Made | None:
        """Give what a unit has, where everything it was made from and everything it wrote is as it was; else none."""
        try:
            told = json.loads(self._path(unit).read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return None
        if told["maker"] != self.maker or any(self._answer(question) != answer for question, answer in told["read"].items()):
            return None
        if any(self._hash(self.places.work / name) != digest for name, digest in told["wrote"].items()):
            return None
        return Made(unit, told["read"], told["wrote"], told["charts"])

    def keep(self, made: Made) -> None:
        """Remember what came of a unit."""
        for name, digest in made.wrote.items():
            self.hashes.learn(self.places.work / name, digest)
        told = {"maker": self.maker, "read": made.read, "wrote": made.wrote, "charts": made.charts}
        write_text(self._path(made.unit), json.dumps(told, ensure_ascii=False, indent=0, sort_keys=True) + "\n")

    def drop_others(self, units: Iterable[Unit]) -> None:
        """Remove the records of units that are no more."""
        paths = {self._path(unit) for unit in units}
        for path in (self.places.work / FOLDER).rglob("*.json"):
            if path not in paths:
                path.unlink()

    def _path(self, unit: Unit) -> Path:
        return self.places.work / FOLDER / f"{unit}.json"

    def _answer(self, question: str) -> str:
        if question not in self._answers:
            whole = question.startswith(WHOLE_FILE)
            self._answers[question] = self._hash(self.sources.path_of(question)) if whole else self.sources.answer(question)
        return self._answers[question]

    def _hash(self, path: Path) -> str:
        try:
            return self.hashes.of(path)
        except (FileNotFoundError, NotADirectoryError):
            return ""


def _maker(docs: Path, hashes: Hashes) -> str:
    """Give the digest of what every page depends on: code, templates, words, the address of the site."""
    shared = [_CODE.parent / f"{name}.py" for name in _SHARED]
    engines = [f"{name} {version(name)}" for name in _ENGINES]
    more = [*engines, str(has_engine()), os.environ.get("SITE_URL", "")]
    return digest_of([_CODE, *shared, *(docs / name for name in _WORDS), SNIPPETS], "\n".join(more), hashes)
