"""Search: what people type is found, in both languages; the index comes when it is asked for and stays small."""

import gzip
import json
import shutil
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from scripts.show.published import Published
from scripts.show.search_index import PLACES, WORDS, places_file, words_file
from tests.show.built import read_site
from tests.show.conftest import DOCS
from tests.show.made_up import HOSTILE
from tests.show.serving import Host

COMPRESSED = 60_000
MUNICIPALITIES, YEARS = 1_788, 5
# What people type -> the way of the first result.
TYPED = {
    "貸借対照表": "accounts/balance_sheet/index.html",
    "上牧町": "bodies/294241/index.html",
    "かんまき": "bodies/294241/index.html",
    "カンマキ": "bodies/294241/index.html",
    "kanmaki": "bodies/294241/index.html",
    "Kammaki": "bodies/294241/index.html",
    "294241": "bodies/294241/index.html",
    "２９４２４１": "bodies/294241/index.html",
    "J-LIS": "bodies/jlis/index.html",
    "ｊｌｉｓ": "bodies/jlis/index.html",
    "地方債": "accounts/balance_sheet/index.html#local_bonds",
    "total assets": "accounts/balance_sheet/index.html#total_assets",
    "竜ヶ崎": "find/ibaraki/index.html#082082",
    "龍ケ崎市": "find/ibaraki/index.html#082082",
    "茨城 りゅう": "find/ibaraki/index.html#082082",
    "BS1": "rules/BS1/index.html",
    "純資産比率": "indicators/net_assets_ratio/index.html",
    "令和2年度": "reports/jlis-2020-budget/index.html",
    "LGWAN": "reports/jlis-2024-budget/index.html",
}
# What people type -> a label that is among the results.
AMONG = {
    "ふさい": "負債合計",
    "fusai": "負債合計",
    "マイナンバー": "個人番号カード発行等",
    "借金": "地方債",
    "debt": "地方債",
    "ちほうさい": "地方債",
    "流動": "流動資産",
    "personnel": "人件費",
}


def seek(page: Page, text: str) -> list[str]:
    """Type into the field of the results page; give the ways of the results without the steps up."""
    page.locator("#q").fill("")
    page.locator(".told:empty").wait_for(state="attached")
    page.locator("#q").fill(text)
    page.locator(".told:not(:empty)").wait_for()
    ways = page.locator(".results .hits > li > a:first-child")
    found: list[str] = ways.evaluate_all("links => links.map(it => it.getAttribute('href').replace(/^(\\.\\.\\/)+/, ''))")
    return found


@pytest.mark.parametrize("language", ["", "en/"])
def test_what_people_type_is_found_first(page: Page, host: Host, language: str, whole_site: Path) -> None:
    page.goto(f"{host.address}{language}search/index.html")
    page.locator("#q").focus()
    found = {text: seek(page, text)[0] for text in TYPED}
    assert found == TYPED
    for text, label in AMONG.items():
        assert seek(page, text), text
        assert label in page.locator(".results").inner_text(), text
    for way in page.locator(".results a").evaluate_all("links => links.map(it => it.href)"):
        assert (whole_site / way.removeprefix(host.address).split("#")[0]).is_file(), way


def test_nothing_is_loaded_before_the_field_is_used(page: Page, host: Host) -> None:
    host.asked.clear()
    page.goto(f"{host.address}search/index.html")
    page.locator("#q").wait_for()
    assert not {PLACES, WORDS} & {path for path, _ in host.asked}
    page.locator("#q").focus()
    page.locator("#q").fill("ふさい")
    page.locator(".results a").first.wait_for()
    assert {PLACES, WORDS} <= {path for path, _ in host.asked}


@pytest.mark.parametrize("language", ["", "en/"])
def test_the_field_above_each_page_leads_to_results_by_an_address(page: Page, host: Host, language: str) -> None:
    page.goto(f"{host.address}{language}bodies/294241/index.html")
    page.get_by_role("searchbox").fill("地方債 & <b>")
    page.get_by_role("searchbox").press("Enter")
    page.locator(".told:not(:empty)").wait_for()
    assert "/search/index.html?q=" in page.url
    assert page.locator("#q").input_value() == "地方債 & <b>"
    page.locator("#q").fill("地方債")
    page.locator(".results a").first.wait_for()
    page.wait_for_url(lambda url: url.endswith("?q=" + quote("地方債")))


