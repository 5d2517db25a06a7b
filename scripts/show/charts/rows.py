"""A design for comparing: a line for each thing, its name at the left, a bar, its figure at the right.

What happened is a filled bar, what was planned a hollow one with a broken outline, so that the two differ in shape and not
in colour alone. A part of a bar may be set off by a stronger tone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.show.charts.drawing import Drawing
from scripts.show.charts.theme import COLOURS, SMALL, WIDTH, finish, text_width

if TYPE_CHECKING:
    import altair as alt

LEFT, RIGHT = 128, 274
STEP = 25


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its name, its figure in words, its amount; whether it was only planned; the part set off; its figure in full."""

    label: str
    figure: str
    amount: int
    planned: bool = False
    part: int = 0
    tip: str = ""


def rows_design() -> "alt.LayerChart":
    """Give the design. It reads `rows`: row, zero, least, most, end, part, planned, strength, label, size, figure, tip."""
    import altair as alt  # noqa: PLC0415 - heavy, and not needed where every chart is kept from the last build

    rows = alt.Chart(alt.NamedData(name="rows"))
    y = alt.Y("row:O", axis=None, sort=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    scale = alt.Scale(range=[LEFT, RIGHT], nice=False, zero=True)
    reach = [rows.mark_tick(opacity=0).encode(y=y, x=alt.X(f"{end}:Q", axis=None, scale=scale)) for end in ("least", "most")]
    solid = (
        rows.transform_filter("!datum.planned")
        .mark_bar(height=13, color=COLOURS["more"], aria=True)
        .encode(
            y=y,
            x=alt.X("zero:Q", axis=None, scale=scale),
            x2="end:Q",
            opacity=alt.Opacity("strength:Q", scale=None),
            description="tip:N",
        )
    )
    hollow = (
        rows.transform_filter("datum.planned")
        .mark_bar(height=12, fill=COLOURS["paper"], stroke=COLOURS["more"], strokeWidth=1.5, strokeDash=[4, 2], aria=True)
        .encode(y=y, x=alt.X("zero:Q", axis=None, scale=scale), x2="end:Q", description="tip:N")
    )
    part = (
        rows.transform_filter("datum.part > 0")
        .mark_bar(height=13, color=COLOURS["more"])
        .encode(y=y, x=alt.X("zero:Q", axis=None, scale=scale), x2="part:Q")
    )
    base = rows.mark_tick(thickness=1, height=STEP, orient="vertical", color=COLOURS["rule"]).encode(
        y=y, x=alt.X("zero:Q", axis=None, scale=scale)
    )
    label = rows.mark_text(align="left", baseline="middle").encode(
        y=y, x=alt.value(0), text="label:N", size=alt.Size("size:Q", scale=None)
    )
    figure = rows.mark_text(align="right", baseline="middle", fontSize=SMALL).encode(y=y, x=alt.value(WIDTH), text="figure:N")
    return finish([*reach, solid, hollow, part, base, label, figure], alt.Step(STEP))


def draw_rows(lines: Sequence[Line], reach: tuple[int, int] = (0, 0)) -> Drawing:
    """Give the drawing; `reach` is the least and the largest amount that must fit, where several drawings share a scale."""
    parted = any(line.part for line in lines)
    rows = [
        {
            "row": number,
            "zero": 0,
            "least": reach[0],
            "most": reach[1],
            "end": line.amount,
            "part": line.part,
            "planned": line.planned,
            "strength": 0.35 if parted else 1,
            "label": line.label,
            "size": _size(line.label),
            "figure": line.figure,
            "tip": line.tip,
        }
        for number, line in enumerate(lines)
    ]
    return Drawing("rows", {"rows": rows}, ("label", "figure", "tip"))


def _size(label: str) -> float:
    """Give the size at which a name fits beside the bars."""
    return next((size for size in (12.5, 11.5, 10.5, 9.5) if text_width(label, size) <= LEFT - 6), 9)
