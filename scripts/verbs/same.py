"""same: two builds, compared to the byte."""

import filecmp
import sys
from collections.abc import Iterator
from pathlib import Path

import click


def differences(one: Path, other: Path) -> Iterator[str]:
    """Give every file below two folders that differs, or that only one of them has, in order of path."""
    ours, theirs = (_files(folder) for folder in (one, other))
    for path in sorted(ours | theirs):
        if path not in theirs:
            yield f"only in {one}: {path}"
        elif path not in ours:
            yield f"only in {other}: {path}"
        elif not filecmp.cmp(one / path, other / path, shallow=False):
            yield f"differs: {path}"


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("same")
@click.argument("one", type=_FOLDER)
@click.argument("other", type=_FOLDER)
def command(one: Path, other: Path) -> None:
    """Compare the folders ONE and OTHER, two builds, byte for byte; exit 1 and a list of files when they are not the same."""
    found = list(differences(one, other))
    for difference in found:
        click.echo(difference)
    if found:
        click.echo(f"{len(found)} files are not the same", err=True)
        sys.exit(1)
    click.echo(f"{len(_files(one))} files are the same")
