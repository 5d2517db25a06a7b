"""What a made-up country prints in the ministry's layout comes back as the same figures, whatever is odd about the sheet."""

from collections import Counter
from pathlib import Path

import pytest

from scripts.check import Told, check_facts, in_file
from scripts.facts import COLUMNS, facts_of
from scripts.read.national import read_sheets
from scripts.recognise.national import National, cut_out, recognise_national
from scripts.reference import Reference
from tests.country.books import SCOPES, Country
from tests.country.sentences import sentences
from tests.country.workbooks import OTHER_BONDS, SPECIAL_BONDS, Page, Variant, as_workbook, make_pages, save

Figures = dict[tuple[int, str, str, str, int], str]
NARA_CITY, SHIMO, KAMMAKI = "292010", "294250", "294241"

VARIANTS = {
    "plain": Variant(),
    "a body missing": Variant(missing=(KAMMAKI,)),
    "a body only on the second sheet": Variant(late=(NARA_CITY,)),
    "indicators behind the statements": Variant(indicators=True),
    "two rows below 地方債": Variant(other_bonds=True),
    "white space in labels": Variant(spaced=True),
    "a path twice": Variant(twice="business_land"),
    "a sum that does not hold": Variant(unbalanced=KAMMAKI),
    "names not merged": Variant(loose_names=True),
    "wrong digits": Variant(errors=5),
    "names with a county and other letters": Variant(renamed=((KAMMAKI, "北葛城郡 上牧町（注）"), (NARA_CITY, "奈\u3000良\n市"))),
}


def printed(pages: tuple[Page, ...], twice: str) -> Figures:
    """The figures on some sheets: by year, body, scope, account and copy the text that stands for the figure."""
    found: Figures = {}
    for page in pages:
        for account, figures in page.printed.items():
            if account in SPECIAL_BONDS and page.fiscal_year < 2023:
                continue
            for at, body in enumerate(page.bodies):
                for scope, figure in zip(SCOPES, figures[at], strict=True):
                    for copy in range(1 + (account == twice)) if figure is not None else ():
                        found[page.fiscal_year, body, scope, account, copy] = str(figure)
    return found


def read(national: National) -> Figures:
    found: Figures = {}
    facts = national.facts
    copies: Counter[tuple[int, str, str, str]] = Counter()
    columns = (facts[name] for name in ("fiscal_year", "body", "scope", "account", "printed"))
    for year, body, scope, account, figure in zip(*columns, strict=True):
        found[year, body, scope, account, copies[year, body, scope, account]] = figure
        copies[year, body, scope, account] += 1
    return found


@pytest.mark.parametrize("odd", VARIANTS.values(), ids=VARIANTS.keys())
def test_every_figure_comes_back(odd: Variant, country: Country, reference: Reference) -> None:
    pages = make_pages(country, 2023, "奈良県", odd)
    national = recognise_national(as_workbook([page.grid for page in pages]), reference, 2023)
    assert read(national) == printed(pages, odd.twice)
    assert {finding.rule for finding in national.findings} == ({"NAT1"} if odd.other_bonds else {"NAT2"} if odd.twice else set())


def test_the_sheets_of_a_file_are_those_that_were_written(country: Country, tmp_path: Path) -> None:
    grids = [page.grid for page in make_pages(country, 2023, "奈良県", Variant(indicators=True, spaced=True))]
    content = save(grids, tmp_path / "nara.xlsx").read_bytes()
    held, expected = read_sheets("nara.xlsx", content), as_workbook(grids)
    assert [(sheet.name, sheet.page, sheet.merged) for sheet in held.sheets] == [
        (s.name, s.page, s.merged) for s in expected.sheets
    ]
    assert [sheet.rows for sheet in held.sheets] == [sheet.rows for sheet in expected.sheets]


@pytest.mark.parametrize(
    ("edition", "names"),
    [(2016, ["H28_奈良県", "H27_奈良県"]), (2019, ["R1_奈良県", "H30_奈良県"]), (2024, ["R6_奈良県", "R5_奈良県"])],
)
def test_any_edition_is_read_by_the_years_of_its_sheets(edition: int, names: list[str], reference: Reference) -> None:
    pages = make_pages(Country(reference, (KAMMAKI,), edition - 1, edition), edition, "奈良県")
    assert [page.grid.name for page in pages] == names
    national = recognise_national(as_workbook([page.grid for page in pages]), reference)
    assert read(national) == printed(pages, "")
    assert national.edition.year == edition


def test_the_prefectures_are_bodies_of_their_own_workbook(reference: Reference) -> None:
    bodies = ("010006", "130001", "294241"[:2] + "0009")
    pages = make_pages(Country(reference, bodies, 2022, 2023), 2023, "都道府県")
    national = recognise_national(as_workbook([page.grid for page in pages]), reference, 2023)
    assert read(national) == printed(pages, "")


