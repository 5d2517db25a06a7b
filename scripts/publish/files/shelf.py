"""The folder that is published: filled beside the old one, put in its place only when it is complete."""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.faults import FaultError
from scripts.replacing import replaced
from scripts.writing import write_bytes

SUMS = "SHA256SUMS"


class Shelf:
    """A folder that knows the SHA-256 of every file written into it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._sums: dict[str, str] = {}

    def write(self, path: str, content: bytes) -> str:
        """Write a file at `path` below the folder; give its SHA-256 in hexadecimal."""
        write_bytes(self.root / path, content)
        self._sums[path] = hashlib.sha256(content).hexdigest()
        return self._sums[path]

    def paths(self, folder: str = "") -> list[str]:
        """Give the paths of the files below `folder`, sorted."""
        below = f"{folder}/" if folder else ""
        return sorted(path for path in self._sums if path.startswith(below))

    def sums(self, paths: Iterable[str], below: str = "") -> str:
        """Give the sums of the files at `paths` as `sha256sum --check` reads them in the folder `below`."""
        return "".join(f"{self._sums[path]}  {path.removeprefix(below)}\n" for path in paths)

    def digest(self, path: str) -> str:
        """Give the SHA-256 of the file at `path` in hexadecimal."""
        return self._sums[path]

    def keep(self, path: str, source: Path, digest: str) -> None:
        """Take over a file of which nothing changed: `source`, whose SHA-256 is `digest`, stands at `path` as well."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(source, target)
        except OSError:  # a file system without links
            shutil.copyfile(source, target)
        self._sums[path] = digest

    def write_sums(self, folder: str = "") -> None:
        """Write `SHA256SUMS` for all files below `folder`, as `sha256sum --check` reads it there."""
        below = f"{folder}/" if folder else ""
        self.write(f"{below}{SUMS}", self.sums(self.paths(folder), below).encode())


@contextmanager
def replaced_folder(target: Path) -> Iterator[Shelf]:
    """Give a shelf to fill; at the end it takes the place of `target`. When anything fails, `target` stays as it was."""
    # The folder is replaced whole: a wrong name must not cost somebody a folder of other files.
    if target.is_dir() and not (target / SUMS).exists() and any(target.iterdir()):
        message = f"{target}: expected an empty folder or an earlier publication, found other files; nothing was changed"
        raise FaultError(f"{message}\n    mend: name another folder")
    with replaced(target) as new:
        yield Shelf(new)
