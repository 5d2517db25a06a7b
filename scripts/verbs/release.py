"""A release: the version written where it stands, checked against its tag, and the files that go with it put together.

`python -m scripts.verbs.release prepare 1.2.3 2027-01-31`, `.. check v1.2.3`, `.. collect v1.2.3 site/data build/release FILE`.
The last two need nothing but Python, so that the job that may write to the forge installs nothing.
"""

import csv
import hashlib
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RELEASES = Path("datapackage/reference/releases.csv")
_SEMANTIC = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
_PLACES = {
    "pyproject.toml": re.compile(r'(?m)^version = "([^"]*)"$'),
    "CITATION.cff": re.compile(r"(?m)^version: (.*)$"),
}
_MEND = "    mend: make release VERSION=1.2.3 DATE=2027-01-31"
_UNRELEASED = "## Unreleased\n"


class ReleaseError(ValueError):
    """A release that cannot be made; the message names every place and its mend."""


def prepare(version: str, day: str, root: Path = ROOT) -> None:
    """Write a version and its day into pyproject.toml, CITATION.cff, CHANGELOG.md and the table of releases.

    Raises ReleaseError for a version that is none, that does not follow the present one, or that is too small for what
    changed since the last tag (the table in CHANGELOG.md).
    """
    _refuse_unfit(version, day, root)
    for name, pattern in _PLACES.items():
        path = root / name
        path.write_text(pattern.sub(lambda m: m[0].replace(m[1], version), path.read_text("utf-8"), count=1), "utf-8")
    _date_citation(root / "CITATION.cff", day)
    changelog = root / "CHANGELOG.md"
    text = changelog.read_text("utf-8")
    changelog.write_text(text.replace(_UNRELEASED, f"{_UNRELEASED}\n## {version} - {day}\n", 1), "utf-8")
    _list_release(root / RELEASES, version, day)


def _refuse_unfit(version: str, day: str, root: Path) -> None:
    if not _SEMANTIC.fullmatch(version):
        raise ReleaseError(
            f"expected a version such as 1.2.3, found {version or 'none'}\n    mend: make release VERSION=1.2.3 DATE=..."
        )
    try:
        date.fromisoformat(day)
    except ValueError:
        raise ReleaseError(
            f"expected a day such as 2027-01-31, found {day or 'none'}\n    mend: make release ... DATE=2027-01-31"
        ) from None
    now = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    released = f"## {now} - " in (root / "CHANGELOG.md").read_text("utf-8")
    if _number(version) < _number(now) or (released and version == now):
        raise ReleaseError(f"expected a version above {now}, found {version}\n    mend: take the next one")
    needed = _needed(root)
    if needed and not _reaches(now, version, needed):
        raise ReleaseError(f"{version} is too small: what changed since the last tag asks for a {needed} version above {now}")


def _needed(root: Path) -> str:
    """Give the part of the version that the changes since the last tag ask for; nothing where there is no tag."""
    command = ["git", "-C", str(root), "describe", "--tags", "--abbrev=0", "--match", "v*"]
    tag = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603
    if not tag:
        return ""
    from scripts.compare import needed_version  # noqa: PLC0415  the other two commands need nothing but Python
    from scripts.verbs.diff import compare_with  # noqa: PLC0415

    return needed_version(compare_with(tag))


def _reaches(now: str, version: str, needed: str) -> bool:
    (major, minor, _), (next_major, next_minor, _) = _number(now), _number(version)
    if needed == "PATCH" or next_major > major:
        return True
    # Before 1.0.0 the second number tells what breaks.
    return next_minor > minor and (needed == "MINOR" or major == 0)


def _number(version: str) -> tuple[int, int, int]:
    major, minor, patch = version.split(".")
    return int(major), int(minor), int(patch)


def _date_citation(path: Path, day: str) -> None:
    text = re.sub(r"(?m)^date-released: .*\n", "", path.read_text("utf-8"))
    path.write_text(re.sub(r"(?m)^(version: .*\n)", rf"\g<1>date-released: {day}\n", text, count=1), "utf-8")


def _list_release(path: Path, version: str, day: str) -> None:
    rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
    header = ["version", "date", "summary_ja", "summary_en"]
    if rows[-1]["version"] == version:
        rows[-1]["date"] = day
    else:
        summaries = f"版 {version}（内容は変更履歴）", f"Version {version} (see the changelog)"
        rows.append(dict(zip(header, (version, day, *summaries), strict=True)))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def check(tag: str, root: Path = ROOT) -> None:
    """Raise ReleaseError, with every fault, unless a tag is the version that stands everywhere."""
    version = tag.removeprefix("v")
    faults = []
    for name, pattern in _PLACES.items():
        found = pattern.search((root / name).read_text("utf-8"))
        if found is None or found[1] != version:
            faults.append(f"{name}: expected the version {version}, found {found[1] if found else 'none'}")
    days = {row["version"]: row["date"] for row in csv.DictReader((root / RELEASES).read_text("utf-8").splitlines())}
    if version not in days:
        faults.append(f"{RELEASES}: expected a row for {version}, found none")
    day = days.get(version, "")
    if f"## {version} - {day}\n" not in (root / "CHANGELOG.md").read_text("utf-8"):
        faults.append(f"CHANGELOG.md: expected the heading `## {version} - {day}`, found none")
    if f"date-released: {day}\n" not in (root / "CITATION.cff").read_text("utf-8"):
        faults.append(f"CITATION.cff: expected `date-released: {day}`, found none")
    if tag == version or faults:
        wrong = [f"expected a tag such as v{version}, found {tag}"] if tag == version else []
        raise ReleaseError("\n".join([*wrong, *faults, "    mend: make release VERSION=... DATE=..., commit, tag that commit"]))


def collect(tag: str, data: Path, target: Path, more: Sequence[Path] = (), root: Path = ROOT) -> list[Path]:
    """Put the packages of the checked site, and `more` files, into `target` with SHA256SUMS and the notes; give the files."""
    check(tag, root)
    packages = [*sorted(data.glob("*.zip")), *sorted(data.glob("*/*.zip"))]
    if not packages:
        raise ReleaseError(f"expected packages (*.zip) in {data}, found none\n    mend: take the site that the check kept")
    target.mkdir(parents=True, exist_ok=True)
    files = [Path(shutil.copy(path, target / path.name)) for path in (*packages, *more)]
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(files)]
    (target / "SHA256SUMS").write_text("".join(sums), "utf-8")
    (target / "notes.md").write_text(notes_of(tag.removeprefix("v"), (root / "CHANGELOG.md").read_text("utf-8")), "utf-8")
    return files


def notes_of(version: str, changelog: str) -> str:
    """Give what the changelog says of a version."""
    _, _, rest = changelog.partition(f"## {version} - ")
    body = rest.partition("\n")[2]
    return re.split(r"(?m)^## ", body)[0].strip() + "\n"


COMMANDS: dict[str, Callable[[list[str]], object]] = {
    "prepare": lambda given: prepare(given[0], given[1]),
    "check": lambda given: check(given[0]),
    "collect": lambda given: collect(given[0], Path(given[1]), Path(given[2]), [Path(name) for name in given[3:]]),
}


def main(arguments: list[str]) -> str:
    """Do what is asked; give the sentence of what went wrong, nothing when all went well."""
    if not arguments or arguments[0] not in COMMANDS:
        return __doc__ or ""
    try:
        COMMANDS[arguments[0]](arguments[1:])
    except IndexError:
        return __doc__ or ""
    except (ReleaseError, OSError) as error:
        return str(error)
    return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
