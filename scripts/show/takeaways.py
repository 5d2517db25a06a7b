"""A chart to take away: its drawing as an SVG file that stands by itself, with title and source, and its figures as CSV."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import escape

from scripts.show.charts.theme import COLOURS, text_width, wrap
from scripts.show.report import Fact
from scripts.writing import csv_text

_VARIABLE = re.compile(r"var\(--opa-[a-z]+, (#[0-9a-f]{3,6})\)")
_OPENING = re.compile(r'<svg[^>]*? width="([0-9.]+)" height="([0-9.]+)"[^>]*>')
_FONTS = "'Hiragino Sans', 'Noto Sans JP', 'Noto Sans CJK JP', 'Yu Gothic', Meiryo, sans-serif"
_TITLE, _SOURCE = 15, 10
_EDGE, _LEADING = 14, 1.45


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a chart comes from: the folder its files stand in, and the lines that name body, year, source and terms.

    `head` names the columns of its figures in the file where the table on the page names them otherwise.
    """

    folder: str
    lines: tuple[str, ...]
    head: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """A row of the CSV of a chart: its cells, and the fact it shows if there is one."""

    cells: tuple[str, ...]
    fact: Fact | None = None


def figures_csv(head: Sequence[object], records: Iterable[Record]) -> str:
    """Give the figures of a chart as CSV: the columns of its table, then `printed`, `fact_id` and `line` of each fact."""
    names = [str(name) for name in head]
    columns = [*names, "printed", "fact_id", "line"]
    rows = []
    for record in records:
        fact = record.fact
        traced = (fact.printed, fact.fact_id, fact.line or fact.cell) if fact else ("", "", "")
        rows.append(dict(zip(columns, (*record.cells, *traced), strict=True)))
    return csv_text(columns, rows)


def standing_alone(svg: str, title: str, lines: Sequence[str]) -> str:
    """Give the SVG of a page as a file: colours of the light page, its title above, the lines of its source below."""
    opening = _OPENING.match(svg)
    if opening is None:
        raise ValueError(f"expected an SVG with width and height, found {svg[:60]!r}")
    width, height = float(opening[1]), float(opening[2])
    heads = wrap(title, width, _TITLE)
    sources = [piece for line in lines for piece in _broken(line, width)]
    above = _EDGE + len(heads) * _TITLE * _LEADING
    below = len(sources) * _SOURCE * _LEADING + _EDGE
    box = f"{-_EDGE} {-above:g} {width + 2 * _EDGE:g} {above + height + below:g}"
    size = f'width="{width + 2 * _EDGE:g}" height="{above + height + below:g}"'
    start = opening[0].replace(f'width="{opening[1]}" height="{opening[2]}"', size, 1)
    start = re.sub(r'viewBox="[^"]*"', f'viewBox="{box}"', start).replace('"sans-serif"', f'"{_FONTS}"')
    ground = (
        f'<path fill="{COLOURS["paper"]}" d="M{-_EDGE},{-above:g}h{width + 2 * _EDGE:g}v{above + height + below:g}H{-_EDGE}Z"/>'
    )
    texts = [_text(text, _EDGE - above + (n + 0.8) * _TITLE * _LEADING, _TITLE, "ink") for n, text in enumerate(heads)]
    texts += [_text(text, height + (n + 1) * _SOURCE * _LEADING, _SOURCE, "soft") for n, text in enumerate(sources)]
    inside = svg[opening.end() :]
    # Title and description stay first, for they name the whole file.
    named = re.match(r"<title[^>]*>.*?</title><desc[^>]*>.*?</desc>", inside, re.DOTALL)
    split = named.end() if named else 0
    whole = start + inside[:split] + ground + inside[split:].removesuffix("</svg>") + "".join(texts) + "</svg>\n"
    return _VARIABLE.sub(r"\1", whole)


def _broken(line: str, width: float) -> list[str]:
    """Give a line in pieces that fit, also where it holds a long name without a space."""
    pieces = []
    for piece in wrap(line, width, _SOURCE):
        rest = piece
        while text_width(rest, _SOURCE) > width:
            most = next(n for n in range(len(rest), 0, -1) if text_width(rest[:n], _SOURCE) <= width)
            pieces.append(rest[:most])
            rest = rest[most:]
        pieces.append(rest)
    return pieces


def _text(text: str, y: float, size: float, colour: str) -> str:
    weight = ' font-weight="bold"' if size == _TITLE else ""
    return f'<text x="0" y="{y:g}" font-size="{size}"{weight} fill="{COLOURS[colour]}">{escape(text)}</text>'
