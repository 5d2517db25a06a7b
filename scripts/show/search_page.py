"""The page of search results. Its script finds; without one the page says where everything is listed."""

from scripts.show.national import open_national
from scripts.show.page import Page
from scripts.show.rendering import Desk
from scripts.show.search_index import KINDS, PLACES, WORDS

PLACE = "search"
_LISTS = ("bodies", "find", "reports", "accounts", "indicators", "rules", "downloads", "explore")
_SAID = ("none", "found", "missing", "more", "printed", "all", "grant", "code", "nothing", "year")


def search_page(desk: Desk) -> Page:
    """Give the page."""
    say, shared = desk.language.say, desk.root(PLACE) + ("" if desk.language.code == "ja" else "../")
    text = desk.render(
        "search.md.j2",
        PLACE,
        places=shared + PLACES,
        index=shared + WORDS,
        words={word: say(f"search_{word}") for word in (*_SAID, *(("national",) if open_national(desk.published) else ()))},
        kinds={kind: say(f"search_{kind}s") for kind in ("place", *KINDS)},
        lists=[(f"{desk.root(PLACE)}{name}/index.html", say(f"search_list_{name}")) for name in _LISTS],
    )
    return Page(PLACE, str(say("search_title")), str(say("search_description")), text)
