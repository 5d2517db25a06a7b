"""Compare: two sides by an address; the same figures on the pages that need no script; what cannot be compared is said."""

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from scripts.show.published import Published
from scripts.show.sides import pairs_of, sides_of
from tests.show.made_up import REPORT
from tests.show.serving import Host

LARGEST = 12_000
KANMAKI, FIRE = "294241-2023-statements:general:actual", "unnamed-fire-authority-2022-statements:consolidated:actual"


def cells(page: Page, within: str) -> list[list[str]]:
    """Give the texts of all rows of the tables in `within`."""
    rows = page.locator(f"{within} tbody tr")
    found: list[list[str]] = rows.evaluate_all("rows => rows.map(row => [...row.cells].map(it => it.textContent.trim()))")
    return found


@pytest.mark.parametrize("language", ["", "en/"])
def test_two_bodies_stand_side_by_side_by_a_link(page: Page, host: Host, whole_site: Path, language: str) -> None:
    page.goto(f"{host.address}{language}compare/index.html?a={KANMAKI}&b={FIRE}")
    page.locator(".compared table").first.wait_for()
    assets = next(row for row in cells(page, ".compared") if row[0] in ("資産合計", "Total assets"))
    assert assets[1:4] == ["28,258,451,000", "197,000,000", "△28,061,451,000"]
    assert page.locator(".compared table").count() == 4
    ways = page.locator(".compared td a").evaluate_all("links => links.map(it => it.href)")
    assert {way.removeprefix(host.address).split("#")[0] for way in ways} >= {
        f"{language}reports/294241-2023-statements/general_bs/index.html"
    }
    assert all((whole_site / way.removeprefix(host.address).split("#")[0]).is_file() for way in ways)
    text = page.locator(".notes").inner_text()
    assert "範囲が違います" in text or "The scopes differ" in text
    assert "2019" in text


def test_sides_are_chosen_by_name_and_the_address_follows(page: Page, host: Host) -> None:
    page.goto(f"{host.address}en/compare/index.html")
    page.locator("form.choose").wait_for()
    for letter, text in (("a", "jlis"), ("b", "かんまき")):
        page.locator(f"#{letter}-seek").fill(text)
    page.locator("#a-report").select_option("jlis-2019-settlement")
    page.locator("#a-side").select_option("entity:budget")
    page.locator("form.choose button").click()
    page.locator(".compared table").wait_for()
    assert page.url.endswith("?a=jlis-2019-settlement:entity:budget&b=294241-2023-statements:general:actual")
    notes = page.locator(".notes").inner_text()
    assert "different accounting forms" in notes
    assert "planned (budget)" in notes
    assert [row[0] for row in cells(page, ".compared")][:1] == ["Assets"]


def test_plan_and_outturn_are_the_same_with_and_without_a_script(page: Page, browser: Browser, host: Host) -> None:
    page.goto(f"{host.address}compare/index.html?a=jlis-2019-settlement:entity:budget&b=jlis-2019-settlement:entity:actual")
    page.locator(".compared table").first.wait_for()
    with browser.new_context(java_script_enabled=False) as context:
        plain = context.new_page()
        plain.goto(f"{host.address}compare/index.html")
        assert not plain.locator("form.choose").is_visible()
        plain.goto(f"{host.address}compare/jlis-2019-settlement-budget/index.html")
        assert cells(plain, "article") == cells(page, ".compared")
        assert len(cells(plain, "article")) > 50
        assert "計画（予算）" in plain.locator(".notes").inner_text()


@pytest.mark.parametrize("name", ["nope", "<script>alert(1)</script>", "../../../etc/passwd", "011002"])
def test_a_document_that_is_not_there_is_said(page: Page, host: Host, name: str) -> None:
    page.goto(f"{host.address}compare/index.html?a={name}&b=jlis")
    page.locator(".told:not(:empty)").wait_for()
    assert f"「{name}」という文書はありません" in page.locator(".told").inner_text()
    assert page.locator(".compared *").count() == 0


def test_the_page_works_from_a_folder_and_a_code_means_the_newest_document(page: Page, whole_site: Path) -> None:
    page.goto((whole_site / "compare" / "index.html").as_uri() + "?a=294241&b=jlis")
    page.locator(".compared table").wait_for()
    assert "2024" in page.locator(".told").inner_text()


def test_what_a_browser_loads_is_small(whole_site: Path) -> None:
    sizes = {path.name: len(gzip.compress(path.read_bytes(), mtime=0)) for path in (whole_site / "compare").glob("*.js")}
    assert len(sizes) > 5
    assert max(sizes.values()) <= LARGEST, sizes


def test_sides_and_pairs_follow_from_what_is_printed(published: Published, whole_site: Path) -> None:
    accounts = published.reference["accounts"]
    sides = sides_of(published.report(published.reports["123456"][0]), accounts)
    assert [side.name for side in sides] == [f"{REPORT}:general:actual", f"{REPORT}:whole:actual"]
    assert sides[1].statements == {"net_assets"}
    whole = Published(whole_site / "data")
    reports = [whole.report(about) for about in whole.reports["jlis"]]
    assert [(one.name, other.name) for one, other in pairs_of(reports, whole.reference["accounts"])] == [
        ("jlis-2020-budget:entity:revised", "jlis-2024-budget:entity:revised"),
        ("jlis-2016-settlement:entity:actual", "jlis-2019-settlement:entity:actual"),
        ("jlis-2019-settlement:entity:budget", "jlis-2019-settlement:entity:actual"),
    ]
