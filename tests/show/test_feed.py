"""The Atom feed: what came, what was mended, what was restated, dated by the data alone."""

import uuid
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from scripts.show.charts import new_artist
from scripts.show.feed import feed_text
from scripts.show.language import load_languages
from scripts.show.published import Published
from scripts.show.rendering import Desk
from scripts.show.report import Fact, Report
from tests.show.conftest import DOCS
from tests.show.made_up import HOSTILE, REPORT

ATOM = "{http://www.w3.org/2005/Atom}"
LABEL = "資産\n</content><script>alert(1)</script>\u2028| `b`\x0b]]> &lt; <entry>"


def feed(pages: Path, language: str) -> ET.Element:
    return ET.fromstring((pages / language / "feed.xml").read_bytes())  # noqa: S314  our own file


def texts(node: ET.Element, name: str) -> list[str]:
    return [found.text or "" for found in node.iter(f"{ATOM}{name}")]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_feed_is_valid_atom(language: str, pages: Path) -> None:
    root = feed(pages, language)
    assert root.tag == f"{ATOM}feed"
    for node in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len([child for child in node if child.tag == f"{ATOM}{name}"]) == 1, name
    ids = texts(root, "id")
    assert len(set(ids)) == len(ids)
    assert all(uuid.UUID(found.removeprefix("urn:uuid:")).version == 5 for found in ids)
    assert [datetime.fromisoformat(found).tzname() for found in texts(root, "updated")] == ["UTC"] * 4
    assert root.find(f"{ATOM}author/{ATOM}name") is not None


def test_corrections_come_first_with_reason_and_figures(pages: Path) -> None:
    entries = feed(pages, "en").findall(f"{ATOM}entry")
    kinds = [(entry.find(f"{ATOM}category").get("term"), entry.findtext(f"{ATOM}updated")) for entry in entries]  # type: ignore[union-attr]
    assert kinds == [("mended", "2026-02-28T00:00:00Z"), ("new", "2026-01-31T00:00:00Z"), ("restated", "2026-01-31T00:00:00Z")]
    told = entries[0].findtext(f"{ATOM}content") or ""
    assert f"[{REPORT}:general_bs:total_assets:amount]: 1,001 → 1,000" in told
    assert HOSTILE in told
    assert (entries[0].findtext(f"{ATOM}title") or "").endswith("(figures: 1; we erred)")


def test_a_restatement_names_the_year_and_the_earlier_report(pages: Path) -> None:
    entry = feed(pages, "en").findall(f"{ATOM}entry")[2]
    assert "fiscal 2022 (Reiwa 4), 123456-2022-statements): 1 → 2 yen" in (entry.findtext(f"{ATOM}content") or "")


def test_a_hostile_label_is_one_line_of_text_in_an_entry(published: Published, report: Report, tmp_path: Path) -> None:
    def renamed(fact: Fact) -> Fact:
        return replace(fact, label=LABEL)

    tables = tuple((table, tuple(renamed(fact) for fact in facts)) for table, facts in report.tables)
    desk = Desk(published, load_languages(DOCS)["ja"], new_artist(tmp_path))
    text = feed_text(desk, [replace(report, tables=tables)])
    assert "<script" not in text
    root = ET.fromstring(text)  # noqa: S314  our own text
    allowed = {"feed", "entry", "title", "subtitle", "id", "updated", "author", "name", "link", "category", "content"}
    assert {node.tag.removeprefix(ATOM) for node in root.iter()} == allowed
    contents = [node for node in root.iter(f"{ATOM}content") if (node.text or "").startswith("資産")]
    assert len(contents) == 2
    for node in contents:
        line = (node.text or "").splitlines()[0]
        assert node.get("type") == "text"
        assert line.startswith("資産 </content><script>alert(1)</script> | `b` ]]> &lt; <entry> [")


def test_the_site_holds_a_feed_in_each_language_and_its_pages_name_it(small_site: Path) -> None:
    for folder, up in ((small_site, "../../"), (small_site / "en", "../../")):
        assert (folder / "feed.xml").is_file()
        page = (folder / "reports" / REPORT / "index.html").read_text(encoding="utf-8")
        assert f'<link rel="alternate" type="application/atom+xml" href="{up}feed.xml">' in page


def test_the_changelog_page_lists_corrections_with_their_lines(small_site: Path) -> None:
    page = (small_site / "en" / "changelog" / "index.html").read_text(encoding="utf-8")
    assert f'href="../reports/{REPORT}/general_bs/index.html#total_assets"' in page
    assert '<td class="num">1,001</td><td class="num">1,000</td><td>we erred: ' in page
    assert "<script>alert" not in page
