"""What a stage of the build was made from: when nothing of it changed, the stage is not done again."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from scripts.writing import write_text

STAMPS = Path("build") / "stamps"


def digest_of(inputs: Iterable[Path], more: str = "") -> str:
    """Give one checksum of all files at or under `inputs` (names and contents, in order of name) and of `more`."""
    total = hashlib.sha256(more.encode())
    for root in inputs:
        files = [root] if root.is_file() else sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
        for file in files:
            total.update(str(file.relative_to(root)).encode())
            total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def is_done(stamp: Path, digest: str, outputs: Iterable[Path]) -> bool:
    """Tell whether a stage was last done from `digest` and its outputs are still there."""
    return all(out.exists() for out in outputs) and stamp.exists() and stamp.read_text(encoding="utf-8") == digest


def mark_done(stamp: Path, digest: str) -> None:
    """Remember that a stage was done from `digest`."""
    write_text(stamp, digest)
