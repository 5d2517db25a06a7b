"""What the tests of `show` look at: a small made-up site, and the site of everything in the repository."""

import fcntl
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from scripts.show import build_site, show
from scripts.show.published import Published
from scripts.show.report import Report
from scripts.verbs.publish import publish_all
from tests.show.made_up import write_published
from tests.show.serving import Host, serve

DOCS = Path(__file__).resolve().parents[2] / "docs"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_published(tmp_path_factory.mktemp("made-up") / "site" / "data")


@pytest.fixture(scope="session")
def published(data: Path) -> Published:
    return Published(data)


@pytest.fixture(scope="session")
def report(published: Published) -> Report:
    return published.report(published.reports["123456"][0])


def build(data: Path) -> Path:
    site = data.parent
    pages = site.parent / "build" / "pages"
    show(data, DOCS, pages)
    build_site(pages, site)
    return site


@pytest.fixture(scope="session")
def pages(small_site: Path) -> Path:
    return small_site.parent / "build" / "pages"


@pytest.fixture(scope="session")
def small_site(data: Path) -> Path:
    return build(data)


@pytest.fixture(scope="session")
def whole_site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The site of all transcripts, built once for all workers of a run."""
    base = tmp_path_factory.getbasetemp()
    whole = (base if worker_id == "master" else base.parent) / "whole"
    whole.mkdir(exist_ok=True)
    with (whole / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (whole / "done").exists():
            assert publish_all(whole / "site" / "data") == 0
            build(whole / "site" / "data")
            (whole / "done").touch()
    return whole / "site"


@pytest.fixture(params=["small_site", "whole_site"])
def site(request: pytest.FixtureRequest) -> Path:
    found: Path = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.fail("the page tests need Chromium: run `make system`", pytrace=False)
    with sync_playwright() as playwright:
        options = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
        found = playwright.chromium.launch(executable_path=path, args=[*options, "--disable-component-update", "--disable-sync"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def host(whole_site: Path) -> Iterator[Host]:
    with serve(whole_site) as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a page that ends with an error where a script failed or another host was asked."""
    with browser.new_context(service_workers="block") as context:
        found, wrong = context.new_page(), []
        found.on("pageerror", lambda error: wrong.append(str(error)))
        found.on("request", lambda request: wrong.append(request.url) if "//127.0.0.1" not in request.url else None)
        yield found
        assert [it for it in wrong if not it.startswith(("data:", "file:"))] == []
