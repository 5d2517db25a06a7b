"""What is published is read by the programs that readers use."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest

from scripts.publish import Corpus, PublishError, publish
from scripts.publish.publication import TABLES
from scripts.publish.schemas import load_schemas
from scripts.reference import Reference
from tests.publish.made_up import corpus_of, table_of, transcript_of

FRICTIONLESS = Path(sys.executable).parent / "frictionless"


def validate(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [str(FRICTIONLESS), "validate", "datapackage.json", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def ask(question: str) -> list[Any]:
    with duckdb.connect() as connection:
        return connection.execute(question).fetchall()


def folders(published: Path) -> list[Path]:
    """The folders of whole packages: the corpus, its reports and its bodies. Facts by year are another matter."""
    return sorted(path.parent for path in published.rglob("datapackage.json") if path.parent.name != "partitioned")


def test_frictionless_finds_the_packages_valid(published: Path) -> None:
    # The corpus holds every row; of the reports' packages two stand for all, as the command takes seconds for each.
    reports = (published / "294241-2023-statements", published / "jlis-2017-budget")
    for folder in (published, *reports, published / "bodies" / "294241"):
        done = validate(folder)
        assert done.returncode == 0, done.stdout
        assert done.stdout.count(" VALID ") == 2 * len(TABLES)


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("facts", ",balance_sheet,", ",balance,"),
        ("facts", ",294241,", ",294242,"),
        ("facts", ",26923275,", ",26923275円,"),
        ("checks", ",exact\n", ",sure\n"),
        ("accounts", "\ntotal_assets,", "\nfixed_assets,"),
    ],
)
def test_frictionless_notices_a_row_that_was_broken(table: str, old: str, new: str, published: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(published / "294241-2023-statements", tmp_path / "report")
    assert validate(folder, "--resource-name", table).returncode == 0
    text = (folder / f"{table}.csv").read_text(encoding="utf-8")
    assert old in text
    (folder / f"{table}.csv").write_text(text.replace(old, new, 1), encoding="utf-8")
    assert validate(folder, "--resource-name", table).returncode == 1


def test_csv_and_parquet_have_the_same_rows_and_types(published: Path, reference: Reference) -> None:
    schemas = load_schemas(TABLES, reference)
    for folder in folders(published):
        for table in TABLES:
            plain = pa.schema([(f.name, pa.string() if pa.types.is_dictionary(f.type) else f.type) for f in schemas[table].arrow])
            # Only an empty cell is missing: a code may well be called "NA".
            options = pyarrow.csv.ConvertOptions(column_types=plain, null_values=[""], strings_can_be_null=True)
            parsing = pyarrow.csv.ParseOptions(newlines_in_values=True)
            from_csv = pyarrow.csv.read_csv(folder / f"{table}.csv", parse_options=parsing, convert_options=options)
            from_parquet = pq.read_table(folder / f"{table}.parquet")
            assert from_parquet.schema.remove_metadata() == schemas[table].arrow
            assert from_parquet.cast(plain).equals(from_csv), table


def test_every_file_is_utf8_without_bom_and_ends_its_lines_with_lf(published: Path) -> None:
    for path in published.rglob("*.csv"):
        content = path.read_bytes()
        assert not content.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in content
        assert content.decode("utf-8").endswith("\n")


def test_pandas_reads_either_file(published: Path, corpus: Corpus) -> None:
    plain = pd.read_csv(published / "facts.csv", dtype={"body": str})
    parquet = pd.read_parquet(published / "facts.parquet")
    assert len(plain) == len(parquet) == len(corpus.facts)
    assert plain["body"].iloc[0] == parquet["body"].iloc[0] == "294241"
    assert parquet["yen"].sum() == corpus.facts["yen"].sum()
    assert str(parquet["yen"].dtype) == "Int64"
    assert parquet["value"].iloc[0] == Decimal(26923275)


def test_duckdb_answers_a_question_from_either_file(published: Path) -> None:
    for suffix in ("csv", "parquet"):
        question = (
            f"select f.label, a.label_en, f.yen from '{published}/facts.{suffix}' f "  # noqa: S608  the path is the test's own
            f"join '{published}/accounts.{suffix}' a using (account) "
            "where f.fact_id = '294241-2023-statements:general_bs:total_assets:amount'"
        )
        assert ask(question) == [("資産合計", "Total assets", 28258451000)]


def test_keys_hold_in_the_files_as_another_engine_sees_them(published: Path, reference: Reference) -> None:
    schemas = load_schemas(TABLES, reference)
    for folder in folders(published):
        for table, schema in schemas.items():
            key = ", ".join(f'"{name}"' for name in schema.primary_key)
            source = f"'{folder}/{table}.parquet'"
            twice = ask(f"select {key} from {source} group by all having count(*) > 1")  # noqa: S608
            assert (table, twice) == (table, [])
            for foreign in schema.foreign_keys:
                own = ", ".join(f'"{name}"' for name in foreign.fields)
                there = ", ".join(f'"{name}"' for name in foreign.targets)
                filled = " and ".join(f'"{name}" is not null' for name in foreign.fields)
                lost = f"select {own} from {source} where {filled} except select {there} from '{folder}/{foreign.table}.parquet'"  # noqa: S608
                assert (table, foreign.fields, ask(lost)) == (table, foreign.fields, [])


def test_every_figure_of_every_transcript_is_published_once_as_printed(published: Path, corpus: Corpus) -> None:
    rows = pq.read_table(published / "facts.parquet").to_pylist()
    printed = [
        (r.report, t.table, e.account, e.column, e.printed or None) for r in corpus.reports for t in r.tables for e in t.entries
    ]
    assert [(row["report"], row["table"], row["account"], row["column"], row["printed"]) for row in rows] == printed


def test_two_publications_in_other_folders_at_other_times_are_the_same_to_the_byte(
    corpus: Corpus, published: Path, tmp_path: Path
) -> None:
    shuffled = replace(corpus, reports=corpus.reports[::-1])
    publish(shuffled, tmp_path / "elsewhere" / "data")
    first = {path.relative_to(published): path.read_bytes() for path in published.rglob("*") if path.is_file()}
    again = tmp_path / "elsewhere" / "data"
    second = {path.relative_to(again): path.read_bytes() for path in again.rglob("*") if path.is_file()}
    assert [str(path) for path in first if first[path] != second.get(path)] == []
    assert first.keys() == second.keys()


def test_another_process_with_another_seed_of_hashes_publishes_the_same(published: Path, tmp_path: Path) -> None:
    program = (
        "import sys, pathlib; from scripts.publish import publish; from scripts.reference import load_reference; "
        "from scripts.transcripts import read_transcripts; from tests.publish.made_up import corpus_of; "
        "publish(corpus_of(read_transcripts(), load_reference()), pathlib.Path(sys.argv[1]))"
    )
    environment = os.environ | {"PYTHONHASHSEED": "12345", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "data")], check=True, env=environment)
    assert (tmp_path / "data" / "SHA256SUMS").read_text(encoding="utf-8") == (published / "SHA256SUMS").read_text(
        encoding="utf-8"
    )


def test_a_small_report_without_most_things_is_published_and_valid(reference: Reference, tmp_path: Path) -> None:
    report = transcript_of(table_of("unified_pl", [("経常費用", "ordinary_costs", "amount", "-")]))
    publish(corpus_of([report], reference), tmp_path / "data")
    done = validate(tmp_path / "data" / report.report)
    assert done.returncode == 0, done.stdout


def test_tables_that_do_not_hold_together_are_not_published_and_the_old_ones_stay(corpus: Corpus, tmp_path: Path) -> None:
    target = tmp_path / "data"
    publish(corpus, target)
    before = (target / "SHA256SUMS").read_bytes()
    ids = [str(fact) for fact in corpus.facts["fact_id"]]
    facts = corpus.facts.assign(fact_id=[ids[0], ids[2], *ids[2:]], basis=["hoped", *corpus.facts["basis"][1:]])
    with pytest.raises(PublishError) as refused:
        publish(replace(corpus, facts=facts), target)
    assert str(refused.value) == (
        "facts.basis: 1 rows: 'hoped' is not among those listed\n    mend: mend the row, or the schema where it is too narrow\n"
        f"facts.fact_id: 1 keys are there more than once, first '{ids[2]}'\n    mend: give every row its own key"
    )
    assert (target / "SHA256SUMS").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
