"""What may stand in the repository: the promised files, locks with hashes, no addresses, no outputs, no source documents."""

import hashlib
import json
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ["site.txt", "dev.txt", "xbrl.txt"]
PROMISED = [
    ".ci/run",
    ".editorconfig",
    ".gitattributes",
    ".github/ISSUE_TEMPLATE/bug.yml",
    ".github/ISSUE_TEMPLATE/new-body.yml",
    ".github/ISSUE_TEMPLATE/wrong-figure.yml",
    ".github/dependabot.yml",
    ".github/pull_request_template.md",
    ".github/workflows/check.yml",
    ".github/workflows/publish.yml",
    ".gitignore",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CITATION.cff",
    "CONTRIBUTING.md",
    "LICENSE",
    "LICENSES/CC-BY-4.0.txt",
    "LICENSES/MIT.txt",
    "Makefile",
    "README.md",
    "SECURITY.md",
    "pyproject.toml",
    "requirements/README.md",
    "requirements/dev.txt",
    "requirements/site.txt",
    "requirements/xbrl.txt",
]
# Hosts are written in pieces: this file must not name them either.
HOSTS = [
    ".".join(host)
    for host in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("yarnpkg", "com"),
        ("deb", "debian", "org"),
        ("crates", "io"),
        ("proxy", "golang", "org"),
    )
]
ADDRESS = re.compile("|".join(re.escape(host) for host in HOSTS))
MACHINE = re.compile(r"(?<![\w.])/(?:home|Users)/[\w.-]+/|(?<![\w./])/(?:root|work)/|[A-Z]:\\Users\\")
PACKAGE = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>[\w.+!-]+)(?: ; (?P<marker>[^\\]+?))?(?P<hashes>(?: \\\n +--hash=sha256:[0-9a-f]{64})*)$"
)
FORGIVING = re.compile(r"\|\|\s*(?:true|:)(?:\s|$)|continue-on-error|^\t@?-(?!-)", re.MULTILINE)
LONGEST_MODULE = 250


@cache
def tracked() -> tuple[str, ...]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)  # noqa: S607
    return tuple(name for name in done.stdout.decode().split("\0") if name and (ROOT / name).is_file())


def texts() -> dict[str, str]:
    # What the fuzzer was given is no text of ours.
    contents = {name: (ROOT / name).read_bytes() for name in tracked() if not name.startswith("tests/fuzz/corpus/")}
    return {name: content.decode("utf-8") for name, content in contents.items() if b"\0" not in content}


def find(pattern: re.Pattern[str], contents: dict[str, str]) -> list[str]:
    """Give `file:line: match` for every match."""
    return [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1}: {match[0]}"
        for name, text in contents.items()
        for match in pattern.finditer(text)
    ]


def read_lock(text: str) -> tuple[dict[str, set[str]], list[str]]:
    """Give the versions of each package of a lock, and every entry that is not `name==version` with hashes."""
    versions: dict[str, set[str]] = {}
    faults = []
    for entry in re.split(r"\n(?=\S)", text.strip()):
        match = PACKAGE.match(entry)
        if match is None or not match["hashes"]:
            faults.append(entry.partition("\n")[0])
        else:
            versions.setdefault(match["name"], set()).add(match["version"])
    return versions, faults


def lock(name: str) -> dict[str, set[str]]:
    versions, faults = read_lock((ROOT / "requirements" / name).read_text(encoding="utf-8"))
    assert faults == []
    return versions


