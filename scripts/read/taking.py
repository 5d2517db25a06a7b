"""The bytes of a file that a stranger names: a plain file of bounded size, never a pipe, a device or a folder."""

import os
import stat
from pathlib import Path

from scripts.characters import tame
from scripts.read.limits import MOST_BYTES
from scripts.records import RefusedError


def take_bytes(path: Path) -> bytes:
    """Give the content of the file at `path`.

    Raises RefusedError for what is no plain file, for one that is too large, and for one that cannot be read.
    """
    try:
        # Opening a pipe would wait for its writer; the flag is without effect on plain files.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            about = os.fstat(handle)
            if stat.S_ISREG(about.st_mode):
                content = file.read(MOST_BYTES + 1) if about.st_size <= MOST_BYTES else b""
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        why = getattr(error, "strerror", None) or str(error)
        raise RefusedError(tame(path.name), f"cannot be read: {why}", "check the path and its permissions") from error
    if not stat.S_ISREG(about.st_mode):
        raise RefusedError(
            tame(path.name), "expected a file, found a pipe or a device", "save its content as a file and give that"
        )
    size = max(about.st_size, len(content))
    if size > MOST_BYTES:
        raise RefusedError(tame(path.name), f"expected at most {MOST_BYTES:,} bytes, found {size:,}", "split the file")
    return content
