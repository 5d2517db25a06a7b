"""What pages are read from, with a note of every read: so a unit of pages knows what it was made from, and nobody keeps a list.

A note is a question about files (`file data/accounts.csv`) with the SHA-256 of its answer. Questions about a part of a file (a
row, a value) let pages stand that have nothing to do with the rest of it. What is kept in memory keeps its notes along:
whoever is given it has read what it was made from.
"""

import csv
import hashlib
import io
import json
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from scripts.show.report import Row

Notes = dict[str, str]
"""The digest of the answer to each question."""
Value = TypeVar("Value")
_NONE = ""
WHOLE_FILE = '["file",'
"""How a question begins whose answer is the SHA-256 of a file."""


@dataclass(slots=True)
class _Frame:
    """What one reader has read: its notes, and what it was given of what is kept."""

    notes: Notes = field(default_factory=dict)
    given: set[Hashable] = field(default_factory=set)


class Sources:
    """Folders by name, and who reads what of them. A path in none of them is noted as it is."""

    def __init__(self, roots: Mapping[str, Path]) -> None:
        self.roots = dict(roots)
        self._frames: list[_Frame] = []
        self._kept: dict[Hashable, tuple[Any, Notes]] = {}

    @contextmanager
    def noting(self) -> Iterator[Notes]:
        """Give the notes of everything that is read meanwhile."""
        frame = _Frame()
        self._frames.append(frame)
        try:
            yield frame.notes
        finally:
            self._frames.pop()

    def kept(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Give what `make` gives, made once; every reader gets the notes of what it was made from."""
        if key not in self._kept:
            with self.noting() as notes:
                value = make()
            self._kept[key] = (value, notes)
        value, notes = self._kept[key]
        if self._frames and key not in self._frames[-1].given:
            self._frames[-1].given.add(key)
            for question, digest in notes.items():
                self._note(question, digest)
        return value

    def let_go(self, kind: str, most: int) -> None:
        """Keep no more than `most` things of a kind: a process that makes many pages must not hold what all were made from."""
        of_kind = [key for key in self._kept if isinstance(key, tuple) and key[0] == kind]
        for key in of_kind[: max(0, len(of_kind) - most)]:
            del self._kept[key]

    def read(self, path: Path) -> bytes | None:
        """Give the content of a file, none where there is none."""
        try:
            content = path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            content = None
        self._note(_question("file", self._name(path)), _NONE if content is None else _digest(content))
        return content

    def text(self, path: Path) -> str:
        """Give the text of a file; raises FileNotFoundError."""
        content = self.read(path)
        if content is None:
            raise FileNotFoundError(f"{path}: expected a file, found none")
        return io.TextIOWrapper(io.BytesIO(content), "utf-8").read()

    def there(self, path: Path) -> bool:
        """Tell whether there is a file or a folder."""
        found = path.exists()
        self._note(_question("there", self._name(path)), str(found))
        return found

    def names(self, folder: Path, pattern: str) -> list[Path]:
        """Give the files and folders below `folder` that fit a pattern, in order."""
        found = _listed(folder, pattern)
        self._note(_question("names", self._name(folder), pattern), _digest_of([p.relative_to(folder).as_posix() for p in found]))
        return found

    def sizes(self, folder: Path) -> list[tuple[str, int]]:
        """Give name and size of the files in a folder, hidden ones apart."""
        found = _sized(folder)
        self._note(_question("sizes", self._name(folder)), _digest_of(found))
        return found

    def where(self, path: Path, column: str, value: str) -> list[Row]:
        """Give the rows of a CSV file that have a value in a column, in order; none where there is no such file."""
        found = self._index(path, column).get(value, [])
        self._note(_question("where", self._name(path), column, value), _digest_of(found))
        return found

    def has_row(self, path: Path, column: str, value: str) -> bool:
        """Tell whether any row of a CSV file has a value in a column."""
        found = value in self._index(path, column)
        self._note(_question("has_row", self._name(path), column, value), str(found))
        return found

    def value(self, path: Path, key: str) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Give what a JSON object in a file has under a key, none where it has nothing."""
        found = self._object(path).get(key)
        self._note(_question("value", self._name(path), key), _digest_of(found))
        return found

    def day(self, path: Path, key: str) -> str:
        """Give the day of the moment that a JSON object in a file has under a key: the hour may be another."""
        found = str(self._object(path).get(key, ""))[:10]
        self._note(_question("day", self._name(path), key), _digest_of(found))
        return found

    def path_of(self, question: str) -> Path:
        """Give the file or folder that a question asks about."""
        return self._path(json.loads(question)[1])

    def answer(self, question: str) -> str:
        """Give the digest of the answer that a question has now."""
        kind, name, *more = json.loads(question)
        with self.noting() as notes:
            _ASKED[kind](self, self._path(name), *more)
        return notes[question]

    def _note(self, question: str, digest: str) -> None:
        for frame in self._frames:
            frame.notes.setdefault(question, digest)

    def _name(self, path: Path) -> str:
        for root, folder in self.roots.items():
            if path.is_relative_to(folder):
                return f"{root}/{path.relative_to(folder).as_posix()}"
        return path.as_posix()

    def _path(self, name: str) -> Path:
        root, _, rest = name.partition("/")
        return self.roots[root] / rest if root in self.roots else Path(name)

    def _index(self, path: Path, column: str) -> dict[str, list[Row]]:
        """Give the rows of a CSV file by a column; only what is asked of it is noted."""
        if ("index", path, column) not in self._kept:
            found: dict[str, list[Row]] = defaultdict(list)
            for row in each_row(path.read_bytes() if path.is_file() else b""):
                found[row[column]].append(row)
            self._kept["index", path, column] = (dict(found), {})
        index: dict[str, list[Row]] = self._kept["index", path, column][0]
        return index

    def _object(self, path: Path) -> dict[str, Any]:
        if ("object", path) not in self._kept:
            self._kept["object", path] = (json.loads(path.read_bytes()) if path.is_file() else {}, {})
        found: dict[str, Any] = self._kept["object", path][0]
        return found


_ASKED: Mapping[str, Callable[..., object]] = {
    "file": Sources.read,
    "there": Sources.there,
    "names": Sources.names,
    "sizes": Sources.sizes,
    "where": Sources.where,
    "has_row": Sources.has_row,
    "value": Sources.value,
    "day": Sources.day,
}


def each_row(content: bytes) -> Iterator[Row]:
    """Give the rows of a CSV file one by one."""
    yield from csv.DictReader(io.TextIOWrapper(io.BytesIO(content), "utf-8", newline=""), strict=True)


def _question(*parts: str) -> str:
    return json.dumps(parts, ensure_ascii=False)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _digest_of(value: object) -> str:
    return _digest(json.dumps(value, ensure_ascii=False).encode())


def _listed(folder: Path, pattern: str) -> list[Path]:
    return sorted(folder.glob(pattern))


def _sized(folder: Path) -> list[tuple[str, int]]:
    files = [path for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")] if folder.is_dir() else []
    return sorted((path.name, path.stat().st_size) for path in files)
