"""diff-national BEFORE AFTER: what changed between two publications of the country."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import click
import pyarrow as pa
import pyarrow.csv
from tqdm import tqdm

from scripts.compare.publications import Piece, PublicationError, change_columns, compare_publications, turned_checks
from scripts.writing import json_text, write_text

SHOWN = 20


@click.command("diff-national")
@click.argument("before", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("after", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--csv", "csv_path", type=click.Path(path_type=Path), help="Also write every figure that changed as CSV.")
@click.option("--json", "json_path", type=click.Path(path_type=Path), help="Also write the numbers as JSON.")
def command(before: Path, after: Path, csv_path: Path | None, json_path: Path | None) -> None:
    """Tell what changed between two folders that `national` wrote: pieces, figures, identities made and broken."""
    told = _Told()
    with ExitStack() as stack:
        write = stack.enter_context(_whole_csv(csv_path)) if csv_path else None
        try:
            for piece in tqdm(compare_publications(before, after), disable=None, leave=False, unit="piece"):
                told.take(piece)
                if write and piece.table == "facts" and piece.changes is not None:
                    write(piece.changes)
        except PublicationError as error:
            raise click.ClickException(str(error)) from error
    if json_path:
        write_text(json_path, json_text(told.numbers()))
    click.echo("\n".join(told.lines()))


class _Told:
    """Adds up what single pieces tell, and keeps the first lines of each kind to be shown."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.figures: Counter[str] = Counter()
        self.identities: Counter[str] = Counter()
        self.shown: dict[str, list[str]] = {"facts": [], "checks": []}

    def take(self, piece: Piece) -> None:
        """Add a piece; of its rows only the lines to be shown are kept."""
        if piece.changes is None:
            self.pieces.append(piece)
            return
        rows = piece.changes if piece.table == "facts" else turned_checks(piece.changes)
        counts, line = (self.figures, _figure) if piece.table == "facts" else (self.identities, _identity)
        kinds = rows["kind" if piece.table == "facts" else "turn"].value_counts().to_pylist()
        counts.update({entry["values"]: entry["counts"] for entry in kinds})
        shown = self.shown[piece.table]
        shown += [line(row) for row in rows.slice(0, SHOWN - len(shown)).to_pylist()]

    def numbers(self) -> dict[str, Any]:
        """Give the numbers as a plain value for JSON."""
        return {
            "figures": {kind: self.figures[kind] for kind in ("changed", "added", "removed")},
            "identities": {turn: self.identities[turn] for turn in ("made", "broken")},
            "pieces": [{"path": piece.path, "kind": piece.kind, "rows": piece.rows} for piece in self.pieces],
        }

    def lines(self) -> Iterator[str]:
        """Give the lines to be shown, the headline first."""
        figures = ", ".join(f"{self.figures[kind]:,} {kind}" for kind in ("changed", "added", "removed") if self.figures[kind])
        made, broken = self.identities["made"], self.identities["broken"]
        yield f"{figures or 'no figure changed'}; identities: {made:,} made, {broken:,} broken"
        yield from (f"  {piece.kind}: {piece.path} ({piece.rows:,} rows)" for piece in self.pieces)
        for table, counts in (("checks", self.identities), ("facts", self.figures)):
            yield from self.shown[table]
            if (more := counts.total() - len(self.shown[table])) > 0:
                yield f"  ... and {more:,} more" + (" (--csv holds them)" if table == "facts" else "")


def _figure(row: dict[str, Any]) -> str:
    names = [name.removesuffix("_before") for name in row if name.endswith("_before")]
    what = [f"{name} {row[f'{name}_before']} -> {row[name]}" for name in names if row[name] != row[f"{name}_before"]]
    return f"  {row['kind']}: {row['fact_id']} ({row['label']}): {', '.join(what)}"


def _identity(row: dict[str, Any]) -> str:
    gap = f", difference {row['difference']:,.0f}" if row["difference"] else ""
    return f"  {row['turn']}: {row['check']}: {row['status_before'] or 'new'} -> {row['status'] or 'gone'}{gap}"


@contextmanager
def _whole_csv(path: Path) -> Iterator[Callable[[pa.Table], None]]:
    """Give what adds rows to a CSV that comes into its place when all is written, and not at all when something fails."""
    beside = path.parent / f".{path.name[:40]}.{os.getpid()}.part"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with beside.open("wb") as file:
            file.write((",".join(change_columns("facts")) + "\n").encode())
            options = pyarrow.csv.WriteOptions(include_header=False)
            yield lambda table: pyarrow.csv.write_csv(table, file, options)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
