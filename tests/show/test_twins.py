"""The plain-Markdown twins of pages, and `llms.txt`."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest

from scripts.addresses import part_of, place_of
from scripts.show.page import Page
from scripts.show.twins import twin_of
from tests.show.built import read_site

LINK = re.compile(r"(?<!\\)\[((?:[^\]\\]|\\.)*)\]\(([^)\s]*)\)")

TABLE = (
    "<table><caption>Unit: yen</caption><thead><tr><th>Item</th><th>Amount</th></tr></thead><tbody>"
    '<tr class="d1" id="land"><th><a href="#land">Land</a></th><td id="land:amount">△1,000</td></tr>'
    '<tr class="told"><td colspan="2">more</td></tr></tbody></table>'
)


def twin(text: str) -> str:
    return twin_of(Page("any", "Any", "Any page.", text), "Any page.")


def passage(html: str) -> str:
    return f"# A &#42;b&#42; {{#top}}\n\n<!--html-->\n{html}\n<!--/html-->\n"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>One <a href='x'>two</a></p>".replace("'", '"'), "One [two](x)"),
        ('<p><a href="#land">Land</a></p>', "[Land](index.html#land)"),
        ("<ul>\n<li>a</li>\n<li>b &amp; <strong>c</strong></li>\n</ul>", "- a\n- b & **c**"),
        ('<dl><div id="x"><dt>Term</dt><dd>What it <code>is</code></dd></div></dl>', "- **[Term](index.html#x)**: What it `is`"),
        ("<p>&lt;b&gt; [c](d) *e* | f</p>", "&lt;b> \\[c\\](d) \\*e\\* \\| f"),
        ('<figure><svg><text>drawn</text></svg><p class="lost" hidden>no</p></figure>', ""),
        (
            TABLE,
            "Unit: yen\n\n| Item | Amount |\n| --- | --- |\n| · [Land](index.html#land) | [△1,000](index.html#land:amount) |",
        ),
    ],
)
def test_html_is_told_in_markdown(html: str, markdown: str) -> None:
    assert twin(passage(html)) == f"# A \\*b\\*\n\nAny page.\n\n{markdown}".rstrip() + "\n"


def test_hand_written_markdown_stays_and_its_links_lead_to_pages() -> None:
    assert twin("# A {#top}\n\n[b](../b/index.md#c) **d**\n\n## E {#e}\n") == (
        "# A\n\nAny page.\n\n[b](../b/index.html#c) **d**\n\n## E\n"
    )


def test_every_page_has_a_twin_that_it_links_to_and_links_of_twins_lead_somewhere(site: Path) -> None:
    pages = read_site(site)
    for path, page in pages.items():
        if path.name == "404.html":
            continue
        beside = path.with_name(path.name + ".md")
        assert [given["href"] for tag, given in page.tags if given.get("type") == "text/markdown"] == [beside.name]
        for _, address in LINK.findall(beside.read_text(encoding="utf-8")):
            file, anchor = urldefrag(address)
            if "://" in address or "](" in address:
                continue
            target = (path.parent / unquote(file.partition("?")[0])).resolve()
            assert target.is_file(), (beside, address)
            assert not anchor or target not in pages or anchor in pages[target].ids, (beside, address)


def published_facts(data: Path) -> Iterator[dict[str, str]]:
    for path in sorted(data.glob("*/facts.csv")):
        if (path.parent / "tables.csv").exists():
            with path.open(encoding="utf-8", newline="") as file:
                yield from csv.DictReader(file)


def test_the_figures_of_twins_are_those_of_the_facts_with_their_units_and_addresses(site: Path) -> None:
    for language in ("", "en"):
        told: dict[Path, dict[str, str]] = {}
        number = 0
        for fact in published_facts(site / "data"):
            report, table, row, column = fact["fact_id"].split(":")
            path = site / language / place_of(report, table, part_of(row)) / "index.html.md"
            if path not in told:
                links = LINK.findall(path.read_text(encoding="utf-8"))
                told[path] = {target: text.replace("\\", "") for text, target in links}
            figure = f"index.html#{row}:{column}"
            assert told[path].get(figure, "").startswith(fact["printed"]), fact["fact_id"]
            number += 1
        assert number > 10


def test_llms_txt_leads_to_every_body_and_report(whole_site: Path) -> None:
    for language in ("", "en"):
        folder = whole_site / language
        text = (folder / "llms.txt").read_text(encoding="utf-8")
        targets = [target for _, target in LINK.findall(text)]
        assert [target for target in targets if not (folder / target).resolve().is_file()] == []
        for kind in ("bodies", "reports"):
            found = {path.parent.name for path in (folder / kind).glob("*/index.html.md")}
            assert found == {Path(target).parent.name for target in targets if target.startswith(f"{kind}/")}
        assert text.startswith("# ")
        assert "&lt;" not in text
