"""Explore: questions answered in the browser from published Parquet files by range requests, and nothing before one is asked."""

import shutil
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote

import duckdb
import pytest
from playwright.sync_api import Browser, Page

from scripts.show.engine import ENGINE, engine_files
from scripts.show.sources import Sources
from tests.show.built import read_site
from tests.show.conftest import DOCS
from tests.show.serving import Host, serve

QUESTIONS = {name: it["sql"].strip() for name, it in tomllib.loads((DOCS / "questions.toml").read_text(encoding="utf-8")).items()}
FIRST_RESULT = 150_000


@pytest.fixture(scope="module")
def host(whole_site: Path) -> Iterator[Host]:
    with serve(whole_site) as found:
        yield found


@pytest.fixture
def page(browser: Browser, host: Host) -> Iterator[Page]:
    with browser.new_context(service_workers="block", accept_downloads=True) as context:
        found, wrong = context.new_page(), []
        found.on("pageerror", lambda error: wrong.append(str(error)))
        found.on("request", lambda request: wrong.append(request.url) if "127.0.0.1" not in request.url else None)
        host.asked.clear()
        host.gone.clear()
        yield found
        assert [it for it in wrong if not it.startswith(("data:", "blob:"))] == []


def ask(page: Page, question: str) -> list[list[str]]:
    """Run a question by the button; give the rows that are shown."""
    page.locator("#sql").fill(question)
    page.locator("form.ask button[type=submit]").click()
    return answered(page)


def answered(page: Page) -> list[list[str]]:
    page.locator(".answer[aria-busy=false]").wait_for(state="attached")
    rows = page.locator(".answer tbody tr")
    found: list[list[str]] = rows.evaluate_all("rows => rows.map(row => [...row.cells].map(it => it.textContent))")
    return found


@pytest.mark.parametrize("language", ["", "en/"])
def test_nothing_is_loaded_until_a_question_is_asked_and_the_first_answer_is_light(page: Page, host: Host, language: str) -> None:
    page.goto(f"{host.address}{language}explore/index.html")
    page.locator("#sql").wait_for()
    assert [path for path, _ in host.asked if path.startswith("data/") or path in (ENGINE, "explore/tables.json")] == []
    host.asked.clear()
    page.locator("form.ask button[type=submit]").click()
    assert len(answered(page)) > 10
    assert sum(sent for path, sent in host.asked if "icon" not in path) <= FIRST_RESULT
    assert ENGINE in [path for path, _ in host.asked]


def test_every_ready_made_question_gives_what_duckdb_gives(page: Page, host: Host, whole_site: Path) -> None:
    page.goto(f"{host.address}explore/index.html")
    with duckdb.connect() as database:
        for file in sorted((whole_site / "data").glob("*.parquet")):
            database.sql(f"CREATE VIEW \"{file.stem}\" AS SELECT * FROM read_parquet('{file}')")  # noqa: S608
        for name, question in QUESTIONS.items():
            shown = ask(page, question)
            expected = database.sql(question).fetchall()
            assert len(shown) == min(len(expected), 500) > 0, name
            for mine, theirs in zip(shown, expected, strict=False):
                assert [it.replace(",", "") for it in mine] == [_text(it).replace(",", "") for it in theirs], name


def _text(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float | Decimal) else str(value)


@pytest.mark.parametrize("start", ["#sql=", "?q="])
def test_a_question_in_the_address_is_answered_and_can_be_shared(page: Page, host: Host, start: str) -> None:
    question = "SELECT COUNT(*) AS n\nFROM facts WHERE label = '資産合計'"
    page.goto(f"{host.address}explore/index.html{start}{quote(question)}")
    rows = answered(page)
    assert int(rows[0][0]) > 0
    assert page.locator("#sql").input_value() == question
    other = "SELECT 1 AS one FROM scopes LIMIT 1"
    assert ask(page, other) == [["1"]]
    assert page.url.endswith("#sql=" + quote(other))
    page.go_back()
    assert page.locator("#sql").input_value() == question


ERRORS = {
    "SELECT label\nFROM fact": ("2行目の6文字目", 'Table "fact" not found', "FROM fact\n     ^^^^"),
    "SELEC 1": ("1行目の1文字目", "Expected SELECT", "SELEC 1\n^^^^^"),
    "SELECT label FROM facts WHERE (": ("1行目の32文字目", "end of query", "^"),
    "DROP TABLE facts": ("1行目の1文字目", "Expected SELECT", "^^^^"),
    "SELECT 行 FROM facts; DELETE": ("1行目の8文字目", "Unexpected", "^"),
}


