"""How every chart looks: sizes, colours, letters.

Colours are CSS variables with the light page's colour behind them, so that a chart follows the page into the dark and
still stands by itself as a file.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import altair as alt

WIDTH: Final = 360
"""Charts are drawn for the narrow side of a phone; a wide page shows several beside one another."""

TEXT: Final = 12.5
SMALL: Final = 11.5

COLOURS: Final = {
    "ink": "var(--opa-ink, #22211f)",
    "soft": "var(--opa-soft, #5d5953)",
    "rule": "var(--opa-rule, #b9b3a7)",
    "paper": "var(--opa-paper, #fffefb)",
    "level": "var(--opa-level, #6f7680)",
    "more": "var(--opa-more, #2f6690)",
    "less": "var(--opa-less, #b3661f)",
    "assets": "var(--opa-assets, #cfe0ec)",
    "liabilities": "var(--opa-liabilities, #f4dcbd)",
    "net": "var(--opa-net, #dde5d3)",
    "gap": "var(--opa-gap, #ecebe6)",
}


def tones(*names: str) -> "alt.Scale":
    """Give the scale that paints the named tones."""
    import altair as alt  # noqa: PLC0415 - heavy, and not needed where every chart is kept from the last build

    return alt.Scale(domain=list(names), range=[COLOURS[name] for name in names])


def finish(layers: Sequence["alt.Chart"], height: "int | alt.Step", top: int = 0) -> "alt.LayerChart":
    """Give the layers as one chart, without frame, axes or padding that depends on the fonts of the machine."""
    import altair as alt  # noqa: PLC0415

    space = {"top": top, "bottom": 4, "left": 0, "right": 0}
    chart = alt.LayerChart(
        layer=list(layers), width=WIDTH, height=height, padding=space, autosize=alt.AutoSizeParams(type="none")
    )
    finished: alt.LayerChart = (
        chart.configure(aria=False, background="transparent", font="inherit")
        .configure_view(stroke=None)
        .configure_text(fontSize=TEXT, fill=COLOURS["ink"])
    )
    return finished


@lru_cache(maxsize=1 << 14)
def text_width(text: str, size: float = TEXT) -> float:
    """Give about how wide a text is, in the pixels of the chart; the same on every machine, whatever its fonts."""
    return sum(size if unicodedata.east_asian_width(sign) in "WF" or sign == "△" else size * 0.56 for sign in text)


def wrap(text: str, width: float, size: float = TEXT) -> list[str]:
    """Give the text in lines no wider than `width`, broken between words or, in Japanese, between any two signs."""
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and text_width(lines[-1] + piece.rstrip(), size) > width:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.strip() for line in lines]


def _pieces(text: str) -> list[str]:
    pieces = [""]
    for before, sign in zip(" " + text, text, strict=False):
        breaks = before == " " or unicodedata.east_asian_width(sign) in "WF" or unicodedata.east_asian_width(before) in "WF"
        if breaks and sign not in "、。・）」ー々" and before not in "（「":
            pieces.append("")
        pieces[-1] += sign
    return [piece for piece in pieces if piece]
