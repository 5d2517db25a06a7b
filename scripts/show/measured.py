"""What was measured (`docs/measured/`), for the page "How it scales": a plot and a table of each part, and goals beside it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from markupsafe import Markup

from scripts.show.charts.growth import Way, draw_growth
from scripts.show.rendering import Desk
from scripts.show.report import Row
from scripts.show.sources import each_row

PARTS = {"workbooks": "rows", "statements": "documents", "charts": "charts", "pages": "pages"}
"""The passages of the page by their names, and the part of the measurements each shows."""
HEAD = ("measured_what", "measured_count", "measured_wall", "measured_cpu", "measured_memory", "measured_rate")
BESIDE = ("measured_beside", "measured_times_wall", "measured_times_cpu")
BEFORE = {"100x": "10x"}
"""The size beside which growth is told."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """A row of `scale.csv`: how many things a step did at a size, in how many seconds, with how much memory at its peak."""

    part: str
    size: str
    step: str
    beside: str
    count: int
    wall: float
    cpu: float
    mebibytes: int
    told: Mapping[str, float]
    cores: str
    commit: str

    @property
    def ours(self) -> bool:
        """Whether it is a step of ours and none that it is held against."""
        return bool(self.beside)


class Measured:
    """The measurements in one language. Without `scale.csv` nothing was measured, and passages say so."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk = desk
        self.folder = folder

    def passages(self) -> dict[str, Callable[[str], Any]]:
        """Give what makes each passage, by its name."""
        parts = {name: lambda _, part=part: self._part(part) for name, part in PARTS.items()}
        return {**parts, "goals": lambda _: list(self._goals()), "machine": lambda _: self._machine()}

    @cached_property
    def found(self) -> dict[tuple[str, str, str], Measurement]:
        """The measurements by part, size and step, in the order of the file."""
        return {(row.part, row.size, row.step): row for row in self._read()}

    def _read(self) -> Iterator[Measurement]:
        for row in self._rows("scale.csv"):
            told = dict(word.split("=") for word in row["told"].split())
            numbers = {"count": int(row["count"]), "wall": float(row["wall"]), "cpu": float(row["cpu"])}
            more = {"mebibytes": int(row["mebibytes"]), "told": {name: float(text) for name, text in told.items()}}
            yield Measurement(**{**row, **numbers, **more})  # type: ignore[arg-type]

    def _rows(self, name: str) -> Iterator[Row]:
        yield from each_row(self.desk.published.sources.read(self.folder / name) or b"")

    def _part(self, part: str) -> dict[str, object]:
        say = self.desk.language.say
        rows = [row for row in self.found.values() if row.part == part]
        title = say(f"measured_{part}")
        if not rows:
            return {"title": title, "groups": ()}
        told = "; ".join(f"{self._name(row)} {row.count:,}: {_short(row.cpu)} s" for row in rows)
        drawing = draw_growth(list(self._ways(rows)), str(say(f"things_{part}")), str(say("measured_cpu")))
        svg = self.desk.artist.draw(drawing, title, told, f"growth-{part}")
        head = [say(word) for word in HEAD] + [say(word) for word in BESIDE]
        sizes = dict.fromkeys(row.size for row in rows)
        groups = [
            (self._size(part, size), [(self._name(row), self._cells(row)) for row in rows if row.size == size]) for size in sizes
        ]
        return {"title": title, "svg": svg, "head": head, "groups": groups}

    def _name(self, row: Measurement) -> Markup:
        return self.desk.language.say(f"step_{row.part}_{row.step}")

    def _size(self, part: str, size: str) -> Markup:
        return self.desk.language.say(f"size_{part}_{size}")

    def _ways(self, rows: Sequence[Measurement]) -> Iterator[Way]:
        for step in dict.fromkeys(row.step for row in rows):
            own = [row for row in rows if row.step == step and row.cpu > 0 and row.count]
            name = str(self.desk.language.say(f"short_{own[0].part}_{step}")) if own else ""
            points = tuple((row.count, row.cpu, f"{self._name(row)} {row.count:,}: {_short(row.cpu)} s") for row in own)
            if points:
                yield Way(name, own[0].ours, points)

    def _cells(self, row: Measurement) -> list[str]:
        cells = [f"{row.count:,}", _short(row.wall), _short(row.cpu), f"{row.mebibytes:,}", _short(row.count / row.wall)]
        beside = self.found.get((row.part, row.size, row.beside))
        if beside is None:
            return [*cells, "", "", ""]
        name = str(self.desk.language.say(f"short_{row.part}_{row.beside}"))
        both = (_each(row, kind) / _each(beside, kind) if _each(beside, kind) else 0.0 for kind in ("wall", "cpu"))
        return [*cells, name, *map(_times, both)]

    def _goals(self) -> Iterator[dict[str, object]]:
        say = self.desk.language.say
        for row in self._rows("goals.csv"):
            number = self._measure(row["part"], row["size"], row["step"], row["measure"])
            write = _times if row["measure"].startswith("times") else _short
            bound = float(row["bound"])
            verdict = "goal_unknown" if number is None else "goal_yes" if number <= bound else "goal_no"
            yield {
                "name": say(f"goal_{row['goal']}"),
                "bound": _times(bound) if write is _times else f"{bound:,g}",
                "found": "" if number is None else write(number),
                "reached": say(verdict),
            }

    def _measure(self, part: str, size: str, step: str, measure: str) -> float | None:
        row = self.found.get((part, size, step))
        if row is None:
            return None
        if measure in {"wall", "mebibytes"}:
            return float(getattr(row, measure))
        if measure == "growth":
            before = self.found.get((part, BEFORE[size], step))
            return row.cpu / before.cpu if before else None
        if measure in row.told:
            return row.told[measure]
        beside = self.found.get((part, size, row.beside))
        kind = measure.removeprefix("times_")
        return _each(row, kind) / _each(beside, kind) if beside else None

    def _machine(self) -> Markup:
        cores = sorted({row.cores for row in self.found.values()})
        commits = sorted({row.commit for row in self.found.values()})
        return self.desk.language.say("measured_machine", cores=", ".join(cores), commits=", ".join(commits))


def _each(row: Measurement, kind: str) -> float:
    """Give the seconds for each thing."""
    return float(getattr(row, kind)) / max(row.count, 1)


def _short(number: float) -> str:
    """Give a number to three figures, whole where it is large.

    >>> _short(0.01234), _short(47.296), _short(193127)
    ('0.0123', '47.3', '193,000')
    """
    if number >= 100:  # noqa: PLR2004
        digits = max(0, len(str(int(number))) - 3)
        return f"{round(number, -digits):,.0f}"
    return f"{number:.3g}"


def _times(ratio: float) -> str:
    """Give a ratio, a small one as a part of one.

    >>> _times(4.83), _times(0.0189)
    ('4.83', '1/52.9')
    """
    return _short(ratio) if ratio >= 0.5 or not ratio else f"1/{_short(1 / ratio)}"  # noqa: PLR2004
