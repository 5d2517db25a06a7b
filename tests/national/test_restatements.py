"""A year's figure that the next edition prints otherwise becomes a row of its own."""

import pandas as pd
import pytest

from scripts.recognise.national import find_restatements, join_editions, recognise_national
from scripts.recognise.national.restatements import COLUMNS
from scripts.reference import Reference
from tests.country.books import SCOPES, Country
from tests.country.workbooks import SPECIAL_BONDS, Page, Variant, as_workbook, make_pages

Key = tuple[str, int, str, str]


def facts_of(pages: tuple[Page, ...], reference: Reference) -> pd.DataFrame:
    return recognise_national(as_workbook([page.grid for page in pages]), reference).facts


def amounts(page: Page) -> dict[Key, int]:
    found = {}
    for account, figures in page.printed.items():
        if account in SPECIAL_BONDS and page.fiscal_year < 2023:
            continue
        for at, body in enumerate(page.bodies):
            for scope, figure in zip(SCOPES, figures[at], strict=True):
                found[body, page.fiscal_year, scope, account] = figure if isinstance(figure, int) else 0
    return found


def rows(table: pd.DataFrame) -> dict[Key, tuple[int, int]]:
    keys = table[["body", "fiscal_year", "scope", "account"]].itertuples(index=False, name=None)
    told = table[["before", "after"]].fillna(0).astype(int).itertuples(index=False, name=None)
    return dict(zip(keys, told, strict=True))


@pytest.fixture(scope="module")
def editions(country: Country) -> list[tuple[Page, Page]]:
    return [make_pages(country, 2022, "奈良県"), make_pages(country, 2023, "奈良県", Variant(errors=3))]


def test_exactly_the_figures_that_changed_are_told(editions: list[tuple[Page, Page]], reference: Reference) -> None:
    table = find_restatements(join_editions([facts_of(pages, reference) for pages in editions]))
    before, after = amounts(editions[0][0]), amounts(editions[1][1])
    million = 1_000_000
    changed = {key: (before[key] * million, after[key] * million) for key in before if before[key] != after[key]}
    assert len(changed) > 50
    assert rows(table) == changed
    assert list(table.columns) == list(COLUMNS)
    assert (set(table["edition_before"]), set(table["edition_after"])) == ({2022}, {2023})


def test_a_restatement_names_both_facts(editions: list[tuple[Page, Page]], reference: Reference) -> None:
    facts = join_editions([facts_of(pages, reference) for pages in editions])
    table = find_restatements(facts)
    yen = facts.set_index("fact_id")["yen"]
    for name in ("before", "after"):
        told = table[table[f"fact_{name}"] != ""]
        assert (told[name].fillna(0).to_numpy() == yen.loc[told[f"fact_{name}"]].fillna(0).to_numpy()).all()


def test_the_order_of_the_editions_does_not_matter(editions: list[tuple[Page, Page]], reference: Reference) -> None:
    frames = [facts_of(pages, reference) for pages in editions]
    one, other = (rows(find_restatements(join_editions(order))) for order in (frames, frames[::-1]))
    assert one == other


def test_a_gap_that_the_next_edition_fills_is_no_restatement(country: Country, reference: Reference) -> None:
    late = country.bodies[0]
    pages = [make_pages(country, 2022, "奈良県", Variant(late=(late,))), make_pages(country, 2023, "奈良県")]
    facts = join_editions([facts_of(two, reference) for two in pages])
    assert ((facts["body"] == late) & (facts["fiscal_year"] == 2022)).any()
    assert late not in set(find_restatements(facts)["body"])


def test_copies_of_a_line_are_held_against_their_like(country: Country, reference: Reference) -> None:
    odd = Variant(twice="business_land")
    frames = [facts_of(make_pages(country, year, "奈良県", odd), reference) for year in (2022, 2023)]
    assert "business_land" not in set(find_restatements(join_editions(frames))["account"])


def test_one_edition_restates_nothing(country: Country, reference: Reference) -> None:
    assert len(find_restatements(facts_of(make_pages(country, 2023, "奈良県"), reference))) == 0
