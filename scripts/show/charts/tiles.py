"""A map of equal tiles, one for each prefecture, coloured the stronger the larger the amount; the amount stands in the tile.

One hue and the ink of the page: nobody has to tell colours apart, and every figure is printed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.show.charts.drawing import Drawing
from scripts.show.charts.theme import COLOURS, WIDTH, finish, text_width

if TYPE_CHECKING:
    import altair as alt

COLUMNS, ROWS = 10, 13
SIDE, TALL = WIDTH / COLUMNS, 40
# The strongest a tile may be coloured so that ink is read on it, on light pages and on dark ones.
STRONGEST = 0.5
SIZES = (11, 10.5, 10, 9.5, 9)


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile: where it stands, counted from 1, its name on one line or two, its figure, its amount, both in words."""

    across: int
    down: int
    name: tuple[str, ...]
    figure: str
    amount: int
    tip: str = ""


def tiles_design() -> "alt.LayerChart":
    """Give the design. It reads `tiles`: left, right, top, bottom, strength, tip; `words`: at, down, text, size."""
    import altair as alt  # noqa: PLC0415 - heavy, and not needed where every chart is kept from the last build

    tiles = alt.Chart(alt.NamedData(name="tiles"))
    box = {
        "x": alt.X("left:Q", axis=None, scale=None),
        "x2": "right:Q",
        "y": alt.Y("top:Q", axis=None, scale=None),
        "y2": "bottom:Q",
    }
    grounds = tiles.mark_rect(fill=COLOURS["more"], stroke=COLOURS["rule"], strokeWidth=0.7, aria=True).encode(
        **box, description="tip:N", fillOpacity=alt.FillOpacity("strength:Q", scale=None)
    )
    words = (
        alt.Chart(alt.NamedData(name="words"))
        .mark_text(align="center", baseline="middle")
        .encode(
            x=alt.X("at:Q", axis=None, scale=None),
            y=alt.Y("down:Q", axis=None, scale=None),
            text="text:N",
            size=alt.Size("size:Q", scale=None),
        )
    )
    return finish([grounds, words], ROWS * TALL)


def draw_tiles(tiles: Sequence[Tile]) -> Drawing:
    """Give the drawing; tiles grow stronger with the square root of their amount, as areas would."""
    most = max((tile.amount for tile in tiles), default=0) or 1
    boxes, words = [], []
    for tile in tiles:
        left, top = (tile.across - 1) * SIDE, (tile.down - 1) * TALL
        strength = round(STRONGEST * (max(tile.amount, 0) / most) ** 0.5, 2)
        edges = {"left": left + 1, "right": left + SIDE - 1, "top": top + 1, "bottom": top + TALL - 1}
        boxes.append({**edges, "strength": strength, "tip": tile.tip})
        lines = [*tile.name, tile.figure]
        step = TALL / (len(lines) + 0.6)
        for number, text in enumerate(lines):
            middle = top + TALL / 2 + (number - (len(lines) - 1) / 2) * step
            words.append({"at": left + SIDE / 2, "down": round(middle, 1), "text": text, "size": _size(text)})
    return Drawing("tiles", {"tiles": boxes, "words": words}, ("text", "tip"))


def _size(text: str) -> float:
    return next((size for size in SIZES if text_width(text, size) <= SIDE - 4), SIZES[-1])
