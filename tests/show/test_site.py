"""The built site: of a small made-up report, and of everything in the repository."""

import gzip
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from scripts.show import build_site, show
from scripts.show.published import PublishedError
from scripts.show.site import SiteError
from tests.show.built import broken_links, read_site
from tests.show.conftest import DOCS
from tests.show.made_up import HOSTILE, REPORT

LIMIT = 40_000
TOOLS = {
    "find": ["lookup.js", "find.js"],
    "search": ["lookup.js", "search.js"],
    "explore": ["explore.js"],
    "compare": ["lookup.js", "compare.js"],
}


def test_every_link_leads_to_a_file_and_to_an_id_in_it(site: Path) -> None:
    assert broken_links(site) == []


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<a href="b.html">b</a><a href="#x">x</a><a href="./">here</a><a href="a.html">a</a>')
    assert broken_links(tmp_path) == ["a.html: b.html", "a.html: #x", "a.html: ./"]


def test_every_page_stands_in_both_languages_and_each_links_to_the_other(site: Path) -> None:
    pages = read_site(site)
    japanese = {path.relative_to(site) for path in pages if (site / "en") not in path.parents}
    english = {path.relative_to(site / "en") for path in pages if (site / "en") in path.parents}
    assert japanese == english
    for path, page in pages.items():
        language, other = ("en", "ja") if (site / "en") in path.parents else ("ja", "en")
        assert [given["lang"] for tag, given in page.tags if tag == "html"] == [language]
        if path.name == "404.html":  # in both languages at once
            continue
        switches = [given for tag, given in page.tags if tag == "a" and given.get("hreflang") == other]
        assert len(switches) == 1
        here = path.relative_to(site / "en" if language == "en" else site)
        assert (path.parent / switches[0]["href"]).resolve() == (site / "en" / here if other == "en" else site / here).resolve()


def test_no_page_has_a_script_of_its_own_or_an_id_twice_or_asks_another_host(site: Path) -> None:
    for path, page in read_site(site).items():
        # Scripts only add: to the pages made for them, and the figures under the pointer on charts.
        scripts = [name for name in TOOLS.get(path.parent.name, []) if f'{name}"' in path.read_text(encoding="utf-8")]
        scripts += ["anchor.js"] if any(given.get("class") == "lost" for _, given in page.tags) else []
        scripts += ["lost.js"] * 7 if path.name == "404.html" else []  # asked for at seven depths, found at one
        scripts += ["charts.js"] if any(tag == "svg" for tag, _ in page.tags) else []
        found = [given for tag, given in page.tags if tag == "script" and given.get("type") != "application/ld+json"]
        assert [given["src"].rpartition("/")[2] for given in found] == scripts, path
        assert [given for given in found if "defer" not in given] == [], path
        assert [name for tag, given in page.tags for name in given if name.startswith("on")] == [], path
        assert [key for key, number in Counter(page.ids).items() if number > 1] == [], path
        assert [address for address in page.loaded if ":" in address] == [], path
    for sheet in site.rglob("*.css"):
        assert not re.search(r"url\(['\"]?(?:https?:)?//", sheet.read_text(encoding="utf-8")), sheet


def test_no_markdown_is_left_over_in_a_page(site: Path) -> None:
    for path, page in read_site(site).items():
        shown = "".join(page.text).replace("{#e}", "")
        assert not re.search(r"^#+ |\{#[a-z]+\}|\{\{|<!-- show", shown, re.MULTILINE), path


def test_every_chart_is_inline_with_a_title_a_description_and_a_table(site: Path) -> None:
    drawn = 0
    for path, page in read_site(site).items():
        html = path.read_text(encoding="utf-8")
        for figure in re.findall(r'<figure class="drawn[^>]*>.*?</figure>', html, re.DOTALL):
            if "<svg" in figure:
                drawn += 1
                ids = re.search(r'role="img" aria-labelledby="(\S+) (\S+)"', figure)
                assert ids is not None
                assert set(ids.groups()) <= set(page.ids)
                assert re.search(r"<title id=.*?>.+?</title><desc id=.*?>.+?</desc>", figure)
                assert "<table" in figure
            else:
                assert 'class="missing"' in figure
    assert drawn >= 10


def test_no_page_weighs_more_than_it_may(site: Path) -> None:
    weights = {path: len(gzip.compress(path.read_bytes(), mtime=0)) for path in read_site(site)}
    assert max(weights.values()) <= LIMIT, max(weights, key=lambda path: weights[path])


