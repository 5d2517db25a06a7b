"""Text files: UTF-8, one printed line a line, cells by tabs, bars or wide spaces."""

import hashlib
import re
from collections.abc import Iterator

from scripts.characters import find_deceiving
from scripts.read.limits import LONGEST_LINE, MOST_CELLS_IN_A_LINE, MOST_LINES
from scripts.records import Cell, Document, Line, Place, RefusedError

SIGNATURES = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip archive (perhaps an .xlsx or .docx)",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x1f\x8b": "a gzip archive",
}
MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
_BAR = re.compile(r"[|｜│┃║]")
# A line that draws a rule: `|---|:--:|`, `├──┼──┤`; dashes that stand alone, `| - | - |`, are figures.
_RULER = re.compile(
    r"^(?=.*(?:[-－─━=＝]{2}|[+＋┌┐└┘├┤┬┴┼╋┏┓┗┛┣┫┳┻]|[|｜│┃║][-:]+[|｜│┃║]))[\s|｜│┃║:：+＋\-－─━=＝┌┐└┘├┤┬┴┼╋┏┓┗┛┣┫┳┻]*$"
)
_GAP = re.compile(r"(?:[ \u00a0]{2,}|[ \u00a0]*\u3000\s*)")
_TAGGED = re.compile(r"<t[dh]\b[^<>]*>(.*?)</t[dh]>", re.IGNORECASE)


def read_text(name: str, content: bytes) -> Document:
    """Give a text file as a document. Pages are counted by form feeds where the text has any, lines by line feeds.

    Raises RefusedError for an empty file, a picture or archive under a wrong name, another encoding than UTF-8, control
    characters, and lines beyond the limits.
    """
    text = decode(name, content)
    if not text.strip():
        raise RefusedError(name, "expected the text of a statement, found an empty file", "export the text once more")
    raw = text.split("\n")
    if len(raw) > MOST_LINES:
        raise RefusedError(name, f"expected at most {MOST_LINES:,} lines, found {len(raw):,}", "split the file")
    lines = tuple(_lines(name, raw, paged="\f" in text))
    return Document(name, "text", hashlib.sha256(content).hexdigest(), lines)


def decode(name: str, content: bytes) -> str:
    """Give the text of a UTF-8 file, its byte order mark removed; raises RefusedError, with the place, for anything else."""
    for signature, kind in SIGNATURES.items():
        if content.startswith(signature):
            raise RefusedError(name, f"expected text, found {kind}", "give the file its true ending, or export its text")
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            raise RefusedError(name, f"expected UTF-8, found {encoding}", "save the file as UTF-8")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = content[error.start]
        found = "Shift_JIS" if _is_shift_jis(content) else f"the byte 0x{byte:02x}"
        mend = "save the file as UTF-8 (for example: iconv -f CP932 -t UTF-8 FILE > NEW)"
        raise RefusedError(f"{name}:{line}", f"expected UTF-8, found {found}", mend) from error


def _is_shift_jis(content: bytes) -> bool:
    try:
        content.decode("cp932")
    except UnicodeDecodeError:
        return False
    return True


def _lines(name: str, raw: list[str], *, paged: bool) -> Iterator[Line]:
    texts = [text.replace("\f", " ").rstrip("\r") for text in raw]
    framed = _framed(texts)
    page = 1
    for number, (text, bare) in enumerate(zip(raw, texts, strict=True), 1):
        page += text.count("\f")
        refuse_deceiving(f"{name}:{number}", bare)
        if len(bare) > LONGEST_LINE:
            raise RefusedError(f"{name}:{number}", f"expected at most {LONGEST_LINE:,} characters a line", "break the line")
        place = Place(number, page if paged else None)
        cells, ruled = split_cells(bare, framed=number - 1 in framed)
        if len(cells) > MOST_CELLS_IN_A_LINE:
            raise RefusedError(f"{name}:{number}", f"expected at most {MOST_CELLS_IN_A_LINE} cells", "break the line")
        yield Line(place, bare, cells, ruled)


def refuse_deceiving(where: str, text: str) -> None:
    """Raise RefusedError when `text` holds a character that no print has: a control character, a mark of reversed writing."""
    if found := find_deceiving(text):
        raise RefusedError(where, f"expected text, found the control character {found}", "export the text once more")


def _framed(texts: list[str]) -> set[int]:
    """Give the lines of tables (lines with bars, one below the other) whose every line begins and ends with a bar."""
    framed: set[int] = set()
    table: list[int] = []
    for number, text in enumerate([*texts, "end"]):
        if _BAR.search(text) and "\t" not in text:
            table.append(number)
        elif text.strip():
            bare = [texts[line].strip() for line in table if not _RULER.match(texts[line])]
            if all(_BAR.match(line) and _BAR.match(line[-1]) and len(line) > 1 for line in bare):
                framed |= set(table)
            table = []
    return framed


def split_cells(text: str, *, framed: bool = False) -> tuple[tuple[Cell, ...], bool]:
    """Give the cells of a line, and whether the text itself rules them: by tabs, bars or tags, else by wide spaces.

    A line that only draws a rule (`|---|---|`) has no cells; a `framed` one has a bar before its first and behind its last.
    """
    if "\t" in text:
        return _pieces(text, re.finditer("\t", text)), True
    if _RULER.match(text):
        return (), True
    bars = list(_BAR.finditer(text))
    if bars:
        cells = _pieces(text, iter(bars))
        return cells[1:-1] if framed else cells, True
    if tagged := tuple(Cell(match[1], match.start(1)) for match in _TAGGED.finditer(text)):
        return tagged, True
    return tuple(c for c in _pieces(text, _GAP.finditer(text)) if c.text.strip()), False


def _pieces(text: str, separators: Iterator[re.Match[str]]) -> tuple[Cell, ...]:
    cells, start = [], 0
    for separator in separators:
        cells.append(Cell(text[start : separator.start()], start))
        start = separator.end()
    cells.append(Cell(text[start:], start))
    return tuple(cells)
