"""From a design in Altair and its data to a small SVG that can stand in a page.

Designs hold no text: the data bring tokens, the tokens are replaced in the finished SVG, those in the description of a mark
by its title. So a chart needs no Japanese font to be
drawn, looks the same on every machine, and one drawing serves both languages where their numbers stand in the same places.
"""

import hashlib
import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from scripts.writing import write_text

if TYPE_CHECKING:
    import altair as alt

Data = Mapping[str, Sequence[Mapping[str, object]]]
Design = Callable[[], "alt.LayerChart"]

_HERE = Path(__file__).parent
_ENGINE = ("altair", "vl-convert-python")
_TOKEN = re.compile(r">x([0-9]+)x<")
_MARK = re.compile(r'<(path|line) ([^>]*?) ?aria-label="x([0-9]+)x"([^>]*?)/>')
_NOISE = re.compile(
    r'<path class="(?:background|foreground)"[^>]*/>|<rect [^>]*fill="transparent"/>'
    r'| (?:class|role|aria-(?!label)[a-z]+|pointer-events|stroke-miterlimit|xmlns:xlink|version)="[^"]*"'
    r'| font-(?:family|size)="(?:inherit|12\.5px)"| translate\(0,0\)| transform="translate\(0,0\)"'
)
_NUMBER = re.compile(r"-?[0-9]+\.[0-9]{2,}")


class ChartError(ValueError):
    """A chart whose design and data do not fit together."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is to be drawn: the design by its name, the datasets it reads, the fields of theirs that are texts."""

    design: str
    data: Data
    texts: tuple[str, ...]


def prune(kept: Path, used: Collection[str]) -> None:
    """Remove the drawings kept in a folder that are not `used` by any page."""
    for path in sorted(kept.glob("*.svg")):
        if path.name not in used:
            path.unlink()


class Artist:
    """Draws and keeps drawings: each is made once and found again by the hash of its design and numbers."""

    def __init__(self, designs: Mapping[str, Design], kept: Path) -> None:
        self.designs = designs
        self.kept = kept
        self.used: set[str] = set()

    def draw(self, drawing: Drawing, title: str, description: str, key: str) -> Markup:
        """Give the SVG of a drawing with its title and description; `key` makes their ids differ within the page."""
        data, texts = _tokens(drawing)
        path = self.kept / f"{self._digest(drawing.design, data)}.svg"
        self.used.add(path.name)
        if path.exists():
            bare = path.read_text(encoding="utf-8")
        else:
            bare = _shrink(self._render(drawing.design, data))
            write_text(path, bare)
        named = _MARK.sub(lambda mark: _named(mark, texts[int(mark[3])]), bare)
        labelled = _TOKEN.sub(lambda token: f">{escape(texts[int(token[1])])}<", named)
        opening, rest = labelled.split(">", 1)
        name = escape(key)
        head = (
            f'{opening} class="chart" font-size="12.5" font-family="sans-serif" role="img" aria-labelledby="{name}-t {name}-d">'
            f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(description)}</desc>'
        )
        return Markup(head + rest)  # noqa: S704 - every text in it was escaped above

    def specification(self, drawing: Drawing) -> str:
        """Give the drawing as Vega, texts and all: what a browser that draws it itself would be sent."""
        return json.dumps(self._spec(drawing.design, drawing.data), ensure_ascii=False)

    def _digest(self, design: str, data: Data) -> str:
        digest = _maker(self.designs[design]).copy()
        digest.update(json.dumps(data, sort_keys=True).encode())
        return digest.hexdigest()[:32]

    def _render(self, design: str, data: Data) -> str:
        import vl_convert  # noqa: PLC0415 - heavy, and not needed where every chart is kept from the last build

        return str(vl_convert.vega_to_svg(self._spec(design, data)))

    def _spec(self, design: str, data: Data) -> dict[str, Any]:
        spec: dict[str, Any] = json.loads(_compiled(self.designs[design]))
        wanted = {source["name"]: source for source in spec["data"]}
        for name, rows in data.items():
            if name not in wanted:
                raise ChartError(f"the design {design} reads no data called {name}; it reads {', '.join(wanted)}")
            wanted[name]["values"] = rows
        return spec


@cache
def _compiled(design: Design) -> str:
    import vl_convert  # noqa: PLC0415

    return json.dumps(vl_convert.vegalite_to_vega(design().to_dict(format="vega-lite")))


@cache
def _maker(design: Design) -> "hashlib._Hash":
    """Give the digest of everything besides the data that a drawing depends on."""
    sources = [_HERE / f"{design.__module__.rsplit('.', 1)[-1]}.py", _HERE / "theme.py", Path(__file__)]
    engine = [f"{name} {version(name)}" for name in _ENGINE]
    told = "\n".join([*engine, design.__qualname__, *(path.read_text(encoding="utf-8") for path in sources)])
    return hashlib.sha256(told.encode())


def _named(mark: re.Match[str], tip: str) -> str:
    """Give a mark with its figure in words as its title, which browsers show under the pointer without a script."""
    kept = mark[2] + mark[4]
    return f'<{mark[1]} class="mark" {kept}><title>{escape(tip)}</title></{mark[1]}>' if tip else f"<{mark[1]} {kept}/>"


def _tokens(drawing: Drawing) -> tuple[dict[str, list[dict[str, Any]]], list[str]]:
    texts: list[str] = []
    data: dict[str, list[dict[str, Any]]] = {}
    for name, rows in drawing.data.items():
        data[name] = [dict(row) for row in rows]
        for row in data[name]:
            for field in drawing.texts:
                if field in row:
                    texts.append(str(row[field]))
                    row[field] = f"x{len(texts) - 1}x"
    return data, texts


def _shrink(svg: str) -> str:
    plain = _NOISE.sub("", svg)
    # Letters with an outline in the colour of the page stay readable where a line passes behind them.
    plain = plain.replace('stroke-width="4"', 'stroke-width="4" stroke-linejoin="round" paint-order="stroke"')
    while (fewer := plain.replace("<g></g>", "").replace("<g/>", "")) != plain:
        plain = fewer
    return _NUMBER.sub(lambda number: f"{round(float(number[0]), 1):g}", plain)