def test_names_and_labels_from_outside_stay_text(small_site: Path) -> None:
    places = ("bodies/123456", f"reports/{REPORT}", f"reports/{REPORT}/general_note")
    for place in (*places, *(f"en/{place}" for place in places), "accounts/note", "quality"):
        html = (small_site / place / "index.html").read_text(encoding="utf-8")
        assert "&lt;script&gt;" in html.replace("&#60;", "&lt;").replace("&#62;", "&gt;")
        assert not re.search(r'<script(?! src="[./]*assets/(?:charts|anchor)\.js" defer>| type="application/ld\+json">)', html)
        assert "javascript:" not in re.findall(r'href="([^"]*)', html)
        assert "<em>a</em>" not in html
        assert 'href="d"' not in html
    title = read_site(small_site)[small_site / "bodies" / "123456" / "index.html"]
    assert HOSTILE in "".join(title.text)


def test_a_fact_has_an_address_of_its_own(small_site: Path) -> None:
    pages = read_site(small_site)
    table = pages[small_site / "reports" / REPORT / "general_bs" / "index.html"]
    assert {"land", "land:amount", "vessels"} <= set(table.ids)
    assert "#land" in table.links
    assert "derived:derived.whole:total_net_assets:amount" in pages[small_site / "reports" / REPORT / "index.html"].ids


def test_wide_tables_can_be_reached_and_scrolled_with_the_keyboard(site: Path) -> None:
    for path, page in read_site(site).items():
        for tag, given in page.tags:
            if tag == "div" and given.get("class", "").split(" ")[0] == "scroll":
                assert (given["tabindex"], given["role"], bool(given["aria-label"])) == ("0", "region", True), path
        html = path.read_text(encoding="utf-8")
        wide = len(re.findall(r'<table class="figures wide', html))
        assert len(re.findall(r'<div class="scroll[^"]*"[^>]*>\s*<table class="figures wide', html)) == wide


def test_the_same_data_give_the_same_pages_and_pages_of_nothing_go(data: Path, tmp_path: Path) -> None:
    pages = tmp_path / "build" / "pages"
    show(data, DOCS, pages)
    first = {path.relative_to(pages): path.read_bytes() for path in pages.rglob("*") if path.is_file()}
    left_over = pages / "ja" / "bodies" / "999999" / "index.md"
    left_over.parent.mkdir()
    left_over.write_text("# Gone\n", encoding="utf-8")
    show(data, DOCS, pages)
    assert {path.relative_to(pages): path.read_bytes() for path in pages.rglob("*") if path.is_file()} == first
    assert not left_over.parent.exists()


def test_what_stops_the_pages_of_one_language_is_told(tmp_path: Path) -> None:
    with pytest.raises(PublishedError, match="run `python -m scripts publish` first"):
        show(tmp_path / "nothing", DOCS, tmp_path / "pages")


def test_published_data_stay_and_pages_that_are_no_more_go(pages: Path, tmp_path: Path) -> None:
    site, copies = tmp_path / "site", tmp_path / "build" / "pages"
    shutil.copytree(pages, copies)
    data = site / "data" / "facts.csv"
    data.parent.mkdir(parents=True)
    data.write_text("fact_id\n", encoding="utf-8")
    for language in ("ja", "en"):
        (copies / language / "old").mkdir()
        (copies / language / "old" / "index.md").write_text("# Old\n", encoding="utf-8")
    build_site(copies, site)
    assert (site / "old" / "index.html").exists()
    assert (site / "en" / "old" / "index.html").exists()
    for language in ("ja", "en"):
        shutil.rmtree(copies / language / "old")
    build_site(copies, site)
    assert not (site / "old").exists()
    assert not (site / "en" / "old").exists()
    assert (site / "rules" / "index.html").exists()
    assert data.read_text(encoding="utf-8") == "fact_id\n"


def test_data_that_wait_come_into_the_site_with_their_pages(pages: Path, tmp_path: Path) -> None:
    site, copies, waiting = tmp_path / "site", tmp_path / "build" / "pages", tmp_path / "build" / "published"
    shutil.copytree(pages, copies)
    for folder, word in ((site, "old"), (waiting, "new")):
        (folder / "data").mkdir(parents=True)
        (folder / "data" / "facts.csv").write_text(word, encoding="utf-8")
    (site / "CNAME").write_text("kept", encoding="utf-8")
    build_site(copies, site, waiting)
    assert (site / "data" / "facts.csv").read_text(encoding="utf-8") == "new"
    assert (site / "CNAME").read_text(encoding="utf-8") == "kept"
    assert (waiting / "data" / "facts.csv").exists()


def test_a_broken_link_in_a_page_stops_the_build_and_leaves_the_site(pages: Path, tmp_path: Path) -> None:
    site, copies = tmp_path / "site", tmp_path / "build" / "pages"
    shutil.copytree(pages, copies)
    about = copies / "en" / "about" / "index.md"
    about.write_text(about.read_text(encoding="utf-8") + "\n[nowhere](../nowhere/index.md)\n", encoding="utf-8")
    with pytest.raises(SiteError, match=r"nowhere/index\.md"):
        build_site(copies, site)
    assert not site.exists()
