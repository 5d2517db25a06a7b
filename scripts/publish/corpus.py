"""What a publication is made from."""

import os
import re
import subprocess
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from scripts.faults import FaultError
from scripts.reference import Reference
from scripts.transcripts import Transcript

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Release:
    """The version of the data, and the moment of the release (ISO 8601, UTC; empty where it is not known)."""

    version: str
    created: str = ""


@dataclass(frozen=True)
class Corpus:
    """Everything that is published, as the steps before give it.

    `facts`: the columns of `scripts.facts.COLUMNS` and `corroborated`; `checks` and `check_facts`: the columns of
    their schemas; `audit`: what the audit measured, for quality.json.
    """

    reports: tuple[Transcript, ...]
    facts: pd.DataFrame
    checks: pd.DataFrame
    check_facts: pd.DataFrame
    reference: Reference
    release: Release
    audit: Mapping[str, object] = field(default_factory=dict)


def read_release(root: Path = ROOT, environment: Mapping[str, str] = os.environ) -> Release:
    """Give the release of a checkout: version of pyproject.toml, moment of SOURCE_DATE_EPOCH or of the last commit.

    A copy without history has no moment; the clock is never asked.
    """
    version = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    seconds = environment.get("SOURCE_DATE_EPOCH") or _commit_time(root)
    if not re.fullmatch(r"[0-9]{0,11}", seconds):
        raise FaultError(
            f"SOURCE_DATE_EPOCH: expected seconds since 1970, found {seconds[:40]!a}\n    mend: unset it, or mend it"
        )
    if not int(seconds or 0):
        return Release(version)
    return Release(version, datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))


def _commit_time(root: Path) -> str:
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return ""
