"""Find your town: the search box finds names in every spelling, and the pages say everything without it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from scripts.show.published import Published
from scripts.show.search_index import PLACES, places_file
from scripts.show.towns import read_country, split_name
from tests.show.built import read_site
from tests.show.conftest import DOCS
from tests.show.made_up import HOSTILE

LARGEST_SCRIPT = 10_000


@pytest.mark.parametrize(
    ("printed", "county", "name"),
    [
        ("北葛城郡上牧町", "北葛城郡", "上牧町"),
        ("大和郡山市", "", "大和郡山市"),
        ("蒲郡市", "", "蒲郡市"),
        ("赤穂郡上郡町", "赤穂郡", "上郡町"),
        ("三宅島三宅村", "三宅島", "三宅村"),
        ("青ヶ島村", "", "青ヶ島村"),
    ],
)
def test_a_name_is_divided_from_its_county(printed: str, county: str, name: str) -> None:
    assert split_name(printed) == (county, name)


def test_amounts_add_up(published: Published) -> None:
    country = read_country(published)
    assert (country.population, country.yen) == (31_000, 18_603_000)
    assert [(town.county, town.name, town.kana) for town in country.towns][1] == ("北郡", "龍ケ崎町", "りゅうがさき")


def test_the_index_is_a_call_and_ends_no_script(published: Published) -> None:
    told = places_file(published).decode()
    assert "<" not in told
    prefectures, towns = json.loads(told.removeprefix("opaPlaces(").removesuffix(");\n"))
    assert prefectures == [["どこか県", "Any Prefecture", "any", "どこか"]]
    assert [town[0] for town in towns] == ["123456", "124567"]


def test_pages_tell_every_town_without_a_script(small_site: Path) -> None:
    for language in ("", "en"):
        page = read_site(small_site)[small_site / language / "find" / "any" / "index.html"]
        assert {"123456", "124567"} <= set(page.ids)
        text = "".join(page.text)
        assert HOSTILE in text
        assert all(figure in text for figure in ("18,003,000", "18,603,000", "600.1", "9,000", "7,000"))
        assert [given for tag, given in page.tags if tag == "b"] == []


def test_the_page_of_a_body_leads_to_its_row(small_site: Path) -> None:
    page = read_site(small_site)[small_site / "bodies" / "123456" / "index.html"]
    assert "../../find/any/index.html#123456" in page.links


def test_the_script_is_small() -> None:
    assert sum((DOCS / "assets" / name).stat().st_size for name in ("find.js", "lookup.js")) <= LARGEST_SCRIPT


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        yield context.new_page()


@pytest.mark.parametrize("language", ["", "en"])
def test_the_index_is_asked_for_when_the_box_is_entered(page: Page, small_site: Path, language: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((small_site / language / "find" / "index.html").as_uri())
    assert [url for url in asked if url.endswith(PLACES)] == []
    page.locator("#town").focus()
    page.wait_for_function("document.querySelector('script[src$=\"places.js\"]')")
    page.locator("#town").fill("龍ヶ崎")
    page.locator(".hits a").first.wait_for()
    assert [url for url in asked if url.endswith(PLACES)] == [(small_site / PLACES).as_uri()]


def test_names_are_found_in_every_spelling_and_a_name_that_is_not_there_is_told(page: Page, small_site: Path) -> None:
    page.goto((small_site / "find" / "index.html").as_uri())
    box, hits, told = page.locator("#town"), page.locator(".hits a"), page.locator(".told")
    box.fill("124567")
    hits.first.wait_for()
    for word in (
        *("龍ケ崎町", "龍ヶ崎", "竜が崎", "北郡龍ケ崎町", "どこか県龍ケ崎町", "りゅうがさき", "リュウガサキ", "りゅうがさきまち"),
        *(
            "ryugasaki",
            "Ryūgasaki",
            "ryuugasaki",
            "RYUGASAKI-MACHI",
            "１２４５６７",
            "12456",
            "どこか県 りゅう",
            "どこかけん りゅう",
        ),
    ):
        box.fill(word)
        assert hits.evaluate_all("found => found.map(e => e.getAttribute('href'))") == ["any/index.html#124567"], word
    box.fill("<b>ない町</b>")
    assert hits.count() == 0
    assert "<b>ない町</b>" in told.inner_text()
    box.fill("script")
    assert HOSTILE.split()[0] in hits.first.inner_text()
