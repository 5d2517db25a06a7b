"""Charts in Chromium: figures by keyboard, one's own town on the picture of all, letters that can be read on every tone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.show.conftest import DOCS

TONES = ("paper", "assets", "liabilities", "net", "gap", "sheet", "mark")


def test_the_keyboard_tells_each_mark_and_its_row(browser: Browser, whole_site: Path) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((whole_site / "bodies/294241/index.html").as_uri())
        figure = page.locator("figure.costs")
        figure.locator("summary").click()
        figure.locator("svg").focus()
        for _ in range(2):
            page.keyboard.press("ArrowDown")
        assert figure.locator(".tip").inner_text() == "物件費等: 2,341,908 千円"
        assert figure.locator("tr.on th").inner_text() == "物件費等"
        page.keyboard.press("Escape")
        assert figure.locator(".tip").inner_text() == ""


def test_without_a_script_a_mark_has_its_figure_as_title(browser: Browser, whole_site: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((whole_site / "en/bodies/294241/index.html").as_uri())
        titles = page.locator("figure.costs .mark title").all_text_contents()
        assert titles[:2] == [
            "Personnel costs: 1,744,280 thousand yen",
            "Supplies, services and similar costs: 2,341,908 thousand yen",
        ]


def test_an_address_with_a_municipality_marks_it_among_all(browser: Browser, whole_site: Path) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((whole_site / "find/nara/index.html").as_uri())
        own = page.locator("figure.grant_distribution .own text")
        assert own.count() == 0
        page.goto((whole_site / "find/nara/index.html").as_uri() + "#294241")
        assert own.text_content() == "上牧町 13,488,000"


def light(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def themes() -> list[dict[str, str]]:
    """Give the colours of the light page, of the dark one and of paper, each upon those before it."""
    sheet = (DOCS / "assets" / "print-to-page.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\}", sheet, re.DOTALL)
    found = [dict(re.findall(r"--opa-([a-z]+): (#[0-9a-f]{3,6});", block)) for block in blocks]
    whole = [{**found[0], **colours} for colours in found]
    return [{name: c if len(c) == 7 else "#" + "".join(2 * s for s in c[1:]) for name, c in one.items()} for one in whole]


@pytest.mark.parametrize("number", range(3), ids=["light", "dark", "paper"])
def test_letters_can_be_read_on_every_tone_of_a_chart(number: int) -> None:
    colours = themes()[number]
    for tone in TONES:
        ink, ground = sorted((light(colours["ink"]), light(colours[tone])), reverse=True)
        assert (ink + 0.05) / (ground + 0.05) >= 4.5, tone
    # Bars stand out from the page without a word as well.
    for tone in ("more", "less", "level"):
        bar, ground = sorted((light(colours[tone]), light(colours["paper"])), reverse=True)
        assert (bar + 0.05) / (ground + 0.05) >= 2.8, tone
