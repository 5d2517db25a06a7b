"""The national package among the data that wait for their pages: there whole, as further names of its files, or absent."""

import shutil
from pathlib import Path

import click

from scripts.replacing import replaced
from scripts.writing import link_file

NATIONAL = "national"
LIST = "SHA256SUMS"
_PARTS = ("datapackage.json", "reports.csv", LIST, "partitioned")


def bring(package: Path, data: Path) -> None:
    """Put the package into `data`, in the place of another that is there.

    Raises ClickException for a folder that is no national package.
    """
    if missing := [name for name in _PARTS if not (package / name).exists()]:
        mend = f"publish it: python -m scripts national FOLDER -o {package}"
        raise click.ClickException(f"{package}: expected a national package, found no {', '.join(missing)}\n    mend: {mend}")
    with replaced(data / NATIONAL, _beside(data)) as fresh:
        shutil.copytree(
            package, fresh, copy_function=lambda source, goal: link_file(Path(source), Path(goal)), dirs_exist_ok=True
        )


def take_away(data: Path) -> None:
    """Leave no package in `data`, nor what a killed run left beside it."""
    beside = _beside(data)
    shutil.rmtree(beside, ignore_errors=True)
    if (data / NATIONAL).exists():
        (data / NATIONAL).rename(beside)  # in one go, for a package that lacks a file would pass for whole
        shutil.rmtree(beside)


def _beside(data: Path) -> Path:
    # Hidden, so that it never comes into the site.
    return data.parent / f".{NATIONAL}.beside"
