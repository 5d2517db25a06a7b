"""What things cost as there are more of them: a line for each way to do them, both scales in powers of ten.

On such scales a line that rises as steeply as the broken ones behind it costs so much more as there is more to do. Ways are
told apart by the name at the end of their line and the shape of their points, not by colour alone.
"""

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.show.charts.drawing import Drawing
from scripts.show.charts.theme import COLOURS, SMALL, finish, tones

if TYPE_CHECKING:
    import altair as alt

LEFT, RIGHT, HEAD, FLOOR, FOOT = 40, 226, 22, 220, 38
LEADING, NAME = 14, 90
Place = tuple[float, float]
Scale = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Way:
    """A way to do things: its name, whether it is ours, and for each size how many things, the seconds, and both in words."""

    name: str
    ours: bool
    points: tuple[tuple[int, float, str], ...]


def growth_design() -> "alt.LayerChart":
    """Give the design.

    It reads `grid` and `lines`: x, y, x2, y2 (`lines` also tone); `points`: x, y, tone, shape, tip; `ticks`: x, y, text, side;
    `names`: x, y, text. All places are pixels.
    """
    import altair as alt  # noqa: PLC0415 - heavy, and not needed where every chart is kept from the last build

    def rules(name: str) -> alt.Chart:
        return alt.Chart(alt.NamedData(name=name))

    place = {"x": alt.X("x:Q", axis=None, scale=None), "y": alt.Y("y:Q", axis=None, scale=None)}
    places = {**place, "x2": alt.X2("x2"), "y2": alt.Y2("y2")}
    tone = alt.Color("tone:N", legend=None, scale=tones("more", "less"))
    grid = rules("grid").mark_rule(color=COLOURS["rule"], strokeDash=[2, 3], strokeWidth=1).encode(**places)
    lines = rules("lines").mark_rule(strokeWidth=2).encode(**places, color=tone)
    points = (
        rules("points")
        .mark_point(filled=True, size=60, opacity=1, aria=True)
        .encode(
            **place,
            color=tone,
            shape=alt.Shape("shape:N", legend=None, scale=alt.Scale(domain=["ours", "other"], range=["circle", "diamond"])),
            description="tip:N",
        )
    )
    below = rules("below").mark_text(align="center", baseline="middle", fontSize=SMALL)
    beside = rules("beside").mark_text(align="right", baseline="middle", fontSize=SMALL)
    heads = rules("heads").mark_text(align="left", baseline="middle", fontSize=SMALL)
    # A name stays readable where a line passes behind it: first its outline in the colour of the page, then the name.
    names = rules("names").mark_text(align="left", baseline="middle", fontSize=SMALL, stroke=COLOURS["paper"], strokeWidth=4)
    texts = [mark.encode(**place, text="text:N") for mark in (below, beside, heads, names)]
    return finish([grid, lines, points, *texts], FLOOR + FOOT)


def draw_growth(ways: Sequence[Way], things: str, seconds: str) -> Drawing:
    """Give the drawing; `things` and `seconds` name the scales."""
    every = [point for way in ways for point in way.points]
    low, high = _reach([count for count, _, _ in every])
    least, most = _reach([cost for _, cost, _ in every])

    def x(count: float) -> float:
        return round(LEFT + (RIGHT - LEFT) * (math.log10(count) - low) / (high - low), 1)

    def y(cost: float) -> float:
        return round(FLOOR - (FLOOR - HEAD) * (math.log10(cost) - least) / (most - least), 1)

    drawn = [(way, [(x(count), y(cost)) for count, cost, _ in way.points]) for way in ways]
    data: dict[str, list[dict[str, object]]] = {
        "grid": list(_slopes((low, high), (least, most), x, y)),
        "lines": [
            {"x": one[0], "y": one[1], "x2": two[0], "y2": two[1], "tone": _tone(way)}
            for way, places in drawn
            for one, two in itertools.pairwise(places)
        ],
        "points": [
            {"x": place[0], "y": place[1], "tone": _tone(way), "shape": "ours" if way.ours else "other", "tip": point[2]}
            for way, places in drawn
            for place, point in zip(places, way.points, strict=True)
        ],
        "below": [{"x": x(10.0**n), "y": FLOOR + 12, "text": _power(n)} for n in range(low, high + 1)],
        "beside": [{"x": LEFT - 6, "y": y(10.0**n), "text": _power(n)} for n in range(least, most + 1)],
        "heads": [{"x": 0, "y": 6, "text": seconds}, {"x": LEFT, "y": FLOOR + 28, "text": things}],
        "names": list(_names(drawn)),
    }
    return Drawing("growth", data, ("text", "tip"))


def _reach(numbers: Sequence[float]) -> tuple[int, int]:
    low, high = math.floor(math.log10(min(numbers))), math.ceil(math.log10(max(numbers)))
    return low, max(high, low + 1)


def _power(number: int) -> str:
    return f"{10.0**number:g}" if number < 4 else f"10{str(number).translate(str.maketrans('0123456789', '⁰¹²³⁴⁵⁶⁷⁸⁹'))}"  # noqa: PLR2004


def _tone(way: Way) -> str:
    return "more" if way.ours else "less"


def _slopes(across: tuple[int, int], up: tuple[int, int], x: Scale, y: Scale) -> Iterator[dict[str, object]]:
    """Give lines along which ten times as much costs ten times as much, within the frame."""
    for start in range(up[0] - across[1], up[1] - across[0]):
        one, two = max(across[0], up[0] - start), min(across[1], up[1] - start)
        if one < two:
            yield {"x": x(10.0**one), "y": y(10.0 ** (one + start)), "x2": x(10.0**two), "y2": y(10.0 ** (two + start))}


def _names(drawn: Sequence[tuple[Way, list[Place]]]) -> Iterator[dict[str, object]]:
    """Give the name of each way beside its last point, none on another."""
    placed: list[Place] = []
    for top, left, name in sorted((places[-1][1], places[-1][0], way.name) for way, places in drawn):
        near = [above + LEADING for beside, above in placed if abs(beside - left) < NAME]
        placed.append((left, max([top, *near])))
        yield {"x": left + 9, "y": round(placed[-1][1], 1), "text": name}
