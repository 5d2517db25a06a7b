"""How to take the data into a program: `docs/snippets.toml` with the addresses and names of a package filled in."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

SNIPPETS = Path(__file__).resolve().parents[2] / "docs" / "snippets.toml"
SITE = "https://THIS-SITE/"
"""What stands for the address of the site where the build does not know it (the variable SITE_URL)."""


@dataclass(frozen=True, slots=True)
class Package:
    """What snippets are about: the folder of files below the site, the name of its workbook, a body and an account it holds.

    `kinds` tells the pages it is on: `corpus`, `report`, `body`, and `xbrl` where there is a report package.
    """

    kinds: frozenset[str]
    folder: str
    name: str
    body: str
    account: str


@cache
def read_snippets() -> tuple[Mapping[str, Any], ...]:
    """Give the snippets in their order, as they stand in `docs/snippets.toml`."""
    return tuple(tomllib.loads(SNIPPETS.read_text(encoding="utf-8"))["snippets"])


def snippets_of(package: Package, language: str, environment: Mapping[str, str] = os.environ) -> list[dict[str, str]]:
    """Give the snippets of a package in a language, each with name, title, note and code."""
    site = environment.get("SITE_URL") or SITE
    words = {"site": site.rstrip("/") + "/", "folder": package.folder, "name": package.name}
    words |= {"body": package.body, "account": package.account}
    return [
        {
            "name": snippet["name"],
            "title": snippet[f"title_{language}"],
            "note": _filled(snippet[f"note_{language}"], words).replace("`", ""),
            "code": _filled(snippet["code"].strip("\n"), words),
        }
        for snippet in read_snippets()
        if package.kinds & set(snippet["on"])
    ]


def _filled(text: str, words: Mapping[str, str]) -> str:
    # Programs have braces of their own: only the words known are filled in.
    for word, value in words.items():
        text = text.replace("{" + word + "}", value)
    return text
