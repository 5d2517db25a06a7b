"""The repository's own folder of data is a valid package for whoever only clones."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.publish import PublishError, describe_sources
from scripts.publish.sources import FOLDER, write_sources
from scripts.transcripts import Transcript
from scripts.writing import json_text

FRICTIONLESS = Path(sys.executable).parent / "frictionless"


def test_the_committed_descriptor_is_up_to_date() -> None:
    committed = (FOLDER / "datapackage.json").read_text(encoding="utf-8")
    mend = "run `make lists`"
    assert committed == json_text(describe_sources()), mend


def test_frictionless_finds_it_valid() -> None:
    done = subprocess.run([FRICTIONLESS, "validate", "datapackage.json"], cwd=FOLDER, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_csv_file_of_the_folder_is_a_resource_with_a_schema(reports: list[Transcript]) -> None:
    resources = describe_sources()["resources"]
    listed = {resource["path"] for resource in resources if resource["schema"]}
    assert listed == {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.csv")}
    assert len({resource["name"] for resource in resources}) == len(resources)
    assert sum(len(report.tables) for report in reports) == len([path for path in listed if path.startswith("sources/")])


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER, tmp_path / "datapackage")
    return tmp_path / "datapackage"


def test_a_mended_figure_leaves_the_descriptor_as_it_is(copied: Path) -> None:
    path = copied / "sources" / "294241-2023-statements" / "general_bs.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("26,923,275", "26,923,276"), encoding="utf-8")
    assert describe_sources(copied) == describe_sources()


def test_a_column_and_a_table_without_a_schema_are_named(copied: Path) -> None:
    units = copied / "reference" / "units.csv"
    units.write_text(units.read_text(encoding="utf-8").replace("decimals\n", "decimals,colour\n", 1), encoding="utf-8")
    (copied / "reference" / "zoo.csv").write_text("animal\n", encoding="utf-8")
    with pytest.raises(PublishError) as refused:
        describe_sources(copied)
    assert str(refused.value) == (
        "reference/units.csv: the column colour has no schema\n    mend: describe it in datapackage/schemas/units.json\n"
        "reference/zoo.csv: the table has no schema\n    mend: write datapackage/schemas/zoo.json"
    )


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("reference/accounts.csv", "\ntotal_assets,", "\nfixed_assets,"),
        ("reference/scopes.csv", "\nwhole,", "\ngeneral,"),
        ("sources/294241-2023-statements/general_bs.csv", "\n285,", "\nfirst,"),
    ],
)
def test_frictionless_notices_a_row_that_was_broken(path: str, old: str, new: str, copied: Path) -> None:
    text = (copied / path).read_text(encoding="utf-8")
    assert old in text
    (copied / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    done = subprocess.run([FRICTIONLESS, "validate", "datapackage.json"], cwd=copied, capture_output=True, check=False)
    assert done.returncode == 1


def test_writing_it_again_changes_nothing(copied: Path) -> None:
    write_sources(copied)
    assert json.loads((copied / "datapackage.json").read_text(encoding="utf-8")) == describe_sources()
