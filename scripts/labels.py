"""Labels of lines: what is kept of the print, and how two printings of one label are compared."""

import re
import unicodedata

_MARKUP = re.compile(r"</?[A-Za-z][A-Za-z0-9]*>|\*\*|^#+\s*")
_NOTE = re.compile(r"[(（]\s*(?:注|※)\s*[0-9０-９、,，]*\s*[)）]|[~〜～]?[※＊*]\s*(?:[(（]?[0-9０-９]{1,2}[)）]?)?")
_SPACE = re.compile(r"\s+")
_FRAME = re.compile(r"^[【\[〔［<＜〈](.*)[】\]〕］>＞〉]$")
_LIKE = str.maketrans({"⻑": "長", "～": "〜", "~": "〜", "‐": "-", "−": "-", "―": "-", "ｰ": "ー", "､": "、", "•": "・"})
_NUMBERING = re.compile(
    r"^(?:[①-⑳㉑-㉟]|[(（][0-9０-９]{1,2}[)）]|[0-9０-９]{1,2}[.．、)）]|[(（][ア-ンa-zⅰ-ⅻ][)）]|[Ⅰ-Ⅻⅰ-ⅻ][.．]?)\s*"
)


def strip_markup(text: str) -> str:
    """Give `text` without the marks of Markdown and HTML that converters leave in it."""
    return _MARKUP.sub("", text)


def clean_label(text: str) -> str:
    """Give a label as printed, without white space, markup, ※ marks and note references; misprints are kept."""
    return _SPACE.sub("", _NOTE.sub("", strip_markup(text)))


def fold_label(text: str) -> str:
    """Give the form in which labels are compared: normal width, no white space, no frame of brackets, no marks."""
    folded = unicodedata.normalize("NFKC", clean_label(text).translate(_LIKE)).translate(_LIKE)
    folded = _SPACE.sub("", folded)
    framed = _FRAME.match(folded)
    return framed[1] if framed else folded


def strip_numbering(text: str) -> str:
    """Give `text` without a leading enumerator such as ①, (1), 2. or (ア)."""
    return _NUMBERING.sub("", strip_markup(text).strip().removeprefix("-").strip())


def is_heading(text: str) -> bool:
    """Tell whether a label is printed in the brackets that forms use for headings: 【業務活動収支】."""
    return _FRAME.match(clean_label(text)) is not None
