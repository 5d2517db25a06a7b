"""What a reader gets first: light, whole without scripts, from a folder or below a sub-path, from this host alone, on A4."""

import re
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser

from tests.show.serving import serve

BODIES = ("bodies/294241/index.html", "en/bodies/jlis/index.html", "en/bodies/294241/reading/index.html")
LIGHT = 100_000
A4 = (595, 842)
SHIFT = """
    window.shift = 0;
    new PerformanceObserver(list => { for (const entry of list.getEntries()) window.shift += entry.value; })
        .observe({type: 'layout-shift', buffered: true});
"""


@pytest.mark.parametrize("page", BODIES)
def test_the_first_view_is_light_and_still_and_comes_from_this_host(page: str, browser: Browser, whole_site: Path) -> None:
    others: list[str] = []
    told: list[str] = []
    with serve(whole_site) as host, browser.new_context(viewport={"width": 390, "height": 844}) as context:
        tab = context.new_page()
        tab.add_init_script(SHIFT)
        tab.on("request", lambda request: None if request.url.startswith(host.address) else others.append(request.url))
        # Also what the content security policy of the host refused.
        tab.on("console", lambda message: told.append(message.text))
        tab.goto(host.address + page, wait_until="networkidle")
        assert tab.locator("svg.chart text, .told-with-figures").count() > 5
        assert (others, told) == ([], [])
        assert sum(size for _, size in host.asked) <= LIGHT, host.asked
        assert tab.evaluate("window.shift") < 0.01


@pytest.mark.parametrize("page", BODIES)
def test_a_page_in_a_folder_is_whole_without_scripts(page: str, browser: Browser, whole_site: Path) -> None:
    with browser.new_context(java_script_enabled=False, offline=True) as context:
        tab = context.new_page()
        tab.goto((whole_site / page).as_uri())
        assert tab.locator("h1").inner_text()
        assert tab.locator("a.figure").count() > 5
        chart = tab.locator("svg.chart").first
        if chart.count():
            assert chart.bounding_box()["width"] > 200  # type: ignore[index]
            tab.locator("figure.drawn summary").first.click()
            assert tab.locator("figure.drawn table").first.is_visible()


def test_the_language_switch_stays_on_the_page_also_below_a_sub_path(browser: Browser, whole_site: Path) -> None:
    with serve(whole_site) as host, browser.new_context() as context:
        tab = context.new_page()
        tab.goto(host.address + "bodies/294241/index.html")
        assert tab.locator("html").get_attribute("lang") == "ja"
        tab.locator(".head-language").click()
        assert tab.url == host.address + "en/bodies/294241/index.html"
        assert tab.locator("html").get_attribute("lang") == "en"
        assert tab.locator("h1").inner_text() == "Kanmaki Town"
        tab.locator(".head-language").click()
        assert tab.url == host.address + "bodies/294241/index.html"


def test_a_page_on_paper_is_a4_and_tells_everything_but_its_navigation(browser: Browser, whole_site: Path) -> None:
    with browser.new_context() as context:
        tab = context.new_page()
        tab.goto((whole_site / "en/bodies/294241/index.html").as_uri())
        document = pypdfium2.PdfDocument(tab.pdf(prefer_css_page_size=True))
        try:
            assert {tuple(round(side) for side in sheet.get_size()) for sheet in document} == {A4}
            text = re.sub(r"\s+", " ", "".join(sheet.get_textpage().get_text_bounded() for sheet in document))
        finally:
            document.close()
    assert "On 31 March 2024 the assets of Kanmaki Town" in text
    for kept in ("In pictures", "Net assets ratio", "What the checks say", "What is missing"):
        assert kept in text
    assert "Save the chart" not in text
    assert "Table of contents" not in text
