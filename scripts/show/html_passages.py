"""A Markdown extension: passages between `<!--html-->` and `<!--/html-->` lines are HTML already and pass through unread.

Without it Markdown parses every cell of every table to find that it is HTML, which takes most of the time of a site build.
"""

import re
from typing import Any

from markdown import Markdown  # type: ignore[import-untyped]
from markdown.extensions import Extension  # type: ignore[import-untyped]
from markdown.preprocessors import Preprocessor  # type: ignore[import-untyped]

OPEN, CLOSE = "<!--html-->", "<!--/html-->"
_PASSAGE = re.compile(rf"^{OPEN}\n(.*?)\n?{CLOSE}$", re.DOTALL | re.MULTILINE)
_BEFORE_ANY_HTML_IS_READ = 28


class PassageError(ValueError):
    """A passage that does not begin and end as it should."""


class HtmlPassages(Preprocessor):  # type: ignore[misc]
    """Takes the passages out of the text and leaves a mark that Markdown puts them back for at the end."""

    def run(self, lines: list[str]) -> list[str]:
        """Give the lines with every passage stashed away."""
        text = _PASSAGE.sub(lambda passage: f"\n\n{self.md.htmlStash.store(passage[1])}\n\n", "\n".join(lines))
        if OPEN in text or CLOSE in text:
            raise PassageError(f"expected every {OPEN} on a line of its own and closed by {CLOSE} at the end of one")
        return text.split("\n")


class HtmlPassagesExtension(Extension):  # type: ignore[misc]
    """Makes Markdown know HTML passages."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        """Register the preprocessor."""
        md.preprocessors.register(HtmlPassages(md), "html_passages", _BEFORE_ANY_HTML_IS_READ)


def makeExtension(**options: Any) -> HtmlPassagesExtension:  # noqa: N802, ANN401 - Markdown's name, and its way to call
    """Give the extension, as Markdown asks for it."""
    return HtmlPassagesExtension(**options)
