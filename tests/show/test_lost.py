"""Addresses that lead nowhere: a page that says so at any depth, under any path; a line that is not on its page."""

import http.server
import threading
from collections.abc import Iterator
from functools import partial
from http import HTTPStatus
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

UNDER = "/some/where/"
GRANTS = "reports/jlis-2020-budget/municipal_grants/"


class StaticHost(http.server.SimpleHTTPRequestHandler):
    """A static host with the site under a path, which answers with the site's own page where there is nothing."""

    def translate_path(self, path: str) -> str:
        """Give the file of an address."""
        inside = path.removeprefix(UNDER) if path.startswith(UNDER) else "no-such-folder/x"
        return super().translate_path("/" + inside)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the page for missing addresses."""
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        content = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def host(whole_site: Path) -> Iterator[str]:
    """The address of the site on a host of this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(StaticHost, directory=str(whole_site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{UNDER}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        yield context.new_page()


@pytest.mark.parametrize(
    ("missing", "nearest"),
    [
        ("nothing", ""),
        ("reports/jlis-2016-settlement/nothing/", "reports/jlis-2016-settlement/"),
        (
            "en/reports/jlis-2016-settlement/settled_balance_sheet/9/deeper/",
            "en/reports/jlis-2016-settlement/settled_balance_sheet/",
        ),
        ("data/nothing.csv", ""),
    ],
)
def test_a_missing_page_says_so_in_both_languages_and_leads_on(page: Page, host: str, missing: str, nearest: str) -> None:
    answer = page.goto(host + missing, wait_until="networkidle")
    assert answer is not None
    assert answer.status == HTTPStatus.NOT_FOUND
    text = page.inner_text("main")
    assert "ページが見つかりません" in text
    assert "No such page" in text
    assert missing in text
    ways = [str(link.get_attribute("href")) for link in page.locator("#ways a[data-to]").all()]
    assert len(ways) == 10
    for way in [*ways, *([host + nearest + "index.html"] if nearest else [])]:
        assert page.request.get(way).ok, way
    assert page.locator("#nearest").is_visible() == bool(nearest)
    if nearest:
        assert page.locator("#nearest a").get_attribute("href") == f"{host}{nearest}index.html"


def test_a_missing_page_leads_up_without_a_script(browser: Browser, host: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(host + "reports/jlis-2016-settlement/nothing/")
        page.get_by_role("link", name="../", exact=True).click()
        assert page.url == host + "reports/jlis-2016-settlement/"
        assert page.locator("#cite").is_visible()


def test_a_line_that_is_not_there_is_told_and_one_that_is_there_is_not(page: Page, host: str) -> None:
    table = host + "reports/294241-2023-statements/general_bs/"
    told = page.locator(".lost")
    page.goto(table + "#no_such_line")
    assert told.is_visible()
    page.goto(table + "#total_assets:no_such_column")
    assert told.is_visible()
    page.goto(table + "#total_assets")
    assert not told.is_visible()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "reports/294241-2023-statements/#general_bs:total_assets",
            "reports/294241-2023-statements/general_bs/index.html#total_assets",
        ),
        (f"{GRANTS}#jlis_municipal_grant-1200", f"{GRANTS}3/index.html#jlis_municipal_grant-1200"),
        (f"{GRANTS}4/#jlis_municipal_grant-2:revised.grant", f"{GRANTS}index.html#jlis_municipal_grant-2:revised.grant"),
        (
            "en/reports/jlis-2020-budget/#municipal_grants:jlis_municipal_grant-501",
            f"en/{GRANTS}2/index.html#jlis_municipal_grant-501",
        ),
    ],
)
def test_an_address_of_another_page_of_the_report_leads_on(page: Page, host: str, old: str, new: str) -> None:
    page.goto(host + old)
    page.wait_for_url(host + new)
    assert not page.locator(".lost").is_visible()
    assert page.locator("tr.told:visible").count() == 1
