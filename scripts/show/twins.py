"""The plain-Markdown twin of a page, for programs that read: its text, tables, figures and the addresses of its figures.

A twin stands beside its page as `index.html.md`. It is made from what the page is made from, so the two never disagree; drawings,
forms and what is told of single lines stay with the page.
"""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from scripts.show.html_passages import CLOSE, OPEN
from scripts.show.page import Page

SUFFIX = ".md"
_PASSAGE = re.compile(rf"^{OPEN}\n(.*?)\n?{CLOSE}$", re.DOTALL | re.MULTILINE)
_TOKEN = re.compile(r'<!--.*?-->|<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^>"]|"[^"]*")*)>|([^<]+)', re.DOTALL)
_LEFT_OUT = re.compile(
    r'<(svg|script|style|form|button|select|template)\b.*?</\1>|<tr class="told">.*?</tr>|<label class="fold">.*?</label>'
    r'|<details class="unfold.*?</details>'
    r'|<p class="lost".*?</p>|<span class="away">.*?</span>|<nav\b.*?</nav>',
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r'([a-z:-]+)="([^"]*)"')
_REFERENCE = re.compile(r"&#[0-9]+;")
_ID = re.compile(r"[ ]*\{#[^}\s]+\}$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"(?<=\))\{[^}\n]*\}")
_LINK = re.compile(r"\]\(([^)\s]*?)index\.md(#[^)]*)?\)")
_OWN = re.compile(r"[\\`*\[\]|<]")
_DEPTH = re.compile(r"\bd([0-9])\b")
_HELD = frozenset({"th", "td", "dd", "dt"})
_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "summary", "figcaption", "caption", "blockquote"})
_NAMED = frozenset({"tr", "div", "section", "article", "p"})


def twin_of(page: Page, lead: str) -> str:
    """Give the twin of a page; `lead` is a line of Markdown that stands below its title."""
    text = _PASSAGE.sub(lambda passage: "\n" + _markdown(passage[1]) + "\n", _plain(page.text))
    title, _, rest = text.strip("\n").partition("\n")
    return re.sub(r"\n{3,}", "\n\n", f"{title}\n\n{lead}\n\n{rest}".strip("\n")) + "\n"


def _plain(text: str) -> str:
    """Give the Markdown of a page without ids, every reference as the sign it stands for; passages of HTML stay."""
    parts = _PASSAGE.split(text)
    for number in range(0, len(parts), 2):
        linked = _LINK.sub(lambda link: f"]({link[1]}index.html{link[2] or ''})", _ATTRIBUTES.sub("", _ID.sub("", parts[number])))
        parts[number] = _REFERENCE.sub(lambda sign: escaped(html.unescape(sign[0])), linked)
    return "".join(part if number % 2 == 0 else f"{OPEN}\n{part}\n{CLOSE}" for number, part in enumerate(parts))


def escaped(text: str) -> str:
    """Give text as Markdown that shows it as it is."""
    return _OWN.sub(lambda sign: "&lt;" if sign[0] == "<" else f"\\{sign[0]}", text)


