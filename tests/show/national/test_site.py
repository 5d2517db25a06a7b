"""A site with the pages of the country: links lead somewhere, the browser finds nothing wrong; without a package it has none."""

import gzip
import json
import shutil
from pathlib import Path
from urllib.parse import quote

import pytest
from click import ClickException
from playwright.sync_api import Browser

from scripts.show import build_site, show
from scripts.show.published import Published
from scripts.show.search_index import places_file
from scripts.show.units import units_of
from scripts.verbs.bring import bring, take_away
from scripts.verify import verify_packages
from tests.show.built import broken_links
from tests.show.national.conftest import BOTH, NARA, TOTTORI
from tests.show.test_accessibility import AXE, RUN

BODIES = (*NARA, *TOTTORI, *BOTH)
DOCS = Path(__file__).resolve().parents[3] / "docs"


@pytest.fixture(scope="module")
def national_site(data: Path) -> Path:
    """The site of the small corpus and the small country."""
    site = data.parent
    show(data, DOCS, site.parent / "build" / "pages")
    build_site(site.parent / "build" / "pages", site)
    return site


def test_every_link_of_the_site_leads_somewhere(national_site: Path) -> None:
    assert (national_site / "national" / "294241" / "index.html").is_file()
    assert (national_site / "en" / "national" / "tottori" / "index.html").is_file()
    assert broken_links(national_site) == []


def test_pages_of_bodies_are_small_as_they_travel(national_site: Path) -> None:
    for path in (national_site / "national").rglob("index.html"):
        assert len(gzip.compress(path.read_bytes(), mtime=0)) < 25_000, path


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_axe_finds_no_violation_and_nothing_overflows(national_site: Path, browser: Browser, width: int, scheme: str) -> None:
    options = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme, "java_script_enabled": True}
    with browser.new_context(**options) as context:  # type: ignore[arg-type]
        page = context.new_page()
        for place in ("national/294241", "en/national/292028", "national/nara", "en/national/prefectures", "national"):
            page.goto((national_site / place / "index.html").as_uri())
            page.evaluate(AXE.read_text(encoding="utf-8"))
            assert page.evaluate(RUN) == [], place
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), place


def test_a_line_is_reached_by_its_address(national_site: Path, browser: Browser) -> None:
    with browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((national_site / "national" / "294241" / "index.html").as_uri() + "#cf:closing_cash")
        row = page.locator("[id='cf:closing_cash']")
        box = row.bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 800
        assert row.locator("th").inner_text().startswith("本年度末資金残高")


def test_programs_are_told_of_the_package(national_site: Path) -> None:
    for language in ("", "en"):
        told = (national_site / language / "llms.txt").read_text(encoding="utf-8")
        assert "[national/datapackage.json](" in told


def test_every_published_file_is_as_its_lists_say(data: Path) -> None:
    assert [str(finding) for finding in verify_packages(data)] == []


def test_a_package_that_was_changed_is_found_out(data: Path, tmp_path: Path) -> None:
    shutil.copytree(data / "national", tmp_path / "national")
    (tmp_path / "national" / "findings.csv").write_text("changed", encoding="utf-8")
    assert [finding.rule for finding in verify_packages(tmp_path)] == ["V1"]


def test_a_package_comes_whole_and_goes_whole(country: Path, tmp_path: Path) -> None:
    target = tmp_path / "data"
    target.mkdir()
    bring(country, target)
    names = sorted(path.relative_to(target / "national") for path in (target / "national").rglob("*"))
    assert names == sorted(path.relative_to(country) for path in country.rglob("*"))
    assert (target / "national" / "reports.csv").samefile(country / "reports.csv")
    take_away(target)
    assert [path.name for path in tmp_path.rglob("*")] == ["data"]


def test_a_folder_that_is_no_package_is_refused(tmp_path: Path) -> None:
    (tmp_path / "reports.csv").touch()
    with pytest.raises(ClickException, match=r"found no datapackage\.json, SHA256SUMS, partitioned"):
        bring(tmp_path, tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_without_a_package_there_is_nothing_of_it(data: Path, tmp_path: Path) -> None:
    plain = tmp_path / "site" / "data"
    shutil.copytree(data, plain, ignore=shutil.ignore_patterns("national"))
    with_it, without = ({str(unit) for unit in units_of(Published(folder, DOCS), DOCS)} for folder in (data, plain))
    assert {unit.split("/", 1)[1] for unit in with_it - without} == {"national/07", "national/prefectures", "country/all"}
    assert without < with_it


def test_bodies_of_the_country_are_found_by_name_reading_and_code(national_site: Path, browser: Browser) -> None:
    firsts = {"奈良市": "national/292010", "なら": "national/292010", "312011": "national/312011", "上牧町": "bodies/294241"}
    with browser.new_context() as context:
        page = context.new_page()
        for typed, place in firsts.items():
            page.goto(f"{(national_site / 'search' / 'index.html').as_uri()}?q={quote(typed)}")
            first = page.locator(".results li a").first
            first.wait_for()
            assert first.get_attribute("href") == f"../{place}/index.html"
        assert page.locator(".results li a[href='../national/294241/index.html']").count() == 1
        page.goto((national_site / "find" / "index.html").as_uri())
        page.locator("#town").fill("奈良市")
        page.locator(".hits a[href='../national/292010/index.html']").wait_for()


def test_pages_about_a_body_lead_to_its_page_and_back(national_site: Path) -> None:
    ways = {
        "find/nara/index.html": ('href="../../national/292010/index.html"', 'href="../../national/nara/index.html"'),
        "bodies/294241/index.html": ('href="../../national/294241/index.html"',),
        "bodies/index.html": ('href="../national/index.html"',),
        "national/294241/index.html": ('href="../../bodies/294241/index.html"', 'href="../../find/nara/index.html#294241"'),
        "national/nara/index.html": ('href="../../find/nara/index.html"',),
    }
    for place, expected in ways.items():
        for language in ("", "en"):
            text = (national_site / language / place).read_text(encoding="utf-8")
            assert [way for way in expected if way not in text] == [], place


def test_the_index_of_places_tells_the_country_in_a_sign_a_body(national_site: Path) -> None:
    published = Published(national_site / "data")
    told = places_file(published).decode()
    prefectures, rows, pages = json.loads(told.removeprefix("opaPlaces(").removesuffix(");\n"))
    assert len(pages) == len(rows)
    assert {row[0] for row, sign in zip(rows, pages, strict=True) if sign == "1"} == {*BODIES}
    assert [row for row in rows if row[0] == "290009"] == [
        ["290009", 28, "", "奈良県", "なら", "", None, None, "Nara Prefecture"]
    ]
    assert prefectures[28][2] == "nara"
