"""The made-up country: the same bytes for the same seed, sizes as real bodies have them, and every error written down."""

import csv
import hashlib
from pathlib import Path

import numpy as np
import pytest

from scripts.read.national import read_sheets
from scripts.recognise.national import recognise_national
from scripts.reference import Reference, load_reference
from scripts.verbs.convert import convert_any
from scripts.verbs.national import check_national
from tests.country.books import FORMS, Country
from tests.country.errors import KINDS, Planted, read_list
from tests.country.making import LAST, Recipe, areas, errors_of, make_documents, make_workbooks

SMALL = ("富山県", "鳥取県")
# Lines that tell a part of another: no sum holds them.
IN_NO_SUM = {"special_deficit_bonds", "current_portion_of_special_deficit_bonds"}


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference()


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("country") / "books"
    make_workbooks(folder, Recipe(2, 40), SMALL)
    return folder


def sums(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_the_same_seed_makes_the_same_bytes(workbooks: Path, tmp_path: Path) -> None:
    make_workbooks(tmp_path / "again", Recipe(2, 40), SMALL)
    assert sums(tmp_path / "again") == sums(workbooks)
    assert errors_of(tmp_path / "again").read_bytes() == errors_of(workbooks).read_bytes()
    assert sorted(sums(workbooks)) == [f"{area}-{year}.xlsx" for area in SMALL for year in (2022, 2023)]


def test_the_checks_find_every_error_that_stands_in_a_sum(workbooks: Path, reference: Reference) -> None:
    listed = read_list(errors_of(workbooks))
    assert {error.kind for error in listed} == set(KINDS)
    missed: list[Planted] = []
    for path in sorted(workbooks.iterdir()):
        facts, result = check_national(recognise_national(read_sheets(path.name, path.read_bytes()), reference), reference)
        open_checks = result.checks.loc[result.checks["status"] == "open", "check"]
        suspects = set(result.check_facts.loc[result.check_facts["check"].isin(open_checks), "fact_id"])
        own = facts[facts["fact_id"].isin(suspects)]
        told = set(own[["fiscal_year", "body", "scope", "account"]].itertuples(index=False, name=None))
        bodies, edition = set(facts["body"].cat.categories), int(path.stem.rsplit("-", 1)[1])
        here = [error for error in listed if error.edition == edition and error.body in bodies]
        assert here
        missed += [error for error in here if (error.fiscal_year, error.body, error.scope, error.account) not in told]
    assert [error for error in missed if error.account not in IN_NO_SUM] == []


def test_the_errors_of_documents_are_found_by_converting_them(tmp_path: Path) -> None:
    planted = make_documents(tmp_path / "documents", 6, Recipe(errors=5))
    assert read_list(errors_of(tmp_path / "documents")) == planted
    assert {error.kind for error in planted} == set(KINDS)
    wrong = {error.body for error in planted}
    for body in sorted({path.stem.split("-")[0] for path in (tmp_path / "documents").iterdir()}):
        found = {}
        for kind in ("txt", "pdf"):
            path = tmp_path / "documents" / f"{body}-{LAST}.{kind}"
            _, _, findings = convert_any(path, tmp_path / f"{body}-{kind}", body="", rounding="nearest")
            found[kind] = sorted(finding.rule for finding in findings if finding.severity == "error")
            assert _printed(tmp_path / f"{body}-{kind}") >= {error.printed for error in planted if error.body == body}
        assert found["txt"] == found["pdf"]
        assert bool(found["txt"]) == (body in wrong)


def _printed(folder: Path) -> set[int]:
    with (folder / "facts.csv").open(encoding="utf-8", newline="") as file:
        return {int(row["value"]) for row in csv.DictReader(file) if row["value"]}


def test_amounts_are_of_the_order_that_municipalities_print(reference: Reference) -> None:
    bodies = tuple(body for own in areas(reference).values() for body in own)
    country = Country(reference, bodies, LAST - 1, LAST)
    lines, people = country.current(LAST), country.people
    assert (len(bodies), len(lines)) == (1788, 196)
    assert 300 < people.min() < 20_000 < float(np.median(people)) < 60_000 < people.max()
    for account, low, high in (("total_assets", 1e6, 4e6), ("local_bonds", 2e5, 9e5), ("net_administrative_cost", 3e5, 8e5)):
        each = lines[account].yen[:, 0] / people
        assert low < float(np.median(each)) < high, account
    for account in ("total_assets", "total_liabilities", "net_administrative_cost", "cash_and_deposits"):
        assert (lines[account].yen > 0).all(), account
        assert (np.diff(lines[account].yen, axis=1) >= 0).mean() > 0.9, account
    for name in ("business_buildings", "infrastructure_structures"):
        assert (lines[name].yen >= -lines[f"{name}_accumulated_depreciation"].yen).all()
    share = np.mean([line.nil.mean() for form in FORMS for line in map(lines.get, _accounts(reference, form)) if line])
    assert 0.2 < share < 0.5


def _accounts(reference: Reference, form: str) -> list[str]:
    return [line.account for line in reference.lines[form]]
