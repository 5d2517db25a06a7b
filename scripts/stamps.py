"""What a stage of the build was made from: when nothing of it changed, the stage is not done again."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.writing import write_text

STAMPS = Path("build") / "stamps"
HASHES = "hashes.json"


class Hashes:
    """The SHA-256 of files. One whose size, time of change and inode are those of the last time is not read again.

    That is kept from build to build, for this checkout alone: it tells nothing to another.
    """

    def __init__(self, kept: Path | None = None) -> None:
        self.kept = kept
        self._known: dict[str, list[object]] = {}
        self._new = False
        if kept is not None and kept.exists():
            try:
                self._known = json.loads(kept.read_text(encoding="utf-8"))
            except ValueError:  # then every file is read again
                self._known = {}

    def of(self, path: Path) -> str:
        """Give the SHA-256 of a file; raises OSError where there is none."""
        name, marks = str(path.absolute()), _marks(path)
        known = self._known.get(name)
        if known is None or known[1:] != marks:
            known = self._known[name] = [hashlib.sha256(path.read_bytes()).hexdigest(), *marks]
            self._new = True
        return str(known[0])

    def learn(self, path: Path, digest: str) -> None:
        """Take the SHA-256 of a file that was just written."""
        self._known[str(path.absolute())] = [digest, *_marks(path)]
        self._new = True

    def save(self) -> None:
        """Keep what is known of files that are still there."""
        if self.kept is not None and self._new:
            there = {name: known for name, known in self._known.items() if Path(name).exists()}
            write_text(self.kept, json.dumps(there, separators=(",", ":")))
            self._new = False


def _marks(path: Path) -> list[object]:
    found = path.stat()
    return [found.st_size, found.st_mtime_ns, found.st_ino]


@contextmanager
def known_hashes(folder: Path) -> Iterator[Hashes]:
    """Give the hashes that are kept in a folder; what is new is kept when all is done."""
    hashes = Hashes(folder / HASHES)
    yield hashes
    hashes.save()


def digest_of(inputs: Iterable[Path], more: str = "", hashes: Hashes | None = None) -> str:
    """Give one checksum of all files at or under `inputs` (names and contents, in order of name) and of `more`."""
    total, hashes = hashlib.sha256(more.encode()), hashes or Hashes()
    for root in inputs:
        files = [root] if root.is_file() else sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
        for file in files:
            total.update(str(file.relative_to(root)).encode())
            total.update(hashes.of(file).encode())
    return total.hexdigest()


def is_done(stamp: Path, digest: str, outputs: Iterable[Path]) -> bool:
    """Tell whether a stage was last done from `digest` and its outputs are still there."""
    return all(out.exists() for out in outputs) and stamp.exists() and stamp.read_text(encoding="utf-8") == digest


def mark_done(stamp: Path, digest: str) -> None:
    """Remember that a stage was done from `digest`."""
    write_text(stamp, digest)
