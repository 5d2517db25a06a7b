"""Hostile words stay words: on every page in a browser under the site's own policy, and in every file."""

import base64
import csv
import hashlib
import io
import json
import re
import shutil
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Dialog, Page, sync_playwright

from scripts.characters import is_formula
from scripts.verbs.publish import publish_all
from tests.hostile.words import REPORT, WORDS, build_hostile_site

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OVERRIDES = Path(__file__).resolve().parents[2] / "docs" / "overrides"
# Tells every breach of the policy to the test, before anything of the page runs.
LISTEN = (
    "document.addEventListener('securitypolicyviolation', e => console.error('BREACH ' + e.violatedDirective + e.blockedURI))"
)
STRANGE = """() => [...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => /^on/i.test(a.name) ||
    /^(javascript|data|vbscript):/i.test(a.value.trim()) && /^(href|src|action|formaction|xlink:href)$/i.test(a.name)) ||
    e.matches('iframe, object, embed, base, article script:not([src]):not([type="application/ld+json"])'))
    .map(e => e.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_hostile_site(tmp_path_factory.mktemp("敵意 words"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.fail("the page tests need Chromium: run `make browser`", pytrace=False)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def whole_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of everything in the repository."""
    target = tmp_path_factory.mktemp("whole") / "data"
    assert publish_all(target) == 0
    return target


def visit(page: Page, path: Path) -> list[str]:
    """Open a page and give what must not happen: breaches of the policy, dialogs, requests to others, strange elements."""
    told: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        told.append(f"dialog {dialog.message}")
        dialog.dismiss()

    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", dismiss)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    told += [text for text in said if "BREACH" in text] + [url for url in asked if not url.startswith(("file:", "data:"))]
    told += page.evaluate(STRANGE)
    told += ["ran"] if page.evaluate("typeof pwned !== 'undefined'") else []
    return told


def test_no_page_runs_or_loads_what_a_document_says(browser: Browser, site: Path) -> None:
    context = browser.new_context()
    context.add_init_script(LISTEN)
    pages = [
        path
        for path in sorted(site.rglob("*.html"))
        if "jlis" in str(path) or path.parent.name in ("reports", "bodies", "quality")
    ]
    assert len(pages) > 6
    for path in [*pages, site / "index.html", site / "404.html", site / "find" / "index.html"]:
        page = context.new_page()
        assert visit(page, path) == [], path
        page.close()
    context.close()


def test_the_policy_stops_what_would_have_slipped_through(browser: Browser, site: Path) -> None:
    slipped = site / "slipped.html"
    text = (site / "index.html").read_text(encoding="utf-8")
    slipped.write_text(
        text.replace("</article>", "<script>pwned=1</script><img src=x onerror=pwned=1></article>"), encoding="utf-8"
    )
    context = browser.new_context()
    context.add_init_script(LISTEN)
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(slipped.as_uri())
    assert page.evaluate("typeof pwned") == "undefined"
    assert any("BREACH script-src" in text for text in told)
    context.close()
    slipped.unlink()


def test_every_page_declares_the_policy(site: Path) -> None:
    policies = set()
    for path in site.rglob("*.html"):
        found = re.findall(r'<meta http-equiv="content-security-policy" content="([^"]+)">', path.read_text(encoding="utf-8"))
        assert len(found) == 1, path
        assert re.findall(r"<[a-z][^<>]*\sstyle=[^<>]*>", path.read_text(encoding="utf-8")) == [], path
        policies.add(re.sub(r" 'sha256-[^']+'", "", found[0]))
    assert len(policies) == 1
    policy = policies.pop()
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy
    assert "*" not in policy


def test_the_style_of_the_page_for_missing_pages_is_the_one_that_the_policy_names() -> None:
    text = (OVERRIDES / "404.html").read_text(encoding="utf-8")
    for style in re.findall(r"<style>(.*?)</style>", text, re.DOTALL):
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in text, "write this hash into the policy of docs/overrides/404.html"


def test_words_are_on_the_page_as_printed(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto(next(iter(sorted((site / "reports" / REPORT).rglob("index.html")))).as_uri())
    assert "<script>pwned=1</script>" in page.inner_text("body")
    assert "{{ 7*7 }}" in page.inner_text("body")
    page.close()


def test_csv_holds_the_words_as_they_are(site: Path) -> None:
    text = (site / "data" / REPORT / "facts.csv").read_text(encoding="utf-8")
    labels = {row["label"] for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert labels <= set(WORDS)
    assert len(labels) > 15


def test_a_workbook_holds_no_formula_and_no_link(site: Path) -> None:
    path = site / "data" / REPORT / f"{REPORT}.xlsx"
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)
    assert any(cell.value == WORDS[6] for cell in cells)
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        assert not any("<f>" in archive.read(name).decode("utf-8", "replace") for name in names)
        assert not [name for name in names if "external" in name.lower() or "vba" in name.lower()]


def test_every_other_file_is_well_formed(site: Path) -> None:
    for path in [*site.rglob("*.json"), *site.rglob("*.jsonld")]:
        json.loads(path.read_text(encoding="utf-8"))
    for ending in ("svg", "xbrl", "xsd", "xml", "atom"):
        for path in site.rglob(f"*.{ending}"):
            ET.parse(path)  # noqa: S314 - our own file
    for path in site.rglob("*.html"):
        for node in re.findall(
            r'<script type="application/ld\+json">(.*?)</script>', path.read_text(encoding="utf-8"), re.DOTALL
        ):
            json.loads(node)


def test_no_file_is_called_by_a_word_of_the_document(site: Path) -> None:
    home = site.parent
    strange = [path for path in home.rglob("*") if not re.fullmatch(r"[A-Za-z0-9_.=%-]+", path.name)]
    assert strange == []
    assert not (home.parent / "etc").exists()


def test_the_search_of_every_page_works_under_the_policy(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    page.fill("form.head-search input[name]", "<b>資産</b>")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/index.html?*")
    assert page.evaluate("document.querySelectorAll('article b').length") == 0
    page.close()


def test_no_published_table_of_the_repository_holds_what_a_spreadsheet_would_calculate(whole_data: Path) -> None:
    odd = [
        f"{path.relative_to(whole_data)}: {cell}"
        for path in sorted(whole_data.rglob("*.csv"))
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
        for cell in row
        if is_formula(cell)
    ]
    assert odd == []
