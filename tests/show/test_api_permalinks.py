"""Every page that the static API names is there, with the line or figure it names, in both languages."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

from tests.show.built import read_site


def named(value: Any) -> Iterator[str]:  # noqa: ANN401  JSON is of any shape
    """Give every address of a page in a document, in Japanese and in English."""
    if isinstance(value, list):
        for part in value:
            yield from named(part)
    elif isinstance(value, dict):
        if isinstance(value.get("permalink"), str):
            yield from (value["permalink"], f"en/{value['permalink']}")
        if value.keys() == {"ja", "en"}:
            yield from value.values()
        else:
            for part in value.values():
                yield from named(part)


def test_every_page_that_the_api_names_is_there(whole_site: Path) -> None:
    pages = read_site(whole_site)
    ids = {path: set(page.ids) for path, page in pages.items()}
    wrong, seen = set(), 0
    for document in sorted(path for path in (whole_site / "api").rglob("*.json") if path.name != "openapi.json"):
        for address in named(json.loads(document.read_text(encoding="utf-8"))):
            page, anchor = urldefrag(address)
            seen += 1
            if (whole_site / page) not in ids or (anchor and anchor not in ids[whole_site / page]):
                wrong.add(address)
    assert seen > 0
    assert sorted(wrong)[:20] == []
