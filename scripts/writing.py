"""Writing files: whole or not at all, and the same bytes for the same content on every machine."""

import csv
import io
import json
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path


def write_bytes(path: Path, content: bytes, *, durable: bool = False) -> None:
    """Write `content` beside `path` and rename it there, so that a reader sees the old file or the new one, never half.

    `durable` waits until the disk has it, for what a person wrote and no run makes anew.
    """
    write_together({path: content}, durable=durable)


def write_together(contents: Mapping[Path, bytes], *, durable: bool = False) -> None:
    """Write several files: all of them beside their paths first, then renamed one after another in their order.

    The last one is removed before and comes last: where it stands, the others are of the same run.
    """
    beside = {path: path.parent / f".{path.name[:40]}.{os.getpid()}.part" for path in contents}
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(beside[path], content, durable=durable)
        if len(contents) > 1:
            list(contents)[-1].unlink(missing_ok=True)
        for path in contents:
            beside[path].replace(path)
    except BaseException:
        for part in beside.values():
            part.unlink(missing_ok=True)
        raise


def _write(path: Path, content: bytes, *, durable: bool) -> None:
    try:
        with path.open("wb") as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
    except OSError as error:
        error.filename = error.filename or str(path)  # a full disk does not say which file did not fit
        raise


def write_text(path: Path, content: str, *, durable: bool = False) -> None:
    """Write `content` as UTF-8 with LF line ends, whole or not at all."""
    write_bytes(path, content.encode("utf-8"), durable=durable)


def link_file(source: str | Path, target: str | Path) -> None:
    """Let `target` hold what `source` holds, as a further name of the same file; as a copy where there are no such names.

    Raises FileExistsError where something stands at `target`.
    """
    try:
        try:
            os.link(source, target)
        except FileNotFoundError:
            Path(target).parent.mkdir(parents=True, exist_ok=True)
            os.link(source, target)
    except FileExistsError:
        raise
    except OSError:  # another disk, or a file system without such names
        if Path(target).exists():
            raise FileExistsError(str(target)) from None
        shutil.copy2(source, target)


def link_folder(source: Path, target: Path) -> None:
    """Let `target` lead to the folder `source`; where there are no such links, to further names of its files."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        target.symlink_to(source, target_is_directory=True)
    except OSError:
        shutil.copytree(source, target, copy_function=link_file)


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
