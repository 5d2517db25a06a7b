"""Figures on pages against the published facts: each stands at its address, as printed, and no page shows another."""

import html
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from scripts.addresses import fact_page
from scripts.records import Finding
from scripts.verify.published import Row

ANEW = "build the site anew: python -m scripts build"
LANGUAGES = ("", "en/")
_CELL = re.compile(r'<td id="([^"]+)"[^>]*>([^<]*)')


def verify_pages(facts: Sequence[Row], every: Sequence[Row], site: Path) -> Iterator[Finding]:
    """Give what differs on the pages of both languages that show `facts`; `every` are all published facts.

    V4: a figure is not at its address, or printed otherwise. V5: a page shows a figure at an address that no fact has.
    """
    known = {row["fact_id"] for row in every}
    for language in LANGUAGES:
        pages: dict[str, dict[str, str]] = {}
        for row in facts:
            place, _, cell = (language + fact_page(row["fact_id"])).partition("#")
            if place not in pages:
                pages[place] = _cells(site / place)
                report, table = place.removeprefix(language).split("/")[1:3]
                strange = sorted(
                    set(pages[place]) - {fact.split(":", 2)[2] for fact in known if fact.startswith(f"{report}:{table}:")}
                )
                for name in strange:
                    yield Finding("V5", f"{place}#{name}", None, "expected only published figures, found another", ANEW)
            found = pages[place].get(cell)
            if found != row["printed"]:
                said = "nothing" if found is None else repr(found)
                yield Finding("V4", f"{place}#{cell}", None, f"expected {row['printed']!r} as published, found {said}", ANEW)


def _cells(path: Path) -> dict[str, str]:
    """Give the text of every figure of a page by its id; none where there is no such page."""
    if not path.is_file():
        return {}
    cells = _CELL.findall(path.read_text(encoding="utf-8"))
    return {html.unescape(name): html.unescape(text).strip() for name, text in cells if ":" in name}
