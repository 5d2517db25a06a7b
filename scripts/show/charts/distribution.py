"""How many there are of each size, from the smallest to the largest, and where one of them stands.

Columns of equal width on a scale of powers of ten; the one that is told of has a line, a point and its name, so that it is
found by shape and word and not by colour alone.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.show.charts.drawing import Drawing
from scripts.show.charts.theme import COLOURS, SMALL, WIDTH, finish, text_width

if TYPE_CHECKING:
    import altair as alt

HEIGHT, HEAD, FOOT = 150, 34, 20
FLOOR = HEAD + HEIGHT
STEPS = 8
"""Columns to a power of ten."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: it holds amounts from `low` up to `high`, and so many of them; in words for its title."""

    low: float
    high: float
    number: int


@dataclass(frozen=True, slots=True)
class Own:
    """The one that is told of: its amount, its name, its amount in words."""

    amount: int
    name: str
    words: str


def columns_of(amounts: Sequence[int]) -> list[Column]:
    """Give the columns from the smallest amount to the largest; amounts of nothing stand in none."""
    steps = [math.floor(round(math.log10(amount) * STEPS, 9)) for amount in amounts if amount > 0]
    if not steps:
        return []
    return [Column(10 ** (n / STEPS), 10 ** ((n + 1) / STEPS), steps.count(n)) for n in range(min(steps), max(steps) + 1)]


def distribution_design() -> "alt.LayerChart":
    """Give the design.

    It reads `columns`: left, right, top, bottom, tip; `ticks`: at, text; `own`: at, top, bottom, middle, text, words.
    """
    import altair as alt  # noqa: PLC0415 - heavy, and not needed where every chart is kept from the last build

    def x(field: str) -> alt.X:
        return alt.X(field, axis=None, scale=None)

    def y(field: str) -> alt.Y:
        return alt.Y(field, axis=None, scale=None)

    bars = (
        alt.Chart(alt.NamedData(name="columns"))
        .mark_rect(fill=COLOURS["more"], fillOpacity=0.55, aria=True)
        .encode(x=x("left:Q"), x2="right:Q", y=y("top:Q"), y2="bottom:Q", description="tip:N")
    )
    ticks = alt.Chart(alt.NamedData(name="ticks"))
    lines = ticks.mark_tick(thickness=1, height=6, orient="vertical", color=COLOURS["rule"]).encode(
        x=x("at:Q"), y=alt.value(FLOOR + 3)
    )
    names = ticks.mark_text(align="center", baseline="middle", fontSize=SMALL).encode(
        x=x("at:Q"), y=alt.value(FLOOR + 14), text="text:N"
    )
    own = alt.Chart(alt.NamedData(name="own"))
    rule = own.mark_rule(color=COLOURS["ink"], strokeWidth=1.5).encode(x=x("at:Q"), y=y("top:Q"), y2="bottom:Q")
    point = own.mark_point(shape="triangle-down", filled=True, size=70, color=COLOURS["ink"], opacity=1).encode(
        x=x("at:Q"), y=y("top:Q")
    )
    told = own.mark_text(align="center", baseline="middle", fontWeight="bold").encode(
        x=x("middle:Q"), y=alt.value(8), text="text:N"
    )
    base = (
        alt.Chart(alt.NamedData(name="base"))
        .mark_rule(color=COLOURS["rule"])
        .encode(x=x("left:Q"), x2="right:Q", y=y("bottom:Q"))
    )
    return finish([bars, base, lines, names, rule, point, told], FLOOR + FOOT)


def draw_distribution(
    columns: Sequence[Column], tips: Sequence[str], ticks: Sequence[tuple[int, str]], own: Own | None = None
) -> Drawing:
    """Give the drawing: the columns with their figures in words, the amounts named below them, the one told of."""
    most = max((column.number for column in columns), default=0) or 1
    low, high = columns[0].low, columns[-1].high

    def place(amount: float) -> float:
        return round(WIDTH * (math.log10(amount) - math.log10(low)) / (math.log10(high) - math.log10(low)), 1)

    bars: list[dict[str, object]] = [
        {
            "left": place(column.low) + 0.5,
            "right": place(column.high) - 0.5,
            "top": round(FLOOR - HEIGHT * column.number / most, 1),
            "bottom": FLOOR,
            "tip": tip,
        }
        for column, tip in zip(columns, tips, strict=True)
        if column.number
    ]
    data: dict[str, list[dict[str, object]]] = {
        "columns": bars,
        "base": [{"left": 0, "right": WIDTH, "bottom": FLOOR}],
        "ticks": [
            {"at": place(amount), "text": text}
            for amount, text in ticks
            if text_width(text, SMALL) / 2 <= place(amount) <= WIDTH - text_width(text, SMALL) / 2
        ],
        "own": [],
    }
    if own and own.amount > 0:
        at, text = place(own.amount), f"{own.name} {own.words}"
        half = text_width(text) / 2 + 4
        middle = min(max(at, half), WIDTH - half)
        data["own"] = [{"at": at, "top": 22, "bottom": FLOOR, "middle": round(middle, 1), "text": text}]
    return Drawing("distribution", data, ("text", "tip"))
