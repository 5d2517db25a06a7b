"""The workflow files: valid, pinned, with the least permissions, and nothing is published that was not checked."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
USES = re.compile(r"^\s*(?:-\s+)?uses:\s*(\S+)(.*)$", re.MULTILINE)
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")
VERSION = re.compile(r" # v[0-9]+\.[0-9]+\.[0-9]+")

LOOSE = """\
on: push
permissions: write-all
jobs:
  build:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v7
      - run: echo ${{ github.event.pull_request.title }}
  publish:
    runs-on: ubuntu-24.04
    permissions:
      pages: write
    steps:
      - uses: actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128
"""


def read(text: str) -> dict[Any, Any]:
    workflow = yaml.safe_load(text)
    assert isinstance(workflow, dict)
    return workflow


def unpinned(text: str) -> list[str]:
    """Give every `uses:` that names neither this repository nor a whole commit with its version behind it."""
    return [
        match[0].strip()
        for match in USES.finditer(text)
        if not match[1].startswith("$/") and not (PINNED.fullmatch(match[1]) and VERSION.fullmatch(match[2]))
    ]


def publishers(workflow: dict[Any, Any]) -> dict[str, dict[str, Any]]:
    """Give the jobs that may write to Pages."""
    return {name: job for name, job in workflow["jobs"].items() if job.get("permissions", {}).get("pages") == "write"}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(arguments, capture_output=True, text=True, cwd=ROOT, check=False)


def validate(*files: Path) -> subprocess.CompletedProcess[str]:
    names = [str(file) for file in files]
    return run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", *names)


def audit(*files: Path) -> subprocess.CompletedProcess[str]:
    zizmor = Path(sys.executable).with_name("zizmor")
    return run(str(zizmor), "--offline", "--no-progress", "--persona=auditor", *(str(file) for file in files))


@pytest.fixture
def loose(tmp_path: Path) -> Path:
    file = tmp_path / ".github" / "workflows" / "loose.yml"
    file.parent.mkdir(parents=True)
    file.write_text(LOOSE, encoding="utf-8")
    return file


def test_there_are_workflows_to_check_comment_publish_and_release() -> None:
    assert [file.name for file in WORKFLOWS] == ["check.yml", "comment.yml", "publish.yml", "release.yml"]


def test_workflows_are_valid_by_their_schema() -> None:
    done = validate(*WORKFLOWS)
    assert done.returncode == 0, done.stdout


def test_an_invalid_workflow_is_noticed(tmp_path: Path) -> None:
    file = tmp_path / "broken.yml"
    file.write_text("on: push\njobs:\n  build:\n    runs-in: ubuntu-24.04\n", encoding="utf-8")
    assert validate(file).returncode == 1


def test_workflows_have_no_known_weakness() -> None:
    done = audit(*WORKFLOWS, ROOT / ".github" / "dependabot.yml")
    assert done.returncode == 0, done.stdout


def test_a_weak_workflow_is_noticed(loose: Path) -> None:
    found = audit(loose).stdout
    assert "template-injection" in found
    assert "excessive-permissions" in found
    assert "unpinned-uses" in found


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_every_action_is_pinned_by_its_whole_commit_and_names_its_version(file: Path) -> None:
    assert unpinned(file.read_text(encoding="utf-8")) == []


def test_an_action_without_commit_or_version_is_noticed() -> None:
    assert unpinned(LOOSE) == [
        "- uses: actions/checkout@v7",
        "- uses: actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128",
    ]


def test_an_action_has_the_same_commit_everywhere() -> None:
    pins = {match[1] for file in WORKFLOWS for match in USES.finditer(file.read_text(encoding="utf-8"))}
    actions = [pin.partition("@")[0] for pin in pins]
    assert len(actions) == len(set(actions))


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_a_workflow_may_only_read_unless_a_job_asks_for_more(file: Path) -> None:
    assert read(file.read_text(encoding="utf-8"))["permissions"] in ({"contents": "read"}, {})


def test_only_jobs_that_publish_or_comment_may_write() -> None:
    asking = {
        (file.name, name): job["permissions"]
        for file in WORKFLOWS
        for name, job in read(file.read_text(encoding="utf-8"))["jobs"].items()
        if "permissions" in job
    }
    assert asking == {
        ("publish.yml", "publish"): {"pages": "write", "id-token": "write"},
        ("comment.yml", "comment"): {"contents": "read", "actions": "read", "pull-requests": "write"},
        ("release.yml", "release"): {"contents": "write", "actions": "read", "id-token": "write", "attestations": "write"},
    }


def test_pull_requests_are_checked_without_secrets_or_rights() -> None:
    text = (ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8")
    assert "pull_request_target" not in text
    assert "secrets." not in text
    assert "GH_TOKEN" not in text


def test_the_commenting_job_takes_nothing_from_the_pull_request_but_an_artifact() -> None:
    workflow = read((ROOT / ".github/workflows/comment.yml").read_text(encoding="utf-8"))
    checkout, comment = workflow["jobs"]["comment"]["steps"]
    assert checkout["with"]["ref"] == "${{ github.event.repository.default_branch }}"
    assert comment["run"] == "python3 .github/scripts/comment.py"
    # What a stranger can choose (the name of a branch) reaches the script by the environment, never by the shell's text.
    assert "${{" not in comment["run"]


def test_a_release_takes_the_checked_site_and_builds_nothing() -> None:
    job = read((ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8"))["jobs"]["release"]
    assert job["needs"] == "check"
    runs = [step.get("run", "") for step in job["steps"]]
    assert runs.index('git merge-base --is-ancestor "$GITHUB_SHA" "origin/$MAIN"') < runs.index(
        'python -m scripts.verbs.release check "$GITHUB_REF_NAME"'
    )
    assert not any("make" in step.get("run", "") for step in job["steps"])


def test_nothing_is_published_that_was_not_checked() -> None:
    workflow = read((ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8"))
    publishing = publishers(workflow)
    assert list(publishing) == ["publish"]
    needed = publishing["publish"]["needs"]
    assert workflow["jobs"][needed]["uses"] == "$/.github/workflows/check.yml"
    assert "always()" not in publishing["publish"]["if"]
    assert "refs/heads/main" in publishing["publish"]["if"]
    assert not any("run" in step for step in publishing["publish"]["steps"]), "the publishing job builds nothing"


def test_a_publishing_job_that_needs_no_check_is_noticed() -> None:
    assert "needs" not in publishers(read(LOOSE))["publish"]


def test_every_push_and_every_pull_request_is_checked() -> None:
    # YAML reads the key `on` as true.
    checked = read((ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8"))[True]
    published = read((ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8"))[True]
    assert "pull_request" in checked
    assert checked["push"] == {"branches-ignore": ["main"]}
    assert published == {"push": {"branches": ["main"]}}


def test_the_check_calls_the_verbs_people_call() -> None:
    workflow = read((ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8"))
    commands = [step["run"] for step in workflow["jobs"]["check"]["steps"] if "run" in step]
    show = 'head -c 1000000 build/diff.md >> "$GITHUB_STEP_SUMMARY"'
    verbs = ["site", "same", "diff", "system", "test", "verify", "fuzz SECONDS=20", "flaws", "sbom"]
    assert [command for command in commands if command != show] == [f"make {verb}" for verb in verbs]
    assert commands.count(show) == 1


def test_what_a_pull_request_changes_is_told_in_the_summary_and_kept_for_the_comment() -> None:
    steps = read((ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8"))["jobs"]["check"]["steps"]
    own = [step for step in steps if step.get("if") == "${{ github.event_name == 'pull_request' }}"]
    assert [step["name"] for step in own] == ["Tell what changes", "Show it in the summary", "Keep it for the comment"]
    # The name of the base reaches the verb by the environment, never by the shell's text.
    assert own[0]["env"] == {"BASE": "${{ github.event.pull_request.base.sha }}"}
    assert own[2]["with"]["name"] == "diff"


def test_no_step_of_the_check_may_fail_unseen() -> None:
    workflow = read((ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8"))
    assert not any(step.get("continue-on-error") for step in workflow["jobs"]["check"]["steps"])
