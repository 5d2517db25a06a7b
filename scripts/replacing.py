"""Folders that are replaced whole: filled beside the old one, then put in its place; after a kill the next run mends."""

import errno
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from scripts.writing import link_file, write_together

if sys.platform != "win32":
    import fcntl


class BusyError(RuntimeError):
    """Another run is writing to the same place."""


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Keep other runs from writing below `folder` meanwhile; raises BusyError where one already does.

    The lock stands on the folder itself and ends with the process, however that ends.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if sys.platform == "win32":  # there two runs at once are not noticed
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            mend = "wait until it has ended, then say the same again"
            raise BusyError(f"another run is writing to {folder}\n    mend: {mend}") from error
        yield
    finally:
        os.close(handle)


@contextmanager
def replaced(target: Path, beside: Path | None = None) -> Iterator[Path]:
    """Give an empty folder to fill; at the end it takes the place of `target`. When anything fails, `target` stays as it was.

    A process killed meanwhile leaves `target` old, new, or (for the time between two renames) absent, and its work in the
    folder `beside`; the next run puts the old one back and begins anew. Raises BusyError while another run does the same.
    """
    beside = beside or _beside(target)
    if target.exists() and not target.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "expected a folder, found a file or a device", str(target))
    with alone_in(target.parent):
        mend(target, beside)
        new, old = beside / "new", beside / "old"
        try:
            new.mkdir(parents=True)
            yield new
            _exchange(target, new, old)
        finally:
            shutil.rmtree(beside, ignore_errors=True)


@contextmanager
def exchanged(target: Path, spare: Path) -> Iterator[Path]:
    """Give the folder `spare` to be brought to the new state; at the end it takes the place of `target`, which becomes the spare.

    The spare is what `target` was two times before, so that only what differs has to be done; the first time it is empty. When
    anything fails, `target` stays as it was. A process killed meanwhile leaves `target` old, new, or (for the time between two
    renames) absent, and the next run puts the old one back. Raises BusyError while another run does the same.
    """
    with alone_in(target.parent):
        old = spare.with_name(f"{spare.name}-old")
        if old.exists():
            # Killed before the new one stood in its place, or after.
            shutil.rmtree(spare) if target.exists() and spare.exists() else None
            old.rename(spare if target.exists() else target)
        spare.mkdir(parents=True, exist_ok=True)
        yield spare
        _exchange(target, spare, old)
        if old.exists():
            old.rename(spare)


def link_tree(wanted: Mapping[str, str], folder: Path) -> None:
    """Bring a folder to hold the wanted files and no others, each a further name of its source; what is so already stays."""
    folders = _folders_of(wanted)
    root, there = len(str(folder)) + 1, set[str]()
    for here, below, names in os.walk(folder, topdown=False):
        for path in (Path(here, name) for name in names):
            way = str(path)[root:]
            if way in wanted and path.exists() and path.samefile(wanted[way]):
                there.add(way)
            else:
                path.unlink()
        for path in (Path(here, name) for name in below):
            if path.is_symlink():
                path.unlink()
            elif str(path)[root:] not in folders:
                path.rmdir()
    for way in sorted(wanted.keys() - there):
        link_file(wanted[way], folder / way)


def _folders_of(names: Iterable[str]) -> set[str]:
    found = set[str]()
    for name in names:
        folder = name.rpartition(os.sep)[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition(os.sep)[0]
    return found


def _beside(target: Path) -> Path:
    return target.parent / f".{target.name}.beside"


def _exchange(target: Path, new: Path, old: Path) -> None:
    if target.exists():
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise


def mend(target: Path, beside: Path | None = None) -> None:
    """Put back what a killed run moved away from `target`, and remove what it left `beside`."""
    beside = beside or _beside(target)
    old = beside / "old"
    if old.exists() and not target.exists():
        old.rename(target)
    if beside.exists():
        shutil.rmtree(beside)


def was_moved_away(target: Path) -> bool:
    """Tell whether a killed run left `target` moved aside."""
    return not target.exists() and (_beside(target) / "old").exists()


def write_outputs(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write the files of a run into `folder`, the last one when all others stand there; what a killed run left is removed.

    Raises BusyError while another run writes there.
    """
    with alone_in(folder):
        sweep(folder)
        write_together({folder / name: content for name, content in contents.items()})


def sweep(folder: Path) -> None:
    """Remove files that processes no longer alive left half-written in `folder` (scripts/writing.py names them)."""
    for path in folder.glob(".*.part"):
        process = path.name.split(".")[-2]
        if process.isdigit() and not _lives(int(process)):
            path.unlink(missing_ok=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return process != os.getpid()
