"""The command line as its users call it: a process, its exit code, what it writes and what it says."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = Path(__file__).parent / "documents"
VERBS = (
    "convert",
    "import",
    "check",
    "publish",
    "national",
    "show",
    "build",
    "diff",
    "diff-national",
    "audit",
    "verify",
    "same",
)


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Call `python -m scripts` from the repository root."""
    command = [sys.executable, "-m", "scripts", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_tells_what_it_does(verb: str) -> None:
    done = run(verb, "--help")
    assert done.returncode == 0
    assert "Usage: python -m scripts " + verb in done.stdout


def test_the_verbs_are_those_of_the_contract() -> None:
    listed = run("--help").stdout.split("Commands:")[1].splitlines()
    assert [line.split()[0] for line in listed if line.startswith("  ") and line[2] != " "] == list(VERBS)


def test_a_statement_whose_identities_hold_ends_with_nought(tmp_path: Path) -> None:
    done = run("convert", DOCUMENTS / "whole.txt", "-o", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    with (tmp_path / "facts.csv").open(encoding="utf-8") as file:
        facts = list(csv.DictReader(file))
    assert len(facts) == 35
    last = facts[-1]
    assert (last["account"], last["printed"], last["yen"], last["line"]) == ("net_administrative_cost", "8,100", "8100000", "45")
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["fiscal_year"] == 2024
    assert report["findings"] == []


def test_a_total_changed_by_one_digit_is_named_with_the_value_it_should_have(tmp_path: Path) -> None:
    done = run("convert", DOCUMENTS / "total_off_by_one_digit.txt", "-o", tmp_path)
    assert done.returncode == 1
    assert (
        "look first at 純経常行政コスト 8,600 (line 35 of the source); 8,000 (one digit other than printed) would mend 2 checks"
        in done.stderr
    )


def test_an_unknown_form_of_number_is_left_out_and_shown_with_a_caret(tmp_path: Path) -> None:
    done = run("convert", DOCUMENTS / "separator_in_the_wrong_place.txt", "-o", tmp_path)
    assert done.returncode == 1
    assert "separator_in_the_wrong_place.txt:14: READ3" in done.stderr
    assert "15,00\n      ^" in done.stderr
    assert "15,00" not in (tmp_path / "facts.csv").read_text(encoding="utf-8")


def test_a_statement_without_unit_is_left_unread(tmp_path: Path) -> None:
    done = run("convert", DOCUMENTS / "no_unit.txt", "-o", tmp_path)
    assert done.returncode == 2
    assert "no_unit.txt:3: refused" in done.stderr
    assert "expected a unit such as （単位：千円） above the table, found none" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_statement_cut_in_half_misses_its_final_total(tmp_path: Path) -> None:
    done = run("convert", DOCUMENTS / "cut_in_half.txt", "-o", tmp_path)
    assert done.returncode == 1
    assert "expected the total 純行政コスト at its end, found none" in done.stderr


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "expected the text of a statement, found an empty file"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n", "expected text, found a PNG picture"),
        ("sjis.txt", "貸借対照表".encode("cp932"), "expected UTF-8, found Shift_JIS"),
        ("letter.txt", "拝啓 時下ますます".encode(), "found no title such as 貸借対照表"),
        ("old.xls", b"\xd0\xcf\x11\xe0", "expected a file ending in"),
    ],
)
def test_a_file_that_is_no_statement_is_refused_and_nothing_is_written(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    source = tmp_path / name
    source.write_bytes(content)
    done = run("convert", source, "-o", tmp_path / "out")
    assert done.returncode == 2
    assert says in done.stderr
    assert "mend: " in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    done = run("convert", tmp_path / "none.txt", "-o", tmp_path / "out")
    assert done.returncode == 2
    assert "none.txt: refused: cannot be read" in done.stderr


@pytest.mark.parametrize("report", ["../../escaped", "294241-statements", "294241-2023-Statements", ""])
def test_a_report_is_not_imported_under_a_name_that_is_no_id(report: str) -> None:
    done = run("import", DOCUMENTS / "whole.txt", "--body", "294241", "--report", report)
    assert done.returncode != 0
    assert f"expected the id of a report such as 294241-2023-statements, found {report}" in done.stderr


def test_a_body_nobody_knows_is_named_with_the_row_to_add() -> None:
    done = run("import", DOCUMENTS / "whole.txt", "--body", "kakuu", "--report", "kakuu-2024-statements")
    assert done.returncode == 1
    assert "expected a body of datapackage/reference/bodies.csv, found kakuu" in done.stderr
    assert "mend: add a row for it there: kakuu,name in Japanese,name in English,prefecture,kind" in done.stderr
    assert not (ROOT / "datapackage" / "sources" / "kakuu-2024-statements").exists()
