"""Pages in Chromium: on narrow screens, in the dark, without scripts, on paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

PAGES = (
    *("index.html", "bodies/294241/index.html", "reports/294241-2023-statements/index.html", "quality/index.html"),
    *("reports/unnamed-fire-authority-2022-statements/index.html", "dictionary/index.html", "accounts/balance_sheet/index.html"),
    *(
        "bodies/jlis/index.html",
        "reports/jlis-2019-settlement/index.html",
        "reports/jlis-2020-budget/municipal_grants/2/index.html",
    ),
    "reports/294241-2023-statements/general_bs/index.html#business_land",
    "reports/294241-2023-statements/general_nw/index.html#closing_net_assets",
    "reports/jlis-2019-settlement/settled_balance_sheet_by_segment/index.html#jlis_cash_and_deposits",
    "reports/jlis-2019-settlement/settled_balance_sheet/index.html#jlis_cash_and_deposits:amount",
    *("find/index.html", "find/hokkaido/index.html", "find/nara/index.html", "scale/index.html", "rules/BS1/index.html"),
    *("indicators/depreciation_ratio/index.html", "rules/index.html", "reading/index.html", "downloads/index.html"),
)
# Boxes that stick out of the screen, other than inside a region that scrolls.
STICKING_OUT = """() => [...document.querySelectorAll('body *')].filter(e =>
    e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll, pre, .away')).map(e => e.outerHTML.slice(0, 80))"""
# Text whose contrast with what it stands on is below 4.5 (3 for large letters).
FAINT = """() => {
    const parts = c => (c.match(/[0-9.]+/g) || []).map(Number);
    const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
    const ground = e => { for (; e; e = e.parentElement) { const c = parts(getComputedStyle(e).backgroundColor);
        if (c.length === 3 || c[3] === 1) return c; } return [255, 255, 255]; };
    const found = [];
    for (const e of document.querySelectorAll('body *')) {
        const written = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
        if (!written || !e.checkVisibility() || e.closest('svg, .away')) continue;
        const style = getComputedStyle(e), a = light(parts(style.color)), b = light(ground(e));
        const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05), size = parseFloat(style.fontSize);
        if (ratio < (size >= 24 || size >= 18.66 && style.fontWeight >= 700 ? 3 : 4.5)) found.push(e.outerHTML.slice(0, 80));
    }
    return found;
}"""


@pytest.fixture(params=[(320, "light"), (360, "dark"), (1280, "light")], ids=lambda p: f"{p[0]}-{p[1]}")
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=True, service_workers="block"
    )
    yield context.new_page()
    context.close()


def test_pages_fit_the_screen_and_ask_no_other_host(page: Page, whole_site: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for language in ("", "en/"):
        for name in PAGES:
            page.goto((whole_site / language).as_uri() + f"/{name}")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, page.evaluate(STICKING_OUT))
            assert page.evaluate(STICKING_OUT) == [], name
            assert page.evaluate(FAINT) == [], name
    assert [url for url in asked if not url.startswith(whole_site.as_uri())] == []


def test_controls_are_large_enough_to_touch(browser: Browser, whole_site: Path) -> None:
    with browser.new_context(viewport={"width": 390, "height": 900}) as context:
        page = context.new_page()
        page.goto((whole_site / "bodies/294241/index.html").as_uri())
        boxes = [link.bounding_box() for link in page.locator(".head a, summary, .fold").all() if link.is_visible()]
        assert len(boxes) > 10
        assert [box for box in boxes if box is None or box["height"] < 40 or box["width"] < 40] == []


def test_a_permalink_marks_its_line_and_tells_of_it_without_a_script(browser: Browser, whole_site: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        table = whole_site / "reports/294241-2023-statements/general_bs/index.html"
        page.goto(table.as_uri())
        line, told = page.locator("#total_assets"), page.locator("#total_assets + .told")
        ground = "e => getComputedStyle(e).backgroundColor"
        before = line.locator("td").first.evaluate(ground)
        assert not told.is_visible()
        for mark in ("total_assets", "total_assets:amount"):
            page.goto(table.as_uri() + f"#{mark}")
            assert line.locator("td").first.evaluate(ground) != before
            assert line.is_visible()
            assert told.is_visible()
        line.get_by_role("link").click()
        assert page.url.endswith("#total_assets")
        text = told.inner_text()
        for said in (
            "28,258,451,000 円",
            "340行目",
            "BS0",
            "BS1",
            "一致",
            "294241-2023-statements:general_bs:total_assets:amount",
        ):
            assert said in text


def test_lines_fold_under_their_headings_without_a_script(browser: Browser, whole_site: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((whole_site / "reports/294241-2023-statements/general_bs/index.html").as_uri())
        land, total = page.locator("#business_land"), page.locator("#total_assets")
        page.locator("#fixed_assets summary").click()
        assert not land.is_visible()
        assert total.is_visible()
        page.goto(page.url + "#business_land")
        assert land.is_visible()
        page.emulate_media(media="print")
        assert page.locator("#business_buildings").is_visible()


def test_lines_printed_as_nil_fold_without_a_script(browser: Browser, whole_site: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((whole_site / "reports/294241-2023-statements/general_bs/index.html").as_uri())
        vessels = page.locator("#business_vessels")
        assert vessels.is_visible()
        page.locator(".fold input").first.check()
        assert not vessels.is_visible()


def test_a_page_prints_on_paper(browser: Browser, whole_site: Path) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((whole_site / "bodies/294241/index.html").as_uri())
        page.emulate_media(media="print")
        assert not page.locator(".head").is_visible()
        assert not page.locator(".foot").is_visible()
        assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