def test_a_fact_tells_edition_year_sheet_and_cell(country: Country, reference: Reference) -> None:
    pages = make_pages(country, 2023, "奈良県")
    facts = recognise_national(as_workbook([page.grid for page in pages]), reference).facts.set_index("fact_id")
    assert list(facts.reset_index().columns) == list(COLUMNS)
    own = facts.loc["292028-2023-ministry:whole_bs_previous:total_assets:amount"]
    figure = pages[1].printed["total_assets"][1, 1]
    row = pages[1].grid.find("資産合計") + 1
    told = {"fiscal_year": 2022, "body": "292028", "scope": "whole", "printed": str(figure), "yen": figure * 1_000_000}
    told |= {"unit": "million_yen", "decimals": -6, "page": 2, "line": row, "cell": f"R4_奈良県!K{row}", "path": "", "remark": ""}
    assert {name: own[name] for name in told} == told


def test_paths_are_those_of_the_contract(country: Country, reference: Reference) -> None:
    pages = make_pages(country, 2023, "奈良県", Variant(spaced=True))
    facts = recognise_national(as_workbook([page.grid for page in pages]), reference).facts
    paths = dict(zip(facts["account"], facts["path"].astype(str) + "|" + facts["label"].astype(str), strict=True))
    assert paths["net_assets_surplus"] == "|余剰分（不足分）"
    assert paths["total_liabilities"] == "|負債合計"
    assert paths["current_portion_of_special_deficit_bonds"] == "流動負債/１年内償還予定地方債|臨時財政対策債"
    assert paths["local_bonds_issued"] == "財務活動収支/財務活動収入|地方債等発行収入"
    assert paths["infrastructure_land"] == "固定資産/有形固定資産/インフラ資産|土地"
    assert paths["tax_revenues"] == "財源|税収等"


def test_bracketed_headings_are_no_ancestors(country: Country, reference: Reference) -> None:
    pages = make_pages(country, 2023, "奈良県")
    expected = read(recognise_national(as_workbook([page.grid for page in pages]), reference))
    for page in pages:
        rows = page.grid.rows
        rows.insert(page.grid.find("固定資産"), ["【資産の部】"])
        rows.insert(page.grid.find("業務支出"), [None, "【業務活動収支】"])
    again = recognise_national(as_workbook([page.grid for page in pages]), reference)
    assert (read(again), again.findings) == (expected, ())


def test_rows_without_figures_that_the_form_does_not_know_are_headings(country: Country, reference: Reference) -> None:
    pages = make_pages(country, 2023, "奈良県")
    expected = read(recognise_national(as_workbook([page.grid for page in pages]), reference))
    rows = pages[0].grid.rows
    rows.insert(pages[0].grid.find("固定資産"), [None, "資産の部"])
    rows.insert(pages[0].grid.find("業務支出"), [None, "業務活動収支"])
    rows.append(["※百万円未満は四捨五入した。"])
    again = recognise_national(as_workbook([page.grid for page in pages]), reference)
    assert read(again) == expected
    assert [(f.severity, f.message) for f in again.findings] == [
        ("note", f"{label}: the form has no such line and the row no figure; it is taken as a heading or a remark")
        for label in ("資産の部", "百万円未満は四捨五入した。")
    ]


def test_figures_beside_a_bracketed_label_are_kept(country: Country, reference: Reference) -> None:
    pages = make_pages(country, 2023, "奈良県")
    expected = read(recognise_national(as_workbook([page.grid for page in pages]), reference))
    pages[0].grid.put(pages[0].grid.find("業務活動収支"), 0, "【業務活動収支】")
    again = recognise_national(as_workbook([page.grid for page in pages]), reference)
    assert (read(again), again.findings) == (expected, ())


def test_a_path_that_stands_twice_is_kept_twice_and_marked(country: Country, reference: Reference) -> None:
    pages = make_pages(country, 2023, "奈良県", Variant(twice="business_land"))
    national = recognise_national(as_workbook([page.grid for page in pages]), reference)
    facts = national.facts.set_index("fact_id")
    own = [f"{NARA_CITY}-2023-ministry:general_bs:business_land{copy}:amount" for copy in ("", "-2")]
    assert set(facts.loc[own, "remark"]) == {"another row of the statement bears the same path"}
    assert facts.index.is_unique
    assert str(national.findings[0]) == sentences("test_statements.findings")["a path twice"]


def test_ids_stay_when_other_bodies_come_and_go(country: Country, reference: Reference) -> None:
    every, fewer = (
        recognise_national(as_workbook([p.grid for p in make_pages(country, 2023, "奈良県", odd)]), reference).facts
        for odd in (Variant(), Variant(missing=(NARA_CITY,)))
    )
    # Which nil is printed as a dash, which left blank, is drawn anew for each sheet: held are the figures.
    ids = {frame["fact_id"][(frame["missing"] == "") & (frame["body"] == KAMMAKI)].str.cat(sep=" ") for frame in (every, fewer)}
    assert len(ids) == 1


