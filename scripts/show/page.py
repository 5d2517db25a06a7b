"""A page on its way to MkDocs: a Markdown file whose parts are HTML that is already escaped."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup, escape

from scripts.writing import write_text

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


@dataclass(frozen=True, slots=True)
class Page:
    """A page: where it stands (`bodies/294241`, empty for the first page), its title and description, its Markdown.

    `twinned` tells whether it has a twin for programs; those read pages of thousands of bodies from the data instead.
    """

    place: str
    title: str
    description: str
    text: str
    twinned: bool = True

    @property
    def path(self) -> str:
        """The file of the page within its language."""
        return f"{self.place}/index.md" if self.place else "index.md"

    def markdown(self) -> str:
        """Give the file: title and description (escaped, for themes write them into HTML as they are), then the text."""
        head = {"title": str(escape(self.title)), "description": str(escape(self.description))}
        if not self.twinned:
            head["twin"] = "none"
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
        return "\n".join(["---", *lines, "---", "", self.text.strip("\n"), ""])


def write_page(pages: Path, page: Page) -> Path:
    """Write a page below `pages`, unless the very same is there; give its file."""
    path, text = pages / page.path, page.markdown()
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        write_text(path, text)
    return path


def as_markdown(text: object) -> Markup:
    """Give text for a line of Markdown: every sign that Markdown or HTML could take for its own becomes a reference.

    >>> as_markdown("*a* <b>")
    Markup('&#42;a&#42; &#60;b&#62;')
    """
    flat = " ".join(str(text).split())
    return Markup(_PUNCTUATION.sub(lambda sign: f"&#{ord(sign[0])};", flat))  # noqa: S704 - every sign is a reference


def root_of(place: str) -> str:
    """Give the way from a page back to the first page of its language: `../../` for `bodies/294241`."""
    return "../" * (place.count("/") + 1) if place else ""
