"""The bytes of a file that a stranger names: a plain file of bounded size, never a pipe, a device or a folder."""

import os
import stat
from pathlib import Path

from scripts.characters import tame
from scripts.records import RefusedError


def take_bytes(path: Path, most: int, *, links: bool = True) -> bytes:
    """Give the content of the file at `path`, of at most `most` bytes; `links` tells whether it may be a symbolic link.

    Raises RefusedError for what is no plain file, for one that is too large, and for one that cannot be read.
    """
    name = tame(path.name)
    if not links and path.is_symlink():
        raise RefusedError(name, "expected a file, found a link to another place", "put the file itself there")
    try:
        # Opening a pipe would wait for its writer; the flag is without effect on plain files.
        follow = 0 if links else getattr(os, "O_NOFOLLOW", 0)
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | follow)
        with os.fdopen(handle, "rb") as file:
            about = os.fstat(handle)
            if stat.S_ISREG(about.st_mode):
                content = file.read(most + 1) if about.st_size <= most else b""
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        why = getattr(error, "strerror", None) or str(error)
        raise RefusedError(name, f"cannot be read: {why}", "check the path and its permissions") from error
    if not stat.S_ISREG(about.st_mode):
        raise RefusedError(name, "expected a file, found a pipe or a device", "save its content as a file and give that")
    size = max(about.st_size, len(content))
    if size > most:
        raise RefusedError(name, f"expected at most {most:,} bytes, found {size:,}", "split the file")
    return content
