"""What pages tell readers to type is typed: every snippet that can run is run, as it stands on the built page."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import duckdb
import pytest

from scripts.show.downloads import package_of
from scripts.show.published import Published
from scripts.show.snippets import SITE, read_snippets

ROOT = Path(__file__).resolve().parents[2]
REPORT = "294241-2023-statements"
# Page -> the folder of its files below the published data.
PAGES = {
    "downloads/index.html": "",
    f"reports/{REPORT}/index.html": REPORT,
    "en/bodies/294241/index.html": "bodies/294241",
}
RUNS = {snippet["name"]: snippet["program"] for snippet in read_snippets() if snippet["runs"] != "no"}
_SNIPPET = re.compile(r'<pre data-snippet="([a-z-]+)" tabindex="0"><code>(.*?)</code></pre>', re.DOTALL)


def snippets(page: Path) -> dict[str, str]:
    """Give the snippets of a built page by name."""
    return {name: unescape(code) for name, code in _SNIPPET.findall(page.read_text(encoding="utf-8"))}


def run(program: str, code: str, folder: Path) -> str:
    """Run a snippet in a folder and give what it prints; a warning of Python is an error."""
    if program == "duckdb":
        here = Path.cwd()
        os.chdir(folder)
        try:
            with duckdb.connect() as connection:
                return str(connection.execute(code).fetchall())
        finally:
            os.chdir(here)
    # dask still says `inplace` to pandas, which warns.
    python = [sys.executable, "-W", "error", "-W", "ignore:The inplace keyword", "-c"]
    command = {"python": [*python, code], "Rscript": ["Rscript", "-e", code], "sh": ["sh", "-euc", code]}[program]
    tools = os.pathsep.join([str(ROOT / ".venv" / "bin"), str(ROOT / ".venv-xbrl" / "bin"), os.environ["PATH"]])
    surroundings = os.environ | {"PATH": tools, "LC_ALL": "C.UTF-8", "no_proxy": "127.0.0.1", "COLUMNS": "200"}
    done = subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (program, done.stdout[-1500:], done.stderr[-1500:])
    return done.stdout


def cases() -> Iterator[tuple[str, str]]:
    """Give every page with every snippet that can run there."""
    kinds = {"": {"corpus"}, REPORT: {"report", "xbrl"}, "bodies/294241": {"body"}}
    for page, folder in PAGES.items():
        for snippet in read_snippets():
            if snippet["runs"] != "no" and kinds[folder] & set(snippet["on"]):
                yield page, snippet["name"]


@pytest.mark.parametrize(("page", "name"), list(cases()))
def test_a_snippet_runs_and_prints_the_figure(page: str, name: str, served: tuple[str, Path], whole_site: Path) -> None:
    code = snippets(whole_site / page)[name]
    printed = run(RUNS[name], code.replace(SITE, served[0]), whole_site / "data" / PAGES[page])
    if RUNS[name] == "sh":
        return
    published = Published(whole_site / "data")
    account = package_of(published, PAGES[page]).account
    wanted = {row["yen"] for row in published.rows("facts", PAGES[page]) if row["account"] == account and row["yen"]}
    assert any(yen in printed for yen in wanted), printed[:500]


def test_every_snippet_stands_on_a_page_in_both_languages(whole_site: Path) -> None:
    found = {name for page in PAGES for name in snippets(whole_site / page)}
    assert found == {snippet["name"] for snippet in read_snippets()}
    for page in PAGES:
        other = page.removeprefix("en/") if page.startswith("en/") else f"en/{page}"
        assert snippets(whole_site / page) == snippets(whole_site / other)


def test_a_reader_of_parts_fetches_parts(served: tuple[str, Path], whole_site: Path) -> None:
    address, log = served
    before = log.stat().st_size
    for name in ("polars", "pyarrow"):
        run("python", snippets(whole_site / "downloads/index.html")[name].replace(SITE, address), whole_site)
    lines = [line.rsplit(" ", 1) for line in log.read_text(encoding="utf-8")[before:].splitlines() if "facts.parquet" in line]
    asked = [line for line, _ in lines if line.startswith("206 GET")]
    assert asked, lines
    assert all('"bytes=' in line for line in asked)


def test_the_years_are_read_from_far_away_by_their_addresses(served: tuple[str, Path], whole_site: Path) -> None:
    address, log = served
    paths = sorted(path.relative_to(whole_site).as_posix() for path in (whole_site / "data/partitioned").rglob("*.parquet"))
    code = (
        "import polars as pl\n"
        f"facts = pl.scan_parquet({[address + path for path in paths]!r}, hive_partitioning=True)\n"
        "found = facts.filter(pl.col('account') == 'total_assets', pl.col('fiscal_year') == 2023)\n"
        "print(found.select('fiscal_year', 'body', 'scope', 'yen').collect())"
    )
    before = log.stat().st_size
    assert "28258451000" in run("python", code, whole_site)
    assert "206 GET /data/partitioned/facts/fiscal_year=2023/" in log.read_text(encoding="utf-8")[before:]


def test_an_address_that_is_not_there_is_answered_with_a_page_that_helps(served: tuple[str, Path]) -> None:
    code = (
        "from urllib.request import urlopen; from urllib.error import HTTPError\n"
        f"try: urlopen('{served[0]}api/v1/series/294241/none.json')\n"
        "except HTTPError as error: print(error.code, len(error.read()) > 200)"
    )
    assert run("python", code, Path.cwd()).split() == ["404", "True"]
