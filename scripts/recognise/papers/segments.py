"""Businesses as headings and reasons name them: １ 一般事業, イ 公的個人認証サービス事業 補正予定損益計算書."""

import re

from scripts.labels import fold_label
from scripts.recognise.papers.lines import read_row, unnumbered
from scripts.records import Line
from scripts.reference import Reference

_SAID_OF = re.compile(r"[・※]?(.{2,80}?)における")
_FILLING = re.compile(r"事業|等|の")
_TITLES = re.compile(r"補正予定貸借対照表|補正予定損益計算書|補正資金計画|貸借対照表|損益計算書|資金計画")


class Segments:
    """The businesses of a reference, ready to be found in headings."""

    def __init__(self, reference: Reference) -> None:
        named = reference.variants("segments", "segment")
        self._words = {_bare(words): segment for words, segment in named.items() if segment not in ("total", "elimination")}

    def of_heading(self, line: Line) -> str | None:
        """Give the business that a heading names, a title behind it aside; None where the line is no such heading."""
        if read_row(line).label and read_row(line).figures:
            return None
        words = _TITLES.sub("", fold_label(unnumbered(line.text)))
        return self._words.get(_bare(words)) if "事業" in words else None


def businesses_of(reason: str, reference: Reference) -> str:
    """Give the businesses of which a reason speaks at its beginning, as printed; empty where it names none.

    >>> from scripts.reference import load_reference
    >>> businesses_of("・一般事業及び個人番号カード発行等事業における「未収金」の増(5)", load_reference())
    '一般事業及び個人番号カード発行等事業'
    """
    said = _SAID_OF.match(reason)
    return said[1] if said and reference.segments_named(said[1]) else ""


def _bare(words: str) -> str:
    return _FILLING.sub("", fold_label(words))
