"""A picture on a page: a drawing with its words, and under it the table of its figures, each leading to its print."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from scripts.show.charts.drawing import Drawing
from scripts.show.rendering import Desk
from scripts.show.report import Fact
from scripts.show.takeaways import Origin, Record


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the table under a picture: `href` leads to where the figure was printed, `bare` is its number for a file."""

    text: str
    href: str = ""
    bare: str = ""
    fact: Fact | None = None


def picture(
    desk: Desk, key: str, drawing: Drawing, head: Sequence[Markup | str], rows: Sequence[Sequence[Cell]], **parts: object
) -> dict[str, object]:
    """Give a picture as the templates take it, with title and note from the words `<key>` and `<key>_note`.

    `parts` fill the words in, except `word`, which takes the place of the key, and `origin`, without which the picture
    cannot be taken away as a file.
    """
    say = desk.language.say
    origin = parts.pop("origin", None)
    word = str(parts.pop("word", key))
    title = say(word, **parts)
    stop = "、" if desk.language.code == "ja" else "; "
    told = stop.join(" ".join(cell.text for cell in row if cell.text) for row in rows)
    svg = desk.artist.draw(drawing, title, told, key)
    files = {}
    if isinstance(origin, Origin):
        records = [
            Record(tuple(cell.bare or cell.text for cell in row), next((cell.fact for cell in row if cell.fact), None))
            for row in rows
        ]
        files = desk.take_away(key, title, svg, origin, (origin.head or head, records))
    return {
        "key": key,
        "title": title,
        "note": say(f"{word}_note", **parts),
        "svg": svg,
        "head": head,
        "rows": rows,
        "files": files,
    }
