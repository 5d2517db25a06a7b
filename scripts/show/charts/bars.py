"""The design that most charts share: one row for each part, its name above a bar, its amount at the right.

Bars need not begin at nothing: a fall of amounts from an opening to a closing balance (a waterfall) is the same design.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.show.charts.drawing import Drawing
from scripts.show.charts.theme import COLOURS, SMALL, WIDTH, finish, tones

if TYPE_CHECKING:
    import altair as alt

BARS = 218
STEP = 43
TEXTS = ("label", "amount", "tip")


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: from `start` to `end` in yen, painted in a tone (`level`, `more`, `less`); `tip` is its figure in words."""

    label: str
    amount: str
    start: int
    end: int
    tone: str
    tip: str = ""


def bars_design() -> "alt.LayerChart":
    """Give the design. It reads `rows`: row, next, start, end, tone, label, amount, tip."""
    import altair as alt  # noqa: PLC0415 - heavy, and not needed where every chart is kept from the last build

    rows = alt.Chart(alt.NamedData(name="rows"))
    y = alt.Y("row:O", axis=None, sort=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    start = alt.X("start:Q", axis=None, scale=alt.Scale(range=[0, BARS], nice=False, zero=True))
    end = alt.X("end:Q", axis=None)
    bars = rows.mark_bar(height=15, yOffset=9, aria=True).encode(
        y=y,
        x=start,
        x2="end:Q",
        description="tip:N",
        color=alt.Color("tone:N", legend=None, scale=tones("level", "more", "less")),
    )
    base = rows.mark_tick(thickness=1, height=23, yOffset=9, orient="vertical", color=COLOURS["rule"]).encode(
        y=y, x=alt.X("zero:Q", axis=None)
    )
    links = (
        rows.transform_filter("datum.next !== null")
        .mark_rule(yOffset=16, y2Offset=2, color=COLOURS["soft"], strokeDash=[2, 2])
        .encode(x=end, y=y, y2=alt.Y2("next:O"))
    )
    label = rows.mark_text(align="left", dy=-10, baseline="middle", stroke=COLOURS["paper"], strokeWidth=4).encode(
        y=y, x=alt.value(0), text="label:N"
    )
    amount = rows.mark_text(align="right", dy=9, baseline="middle", fontSize=SMALL + 1).encode(
        y=y, x=alt.value(WIDTH), text="amount:N"
    )
    return finish([base, links, bars, label, amount], alt.Step(STEP))


def draw_bars(bars: Iterable[Bar]) -> Drawing:
    """Give the drawing of bars that each begin at nothing."""
    return Drawing("bars", {"rows": _rows(list(bars), linked=False)}, TEXTS)


def draw_fall(bars: Iterable[Bar]) -> Drawing:
    """Give the drawing of bars of which each begins where the one before ended, linked by a dotted line."""
    return Drawing("bars", {"rows": _rows(list(bars), linked=True)}, TEXTS)


def _rows(bars: Sequence[Bar], *, linked: bool) -> list[dict[str, object]]:
    last = len(bars) - 1
    return [
        {
            "row": number,
            "next": number + 1 if linked and number < last else None,
            "zero": 0,
            "start": bar.start,
            "end": bar.end,
            "tone": bar.tone,
            "label": bar.label,
            "amount": bar.amount,
            "tip": bar.tip,
        }
        for number, bar in enumerate(bars)
    ]