def direct() -> dict[str, list[Requirement]]:
    """Give the direct dependencies of pyproject.toml by lock."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = {"site.txt": project["project"]["dependencies"]}
    named |= {f"{group}.txt": list(members) for group, members in project["dependency-groups"].items()}
    return {name: [Requirement(text) for text in members] for name, members in named.items()}


def test_the_promised_files_are_there() -> None:
    assert [name for name in PROMISED if name not in tracked()] == []


def test_no_file_names_a_package_registry() -> None:
    assert find(ADDRESS, texts()) == []


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    contents = texts()
    assert find(MACHINE, contents) == []
    assert find(re.compile(re.escape(str(ROOT)) + r"\b"), contents) == []


def test_an_address_or_a_machine_path_is_noticed() -> None:
    assert find(ADDRESS, {"a": f"one\ntwo https://files.{HOSTS[1]}/x\n"}) == [f"a:2: {HOSTS[1]}"]
    paths = [f"/{'home'}/me/x", f"({'/'}root/x", f'"{"/"}work/x', f"C:{chr(92)}Users{chr(92)}me"]
    assert [path for path in paths if not find(MACHINE, {"a": path})] == []
    assert find(MACHINE, {"a": "docs/work/x and network/root/ and https://example.org/home/me/"}) == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_every_package_with_hashes_and_names_no_address(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    assert len(lock(name)) > 10
    assert "://" not in text
    assert "index" not in text
    assert "find-links" not in text


def test_a_lock_without_a_hash_or_version_is_noticed() -> None:
    digest = "0" * 64
    text = f"good==1.0 \\\n    --hash=sha256:{digest}\nbare==1.0\nloose>=1 \\\n    --hash=sha256:{digest}\n"
    assert read_lock(text) == ({"good": {"1.0"}}, ["bare==1.0", "loose>=1 \\"])
    assert read_lock("--index-url https://example.org\n")[1] == ["--index-url https://example.org"]


def test_the_tests_run_with_the_very_versions_of_the_site() -> None:
    dev = lock("dev.txt")
    assert {name: versions for name, versions in lock("site.txt").items() if dev.get(name) != versions} == {}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_what_pyproject_asks_for(name: str) -> None:
    versions = lock(name)
    for requirement in direct()[name]:
        held = versions[canonicalize_name(requirement.name)]
        assert all(requirement.specifier.contains(version) for version in held), f"run 'make lock': {requirement} is {held}"


def test_every_direct_dependency_has_a_reason_and_no_other() -> None:
    text = (ROOT / "requirements" / "README.md").read_text(encoding="utf-8")
    _, *tables = re.split(r"^## .*$", text, flags=re.MULTILINE)
    rows = re.findall(r"^\| ([\w, -]+) \| (.+) \|$", "\n".join(tables), flags=re.MULTILINE)
    told = {name for names, reason in rows if reason != "why" and set(reason) != {"-"} for name in names.split(", ")}
    web = json.loads((ROOT / "requirements" / "web" / "package.json").read_text(encoding="utf-8"))
    python = {requirement.name for members in direct().values() for requirement in members}
    assert told == python | set(web["dependencies"]) | set(web["devDependencies"])


def test_the_lock_of_the_web_pins_every_package_with_a_hash_and_names_no_address() -> None:
    text = (ROOT / "requirements" / "web" / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in text
    packages = {name: package for name, package in json.loads(text)["packages"].items() if name}
    assert len(packages) > 5
    assert {name for name, package in packages.items() if not package["integrity"].startswith("sha512-")} == set()


def test_what_a_build_writes_is_not_kept() -> None:
    tracked()
    kept = subprocess.run(["git", "ls-files", "-ci", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S607
    assert kept.stdout == ""


@pytest.mark.parametrize(
    "output", [".venv/x", ".venv-xbrl/x", "site/index.html", "build/pages/ja/index.md", "scripts/__pycache__/x.pyc"]
)
def test_git_ignores_what_is_made(output: str) -> None:
    tracked()
    assert subprocess.run(["git", "check-ignore", "-q", output], cwd=ROOT, check=False).returncode == 0  # noqa: S607


def test_no_source_document_is_kept() -> None:
    reports = (ROOT / "datapackage" / "sources").glob("*/report.toml")
    sources = {tomllib.loads(report.read_text(encoding="utf-8"))["source"]["sha256"] for report in reports}
    kept = {hashlib.sha256((ROOT / name).read_bytes()).hexdigest(): name for name in tracked()}
    assert [kept[digest] for digest in sources & kept.keys()] == []


def test_texts_are_utf_8_with_plain_line_ends() -> None:
    odd = [
        name for name, text in texts().items() if "\r" in text or text.startswith("\ufeff") or (text and not text.endswith("\n"))
    ]
    assert odd == []


def test_no_module_has_grown_too_long() -> None:
    modules = [name for name in tracked() if name.startswith("scripts/") and name.endswith(".py")]
    lengths = {name: (ROOT / name).read_text(encoding="utf-8").count("\n") for name in modules}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


@pytest.mark.parametrize(
    "name", ["Makefile", ".ci/run", "requirements/set-up", "requirements/system", ".github/workflows/check.yml"]
)
def test_no_command_forgives_every_failure(name: str) -> None:
    assert find(FORGIVING, {name: (ROOT / name).read_text(encoding="utf-8")}) == []


@pytest.mark.parametrize(
    "line", ["ruff check || true", "ruff check ||:", "  continue-on-error: true", "\t-ruff check", "\t@-ruff check"]
)
def test_a_command_that_forgives_is_noticed(line: str) -> None:
    assert find(FORGIVING, {"a": line})


def test_ci_calls_the_verb_people_call() -> None:
    script = ROOT / ".ci" / "run"
    lines = script.read_text(encoding="utf-8").splitlines()
    assert script.stat().st_mode & 0o111
    assert "set -euo pipefail" in lines
    assert lines[-1] == "make test"


def test_make_help_names_every_verb() -> None:
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S607
    for verb in ("site", "serve", "test", "convert", "lint", "types", "format", "bench", "system", "lock", "clean"):
        assert f"make {verb} " in done.stdout


def test_every_verb_that_make_help_or_a_workflow_names_has_a_rule() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    rules = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    workflows = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / ".github" / "workflows").glob("*.yml")))
    named = set(re.findall(r"(?:@echo '|     )make ([a-z-]+)", makefile)) | set(re.findall(r"run: make ([a-z-]+)", workflows))
    assert len(named) > 15
    assert named - rules == set()