@pytest.mark.parametrize(
    "text", ["ほげほげ市", "<script>alert(1)</script>", "'\"><img src=x onerror=alert(1)>", "%zz", "((", "\\", "zzzzqq"]
)
def test_what_is_not_there_is_said_with_where_to_go(page: Page, host: Host, text: str) -> None:
    page.goto(f"{host.address}en/search/index.html?q={quote(text)}")
    page.locator(".told:not(:empty)").wait_for()
    assert f"Nothing was found for '{text}'" in page.locator(".told").inner_text()
    assert page.locator(".results *, .told *").count() == 0
    assert page.locator("#lists + ul a").count() == 8


def test_a_long_list_of_results_opens_by_the_keyboard(page: Page, host: Host) -> None:
    page.goto(f"{host.address}search/index.html?q={quote('資産')}")
    more = page.locator(".results section", has=page.locator("h2", has_text="科目")).get_by_role("button")
    more.focus()
    before = page.locator(".results a").count()
    page.keyboard.press("Enter")
    assert page.locator(".results a").count() > before
    assert page.evaluate("document.activeElement.tagName") == "A"


def test_the_index_that_cannot_be_had_is_said(page: Page, host: Host) -> None:
    host.gone.add(WORDS)
    page.goto(f"{host.address}search/index.html?q=a")
    page.locator(".told:not(:empty)").wait_for()
    host.gone.clear()
    assert "索引を読み込めませんでした" in page.locator(".told").inner_text()
    page.locator("#q").focus()
    page.locator(".results a").first.wait_for()


def test_the_search_works_from_a_folder(page: Page, whole_site: Path) -> None:
    page.goto((whole_site / "en" / "search" / "index.html").as_uri() + "?q=kanmaki")
    page.locator(".results a").first.wait_for()
    assert page.locator(".results a").first.get_attribute("href") == "../bodies/294241/index.html"


def test_hostile_names_stay_text(page: Page, small_site: Path) -> None:
    page.goto((small_site / "search" / "index.html").as_uri() + "?q=123456")
    page.locator(".results a").first.wait_for()
    assert page.locator(".results a").first.inner_text() == " ".join(HOSTILE.split())


def test_every_page_has_the_field_and_lists_stand_without_a_script(small_site: Path) -> None:
    for path, page in read_site(small_site).items():
        if path.name != "404.html":
            forms = [given for tag, given in page.tags if tag == "form" and given.get("role") == "search"]
            assert len([given for given in forms if given.get("action", "").endswith("search/index.html")]) == (
                path.parent.name != "search"
            ), path
    assert "../accounts/index.html" in read_site(small_site)[small_site / "search" / "index.html"].links


def test_the_index_stays_small_for_all_municipalities(whole_site: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(whole_site / "data", data, ignore=lambda folder, names: names if Path(folder) != whole_site / "data" else [])
    for name in ("places", "words"):
        assert len(gzip.compress((whole_site / "search" / f"{name}.js").read_bytes(), mtime=0)) <= COMPRESSED
    head, *rows = (data / "reports.csv").read_text(encoding="utf-8").splitlines()
    codes = [line.split(",")[0] for line in (data / "bodies.csv").read_text(encoding="utf-8").splitlines()[1:]][:MUNICIPALITIES]
    made = [
        row.replace("294241", code).replace("2023", str(2023 - year))
        for row in rows
        if row.startswith("294241")
        for code in codes
        for year in range(YEARS)
        if code != "294241"
    ]
    (data / "reports.csv").write_text("\n".join([head, *rows, *made, ""]), encoding="utf-8")
    grown = Published(data)
    assert sum(map(len, grown.reports.values())) > (len(codes) - 1) * YEARS
    sizes = {
        name: len(gzip.compress(made, mtime=0))
        for name, made in (("places", places_file(grown)), ("words", words_file(grown, DOCS)))
    }
    assert max(sizes.values()) <= COMPRESSED, sizes


def test_readings_are_made_of_words(published: Published) -> None:
    told = json.loads(words_file(published, DOCS).decode().removeprefix("opaWords(").removesuffix(");\n"))
    readings = {entry[2]: entry[4] for entry in told["entries"]}
    assert readings["負債合計"] == "ふさいごうけい"
    assert readings["純行政コスト"] == "じゅんぎょうせいこすと"
