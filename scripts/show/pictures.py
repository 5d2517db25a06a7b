"""A picture on a page: a drawing with its words, and under it the table of its figures, each leading to its print."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from scripts.show.charts.drawing import Drawing
from scripts.show.rendering import Desk


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the table under a picture; `href` leads to where the figure was printed."""

    text: str
    href: str = ""


def picture(
    desk: Desk, key: str, drawing: Drawing, head: Sequence[Markup | str], rows: Sequence[Sequence[Cell]], **parts: object
) -> dict[str, object]:
    """Give a picture as the templates take it, with title and note from the words `<key>` and `<key>_note`."""
    say = desk.language.say
    word = str(parts.pop("word", key))
    title = say(word, **parts)
    stop = "、" if desk.language.code == "ja" else "; "
    told = stop.join(" ".join(cell.text for cell in row if cell.text) for row in rows)
    svg = desk.artist.draw(drawing, title, told, key)
    return {"title": title, "note": say(f"{word}_note", **parts), "svg": svg, "head": list(head), "rows": rows}
