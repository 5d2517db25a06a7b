"""A full disk, a closed folder, two runs at once, an odd place, a wrong clock: outputs are whole or absent."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scripts.faults import FaultError
from scripts.publish import read_release
from scripts.publish.files.shelf import replaced_folder
from scripts.replacing import BusyError, alone_in, mend, replaced, sweep, was_moved_away
from scripts.transcripts import TranscriptError, read_transcripts
from scripts.verbs.same import differences
from scripts.writing import write_together
from tests.faults.kills import copy_repository

ROOT = Path(__file__).resolve().parents[2]
WHOLE = ROOT / "tests" / "documents" / "whole.txt"


def convert(path: Path, target: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scripts", "convert", str(path), "-o", str(target)]
    told = {**os.environ, **environment}
    return subprocess.run(command, cwd=ROOT, env=told, capture_output=True, text=True, encoding="utf-8", check=False)


@contextmanager
def disk_of(size: str, disk: Path) -> Iterator[Path]:
    disk.mkdir()
    mount = shutil.which("mount")
    options = ["-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)]
    if mount is None or os.getuid() != 0 or subprocess.run([mount, *options], capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)  # noqa: S607


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    with disk_of("8k", tmp_path / "disk") as disk:
        yield disk


@pytest.fixture
def read_only_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a disk with an output on it that nobody can write to any more, root neither."""
    with disk_of("8m", tmp_path / "disk") as disk:
        assert convert(WHOLE, disk / "out").returncode == 0
        shutil.copy2(WHOLE, disk / "whole.txt")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)  # noqa: S607
        yield disk


def test_a_full_disk_is_told_in_a_sentence_and_leaves_nothing(small_disk: Path) -> None:
    done = convert(WHOLE, small_disk / "out")
    assert done.returncode == 1
    assert "No space left on device; nothing half-written was left\n    mend: make room on the disk" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path for path in small_disk.rglob("*") if path.is_file()] == []


def test_a_disk_that_cannot_be_written_to_is_told_in_a_sentence_and_keeps_the_old_output(read_only_disk: Path) -> None:
    old = {path.name: path.read_bytes() for path in (read_only_disk / "out").iterdir()}
    for target in (read_only_disk / "out", read_only_disk / "new"):
        done = convert(WHOLE, target)
        assert done.returncode == 1
        assert "Read-only file system; nothing half-written was left\n    mend: choose a folder on a disk that" in done.stderr
        assert "Traceback" not in done.stderr
    assert sorted(path.name for path in read_only_disk.iterdir()) == ["out", "whole.txt"]
    assert {path.name: path.read_bytes() for path in (read_only_disk / "out").iterdir()} == old


def test_a_document_on_a_disk_that_cannot_be_written_to_is_read(read_only_disk: Path, tmp_path: Path) -> None:
    assert convert(read_only_disk / "whole.txt", tmp_path / "out").returncode == 0