@pytest.mark.parametrize("question", ERRORS)
def test_an_error_names_its_place_and_what_is_allowed(page: Page, host: Host, question: str) -> None:
    place, message, marked = ERRORS[question]
    page.goto(f"{host.address}explore/index.html")
    assert ask(page, question) == []
    assert place in page.locator(".told").inner_text()
    assert message in page.locator(".answer .message").inner_text()
    assert marked in page.locator(".answer pre").inner_text()
    assert "SELECT" in page.locator(".answer .note").inner_text()
    assert len(ask(page, "SELECT scope FROM scopes")) > 1


def test_what_is_not_there_is_said_and_the_next_question_is_answered(page: Page, host: Host) -> None:
    page.goto(f"{host.address}en/explore/index.html")
    assert ask(page, "SELECT label_ja FROM accounts WHERE account = 'none'") == []
    assert "no rows" in page.locator(".told").inner_text()
    assert ask(page, "  ") == []
    assert "empty" in page.locator(".told").inner_text()
    host.gone.add("data/scopes.parquet")
    assert ask(page, "SELECT * FROM scopes") == []
    assert "/some/where/data/scopes.parquet" in page.locator(".told").inner_text()
    host.gone.clear()
    assert len(ask(page, "SELECT * FROM scopes")) > 1


def test_names_in_the_data_stay_text_and_figures_lead_to_their_pages(page: Page, host: Host) -> None:
    page.goto(f"{host.address}explore/index.html")
    ask(page, "SELECT '<img src=x onerror=alert(1)>' AS fact_id, report, \"row\" FROM facts LIMIT 1")
    assert page.locator(".answer td").first.inner_text() == "<img src=x onerror=alert(1)>"
    assert page.locator(".answer img").count() == 0
    question = "SELECT fact_id, report FROM facts WHERE remark = '294241' AND account = 'jlis_municipal_grant' ORDER BY fact_id"
    rows = ask(page, question)
    ways = page.locator(".answer td a").evaluate_all("links => links.map(it => it.getAttribute('href'))")
    report, table, row, column = rows[0][0].split(":")
    part = (int(row.rsplit("-", 1)[1]) - 1) // 500 + 1
    assert ways[:2] == [f"../reports/{report}/{table}/{part}/index.html#{row}:{column}", f"../reports/{report}/index.html"]


def test_all_rows_are_saved_as_csv(page: Page, host: Host, tmp_path: Path) -> None:
    page.goto(f"{host.address}explore/index.html")
    assert len(ask(page, "SELECT code, municipality || '' AS name, population FROM grants ORDER BY code")) in (0, 500)
    assert len(ask(page, "SELECT code, municipality, population FROM grants ORDER BY code")) == 500
    with page.expect_download() as started:
        page.locator(".save").click()
    started.value.save_as(tmp_path / "result.csv")
    lines = (tmp_path / "result.csv").read_text(encoding="utf-8").splitlines()
    assert (lines[0], len(lines)) == ("code,municipality,population", 1742)


def test_a_host_without_ranges_will_do(browser: Browser, whole_site: Path) -> None:
    with serve(whole_site, ranges=False) as host, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{host.address}explore/index.html")
        assert len(ask(page, "SELECT label, yen FROM facts WHERE account = 'total_assets'")) > 1


def test_a_page_from_a_folder_says_that_it_needs_a_server(browser: Browser, whole_site: Path) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((whole_site / "explore" / "index.html").as_uri())
        assert ask(page, "SELECT 1 FROM scopes") == []
        assert "make serve" in page.locator(".told").inner_text()


def test_the_page_tells_tables_files_and_questions_without_a_script(whole_site: Path) -> None:
    for language in ("", "en"):
        page = read_site(whole_site)[whole_site / language / "explore" / "index.html"]
        text = "".join(page.text)
        assert all(question in text for question in QUESTIONS.values())
        data = "../../data/" if language else "../data/"
        files = {f"{data}{name}.{kind}" for name in ("facts", "accounts", "grants") for kind in ("parquet", "csv")}
        assert files <= set(page.links)


def test_a_site_without_tables_or_without_the_engine_says_so(
    small_site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "".join(read_site(small_site)[small_site / "explore" / "index.html"].text)
    assert "Parquet" in text
    assert list(engine_files(DOCS, Sources({}), tmp_path)) == []
    assert "built without its engine" in capsys.readouterr().err


def test_the_engine_is_the_same_bytes_wherever_it_is_made(tmp_path: Path) -> None:
    shutil.copytree(DOCS / "engine", tmp_path / "elsewhere" / "engine")
    assert dict(engine_files(DOCS, Sources({}))) == dict(engine_files(tmp_path / "elsewhere", Sources({})))
