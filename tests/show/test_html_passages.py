"""HTML that Markdown does not read."""

import pytest
from markdown import Markdown  # type: ignore[import-untyped]

from scripts.show.html_passages import PassageError


def convert(text: str) -> str:
    return str(Markdown(extensions=["attr_list", "scripts.show.html_passages"]).convert(text))


def test_a_passage_passes_through_as_it_is() -> None:
    assert convert("# A {#a}\n\n<!--html-->\n<p>*b*\n\n## c &#42;</p>\n<!--/html-->\n\n## D") == (
        '<h1 id="a">A</h1>\n<p>*b*\n\n## c &#42;</p>\n<h2>D</h2>'
    )


@pytest.mark.parametrize("text", ["<!--html-->\n<p>", "x <!--html-->\n<p>\n<!--/html-->", "<!--/html-->"])
def test_a_passage_that_does_not_end_is_refused(text: str) -> None:
    with pytest.raises(PassageError, match="closed by <!--/html--> at the end of one"):
        convert(text)