def test_a_limit_on_the_size_of_files_leaves_the_old_output(tmp_path: Path) -> None:
    target = tmp_path / "out"
    assert convert(WHOLE, target).returncode == 0
    old = {path.name: path.read_bytes() for path in target.iterdir()}
    program = (
        "import resource, runpy, signal, sys\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))\n"
        f"sys.argv = ['scripts', 'convert', {str(WHOLE)!r}, '-o', {str(target)!r}]\n"
        "runpy.run_module('scripts', run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-B", "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "File too large; nothing half-written was left" in done.stderr
    assert {path.name: path.read_bytes() for path in target.iterdir()} == old


def test_a_folder_that_cannot_be_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = convert(WHOLE, tmp_path / "file" / "out")
    assert done.returncode == 1
    assert "Not a directory; nothing half-written was left\n    mend: " in done.stderr
    done = convert(WHOLE, Path("/proc/no/such"))
    assert done.returncode == 1
    assert "\n    mend: " in done.stderr
    assert "Traceback" not in done.stderr


def test_a_second_run_on_the_same_folder_is_told_to_wait(tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.mkdir()
    handle = os.open(target, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    done = convert(WHOLE, target)
    os.close(handle)
    assert done.returncode == 1
    assert f"another run is writing to {target}\n    mend: wait until it has ended" in done.stderr
    assert convert(WHOLE, target).returncode == 0


def test_two_runs_of_one_process_tree_cannot_both_be_alone(tmp_path: Path) -> None:
    with alone_in(tmp_path), pytest.raises(BusyError), alone_in(tmp_path):
        pass
    with alone_in(tmp_path):
        pass


def test_neither_the_locale_nor_the_clock_nor_the_place_changes_a_byte(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    assert convert(WHOLE, plain).returncode == 0
    odd = tmp_path / "資料 の 場所"
    odd.mkdir()
    shutil.copy2(WHOLE, odd / "whole.txt")
    done = convert(odd / "whole.txt", odd / "結 果", LC_ALL="C", LANG="C", PYTHONUTF8="0", TZ="Pacific/Kiritimati")
    assert (done.returncode, done.stderr) == (0, "")
    assert str(odd / "結 果") in done.stdout
    for path in plain.iterdir():
        assert (odd / "結 果" / path.name).read_bytes() == path.read_bytes()


def test_files_of_1970_and_of_the_future_are_published_as_ever(tmp_path: Path) -> None:
    home = copy_repository(tmp_path / "home")
    old, new = tmp_path / "old", tmp_path / "new"
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    for target in (old, new):
        command = [sys.executable, "-m", "scripts", "publish", "-o", str(target / "data")]
        subprocess.run(command, cwd=home, env=environment, capture_output=True, check=True)
        for at, path in enumerate((*home.rglob("*"), *old.rglob("*"))):
            os.utime(path, (0, 0) if at % 2 else (4_000_000_000, 4_000_000_000))
    assert list(differences(old, new)) == []


def test_a_file_name_that_is_no_utf_8_or_commands_a_terminal_is_told_harmlessly(tmp_path: Path) -> None:
    for name in ("財務.txt".encode("cp932"), b"\x1b[2Ja\nb.txt"):
        path = os.fsencode(tmp_path) + b"/" + name
        shutil.copy2(os.fsencode(WHOLE), path)
        done = convert(Path(os.fsdecode(path)), tmp_path / "out")
        assert done.returncode == 0
        assert "\x1b" not in done.stdout + done.stderr
        Path(os.fsdecode(path)).write_text("1", encoding="utf-8")
        done = convert(Path(os.fsdecode(path)), tmp_path / "none")
        assert done.returncode == 2
        assert "\x1b" not in done.stderr
        assert "?" in done.stderr.split(":")[0]


def test_windows_line_ends_change_nothing_of_what_is_read(tmp_path: Path) -> None:
    assert convert(WHOLE, tmp_path / "plain").returncode == 0
    windows = tmp_path / "whole.txt"
    windows.write_bytes(WHOLE.read_bytes().replace(b"\n", b"\r\n"))
    assert convert(windows, tmp_path / "windows").returncode == 0
    assert (tmp_path / "windows" / "facts.csv").read_bytes() == (tmp_path / "plain" / "facts.csv").read_bytes()


def test_transcripts_with_windows_line_ends_read_the_same(tmp_path: Path) -> None:
    source = ROOT / "datapackage" / "sources" / "294241-2023-statements"
    target = tmp_path / source.name
    target.mkdir()
    for path in source.iterdir():
        (target / path.name).write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    (read,) = read_transcripts(tmp_path)
    (same,) = [one for one in read_transcripts() if one.report == source.name]
    assert read == same


def test_what_a_killed_run_left_is_mended_by_the_next(tmp_path: Path) -> None:
    target, beside = tmp_path / "report", tmp_path / ".report.beside"
    (beside / "old").mkdir(parents=True)
    (beside / "old" / "report.toml").write_text("old", encoding="utf-8")
    (beside / "new").mkdir()
    assert was_moved_away(target)
    with pytest.raises(
        TranscriptError, match="an import was ended while it wrote this transcript\n    mend: import it again, or move"
    ):
        read_transcripts(tmp_path)
    mend(target)
    assert (target / "report.toml").read_text(encoding="utf-8") == "old"
    assert not beside.exists()
    with replaced(target) as new:
        (new / "report.toml").write_text("new", encoding="utf-8")
    assert (target / "report.toml").read_text(encoding="utf-8") == "new"


def test_half_files_of_dead_processes_are_swept_and_those_of_the_living_stay(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    for process in (dead.pid, os.getppid()):
        (tmp_path / f".facts.csv.{process}.part").write_text("", encoding="utf-8")
    (tmp_path / ".mine.part").write_text("", encoding="utf-8")
    sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([".mine.part", f".facts.csv.{os.getppid()}.part"])


def test_the_last_of_several_files_stands_only_where_the_others_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, last = tmp_path / "facts.csv", tmp_path / "report.json"
    write_together({first: b"1", last: b"1"})
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("no room")))
    with pytest.raises(OSError, match="no room"):
        write_together({first: b"2", last: b"2"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["facts.csv"]


def test_closed_streams_and_a_full_one_are_no_crash(tmp_path: Path) -> None:
    command = f"{sys.executable} -m scripts convert {WHOLE} -o {tmp_path}"
    for number, closed in enumerate(("<&-", ">&-", "2>&-", "<&- >&- 2>&-")):
        done = subprocess.run(["sh", "-c", f"{command}/{number} {closed}"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607
        assert (done.returncode, done.stderr) == (0, "")
        assert (tmp_path / str(number) / "facts.csv").exists()
    done = subprocess.run(["sh", "-c", f"{command}/full >/dev/full"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607
    assert done.returncode == 1
    assert done.stderr.startswith("Error: what there is to say could not be written: No space left on device\n    mend: ")


def test_a_publication_replaces_no_file_and_no_folder_of_others(tmp_path: Path) -> None:
    diary = tmp_path / "mine" / "diary.txt"
    diary.parent.mkdir()
    diary.write_text("mine", encoding="utf-8")
    with pytest.raises(FaultError, match="expected an empty folder or an earlier publication"), replaced_folder(diary.parent):
        pass
    with pytest.raises(NotADirectoryError), replaced_folder(diary):
        pass
    assert diary.read_text(encoding="utf-8") == "mine"
    for _ in range(2):
        with replaced_folder(tmp_path / "data") as shelf:
            shelf.write("a.txt", b"a")
            shelf.write_sums()
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["SHA256SUMS", "a.txt"]


@pytest.mark.parametrize("moment", ["99999999999999", "-5", "soon"])
def test_a_moment_that_is_none_is_told(moment: str) -> None:
    with pytest.raises(FaultError, match="SOURCE_DATE_EPOCH: expected seconds since 1970"):
        read_release(environment={"SOURCE_DATE_EPOCH": moment})
    assert read_release(environment={"SOURCE_DATE_EPOCH": "4102444800"}).created == "2100-01-01T00:00:00Z"


@pytest.mark.parametrize("options", [("--seconds", "9" * 20), ("--memory", "9" * 20), ("--body", "../x"), ("--body", "=1+1")])
def test_an_option_beyond_reason_is_refused(tmp_path: Path, options: tuple[str, str]) -> None:
    command = [sys.executable, "-m", "scripts", "convert", str(WHOLE), "-o", str(tmp_path / "out"), *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert f"Error: Invalid value for '{options[0]}'" in done.stderr
    assert not (tmp_path / "out").exists()
