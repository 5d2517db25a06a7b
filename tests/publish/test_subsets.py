"""The package of a report holds its rows, and of other tables what they refer to."""

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from scripts.publish import Corpus
from scripts.publish.publication import OWN, TABLES, make_tables
from scripts.publish.relations import find_faults
from scripts.publish.schemas import Schema, load_schemas
from scripts.publish.subsets import Tables, split_by_body, split_by_report

Made = tuple[Tables, dict[str, Schema], dict[str, Tables]]


@pytest.fixture(scope="module")
def made(corpus: Corpus) -> Made:
    schemas = load_schemas(TABLES, corpus.reference)
    tables = make_tables(corpus, schemas)
    return tables, schemas, dict(split_by_report(tables, schemas))


def test_every_key_of_a_package_finds_its_row(made: Made) -> None:
    _, schemas, packages = made
    assert {report: find_faults(tables, schemas) for report, tables in packages.items()} == {report: [] for report in packages}


def test_the_packages_together_have_all_rows_of_reports_in_their_order(made: Made) -> None:
    tables, _, packages = made
    for name in OWN:
        together = pa.concat_tables([package[name] for package in packages.values()])
        assert together.num_rows == tables[name].num_rows
        if "report" in tables[name].column_names:
            order = pc.sort_indices(tables[name]["report"].cast(pa.string()))
            assert together.to_pylist() == tables[name].take(order).to_pylist()


def test_a_package_has_only_what_its_rows_refer_to(made: Made) -> None:
    _, _, packages = made
    package = packages["294241-2023-statements"]
    assert package["reports"]["report"].to_pylist() == ["294241-2023-statements"]
    assert package["bodies"]["body"].to_pylist() == ["294241"]
    assert package["segments"]["segment"].to_pylist() == ["total"]
    assert set(package["units"]["unit"].to_pylist()) >= {"thousand_yen", "percent"}
    assert "jlis_total_assets" not in package["accounts"]["account"].to_pylist()
    assert "unified_s_tangible" not in package["columns"]["form"].to_pylist()
    assert {row["report"] for name in ("facts", "tables", "checks") for row in package[name].to_pylist()} == {
        "294241-2023-statements"
    }


def test_a_package_holds_no_words_of_other_reports(made: Made) -> None:
    for tables in made[2].values():
        for name in OWN:
            for column in tables[name].columns:
                if pa.types.is_dictionary(column.type):
                    for part in column.chunks:
                        assert set(part.dictionary.to_pylist()) == set(part.to_pylist()) - {None}, name


def test_an_account_brings_the_headings_and_totals_above_it(made: Made) -> None:
    accounts = {row["account"]: row for row in made[2]["294241-2023-statements"]["accounts"].to_pylist()}
    for row in accounts.values():
        assert row["parent"] is None or row["parent"] in accounts
        assert row["sums_to"] is None or row["sums_to"] in accounts


def test_the_package_of_a_body_holds_the_rows_of_its_reports_and_every_key_finds_its_row(made: Made) -> None:
    tables, schemas, packages = made
    bodies = dict(split_by_body(tables, schemas))
    assert sorted(bodies) == sorted(set(tables["reports"]["body"].to_pylist()))
    assert {body: find_faults(own, schemas) for body, own in bodies.items()} == {body: [] for body in bodies}
    own = [name for name in packages if name.startswith("jlis")]
    assert bodies["jlis"]["reports"]["report"].to_pylist() == own
    assert bodies["jlis"]["facts"].num_rows == sum(packages[name]["facts"].num_rows for name in own)
