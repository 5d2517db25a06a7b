"""Writing files: whole or not at all, and the same bytes for the same content on every machine."""

import csv
import io
import json
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path


def write_bytes(path: Path, content: bytes) -> None:
    """Write `content` beside `path` and rename it there, so that a reader sees the old file or the new one, never half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(beside).chmod(0o644)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def write_text(path: Path, content: str) -> None:
    """Write `content` as UTF-8 with LF line ends, whole or not at all."""
    write_bytes(path, content.encode("utf-8"))


def csv_text(header: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """Give rows as CSV: comma, LF, quotes only where needed, nothing for None."""
    out = io.StringIO()
    writer = csv.DictWriter(out, header, lineterminator="\n", extrasaction="raise")
    writer.writeheader()
    writer.writerows({k: "" if v is None else v for k, v in row.items()} for row in rows)
    return out.getvalue()


def json_text(value: object) -> str:
    """Give `value` as JSON with two spaces, Japanese unescaped and a final line end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
