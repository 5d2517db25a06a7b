"""The guide "Add a statement", followed word by word: commands are run, lines are written, and at the end there is a page."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from scripts.reference import read_rows
from tests.guide.other_files import pdf_of, workbook_of

ROOT = Path(__file__).resolve().parents[2]
GUIDES = {language: ROOT / "docs" / language / "add.md" for language in ("ja", "en")}
COMMAND = re.compile(r"make |git |\.venv/bin/")
# The whole suite would run itself, and there is nowhere to push to.
LEFT_OUT = ("make test", "git push --set-upstream origin kakuu-2024")
REPORT = "kakuu-2024-statements"
EXAMPLE = "kakuu.txt"
SOURCES, OTHER = "datapackage/sources", "294241-2023-statements"


@dataclass(frozen=True)
class Step:
    """A block of the guide: commands to run, or lines that the sentence above it says to write to `file` or to expect."""

    lines: tuple[str, ...]
    above: str

    @property
    def is_command(self) -> bool:
        """Tell whether the block is to be run."""
        return all(COMMAND.match(line) for line in self.lines)

    @property
    def file(self) -> str:
        """The file that the sentence above names last."""
        named: list[str] = re.findall(r"`([^`]+)`", self.above)
        return named[-1] if named else ""


def steps(language: str) -> Iterator[Step]:
    """Give the indented blocks of a guide, each with the text before it."""
    above, block = "", list[str]()
    for line in [*GUIDES[language].read_text(encoding="utf-8").splitlines(), "#"]:
        if line.startswith("    "):
            block.append(line[4:])
        elif block and line:
            yield Step(tuple("\n".join(block).rstrip("\n").split("\n")), above)
            block, above = [], line
        elif block:
            block.append("")
        elif line:
            above = line


def commands(language: str) -> list[str]:
    return [line for step in steps(language) if step.is_command for line in step.lines if not line.startswith("git commit")]


def test_both_languages_lead_the_same_way() -> None:
    assert commands("ja") == commands("en")
    written = [[step.lines for step in steps(language) if not step.is_command] for language in GUIDES]
    assert written[0] == written[1]
    assert len(written[0]) == 6


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=Newcomer", "-c", "user.email=newcomer@example.invalid"]
    return subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout  # noqa: S607


def a_copy(folder: Path) -> Path:
    """Give a copy of the repository as a newcomer has it, with the tools of this one, and one other report, to be quick."""
    for name in filter(None, git(ROOT, "ls-files", "--cached", "--others", "--exclude-standard", "-z").split("\0")):
        if (not name.startswith(SOURCES) or name.startswith(f"{SOURCES}/{OTHER}/")) and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    for tools in (".venv", ".web"):
        (folder / tools).symlink_to((ROOT / tools).resolve())
    for command in ("init --quiet --initial-branch main", "add .", "commit --quiet --message before"):
        git(folder, *command.split())
    return folder


class Newcomer:
    """Follows the guide in a copy of the repository, with a file of the same figures of any kind."""

    def __init__(self, folder: Path, language: str, file: str = EXAMPLE) -> None:
        self.folder = folder
        self.language = language
        self.file = file
        self.said = ""

    def follow(self, *, but: tuple[str, ...] = ()) -> None:
        for step in steps(self.language):
            if step.is_command:
                for line in step.lines:
                    if line not in (*LEFT_OUT, *but):
                        self.run(line.replace(EXAMPLE, self.file))
            elif step.file.endswith((".csv", ".toml", ".txt")) and "/facts.csv" not in step.file:
                self.write(step)
            else:
                self.expect(step)

    def run(self, command: str) -> None:
        program = command.replace("git commit", "git -c user.name=N -c user.email=n@example.invalid commit")
        done = subprocess.run(program, shell=True, cwd=self.folder, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S602
        # Only the first reading ends with findings: the example has a word that nobody knows yet.
        assert done.returncode == (1 if "scripts convert" in command else 0), command + "\n" + done.stdout + done.stderr
        self.said = done.stdout + done.stderr

    def write(self, step: Step) -> None:
        path = self.folder / step.file
        if step.file == EXAMPLE:
            path.write_text("\n".join(step.lines) + "\n", encoding="utf-8")
            make = {".xlsx": workbook_of, ".pdf": pdf_of}.get(Path(self.file).suffix)
            if make:
                (self.folder / self.file).write_bytes(make(step.lines, self.folder))
            return
        text = path.read_text(encoding="utf-8")
        for line in step.lines:
            field = re.match(r"[a-z_]+ = ", line)
            there = re.compile(rf"^{field[0]}.*$", re.MULTILINE) if field and "[[controls]]" not in step.lines else None
            if there and there.search(text):
                text = there.sub(line, text, count=1)
            else:
                text += line + "\n"
        path.write_text(text, encoding="utf-8")

    def expect(self, step: Step) -> None:
        for line in step.lines:
            told = re.sub(r"^kakuu\.txt:\d+: ", "", line).strip()
            assert told in self.said, self.said
            if self.file == EXAMPLE:
                assert line in self.said


def test_the_guide_leads_from_a_text_to_its_page(tmp_path: Path) -> None:
    newcomer = Newcomer(a_copy(tmp_path / "copy"), "ja")
    newcomer.follow()
    site = newcomer.folder / "site"
    shown = {f"reports/{REPORT}": "架空町", f"reports/{REPORT}/general_pl": "8,100", f"en/reports/{REPORT}/general_pl": "8,100"}
    for page, words in shown.items():
        assert words in (site / page / "index.html").read_text(encoding="utf-8"), page
    assert "| 架空町 |" in (newcomer.folder / "README.md").read_text(encoding="utf-8")
    assert (site / "data" / REPORT / "datapackage.json").is_file()
    assert git(newcomer.folder, "status", "--porcelain") == "?? kakuu.txt\n"


@pytest.mark.parametrize("file", ["kakuu.xlsx", "kakuu.pdf"])
def test_the_guide_leads_from_another_file_to_the_same_transcript(file: str, tmp_path: Path) -> None:
    newcomer = Newcomer(a_copy(tmp_path / "copy"), "en", file)
    newcomer.follow(but=("make site",))
    rows = list(read_rows(newcomer.folder / SOURCES / REPORT / "general_pl.csv"))
    assert (len(rows), rows[3]["account"], rows[-1]["printed"]) == (35, "employee_salaries", "8,100")

    # A total typed wrong is noticed.
    path = newcomer.folder / SOURCES / REPORT / "report.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('printed = "8,100"', 'printed = "8,700"'), encoding="utf-8")
    with pytest.raises(AssertionError, match="read by eye 8,700, transcribed 8,100"):
        newcomer.run(f".venv/bin/python -m scripts check {REPORT}")
