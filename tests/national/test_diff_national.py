"""Two publications of the country, one with wrong digits, without a body and without an edition: each difference is told once."""

import csv
import json
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from scripts.__main__ import main
from scripts.crew import LocalCrew
from scripts.reference import Reference
from scripts.verbs.country import publish_country
from tests.country.books import Country
from tests.country.workbooks import Page, Variant, make_pages, save

TOTTORI = ("312011", "312029", "312037")
AREA = "鳥取県"


def write_books(reference: Reference, folder: Path, variants: dict[int, Variant]) -> dict[int, tuple[Page, Page]]:
    country = Country(reference, TOTTORI, 2020, 2023)
    pages = {year: make_pages(country, year, AREA, variant) for year, variant in variants.items()}
    for year, made in pages.items():
        save([page.grid for page in made], folder / f"{AREA}-{year}.xlsx")
    return pages


@pytest.fixture(scope="module")
def publications(
    reference: Reference, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path, dict[int, tuple[Page, Page]]]:
    """Give a sound publication, one that differs in every way, and the pages of the second."""
    home = tmp_path_factory.mktemp("publications")
    for name in ("sound", "other"):
        (home / f"{name}-books").mkdir()
    write_books(reference, home / "sound-books", dict.fromkeys((2021, 2022, 2023), Variant()))
    odd = {2021: Variant(errors=2), 2022: Variant(missing=("312037",))}
    pages = write_books(reference, home / "other-books", odd)
    for name in ("sound", "other"):
        publish_country([home / f"{name}-books"], LocalCrew(1), home / name, home / f"{name}-state")
    return home / "sound", home / "other", pages


def run(*arguments: object) -> str:
    result = CliRunner().invoke(main, ["diff-national", *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result.output


def test_every_difference_is_told_with_its_figures(
    publications: tuple[Path, Path, dict[int, tuple[Page, Page]]], tmp_path: Path
) -> None:
    sound, other, pages = publications
    said = run(sound, other, "--csv", tmp_path / "changes.csv", "--json", tmp_path / "changes.json")
    with (tmp_path / "changes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    changed = [row for row in rows if row["kind"] == "changed" and row["printed"] != row["printed_before"]]
    planted = [error for page in pages[2021] for error in page.errors]
    wrong = {(e.body, e.scope, e.account, e.printed * 1_000_000, e.right * 1_000_000) for e in planted}
    figures = [(row["fact_id"].split(":")[2], int(row["yen"]), int(row["yen_before"])) for row in changed]
    assert {(row["body"], row["scope"], *told) for row, told in zip(changed, figures, strict=True)} == wrong
    # Nil is printed as a dash or not at all, by chance: only figures tell which body is gone.
    assert {row["body"] for row in rows if row["kind"] == "removed" and row["yen_before"]} == {"312037"}
    numbers = json.loads((tmp_path / "changes.json").read_text(encoding="utf-8"))
    assert numbers["figures"] == dict(Counter(row["kind"] for row in rows))
    assert numbers["identities"]["broken"] > len(wrong)
    gone = [piece["path"] for piece in numbers["pieces"] if piece["kind"] == "removed"]
    assert gone
    assert all("edition=2023" in path for path in gone)
    assert "exact -> open, difference" in said
    assert "more (--csv holds them)" in said


def test_the_way_back_tells_the_same_the_other_way_round(
    publications: tuple[Path, Path, dict[int, tuple[Page, Page]]], tmp_path: Path
) -> None:
    sound, other, _ = publications
    for name, pair in (("there", (sound, other)), ("back", (other, sound))):
        run(*pair, "--json", tmp_path / name)
    there, back = (json.loads((tmp_path / name).read_text(encoding="utf-8")) for name in ("there", "back"))
    turned = {"added": "removed", "removed": "added", "changed": "changed"}
    assert {turned[kind]: count for kind, count in there["figures"].items()} == back["figures"]
    assert [(p["path"], turned[p["kind"]], p["rows"]) for p in there["pieces"]] == [
        (p["path"], p["kind"], p["rows"]) for p in back["pieces"]
    ]


def test_equal_publications_have_no_difference_and_the_list_has_its_head(
    publications: tuple[Path, Path, dict[int, tuple[Page, Page]]], tmp_path: Path
) -> None:
    sound, _, _ = publications
    assert run(sound, sound, "--csv", tmp_path / "none.csv") == "no figure changed; identities: 0 made, 0 broken\n"
    assert (tmp_path / "none.csv").read_text(encoding="utf-8").startswith("fact_id,kind,body,")


def test_a_folder_that_is_no_publication_is_refused_with_a_mend(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["diff-national", str(tmp_path), str(tmp_path)])
    assert result.exit_code == 1
    assert "expected a publication of the country" in result.output
    assert "mend:" in result.output
