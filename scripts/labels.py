"""Labels of lines: what is kept of the print, and how two printings of one label are compared."""

import html
import re
import unicodedata
from functools import lru_cache

_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|\*\*|^\s*#+\s*")
_NOTE = re.compile(r"[(（]\s*(?:注|※)\s*[0-9０-９、,，]*\s*[)）]|[~〜～]?[※＊*]\s*(?:[(（]?[0-9０-９]{1,2}[)）]?)?")
_KEPT = 100_000
_SPACE = re.compile(r"\s+")
_FRAME = re.compile(r"^[【\[〔［<＜〈](.*)[】\]〕］>＞〉]$")
_LIKE = str.maketrans({"⻑": "長", "～": "〜", "~": "〜", "‐": "-", "−": "-", "―": "-", "ｰ": "ー", "､": "、", "•": "・"})
_BULLETS = "・○●◎■□◆◇▪▶▼◯•"
NUMBERING = re.compile(
    rf"^[\s#>*+{_BULLETS}\-]*"
    r"(?:[①-⑳㉑-㉟]|[(（][0-9０-９]{1,2}[)）]|[0-9０-９]{1,2}[.．、)）](?![0-9０-９])"
    r"|[(（][ア-ンa-zⅰ-ⅻ][)）]|[Ⅰ-Ⅻⅰ-ⅻ][.．]?|[ア-ン][.．\s])"
    r"(?=\s*[^\s0-9０-９△▲\-,])"
)
BULLET = re.compile(rf"^\s*(?:[{_BULLETS}](?=\s*[^\s{_BULLETS}])|[-*+](?=\s+(?!(?:百万|千)?円|[%％])[^\s0-9０-９△▲\-－−]))\s*")


def strip_markup(text: str) -> str:
    """Give `text` without the marks of Markdown and HTML that converters leave in it.

    >>> strip_markup("## <b>資産&amp;合計</b>")
    '資産&合計'
    """
    return html.unescape(_MARKUP.sub("", text)) if "&" in text else _MARKUP.sub("", text)


@lru_cache(_KEPT)
def clean_label(text: str) -> str:
    """Give a label as printed, without white space, markup, ※ marks and note references; misprints are kept."""
    return _SPACE.sub("", _NOTE.sub("", strip_markup(text)))


@lru_cache(_KEPT)
def fold_label(text: str) -> str:
    """Give the form in which labels are compared: normal width, no white space, no frame of brackets, no marks."""
    folded = unicodedata.normalize("NFKC", clean_label(text).translate(_LIKE)).translate(_LIKE)
    return strip_frame(_SPACE.sub("", folded))


def strip_frame(label: str) -> str:
    """Give a cleaned label without the brackets that forms print around headings: 【業務活動収支】."""
    framed = _FRAME.match(label)
    return framed[1] if framed else label


def strip_numbering(text: str) -> str:
    """Give `text` without a leading bullet or enumerator such as ①, (1), 2. or (ア)."""
    bare = strip_markup(text).strip()
    return BULLET.sub("", NUMBERING.sub("", bare)).strip().removeprefix("-").strip()


def is_heading(text: str) -> bool:
    """Tell whether a label is printed in the brackets that forms use for headings: 【業務活動収支】."""
    label = clean_label(text)
    return strip_frame(label) != label
