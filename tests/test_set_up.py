"""The set-up of an environment: only when needed, whole or not at all. A stand-in for Python notes what it is asked to do."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
STAND_IN = """\
#!/bin/sh
echo "$*" >>"$NOTES"
case "$*" in
    "-c "*) exit "${OLD:-0}" ;;
    "-m venv "*) rm -rf .venv && mkdir -p .venv/bin && cp "$PYTHON" .venv/bin/python ;;
    *) exit "${PIP_FAILS:-0}" ;;
esac
"""
SetUp = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Give a checkout, in a folder with a space and Japanese in its name, that holds the script and two small locks."""
    folder = tmp_path / "財務 書類"
    (folder / "requirements").mkdir(parents=True)
    shutil.copy(ROOT / "requirements" / "set-up", folder / "requirements")
    (folder / "requirements" / "site.txt").write_text("one==1\n", encoding="utf-8")
    (folder / "requirements" / "dev.txt").write_text("one==1\ntwo==1\n", encoding="utf-8")
    stand_in = folder / "python stand-in"
    stand_in.write_text(STAND_IN, encoding="utf-8")
    stand_in.chmod(0o755)
    return folder


@pytest.fixture
def set_up(checkout: Path) -> SetUp:
    def run(lock: str, **variables: str) -> subprocess.CompletedProcess[str]:
        surroundings = os.environ | {"NOTES": str(checkout / "notes"), "PYTHON": str(checkout / "python stand-in")} | variables
        command = [str(checkout / "requirements" / "set-up"), ".venv", lock]
        return subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)

    return run


def notes(checkout: Path) -> list[str]:
    """Give what was asked for since the last look: `venv`, or the lock that was installed."""
    file = checkout / "notes"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    file.unlink(missing_ok=True)
    return ["venv" if line.startswith("-m venv") else line.rpartition("/")[2] for line in lines if line.startswith("-m")]


def test_a_fresh_checkout_is_set_up_and_says_so(checkout: Path, set_up: SetUp) -> None:
    done = set_up("site")
    assert done.returncode == 0
    assert done.stderr == "Setting up .venv from requirements/site.txt (once, about half a minute)\n"
    assert notes(checkout) == ["venv", "site.txt"]


def test_what_is_set_up_is_left_alone_in_silence(checkout: Path, set_up: SetUp) -> None:
    set_up("site")
    notes(checkout)
    done = set_up("site")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert notes(checkout) == []


def test_the_tools_of_the_tests_come_on_top_of_the_site(checkout: Path, set_up: SetUp) -> None:
    set_up("site")
    notes(checkout)
    set_up("dev")
    assert notes(checkout) == ["dev.txt"]
    set_up("site")
    assert notes(checkout) == []


def test_a_changed_lock_makes_the_environment_anew(checkout: Path, set_up: SetUp) -> None:
    set_up("site")
    set_up("dev")
    notes(checkout)
    (checkout / "requirements" / "site.txt").write_text("one==2\n", encoding="utf-8")
    set_up("site")
    assert notes(checkout) == ["venv", "site.txt"]


def test_an_environment_that_lost_its_python_is_made_anew(checkout: Path, set_up: SetUp) -> None:
    set_up("site")
    notes(checkout)
    (checkout / ".venv" / "bin" / "python").unlink()
    set_up("site")
    assert notes(checkout) == ["venv", "site.txt"]


def test_a_failed_installation_is_told_and_tried_again(checkout: Path, set_up: SetUp) -> None:
    done = set_up("site", PIP_FAILS="1")
    assert done.returncode == 2
    assert "mend what pip names above, then say the same again" in done.stderr
    notes(checkout)
    assert set_up("site").returncode == 0
    assert notes(checkout) == ["site.txt"]


def test_an_old_python_is_named_with_the_way_out(checkout: Path, set_up: SetUp) -> None:
    done = set_up("site", OLD="1")
    assert done.returncode == 2
    assert done.stderr.startswith("Python 3.11.5 or newer is needed, ")
    assert done.stderr.endswith("say 'make PYTHON=python3.12 ...'\n")
    assert not (checkout / ".venv").exists()


def test_only_packages_with_the_locked_hash_are_installed(checkout: Path, set_up: SetUp) -> None:
    set_up("site")
    commands = (checkout / "notes").read_text(encoding="utf-8")
    assert "--require-hashes" in commands
    assert "--only-binary :all:" in commands
    assert "--no-deps" in commands


@pytest.fixture
def system(tmp_path: Path) -> SetUp:
    """Give a way to run requirements/system on a system that holds only what is named, for the user with the id named."""
    folder = tmp_path / "system"
    folder.mkdir()
    for tool in ("sh", "env", "mktemp", "rm", "cat"):
        (folder / tool).symlink_to(str(shutil.which(tool)))

    def run(*arguments: str, user: int = 0, **programs: str) -> subprocess.CompletedProcess[str]:
        for name, script in ({"id": f"echo {user}", "sudo": 'echo sudo; "$@"'} | programs).items():
            program = folder / name.replace("_", "-")
            program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
            program.chmod(0o755)
        command = [str(ROOT / "requirements" / "system"), *arguments]
        return subprocess.run(command, env={"PATH": str(folder)}, capture_output=True, text=True, check=False)

    return run


def test_a_system_with_all_of_them_is_left_alone_in_silence(system: SetUp) -> None:
    done = system(chromium="", fc_list="echo IPAexGothic", soffice="", nginx="", Rscript="", apt_get="exit 1")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_root_gets_what_is_missing(system: SetUp) -> None:
    done = system("--if-root", fc_list="echo IPAexGothic", soffice="", dpkg="exit 0", nginx="", apt_get="exit 0")
    assert (done.returncode, done.stderr) == (0, "Installing for the tests: chromium r-base-core\n")


def test_an_office_without_the_part_for_text_documents_is_completed(system: SetUp) -> None:
    there = {"chromium": "", "fc_list": "echo IPAexGothic", "soffice": "", "nginx": "", "Rscript": ""}
    done = system("--if-root", dpkg="exit 1", apt_get="exit 0", **there)
    assert done.stderr == "Installing for the tests: libreoffice-calc-nogui libreoffice-writer-nogui\n"


def test_another_user_is_told_the_one_command(system: SetUp) -> None:
    done = system("--if-root", user=1000, chromium="", fc_list="", apt_get="exit 1")
    assert done.returncode == 0
    assert done.stderr == "The tests need Chromium, a Japanese font, LibreOffice, nginx and R: run 'make system'\n"


def test_a_system_without_apt_get_is_told_what_is_needed(system: SetUp) -> None:
    done = system(chromium="")
    assert done.returncode == 2
    assert done.stderr.endswith("install them with your system's package manager\n")


def test_an_installation_that_fails_shows_why(system: SetUp) -> None:
    done = system(user=1000, apt_get="echo E: no such package; exit 100")
    assert done.returncode == 2
    assert "sudo\nE: no such package\n" in done.stderr
    assert done.stderr.endswith("then run 'make system'\n")
