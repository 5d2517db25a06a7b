"""A pull request with a hostile transcript is refused in a sentence, before anything of it is published."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from scripts.__main__ import main
from scripts.faults import FaultError
from scripts.reference import Reference, ReferenceTableError, load_reference
from scripts.transcripts import read_transcripts
from scripts.verbs.check import facts_of_reports
from tests.hostile.transcripts import ATTACKS, REPORT, write_good


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference()


def test_the_transcript_that_the_attacks_alter_is_good(tmp_path: Path, reference: Reference) -> None:
    write_good(tmp_path / "sources" / REPORT)
    assert len(facts_of_reports(read_transcripts(tmp_path / "sources"), reference)) == 1


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_refused_with_its_place_and_its_mend(tmp_path: Path, reference: Reference, name: str) -> None:
    attack, says = ATTACKS[name]
    write_good(tmp_path / "sources" / REPORT)
    attack(tmp_path / "sources" / REPORT)
    with pytest.raises(FaultError) as refusal:
        facts_of_reports(read_transcripts(tmp_path / "sources"), reference)
    said = str(refusal.value)
    assert says in said
    assert "\n    mend: " in said
    assert len(said) < 600
    assert said.replace("\n    mend: ", "").isprintable()


def test_the_command_line_says_the_fault_of_any_verb_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command("check")
    def broken() -> None:
        raise ReferenceTableError("bodies.csv: expected a printed text\n    mend: mend the row")

    monkeypatch.setattr("scripts.verbs.check.command", broken)
    done = CliRunner().invoke(main, ["check"])
    assert (done.exit_code, done.output) == (1, "Error: bodies.csv: expected a printed text\n    mend: mend the row\n")


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("../../../x,町,Town,県,town", "bodies.csv: expected an id of letters, digits, _ and -, found '../../../x'"),
        ("x,=HYPERLINK(1),Town,県,town", "bodies.csv: expected a printed text, found '=HYPERLINK(1)'"),
        ("x,\u202e町,Town,県,town", "bodies.csv: expected a printed text, found '\\u202e\\u753a'"),
        ("x,\u200b町,Town,県,town", "bodies.csv: expected a printed text, found '\\u200b\\u753a'"),
    ],
)
def test_a_body_whose_row_would_leave_its_folder_or_deceive_is_refused(tmp_path: Path, row: str, says: str) -> None:
    (tmp_path / "bodies.csv").write_text(f"body,name_ja,name_en,prefecture,kind\n{row}\n", encoding="utf-8")
    with pytest.raises(ReferenceTableError) as refusal:
        load_reference(tmp_path)
    assert str(refusal.value).startswith(says)
