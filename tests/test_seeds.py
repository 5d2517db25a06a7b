"""Reading the published documents again gives the transcripts that stand in the repository."""

from pathlib import Path

import pytest

from scripts.transcripts import FOLDER, read_transcripts
from scripts.verbs.import_ import import_file

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
REPORTS = {t.report: t for t in read_transcripts()}


@pytest.mark.skipif(not SEEDS.exists(), reason="the published documents stand beside the repository only where it is developed")
@pytest.mark.parametrize("report", sorted(REPORTS))
def test_a_document_read_again_gives_its_transcript(report: str, tmp_path: Path) -> None:
    about = REPORTS[report].meta
    source = SEEDS / str(about["source"]["file"])
    import_file(source, str(about["report"]["body"]), report, int(about["report"]["fiscal_year"]), tmp_path)
    read, there = (
        {path.name: path.read_text(encoding="utf-8") for path in (folder / report).glob("*.csv")} for folder in (tmp_path, FOLDER)
    )
    assert read.keys() == there.keys()
    for name, content in read.items():
        assert content == there[name], f"{report}/{name}"
