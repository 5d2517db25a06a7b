"""The README tells what is there: the reports, with their tables and figures, as they stand in datapackage/sources."""

import re
from pathlib import Path

from scripts.reference import load_reference
from scripts.transcripts import read_transcripts
from scripts.verbs.contents import list_contents

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_lists_every_report_with_its_tables_and_figures() -> None:
    part = re.search(r"<!-- contents -->\n(.*?)\n<!-- /contents -->", README, re.DOTALL)
    assert part is not None
    assert part[1] == list_contents(read_transcripts(), load_reference()), "run `make lists`"


def test_the_readme_names_the_two_commands_and_the_way_of_a_figure() -> None:
    for word in ("make site", "make test", "read ", "recognise ", "check ", "publish ", "show "):
        assert word in README


def test_every_verb_is_told_in_the_guides() -> None:
    guides = README + "".join((ROOT / name).read_text(encoding="utf-8") for name in ("CONTRIBUTING.md", "ARCHITECTURE.md"))
    for verb in ("convert", "import", "check", "publish", "show", "build", "diff", "audit", "same"):
        assert f"`{verb}" in guides or f"scripts {verb}" in guides, verb
