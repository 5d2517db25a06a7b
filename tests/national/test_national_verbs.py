"""convert and import of the ministry's workbooks, as their users call them."""

import csv
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from click.testing import CliRunner

from scripts.__main__ import main
from scripts.facts import COLUMNS, facts_of
from scripts.reference import Reference
from scripts.transcripts import read_transcript, read_transcripts
from scripts.verbs.import_ import import_bodies, import_file
from scripts.verbs.national import frame_csv
from scripts.writing import csv_text
from tests.country.books import Country
from tests.country.lists import make_lists
from tests.country.workbooks import Grid, Variant, make_pages, save

KAMMAKI = "294241"


def grids(country: Country, odd: Variant | None = None) -> list[Grid]:
    return [page.grid for page in make_pages(country, 2023, "奈良県", odd)]


def test_convert_writes_the_facts_of_all_bodies(country: Country, tmp_path: Path) -> None:
    path = save(grids(country, Variant(indicators=True)), tmp_path / "nara.xlsx")
    done = CliRunner().invoke(main, ["convert", str(path), "-o", str(tmp_path / "out")])
    assert (done.exit_code, done.stderr) == (0, "")
    with (tmp_path / "out" / "facts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == [*COLUMNS, "corroborated"]
    assert {row["body"] for row in rows} == set(country.bodies)
    assert {row["fiscal_year"] for row in rows} == {"2022", "2023"}
    told = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert {name: told[name] for name in ("edition", "area", "sheets", "findings", "figures")} == {
        "edition": 2023,
        "area": "奈良県",
        "sheets": ["R5_奈良県", "R4_奈良県"],
        "findings": [],
        "figures": len(rows),
    }
    assert [table["form"] for table in told["tables"]] == ["unified_bs", "unified_pl", "unified_nw", "unified_cf"] * 2
    assert len(told["ignored"]) == 2


def test_convert_ends_with_1_when_something_is_odd_and_2_when_it_is_refused(country: Country, tmp_path: Path) -> None:
    odd = save(grids(country, Variant(unbalanced=KAMMAKI)), tmp_path / "odd.xlsx")
    done = CliRunner().invoke(main, ["convert", str(odd), "-o", str(tmp_path / "odd")])
    assert done.exit_code == 1
    assert "odd.xlsx:R5_奈良県!" in done.stderr
    wrong = grids(country)
    wrong[1].name = "R3_奈良県"
    refused = CliRunner().invoke(main, ["convert", str(save(wrong, tmp_path / "wrong.xlsx")), "-o", str(tmp_path / "wrong")])
    assert (refused.exit_code, (tmp_path / "wrong").exists()) == (2, False)
    assert "which is 2021" in refused.stderr


def test_convert_writes_a_list_of_indicators(country: Country, tmp_path: Path) -> None:
    path = save(list(make_lists(country, 2023)), tmp_path / "list.xlsx")
    done = CliRunner().invoke(main, ["convert", str(path), "-o", str(tmp_path / "out")])
    assert (done.exit_code, done.stdout) == (0, f"{tmp_path}/out: 5 bodies, 90 indicators, 0 findings\n")
    table = pd.read_csv(tmp_path / "out" / "indicators.csv", dtype=str)
    assert (len(table), set(table["body"])) == (90, set(country.bodies))


def test_import_writes_the_transcript_of_one_body(country: Country, tmp_path: Path) -> None:
    path = save(grids(country), tmp_path / "nara.xlsx")
    folder, _ = import_file(path, KAMMAKI, f"{KAMMAKI}-2023-ministry", target=tmp_path / "sources")
    transcript = read_transcript(folder)
    assert transcript.meta["source"]["publisher"] == "総務省"
    assert [(t.table, t.fiscal_year, t.unit) for t in transcript.tables][::12] == [
        ("general_bs", 2023, "million_yen"),
        ("general_bs_previous", 2022, "million_yen"),
    ]
    assert len(transcript.tables) == 24


def test_import_of_all_bodies_writes_a_transcript_each(country: Country, reference: Reference, tmp_path: Path) -> None:
    path = save(grids(country), tmp_path / "nara.xlsx")
    folders, national = import_bodies(path, tmp_path / "sources")
    assert [folder.name for folder in folders] == [f"{body}-2023-ministry" for body in country.bodies]
    transcripts = read_transcripts(tmp_path / "sources")
    frames = [facts_of(t.report, t.body, t.tables, reference) for t in transcripts]
    assert list(pd.concat(frames)["fact_id"]) == list(national.facts["fact_id"])
    assert [len(frame) for frame in frames] == national.facts.groupby("body", observed=True).size().to_list()


def test_import_of_another_file_asks_for_the_body(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("貸借対照表\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["import", str(tmp_path / "one.txt")])
    assert (done.exit_code, done.stderr) == (
        1,
        "Error: expected --body and --report for one.txt\n    mend: only the ministry's workbooks name their bodies\n",
    )


@pytest.mark.parametrize("label", ["plain", 'with, comma and "quotes"', "two\nlines"])
def test_the_fast_csv_is_the_canonical_one(label: str) -> None:
    numbers = pa.array([1, None, -3])
    table = pa.table({"label": [label, "", None], "yen": numbers, "value": numbers.cast(pa.decimal128(19, 0))})
    frame: pd.DataFrame = table.to_pandas(types_mapper=pd.ArrowDtype)
    rows: list[Any] = frame.astype(object).where(frame.notna(), None).to_dict("records")
    assert frame_csv(frame).decode() == csv_text(list(frame.columns), rows)


def test_the_reference_names_what_the_layout_relies_on(reference: Reference) -> None:
    titles = [reference.forms[form].title_ja for form in ("unified_bs", "unified_pl", "unified_nw", "unified_cf")]
    assert titles == ["貸借対照表", "行政コスト計算書", "純資産変動計算書", "資金収支計算書"]
    assert reference.units["million_yen"].factor == 1_000_000
