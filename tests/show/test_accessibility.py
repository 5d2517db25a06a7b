"""Every kind of page by axe-core in Chromium: both languages, light and dark, phone and desk; and at twice the size."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / ".web" / "node_modules" / "axe-core" / "axe.min.js"
# Contrast inside drawings is what axe leaves to people: test_charts_in_browser.py measures it.
RUN = """async () => (await axe.run({resultTypes: ['violations']})).violations
    .map(found => [found.id, found.nodes.map(node => node.html.slice(0, 90))])"""
VIEWS = [(390, "light"), (1280, "dark"), (390, "dark"), (1280, "light")]


def kinds_of(site: Path) -> dict[str, list[Path]]:
    """Give a page of each kind: those of a folder are one kind, a page that stands alone is one of its own."""
    found: dict[str, list[Path]] = {}
    for path in sorted(site.rglob("index.html")):
        parts = path.relative_to(site).parts[:-1]
        if parts[:1] not in {("en",), ("data",)}:
            kind = "/".join(parts) if len(parts) < 2 else f"{parts[0]}/{'*/' * (len(parts) - 1)}"
            found.setdefault(kind, []).append(path)
    return found


def pages_to_try(site: Path) -> Iterator[tuple[Path, list[tuple[int, str]]]]:
    """Give pages of both languages with the views to try: a lighter one of each kind.

    Pages made from figures are seen on a phone and at a desk, in light and in dark; those that stand alone once in each
    language, in views that differ.
    """
    for number, (kind, paths) in enumerate(sorted(kinds_of(site).items())):
        page = sorted(paths, key=lambda path: (path.stat().st_size, path))[len(paths) // 3]
        for shift, language in ((0, ""), (2, "en")):
            first = number % 2 + shift
            yield site / language / page.relative_to(site), VIEWS[shift : shift + 2] if "*" in kind else [VIEWS[first]]
    yield site / "404.html", VIEWS[:1]


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.exists():
        pytest.fail("the page tests need axe-core: run `requirements/set-up-web`", pytrace=False)
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(params=VIEWS, ids=lambda view: f"{view[0]}-{view[1]}")
def view(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[Page, tuple[int, str]]]:
    width, scheme = request.param
    with browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme) as context:
        yield context.new_page(), (width, scheme)


def test_axe_finds_no_violation_on_any_kind_of_page(view: tuple[Page, tuple[int, str]], whole_site: Path, axe: str) -> None:
    page, seen = view
    found = {}
    for path, wanted in pages_to_try(whole_site):
        if seen in wanted:
            page.goto(path.as_uri())
            page.evaluate(axe)
            if violations := page.evaluate(RUN):
                found[str(path.relative_to(whole_site))] = violations
    assert found == {}


def test_axe_would_find_a_violation(browser: Browser, axe: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.set_content('<html lang="xx"><title>t</title><main><h1>h</h1><img src=""><p style="color:#999">faint</p></main>')
        page.evaluate(axe)
        assert (
            {"color-contrast", "html-has-lang", "html-lang-valid", "image-alt"}
            >= {rule for rule, _ in page.evaluate(RUN)}
            != set()
        )


def test_pages_can_be_read_at_twice_the_size(browser: Browser, whole_site: Path) -> None:
    # 200 % of 1280 pixels is a page of 640; letters alone at twice their size, as browsers allow it, must fit as well.
    with browser.new_context(viewport={"width": 640, "height": 480}, device_scale_factor=2) as context:
        page = context.new_page()
        for path, _ in pages_to_try(whole_site):
            page.goto(path.as_uri())
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
            page.evaluate("document.documentElement.style.setProperty('font-size', '250%', 'important')")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_every_control_can_be_reached_by_keyboard_and_shows_where_it_is(browser: Browser, whole_site: Path) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto((whole_site / "bodies/294241/index.html").as_uri())
        controls = "a[href], summary, input, button, svg[tabindex], .scroll"
        wanted = page.evaluate(f"[...document.querySelectorAll('{controls}')].filter(e => e.checkVisibility()).length")
        reached = 0
        for _ in range(wanted + 1):
            page.keyboard.press("Tab")
            reached += page.evaluate(
                "(() => { const e = document.activeElement, s = getComputedStyle(e);"
                " return e !== document.body && s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 })()"
            )
        assert reached == wanted