@pytest.mark.parametrize("odd", [Variant(), Variant(twice="business_land")], ids=["plain", "a path twice"])
def test_one_body_cut_out_has_the_very_same_facts(odd: Variant, country: Country, reference: Reference) -> None:
    pages = make_pages(country, 2023, "奈良県", odd)
    national = recognise_national(as_workbook([page.grid for page in pages]), reference)
    recognition = cut_out(national, KAMMAKI)
    told = facts_of(f"{KAMMAKI}-2023-ministry", KAMMAKI, recognition.tables, reference)
    own = national.facts[national.facts["body"] == KAMMAKI].reset_index(drop=True)
    plain = [frame.astype(object).where(frame.notna(), None).to_dict("records") for frame in (told, own)]
    assert plain[0] == plain[1]
    assert (recognition.body_name, recognition.fiscal_year, len(recognition.tables)) == ("上牧町", 2023, 24)


def test_the_made_up_country_is_consistent(country: Country, reference: Reference) -> None:
    pages = make_pages(country, 2023, "奈良県")
    facts = recognise_national(as_workbook([page.grid for page in pages]), reference).facts
    result = check_facts(facts, reference, Told(dict.fromkeys(facts["report"].cat.categories, "nearest")), in_file("x"))
    assert result.findings == []
    assert {"BS0", "PL0", "NW0", "CF0", "BS1", "BS2", "X1", "X2", "X4", "Y1"} <= set(result.checks["rule"])
    assert (result.corroborated[facts["yen"].fillna(0) != 0] > 0).mean() > 0.97


def test_every_sprinkled_error_is_noticed(country: Country, reference: Reference) -> None:
    pages = make_pages(country, 2023, "奈良県", Variant(errors=12))
    facts = recognise_national(as_workbook([page.grid for page in pages]), reference).facts
    result = check_facts(facts, reference, Told(dict.fromkeys(facts["report"].cat.categories, "nearest")), in_file("x"))
    broken = result.check_facts[result.check_facts["check"].isin(result.checks.loc[result.checks["status"] == "open", "check"])]
    places = facts.set_index("fact_id")[["fiscal_year", "body", "scope", "account"]]
    suspects = set(places.loc[broken["fact_id"].unique()].itertuples(index=False, name=None))
    sprinkled = [(e.fiscal_year, e.body, e.scope, e.account) for page in pages for e in page.errors]
    memos = {"special_deficit_bonds", "current_portion_of_special_deficit_bonds"}
    assert [error for error in sprinkled if error not in suspects and error[3] not in memos] == []
    assert len(sprinkled) == 24


def test_a_row_that_the_form_does_not_know_is_named_with_the_nearest_label(country: Country, reference: Reference) -> None:
    pages = make_pages(country, 2023, "奈良県")
    grid = pages[0].grid
    grid.put(grid.find("長期延滞債権"), 3, "長期の延滞債権")
    findings = recognise_national(as_workbook([page.grid for page in pages]), reference).findings
    assert [str(finding) for finding in findings] == [sentences("test_statements.findings")["an unknown label"]]


def test_rows_whose_heading_is_lost_are_not_placed_elsewhere(country: Country, reference: Reference) -> None:
    pages = make_pages(country, 2023, "奈良県")
    del pages[0].grid.rows[pages[0].grid.find("移転費用")]
    findings = recognise_national(as_workbook([page.grid for page in pages]), reference).findings
    assert str(findings[0]) == sentences("test_statements.findings")["a heading lost"]
    assert [(f.rule, f.message.split(":")[0].split("/")[-1]) for f in findings] == [
        ("NAT1", label) for label in ("補助金等", "社会保障給付", "他会計への繰出金", "その他")
    ]


def test_rows_below_an_unknown_row_are_named_too(country: Country, reference: Reference) -> None:
    pages = make_pages(country, 2023, "奈良県")
    pages[0].grid.put(pages[0].grid.find("無形固定資産"), 2, "形のない資産")
    messages = [f.message for f in recognise_national(as_workbook([p.grid for p in pages]), reference).findings]
    assert messages[1:] == [
        f"固定資産/形のない資産/{label}: the row 形のない資産 above it is not known; the figures of the row are left out"
        for label in ("ソフトウェア", "その他")
    ]


def test_other_bonds_are_named_on_the_sheet_that_prints_them(country: Country, reference: Reference) -> None:
    pages = make_pages(country, 2023, "奈良県", Variant(other_bonds=True))
    findings = recognise_national(as_workbook([page.grid for page in pages]), reference).findings
    assert [f.message.split(":")[0] for f in findings] == [
        f"固定負債/地方債/{OTHER_BONDS}",
        f"流動負債/１年内償還予定地方債/{OTHER_BONDS}",
    ]


def test_what_stands_below_the_statements_is_left_unread_by_name(country: Country, reference: Reference) -> None:
    pages = make_pages(country, 2023, "奈良県", Variant(indicators=True))
    ignored = recognise_national(as_workbook([page.grid for page in pages]), reference).ignored
    assert [(i.rule, i.text, i.place.cell.split("!")[0]) for i in ignored] == [
        ("national_indicators", "指標 (15 numbers)", "R5_奈良県"),
        ("national_indicators", "指標 (15 numbers)", "R4_奈良県"),
    ]
