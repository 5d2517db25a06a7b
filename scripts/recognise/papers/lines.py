"""A printed line of a paper as a row: the words before its figures, the figures, the words behind them.

    未収金 40,000 52,500 12,500(注2)
    営業収益 500 350 △150 ・個人番号カード発行等事業における…

The first has the label 未収金, three figures and a note reference; the second three figures and the start of a reason.
"""

import re
from dataclasses import dataclass, replace

from scripts.amounts import MINUS, Amount, read_amount
from scripts.labels import clean_label, fold_label
from scripts.recognise.pieces import narrow
from scripts.records import Line, Place, Span

# What begins a reason beside the figures of a row.
BULLETS = "・※"
_SIGN = rf"(?:[△▲]\s*|[{re.escape(MINUS)}](?=[0-9]))?"
# Only what `read_amount` takes: no leading noughts, no more digits than any figure has.
_NUMBER = r"[1-9][0-9]{0,2}(?:,[0-9]{3}){1,5}|(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,4})?"
_COUNTED = r"(?!\s*(?:年|月|日|箇|か月|ヶ|回|号|件|/))"
_END = r"(?=[\s)]|円|\(注|$|\s*合?\s*計)"
_FIGURE = re.compile(rf"(?P<open>\(?)(?P<figure>{_SIGN}(?:{_NUMBER})|[-―—－−])(?P<close>\)?)(?:\s*円)?{_END}{_COUNTED}")
_NOTE = re.compile(r"\s*\(注[^)]*\)")
_ENUMERATOR = re.compile(r"^\s*(?:\([0-9ア-ン]{1,2}\)|[0-9]{1,2}(?![0-9,年月日])[.)、]?|[ア-ン](?=\s)|[①-⑳]|※[0-9]*)\s*")


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure and where it stands; `framed` where it stands in brackets of its own: (1,170)."""

    text: str
    place: Place
    span: Span
    framed: bool = False

    @property
    def amount(self) -> Amount:
        """What the figure says: a value, or the kind of nil."""
        return read_amount(self.text)

    @property
    def number(self) -> int:
        """The figure as a number of the printed unit, a dash as nothing (0)."""
        return int(self.amount.value or 0)


@dataclass(frozen=True, slots=True)
class Row:
    """A printed row: `label` cleaned, its characters, its figures, what stands behind them.

    `moved` tells where the label was found when it stands elsewhere in the print.
    """

    line: Line
    label: str
    words: tuple[Span, ...]
    figures: tuple[Figure, ...]
    rest: str = ""
    moved: str = ""

    @property
    def key(self) -> str:
        """The label in the form in which labels are compared."""
        return fold_label(self.label)

    @property
    def bare(self) -> bool:
        """Tell whether the row prints figures without a label."""
        return bool(self.figures) and not self.label


def read_row(line: Line) -> Row:
    """Give a line as a row; a line without figures has only a label, one without words only figures.

    >>> from scripts.records import Place
    >>> row = read_row(Line(Place(7), "有価証券 1,000 △ 20 －(注3)", ()))
    >>> row.label, [figure.text for figure in row.figures], row.rest
    ('有価証券', ['1,000', '△ 20', '－'], '')
    """
    text = narrow(line.text)
    runs = _run(text)
    if not runs:
        return Row(line, clean_label(line.text), (whole_span(line),), ())
    first, last = runs[0], runs[-1]
    label = clean_label(line.text[: first.start()])
    note = _NOTE.match(text, last.end())
    rest = line.text[note.end() if note else last.end() :].strip()
    words = (Span(line.place.line, 0, first.start()),) if label else ()
    if note:
        words = (*words, Span(line.place.line, note.start(), note.end()))
    row = Row(line, label, words, tuple(_figure(line, match) for match in runs), rest)
    if not label and re.fullmatch(r"\s*(?:合\s*計|小?計)", narrow(rest)):
        return replace(row, label=clean_label(rest), rest="", moved="behind its figures")
    if not label and _is_enumerator(runs, rest):
        return Row(line, clean_label(rest), (whole_span(line),), ())
    return row


def _is_enumerator(runs: list[re.Match[str]], rest: str) -> bool:
    """Tell whether the only figure of a line numbers a heading: ２ 金融商品の時価等に関する事項."""
    return len(runs) == 1 and re.fullmatch(r"[0-9]{1,2}", runs[0]["figure"]) is not None and rest[:1] not in ("", *BULLETS)


def _run(text: str) -> list[re.Match[str]]:
    """Give the first run of figures: those that only blanks part."""
    found: list[re.Match[str]] = []
    for match in _FIGURE.finditer(text):
        before = text[: match.start()]
        if bool(match["open"]) != bool(match["close"]) or (before and not before[-1].isspace()):
            continue
        if found and text[found[-1].end() : match.start()].strip():
            break
        found.append(match)
    return found


def _figure(line: Line, match: re.Match[str]) -> Figure:
    start, end = match.span("figure")
    return Figure(line.text[start:end], line.place, Span(line.place.line, start, end), framed=bool(match["open"]))


def whole_span(line: Line) -> Span:
    """Give the characters of a whole line."""
    return Span(line.place.line, 0, len(line.text))


def unnumbered(text: str) -> str:
    """Give `text` without the enumerator it begins with: １, （２）, ア, ①, ※３.

    >>> unnumbered("（２）　損益計算書"), unnumbered("ア 一般事業"), unnumbered("アクセス回線")
    ('損益計算書', '一般事業', 'アクセス回線')
    """
    match = _ENUMERATOR.match(narrow(text))
    return text[match.end() :].strip() if match else text.strip()
