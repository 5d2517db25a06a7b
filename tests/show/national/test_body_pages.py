"""The pages of bodies say what the national package says, figure by figure, and everything they point to is there."""

import html
import json
import re
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from scripts.show.charts import new_artist
from scripts.show.language import load_languages
from scripts.show.national import country_page, group_pages, groups_of, open_national
from scripts.show.page import Page
from scripts.show.published import Published
from scripts.show.rendering import Desk
from tests.show.national.conftest import BOTH, LATE, NARA, TOTTORI, put_beside

DOCS = Path(__file__).resolve().parents[3] / "docs"
Pages = dict[tuple[str, str], Page]
Ask = Callable[..., list[tuple[Any, ...]]]
ROW = re.compile(
    r'<tr id="((?:bs|pl|nw|cf):[^"]+)" class="[^"]*"><th scope="row">.*?</th>(.*?)'
    r'<td class="at"><a href="#([^"]+)">([0-9]+)</a></td></tr>'
)
CELL = re.compile(r"<td[^>]*>(.*?)</td>")
SCOPES = ("general", "whole", "consolidated")


def make_pages(data: Path, charts: Path) -> Pages:
    published, artist = Published(data, DOCS), new_artist(charts)
    national = open_national(published)
    assert national
    desks = [Desk(published, language, artist) for language in load_languages(DOCS).values()]
    made = [(desk, page) for group in groups_of(published) for desk, page in group_pages(desks, group)]
    made += [(desk, country_page(desk, national)) for desk in desks]
    return {(desk.language.code, page.place): page for desk, page in made}


