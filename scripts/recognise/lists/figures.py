"""The figures of a row, read from its right end, with what is printed around them: 約, the unit, 増 or 減."""

import re
from dataclasses import dataclass, replace

from scripts.labels import fold_label
from scripts.recognise.pieces import narrow
from scripts.records import Line, Place, Span
from scripts.reference import Reference

NUMBER = r"[△▲\-−‐]?\s*\d[\d,]*(?:\.\d+)?"
_DASH = r"(?<!\S)[―—–\-−‐](?!\S)"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as printed; `about` where 約 stands before it, `word` is the unit behind it, `direction` 増 or 減."""

    text: str
    place: Place
    span: Span
    about: bool = False
    word: str = ""
    direction: str = ""


def figure_at(line: Line, start: int, end: int) -> Figure:
    """Give the figure that stands between two offsets of a line."""
    printed = line.text[start:end]
    start += len(printed) - len(printed.lstrip())
    printed = printed.strip()
    return Figure(printed, line.place, Span(line.place.line, start, start + len(printed)))


class Figures:
    """Reads the figures of rows; knows the units of a reference."""

    def __init__(self, reference: Reference) -> None:
        words = {text for unit in reference.units.values() for text in (unit.label_ja, *unit.variants) if text}
        units = "|".join(re.escape(narrow(word)) for word in sorted(words, key=lambda word: (-len(word), word)))
        self._units = reference.variants("units", "unit")
        self._last = re.compile(rf"(約)?\s*({NUMBER}|{_DASH})\s*({units})?\s*の?\s*(増|減)?\s*$")

    def unit_of(self, word: str) -> str:
        """Give the id of a printed unit, empty where it is not known."""
        return self._units.get(fold_label(word), "") if word else ""

    def split(self, line: Line, count: int, end: int | None = None) -> tuple[str, tuple[Figure, ...]] | None:
        """Give the label of a row and its last `count` figures before `end`; None where it does not end in so many.

        `交付申請書関係 約 1.5 万件` is 交付申請書関係 and 1.5 with the unit 万件; `地方スーパー7 社 40 店舗` with one
        figure is 地方スーパー7 社 and 40.
        """
        text = narrow(line.text)[:end]
        found: list[Figure] = []
        for _ in range(count):
            match = self._last.search(text)
            if match is None:
                return None
            figure = figure_at(line, match.start(2), match.end(2))
            found.insert(0, replace(figure, about=bool(match[1]), word=match[3] or "", direction=match[4] or ""))
            text = text[: match.start()]
        return line.text[: len(text)].strip(), tuple(found)