def _markdown(passage: str) -> str:
    """Give a passage of HTML, escaped and well formed as our templates write it, as Markdown."""
    writer = _Writer()
    for closing, tag, attributes, text in _TOKEN.findall(_LEFT_OUT.sub("", passage)):
        if text:
            writer.text(text)
        elif closing:
            writer.close(tag.lower())
        elif tag:
            writer.open(tag.lower(), attributes)
    return writer.finish()


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that is open: where its text begins, where it leads, and its id."""

    tag: str
    start: int
    target: str


@dataclass
class _Writer:
    """Takes elements one after the other and keeps lines of Markdown."""

    lines: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    opened: list[_Open] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    pending: str = ""
    depth: int = 0
    term: str = ""

    def text(self, text: str) -> None:
        """Take text; line ends are spaces."""
        self.said.append(escaped(html.unescape(re.sub(r"\s+", " ", text))))

    def open(self, tag: str, attributes: str) -> None:
        """Take the beginning of an element."""
        given = dict(_ATTRIBUTE.findall(attributes)) if attributes else {}
        if tag in _NAMED and "id" in given:
            self.pending = given["id"]
        if tag == "tr":
            self.rows.append([])
            depth = _DEPTH.search(given.get("class", ""))
            self.depth = int(depth[1]) if depth else 0
        if tag in _BLOCKS and not self._held():
            self._flush()
        if tag in ("br", "small"):
            self.said.append(" ")
        if tag not in ("br", "img", "input", "hr", "link", "meta"):
            self.opened.append(_Open(tag, len(self.said), html.unescape(given.get("href", "") or given.get("id", ""))))

    def close(self, tag: str) -> None:
        """Take the end of an element."""
        while self.opened and self.opened[-1].tag != tag:
            self.opened.pop()
        if not self.opened:
            return
        element = self.opened.pop()
        maker = _MAKERS.get(tag)
        if maker is not None:
            said = " ".join("".join(self.said[element.start :]).split())
            del self.said[element.start :]
            maker(self, said, element)
        elif tag in _BLOCKS:
            self._end_block(tag)

    def finish(self) -> str:
        """Give the Markdown."""
        self._flush()
        return "\n".join(self.lines)

    def link(self, said: str, element: _Open) -> None:
        """Take a link."""
        target = f"index.html{element.target}" if element.target.startswith("#") else element.target
        self.said.append(f"[{said}]({target})" if said and target else said)

    def marked(self, said: str, element: _Open) -> None:
        """Take words that are set off."""
        mark = "`" if element.tag == "code" else "**"
        self.said.append(f"{mark}{said}{mark}" if said else "")

    def cell(self, said: str, element: _Open) -> None:
        """Take a cell of a table; one with an address of its own is a link to it."""
        heads = element.tag == "th" and self.rows and not self.rows[-1]
        target = element.target or (self.pending if heads else "")
        self.pending = "" if heads else self.pending
        said = f"[{said}](index.html#{target})" if target and said and "](" not in said else said
        if self.rows:
            self.rows[-1].append("· " * self.depth + said if heads else said)

    def table(self, _: str, __: _Open) -> None:
        """Take the end of a table: the first row is its head."""
        width = max((len(row) for row in self.rows), default=0)
        rows = [[*row, *[""] * (width - len(row))] for row in self.rows if row]
        self._flush()
        if rows:
            ruled = [rows[0], ["---"] * width, *rows[1:]]
            self.lines += ["", *("| " + " | ".join(row) + " |" for row in ruled), ""]
        self.rows = []

    def name(self, said: str, _: _Open) -> None:
        """Take a term that is told of."""
        self._flush()
        self.term = f"[{said}](index.html#{self.pending})" if self.pending and "](" not in said else said
        self.pending = ""

    def told(self, said: str, _: _Open) -> None:
        """Take what is told of a term."""
        self.lines.append(f"- **{self.term}**: {said}" if self.term else f"  {said}")
        self.term = ""

    def _held(self) -> bool:
        return any(element.tag in _HELD for element in self.opened)

    def _end_block(self, tag: str) -> None:
        if self._held():
            self.said.append("; ")
        else:
            prefix = {"li": "- ", "figcaption": "**", "summary": "**"}.get(tag, "#" * int(tag[1]) + " " if tag[0] == "h" else "")
            self._flush(prefix)

    def _flush(self, prefix: str = "") -> None:
        said = " ".join("".join(self.said).split())
        self.said.clear()
        if said:
            lines = [f"{prefix}{said}{'**' if prefix == '**' else ''}"]
            self.lines += lines if prefix == "- " else ["", *lines, ""]


_MAKERS: dict[str, Callable[[_Writer, str, _Open], None]] = {
    "a": _Writer.link,
    **dict.fromkeys(("strong", "b", "code"), _Writer.marked),
    **dict.fromkeys(("th", "td"), _Writer.cell),
    "table": _Writer.table,
    "dt": _Writer.name,
    "dd": _Writer.told,
}