@pytest.fixture(scope="module")
def pages(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Pages:
    return make_pages(data, tmp_path_factory.mktemp("charts"))


@pytest.fixture(scope="module")
def ask(country: Path) -> Iterator[Ask]:
    with duckdb.connect() as connection:

        def rows(query: str, *values: object) -> list[tuple[Any, ...]]:
            named = re.sub(
                r"\{(\w+)\}", rf"read_parquet('{country}/partitioned/\1/**/*.parquet', hive_partitioning = true)", query
            )
            return connection.execute(named, list(values)).fetchall()

        yield rows


@cache
def shown(text: str) -> dict[str, tuple[list[str], str]]:
    """Give the cells of every line of the statements by its id, and the line of the sheet."""
    return {html.unescape(key): (CELL.findall(cells), line) for key, cells, _, line in ROW.findall(text)}


def plain(cell: str) -> str:
    return html.unescape(re.sub(r" <a .*?</a>|<small>.*?</small>|<[^>]+>", "", cell)).replace(",", "")


def test_every_body_every_prefecture_and_the_country_has_a_page_in_each_language(pages: Pages) -> None:
    places = {"national", "national/nara", "national/tottori", "national/prefectures"}
    places |= {f"national/{body}" for body in (*NARA, *TOTTORI, *BOTH)}
    assert set(pages) == {(code, place) for code in ("ja", "en") for place in places}


@pytest.mark.parametrize("code", ["ja", "en"])
def test_the_statements_show_every_figure_of_the_newest_edition_at_its_line(pages: Pages, ask: Ask, code: str) -> None:
    for body in (*NARA, *TOTTORI, *BOTH):
        year = 2022 if body == LATE else 2023
        query = "select fact_id, scope, printed, line, cell from {facts} where body = ? and fiscal_year = ? and edition = ?"
        facts = ask(query, body, year, year)
        lines = shown(pages[code, f"national/{body}"].text)
        assert len(facts) > 400
        seen = 0
        for fact_id, scope, printed, line, cell in facts:
            _, table, row, _ = fact_id.split(":")
            cells, told = lines[f"{table.split('_')[1]}:{row}"]
            assert plain(cells[SCOPES.index(scope)]) == printed, fact_id
            assert told == str(line) == re.sub(r".*![A-Z]+", "", cell)
            seen += 1
        assert seen == sum(plain(cell) != "" for cells, _ in lines.values() for cell in cells[:3])


def test_the_columns_of_the_sheet_are_named_above_the_scopes(pages: Pages, ask: Ask) -> None:
    text = pages["ja", "national/294241"].text
    for scope, name in (("general", "一般会計等"), ("whole", "全体"), ("consolidated", "連結")):
        ((cell,),) = ask(
            "select min(cell) from {facts} where body = '294241' and edition = 2023 and fiscal_year = 2023 and scope = ?", scope
        )
        column = re.sub(r".*!([A-Z]+).*", r"\1", cell)
        assert f'<th scope="col" class="num">{name}<small>{column}</small></th>' in text
    assert "奈良県-2023.xlsx" in text
    assert "R5_奈良県" in text


def test_the_year_before_is_told_with_what_was_restated(pages: Pages, ask: Ask) -> None:
    marked = 0
    for body in (*NARA, *TOTTORI):
        year = 2022 if body == LATE else 2023
        lines = shown(pages["ja", f"national/{body}"].text)
        facts = ask(
            "select fact_id, printed from {facts} where body = ? and scope = 'general' and fiscal_year = ? and edition = ?",
            body,
            year - 1,
            year,
        )
        changed: dict[str, int | None] = dict(
            ask(
                "select fact_after, before from {restatements} where body = ? and fiscal_year = ? and edition_after = ?",
                body,
                year - 1,
                year,
            )
        )
        for fact_id, printed in facts:
            _, table, row, _ = fact_id.split(":")
            key = f"{table.split('_')[1]}:{row}"
            if key in lines:
                cell = lines[key][0][3]
                assert plain(cell) == printed
                assert ("修正前" in cell) == (fact_id in changed)
                if fact_id in changed:
                    marked += 1
                    before = changed[fact_id]
                    assert f"修正前 {'-' if before is None else f'{before // 10**6:,}'}" in cell
    assert marked > 10


def test_checks_that_do_not_hold_are_proven_and_their_figures_marked(pages: Pages, ask: Ask) -> None:
    proven = 0
    for body in NARA:
        text = pages["en", f"national/{body}"].text
        year = 2022 if body == LATE else 2023
        broken = ask("select \"check\", difference from {checks} where report = ? and status = 'open'", f"{body}-{year}-ministry")
        articles = re.findall(r'<article class="gap" id="proof-([0-9]+)">(.*?)</article>', text, re.DOTALL)
        assert len(articles) == len(broken)
        for (_, article), (check, difference) in zip(articles, broken, strict=True):
            signed = re.findall(r"</th><td>([+−])</td><td>([^<]+)</td>", article)
            total = sum((1 if sign == "+" else -1) * int(amount.replace(",", "")) for sign, amount in signed)
            assert abs(total) == abs(difference) / 10**6, check
            proven += 1
        for number, _ in articles:
            marked = f'<a href="#proof-{number}">[{number}]</a></td>' in text
            # Of the year before the page shows one scope.
            hidden = "_previous" in broken[int(number) - 1][0] and "general" not in broken[int(number) - 1][0]
            assert marked or hidden
    assert proven >= 3


def test_the_years_tell_the_newest_print_and_the_first_where_it_differs(pages: Pages, ask: Ask) -> None:
    differing = 0
    for body in (*NARA, *TOTTORI):
        text = pages["ja", f"national/{body}"].text
        table = text.split("{#years}")[1].split("</table>")[0]
        rows = re.findall(r'<tr><th scope="row">[^<]*（([0-9]+)年度）</th>(.*?)</tr>', table)
        assert [int(year) for year, _ in rows] == sorted({int(year) for year, _ in rows}, reverse=True)
        for year, cells in rows:
            query = "select yen from {facts} where body = ? and fiscal_year = ? and scope = 'general'"
            prints = ask(f"{query} and account = 'total_assets' order by edition", body, int(year))
            first = CELL.findall(cells)[0]
            assert plain(first) == str(prints[-1][0] // 10**6)
            assert ("修正前" in first) == (prints[0] != prints[-1])
            differing += prints[0] != prints[-1]
    assert differing


def test_indicators_are_those_of_the_package_with_their_figures(pages: Pages, ask: Ask) -> None:
    text = pages["en", "national/294241"].text
    own = text.split("{#indicators}")[1].split("</table>")[0]
    query = "select indicator, scope, value from {indicators} where body = '294241' and edition = 2023 and status = 'computed'"
    for indicator, scope, value in ask(f"{query} and fiscal_year = 2023"):
        cells = CELL.findall(own.split(f'indicators/{indicator}/index.html"')[1].split("</tr>")[0])
        told = float(cells[SCOPES.index(scope)].replace(",", "").replace("△", "-"))
        assert told == pytest.approx(float(value), abs=0.6 if abs(value) >= 1000 else 0.06)
    assert re.search(r'<a href="#bs:total_net_assets">Total net assets</a> [0-9,-]+ ÷ <a href="#bs:total_assets">', own)


def test_checks_are_counted_as_the_package_counts_them(pages: Pages, ask: Ask) -> None:
    counts: dict[str, int] = dict(
        ask("select status, count(*) from {checks} where report = '294241-2023-ministry' group by status")
    )
    text = pages["en", "national/294241"].text
    for status, word in (("exact", "Exact"), ("rounding", "Within rounding"), ("open", "Open gap")):
        assert f"<dt>{word}</dt><dd>{counts.get(status, 0):,}</dd>" in text


def test_everything_a_page_points_to_is_there(pages: Pages, country: Path, corpus: Path) -> None:
    published = Published(corpus)
    there: dict[str, Callable[[str, str], bool]] = {
        "data": lambda way, _: (country / way.removeprefix("data/national/")).is_file(),
        "rules": lambda way, _: way.split("/")[1] in published.reference["rules"],
        "indicators": lambda way, _: way.split("/")[1] in published.reference["formulas"],
        "accounts": lambda way, mark: published.reference["accounts"][mark]["statement"] == way.split("/")[1],
        "bodies": lambda way, _: way.split("/")[1] in published.reports,
        "national": lambda way, _: ("ja", way.removesuffix("/index.html")) in pages,
        **dict.fromkeys(("find", "reading", "scale", "cite"), lambda way, _: way.endswith("index.html")),
    }
    for (code, place), page in pages.items():
        ids = set(re.findall(r'id="([^"]+)"', page.text)) | set(re.findall(r"\{#([a-z-]+)\}", page.text))
        for address in {html.unescape(found) for found in re.findall(r'href="([^"]+)"', page.text)}:
            file, _, mark = address.partition("#")
            way = _target(code, place, file) if file else ""
            assert there[way.split("/")[0]](way, mark) if way else mark in ids, (place, address)


def _target(code: str, place: str, file: str) -> str:
    """Give where a relative way leads, seen from the root of the language; data from the root of the site."""
    steps = place.split("/")
    parts = file.split("/")
    ups = parts.count("..")
    rest = "/".join(parts[ups:])
    if rest.startswith("data/"):
        assert ups == len(steps) + (code == "en")
        return rest
    assert ups <= len(steps)
    return "/".join([*steps[: len(steps) - ups], rest])


def test_a_body_with_documents_of_its_own_is_linked_with_them(pages: Pages) -> None:
    assert 'href="../../bodies/294241/index.html"' in pages["ja", "national/294241"].text
    assert 'href="../../find/nara/index.html#294241"' in pages["ja", "national/294241"].text
    assert "../../bodies/" not in pages["ja", "national/292010"].text


def test_names_in_english_are_readings_beside_the_name_in_japanese(pages: Pages) -> None:
    page = pages["en", "national/292010"]
    assert page.title == "Nara (奈良市)"
    assert '<span lang="ja">奈良県奈良市</span>' in page.text
    assert pages["en", "national/294241"].title == "Kanmaki Town (上牧町)"
    assert pages["ja", "national/294241"].title == "上牧町"


def test_a_body_that_the_newest_edition_lacks_shows_its_newest_year(pages: Pages) -> None:
    text = pages["ja", f"national/{LATE}"].text
    assert "令和4年度（2022年度）・一般会計等" in text
    assert "奈良県-2022.xlsx" in text
    assert "<small>令和4年度（2022年度）</small>" in pages["ja", "national/nara"].text


def test_the_page_of_a_prefecture_tells_the_figures_of_its_bodies(pages: Pages, ask: Ask) -> None:
    text = pages["en", "national/nara"].text
    for body in NARA[:4]:
        query = "select scope, account, yen from {facts} where body = ? and fiscal_year = 2023 and edition = 2023"
        yen = {(scope, account): amount for scope, account, amount in ask(query, body)}
        cells = CELL.findall(text.split(f'href="../{body}/index.html"')[1].split("</tr>")[0])
        assert [plain(cell) for cell in cells[:3]] == [str(yen[scope, "total_assets"] // 10**6) for scope in SCOPES]
        assert [plain(cell) for cell in cells[6:9]] == [str(yen[scope, "net_administrative_cost"] // 10**6) for scope in SCOPES]
        ratio = 100 * yen["general", "total_net_assets"] / yen["general", "total_assets"]
        assert float(plain(cells[3]).replace("△", "-")) == pytest.approx(ratio, abs=0.051)
    assert 'href="../290009/index.html"' in text
    assert 'href="../nara/index.html"' not in pages["en", "national/prefectures"].text
    assert 'href="../290009/index.html"' in pages["en", "national/prefectures"].text


def test_the_page_of_the_country_tells_what_was_checked(pages: Pages, country: Path) -> None:
    quality = json.loads((country / "quality.json").read_text(encoding="utf-8"))
    text = pages["ja", "national"].text
    for name in ("facts", "checks", "restatements", "reports", "workbooks"):
        assert f"<dd>{quality[name]:,}</dd>" in text
    assert f"<dd>{quality['identities']['open']:,}</dd>" in text
    assert 'href="nara/index.html"' in text
    assert 'href="prefectures/index.html"' in text


def test_pages_are_small_and_need_no_script(pages: Pages) -> None:
    for page in pages.values():
        assert len(zlib.compress(page.markdown().encode(), 9)) < 22_000, page.place
        assert "<script" not in page.text
        assert page.text.count("<!--html-->") == page.text.count("<!--/html-->")


def test_four_pictures_tell_their_figures_in_words(pages: Pages) -> None:
    for code in ("ja", "en"):
        text = pages[code, "national/294241"].text
        assert len(re.findall(r'<svg [^>]*role="img" aria-labelledby="([a-z_]+)-t \1-d">', text)) == 4
        assert len(re.findall(r"<desc id=\"[a-z_]+-d\">[^<]{20,}</desc>", text)) == 4


def test_pages_are_the_same_from_one_making_to_the_next(pages: Pages, data: Path, tmp_path: Path) -> None:
    assert make_pages(data, tmp_path) == pages


def test_hostile_words_of_a_package_stay_words(country: Path, corpus: Path, tmp_path: Path) -> None:
    evil = '"><img src=x onerror=1><!--/html-->\n# A heading'
    _rewrite(country, tmp_path / "package", evil)
    pages = make_pages(put_beside(corpus, tmp_path / "package", tmp_path / "data"), tmp_path / "charts")
    told = 0
    for page in pages.values():
        assert "<img" not in page.text
        assert page.text.count("<!--html-->") == page.text.count("<!--/html-->")
        assert "\n# A heading" not in re.sub(r"<!--html-->.*?<!--/html-->", "", page.text, flags=re.DOTALL).split("{#top}")[1]
        told += "&lt;img src=x onerror=1&gt;" in page.text
    assert told > len(NARA)


def _rewrite(package: Path, target: Path, evil: str) -> None:
    """Write a package whose labels, nil marks, sheets, files, names and findings are hostile."""
    for path in sorted(package.rglob("*")):
        new = target / path.relative_to(package)
        new.parent.mkdir(parents=True, exist_ok=True)
        if path.name.startswith("facts-"):
            frame = pq.read_table(path, partitioning=None).to_pandas()
            for name in ("label", "path"):
                frame[name] = frame[name].astype(object).where(frame[name].isna(), frame[name].astype(object) + evil)
            frame["printed"] = frame["printed"].where(frame["missing"].isna(), evil)
            frame["cell"] = frame["cell"].str.replace("!", evil + "!")
            frame.to_parquet(new, index=False)
        elif path.name in {"reports.csv", "bodies.csv", "findings.csv"}:
            text = path.read_text(encoding="utf-8")
            quoted = evil.replace('"', '""')
            for name in ("奈良県-2023.xlsx", "上牧町"):
                text = text.replace(name, f'"{name}{quoted}"') if path.name == "bodies.csv" or name.endswith("xlsx") else text
            new.write_text(text, encoding="utf-8")
        elif path.is_file():
            new.write_bytes(path.read_bytes())
