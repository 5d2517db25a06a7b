"""A file made to hurt is refused, in a sentence with place and mend, within 10 s of the processor and 1 GiB of memory."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from scripts.read import limits
from tests.hostile.bombs import BOMBS, ODD_FILES, PARTS, TITLE, workbook

ROOT = Path(__file__).resolve().parents[2]
MOST_SECONDS, MOST_KIB = 10.0, 1 << 20


@dataclass(frozen=True)
class Ended:
    """How a process ended, all it said, and what it and its children took."""

    code: int
    said: str
    seconds: float
    kib: int


def convert(path: Path, *options: str) -> Ended:
    command = [sys.executable, "-m", "scripts", "convert", str(path), "-o", str(path.parent / "out"), *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        assert process.stdout
        said = process.stdout.read().decode("utf-8", "replace")
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return Ended(process.returncode, said, used.ru_utime + used.ru_stime, used.ru_maxrss)


def assert_refused(path: Path, says: str, *options: str) -> None:
    ended = convert(path, *options)
    assert ended.code == 2, ended
    assert says in ended.said
    assert "\n    mend: " in ended.said
    assert path.name in ended.said
    assert "Traceback" not in ended.said
    assert "\x1b" not in ended.said
    assert not (path.parent / "out").exists()
    assert ended.seconds < MOST_SECONDS
    assert ended.kib < MOST_KIB


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_time(tmp_path: Path, name: str) -> None:
    make, says = BOMBS[name]
    (tmp_path / name).write_bytes(make())
    assert_refused(tmp_path / name, says, "--seconds", "3")


@pytest.mark.parametrize("name", ODD_FILES)
def test_what_is_no_plain_file_is_refused(tmp_path: Path, name: str) -> None:
    make, says = ODD_FILES[name]
    make(tmp_path / name)
    assert_refused(tmp_path / name, says)


def test_a_text_that_would_take_hours_ends_at_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "長い 資料.txt"
    path.write_text(TITLE + "資産合計  1,234\n" * 300_000, encoding="utf-8")
    assert_refused(path, "長い 資料.txt: refused: reading took more than 2 s of the processor", "--seconds", "2")


def test_what_a_file_may_cost_by_itself_is_below_ten_seconds_and_a_gibibyte() -> None:
    assert limits.MOST_SECONDS < MOST_SECONDS
    assert limits.MOST_MEMORY_MIB * 1024 < MOST_KIB


def test_a_trusted_file_may_be_given_more(tmp_path: Path) -> None:
    path = tmp_path / "small.txt"
    path.write_bytes((ROOT / "tests" / "documents" / "whole.txt").read_bytes())
    assert convert(path, "--seconds", "100", "--memory", "2000").code == 0


def test_a_reader_that_meets_what_nobody_foresaw_ends_with_a_sentence() -> None:
    program = (
        "from scripts.verbs.guarded import watch, stay_within\n"
        "def work():\n    stay_within('a.txt')\n    {}['資産']\n"
        "import sys; sys.exit(watch(work))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(
        "a.txt: refused: the reader stumbled: KeyError at <string>:4: '資産'\n    mend: tell the project"
    )


def test_a_library_that_breaks_down_ends_with_a_sentence() -> None:
    # A segmentation fault stands for all that a compiled library may do to itself.
    program = (
        "import os, sys\nfrom scripts.verbs.guarded import watch, stay_within\n"
        "def work():\n    stay_within('a.pdf')\n    os.kill(os.getpid(), 11)\n"
        "sys.exit(watch(work))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "a.pdf: refused: reading broke the library that reads it" in done.stderr


@pytest.mark.parametrize("name", ["pipe", "locked", "macros", "far"])
def test_the_verb_of_the_country_tells_of_each_workbook_why_it_is_left_out(tmp_path: Path, name: str) -> None:
    path = tmp_path / "books" / "hokkaido.xlsx"
    path.parent.mkdir()
    rows = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' if name == "far" else ""
    title = {"xl/workbook.xml": PARTS["xl/workbook.xml"].replace('name="a"', 'name="R5_北海道"')}
    if name == "pipe":
        os.mkfifo(path)
    else:
        more = {**title, **({"xl/vbaProject.bin": "x"} if name == "macros" else {})}
        content = bytearray(workbook(rows, more=more))
        for at in [found.start() for found in re.finditer(b"PK\x01\x02", content)] if name == "locked" else []:
            content[at + 8] |= 1
        path.write_bytes(content)
    command = [sys.executable, "-m", "scripts", "national", str(path.parent), "-o", str(tmp_path / "out"), "--jobs", "1"]
    done = subprocess.run([*command, "--state", str(tmp_path / "state")], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"expected workbooks of the ministry at {path.parent}, found none that can be taken\nhokkaido.xlsx" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()
