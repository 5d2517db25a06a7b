"""Every permalink, made from names alone as the page on citing tells, leads to its place in both languages."""

import csv
from pathlib import Path

import pytest

from tests.show.built import read_site


def rows(site: Path, table: str) -> list[dict[str, str]]:
    with (site / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def address_of(fact_id: str) -> tuple[str, str]:
    """Page and id of a fact by the rule on the page `cite`, told here anew."""
    report, table, row, column = fact_id.split(":")
    repeated = row.rpartition("-")[2] if "-" in row else "1"
    part = (int(repeated) - 1) // 500 + 1
    return f"reports/{report}/{table}" + (f"/{part}" if part > 1 else ""), f"{row}:{column}"


@pytest.mark.parametrize("language", ["", "en"])
def test_every_fact_stands_at_its_address_on_its_line(site: Path, language: str) -> None:
    pages = read_site(site)
    ids = {path: set(page.ids) for path, page in pages.items()}
    facts = rows(site, "facts")
    for fact in facts:
        place, figure = address_of(fact["fact_id"])
        path = site / language / place / "index.html"
        assert path in pages, fact["fact_id"]
        assert {figure, figure.rpartition(":")[0]} <= ids[path], fact["fact_id"]
    assert len(facts) > 10


@pytest.mark.parametrize("language", ["", "en"])
def test_every_account_rule_report_body_and_indicator_stands_at_its_address(site: Path, language: str) -> None:
    pages, folder = read_site(site), site / language
    printed = {row["body"] for row in rows(site, "reports")}
    places = [
        *((f"accounts/{row['statement']}", row["account"]) for row in rows(site, "accounts")),
        *((f"rules/{row['rule']}", "") for row in rows(site, "rules")),
        *((f"reports/{row['report']}", "") for row in rows(site, "reports")),
        *((f"reports/{row['report']}/{row['table']}", "") for row in rows(site, "tables")),
        *((f"bodies/{body}", "") for body in printed),
        *((f"indicators/{row['indicator']}", "") for row in rows(site, "formulas")),
    ]
    for place, anchor in places:
        path = folder / place / "index.html"
        assert path in pages, place
        assert not anchor or anchor in pages[path].ids, (place, anchor)


def test_the_page_on_citing_tells_an_address_that_is_there(whole_site: Path) -> None:
    pages = read_site(whole_site)
    for language in ("", "en"):
        told = "".join(pages[whole_site / language / "cite" / "index.html"].text)
        assert "294241-2023-statements:general_bs:total_assets:amount" in told
        place, anchor = "reports/294241-2023-statements/general_bs/", "total_assets:amount"
        assert f"{place}#{anchor}" in told
        assert anchor in pages[whole_site / language / place / "index.html"].ids
