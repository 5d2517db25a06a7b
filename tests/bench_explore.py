"""Measures the explore page on ten million made-up facts; `python -m tests.bench_explore` after `make site` prints the figures.

The facts are divided by year and written as published ones are. Every question is asked of a fresh browser: the time runs from
the click to the result, over a line of 10 Mb/s with 20 ms and over loopback as it is.
"""

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from playwright.sync_api import Browser, sync_playwright

from scripts.publish.files.parquet import parquet_bytes
from scripts.publish.files.partitions import PAGE, ROW_GROUP
from scripts.show.explore_page import TABLES, tables_file
from scripts.show.published import Published
from scripts.writing import write_bytes
from tests.show.conftest import BROWSERS
from tests.show.serving import Host, serve

SITE = Path(__file__).resolve().parent.parent / "site"
YEARS, ACCOUNTS, BODIES, SCOPES, RUNS = range(2014, 2024), 280, 1788, ("general", "whole"), 3
LINE = {"offline": False, "latency": 20, "downloadThroughput": 1_250_000, "uploadThroughput": 1_250_000}
QUESTIONS = {
    "series of a body": "SELECT fiscal_year, scope, yen, fact_id FROM facts WHERE account = 'account_123' AND body = '000777'",
    "bodies of a year": "SELECT body, yen, fact_id FROM facts WHERE fiscal_year = 2020 AND account = 'account_200' LIMIT 50",
    "sum of each year": "SELECT fiscal_year, SUM(yen) FROM facts WHERE account = 'account_005' GROUP BY fiscal_year",
}


def facts_of_year(year: int) -> pa.Table:
    """Give the facts of a year in the order in which partitions hold them."""
    rows = ACCOUNTS * BODIES * len(SCOPES)
    places = np.arange(rows)
    account = pa.array([f"account_{n:03d}" for n in range(ACCOUNTS)]).take(pa.array(places // (BODIES * len(SCOPES))))
    body = pa.array([f"{n:06d}" for n in range(BODIES)]).take(pa.array(places // len(SCOPES) % BODIES))
    scope = pa.array(SCOPES).take(pa.array(places % len(SCOPES)))
    report = pc.binary_join_element_wise(body, f"{year}-ministry", "-")
    table = pc.binary_join_element_wise(scope, "bs", "_")
    yen = np.random.default_rng(year).integers(0, 10**8, rows) * 1000
    words = {"report": report, "body": body, "table": table, "scope": scope, "account": account}
    alike = {"statement": "balance_sheet", "segment": "total", "basis": "actual", "column": "amount", "unit": "thousand_yen"}
    return pa.table(
        {
            "fact_id": pc.binary_join_element_wise(report, table, account, "amount", ":"),
            **{name: column.dictionary_encode() for name, column in words.items()},
            **{name: pa.repeat(value, rows).dictionary_encode() for name, value in alike.items()},
            "printed": pa.array(yen // 1000).cast(pa.string()),
            "yen": pa.array(yen),
            "line": pa.array(places),
        }
    )


def lay_out(site: Path) -> None:
    """Make a site of the explore page and the made-up facts."""
    for folder in ("explore", "assets"):
        shutil.copytree(SITE / folder, site / folder)
    for year in YEARS:
        facts = facts_of_year(year)
        write_bytes(site / f"data/partitioned/facts/fiscal_year={year}/facts.parquet", parquet_bytes(facts, ROW_GROUP, PAGE))
    with pq.ParquetWriter(site / "data" / "facts.parquet", facts.schema.append(pa.field("fiscal_year", pa.int64()))) as whole:
        for year in YEARS:
            whole.write_table(facts.append_column("fiscal_year", pa.repeat(year, len(facts)).cast(pa.int64())))
    write_bytes(site / TABLES, tables_file(Published(site / "data")))


def ask(browser: Browser, host: Host, question: str, *, slow: bool) -> tuple[float, int, int]:
    """Give seconds from the click to the result, bytes and requests."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{host.address}explore/index.html")
        if slow:
            wire = context.new_cdp_session(page)
            wire.send("Network.enable")
            wire.send("Network.emulateNetworkConditions", LINE)
        page.locator("#sql").fill(question)
        host.asked.clear()
        start = time.monotonic()
        page.locator(".ask button[type=submit]").click()
        page.locator(".answer[aria-busy=false]").wait_for(state="attached", timeout=120_000)
        return time.monotonic() - start, sum(sent for _, sent in host.asked), len(host.asked)


def main() -> None:
    """Print the figures."""
    browser_path = next(filter(None, map(shutil.which, BROWSERS)))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        lay_out(site)
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        with serve(site) as host:
            for name, question in QUESTIONS.items():
                for slow in (True, False):
                    found = [ask(browser, host, question, slow=slow) for _ in range(RUNS)]
                    line = "10 Mb/s " if slow else "loopback"
                    seconds = statistics.median(it[0] for it in found)
                    sys.stdout.write(f"{name}  {line}  {seconds:.2f} s  {found[0][1] / 1000:,.0f} kB  {found[0][2]} requests\n")


if __name__ == "__main__":
    main()
