"""A small reader of built pages: their links, ids, and what they load."""

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

LOADING = {"img": "src", "script": "src", "iframe": "src", "source": "src", "use": "href", "object": "data"}
VOID = {"meta", "link", "input", "br", "img", "hr", "path", "line", "rect"}


@dataclass
class Built(HTMLParser):
    """What a page holds: ids, links with their `rel`, addresses that it loads, its tags, and its text."""

    path: Path
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    external: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given))
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a" and "href" in given:
            (self.external if given.get("rel") == "external" else self.links).append(given["href"])
        if tag == "link" and given.get("rel") in ("stylesheet", "icon", "preload"):
            self.loaded.append(given["href"])
        if tag == "link" and given.get("rel") in ("alternate", "canonical"):
            self.links.append(given["href"])
        if tag in LOADING and LOADING[tag] in given:
            self.loaded.append(given[LOADING[tag]])

    handle_startendtag = handle_starttag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@cache
def read_site(site: Path) -> dict[Path, Built]:
    """Give every page of a site, except the published data."""
    paths = [path for path in sorted(site.rglob("*.html")) if (site / "data") not in path.parents]
    return {path: Built(path) for path in paths}


def broken_links(site: Path) -> list[str]:
    """Give `page: address` for every address of a page that leads nowhere; a folder is nowhere."""
    pages = read_site(site)
    broken = []
    for path, page in pages.items():
        if path.name == "404.html":
            continue
        for address in [*page.links, *page.loaded]:
            file, anchor = urldefrag(address)
            named = file.partition("?")[0]
            target = (path.parent / unquote(named)).resolve() if named else path
            ids = pages[target].ids if target in pages else []
            if not target.is_file() or (anchor and unquote(anchor) not in ids):
                broken.append(f"{path.relative_to(site)}: {address}")
    return broken
