"""What a release holds is told from the locks; the tool that knows of flaws reads them too."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements"


def materials(folder: Path) -> dict[str, str]:
    command = [sys.executable, "-W", "ignore::UserWarning", "-m", "scripts.verbs.materials", str(folder)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return {path.name.split("-")[-1].split(".")[0]: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_the_bills_of_materials_hold_every_package_of_the_locks_and_nothing_of_the_moment(tmp_path: Path) -> None:
    bills = materials(tmp_path / "a")
    assert bills == materials(tmp_path / "b")
    assert all(json.loads(bill)["bomFormat"] == "CycloneDX" for bill in bills.values())
    named = {(component["name"], component["version"]) for component in json.loads(bills["python"])["components"]}
    assert named == set(
        re.findall(r"^([\w.-]+)==([^ ;\\]+)", (REQUIREMENTS / "site.txt").read_text(encoding="utf-8"), re.MULTILINE)
    )
    shown = {component["name"] for component in json.loads(bills["web"])["components"]}
    assert {"hyparquet", "hyparquet-compressors", "squirreling"} <= shown
    assert not {"axe-core", "esbuild"} & shown
    assert str(ROOT) not in "".join(bills.values())


@pytest.mark.parametrize("lock", ["site", "dev", "xbrl"])
def test_the_tool_that_knows_of_flaws_reads_a_lock_whole(lock: str) -> None:
    path = REQUIREMENTS / f"{lock}.txt"
    command = ["-m", "pip_audit", "--requirement", str(path), "--disable-pip", "--dry-run", "--progress-spinner", "off"]
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=True)
    counted = re.search(r"would have audited (\d+) packages", done.stderr)
    assert counted
    assert int(counted[1]) > 0.9 * len(re.findall(r"^[\w.-]+==", path.read_text(encoding="utf-8"), re.MULTILINE))
