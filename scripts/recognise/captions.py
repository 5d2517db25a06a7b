"""What stands around a table: its title, scope, period and unit."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from scripts.eras import find_dates, find_fiscal_years, fiscal_year_of, fold_text
from scripts.labels import fold_label, strip_numbering
from scripts.records import Line
from scripts.recognise.pieces import plain
from scripts.reference import Reference

_UNIT = re.compile(r"単位[:：]?\s*([^\s)）】\]〕、,/／]+)")
_FORM_NUMBER = re.compile(r"様式第?[0-9一二三四五六七八九十]+号?(?:の[0-9]+)?")
_PERIOD = re.compile(r"(?:自|至|から|まで|現在|[~〜・])")
_DATE = re.compile(r"(?:明治|大正|昭和|平成|令和|[MTSHR]\.?)(?:元|[0-9]+)年(?:度(?:決算)?|[0-9]+月(?:[0-9]+日|末日?)?)|(?:19|20)[0-9]{2}年(?:度|[0-9]+月[0-9]+日)")
_BODY = re.compile(r"^[^\s、。は]{1,24}(?:都|道|府|県|市|町|村|区|組合|連合|広域|企業団|機構)$")
_LONGEST_TITLE = 60
NOTES = "notes"


@dataclass(frozen=True, slots=True)
class Title:
    """A line that names a form: the forms that bear the name, the scope (empty if it names none), the words as printed."""

    forms: tuple[str, ...]
    scope: str
    text: str


def find_unit(text: str, reference: Reference) -> str | None:
    """Give the unit a caption such as （単位：千円） names: its id, `?` when the unit is not known, None without caption."""
    match = _UNIT.search(fold_text(plain(text)))
    if match is None:
        return None
    return _units(reference).get(fold_label(match[1]), "?")


@cache
def _unit_table(rows: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return dict(rows)


def _units(reference: Reference) -> dict[str, str]:
    return _unit_table(tuple(sorted(reference.variants("units", "unit").items())))


def find_period(lines: Iterable[Line]) -> int | None:
    """Give the fiscal year that the dates of a table's captions name: the year of the latest date; None without any."""
    texts = [plain(line.text) for line in lines]
    dates = [day for text in texts for day in find_dates(text)]
    if dates:
        return fiscal_year_of(max(dates))
    years = [year for text in texts for year in find_fiscal_years(text)]
    return max(years) if years else None


def is_period(line: Line) -> bool:
    """Tell whether a line holds nothing but dates: 自 … 至 …, （令和6年3月31日現在）."""
    folded = fold_text(plain(line.text))
    if not _DATE.search(folded):
        return False
    rest = _PERIOD.sub("", _DATE.sub("", folded))
    return not rest.strip("()（）[]【】-~〜")


def is_unit(line: Line) -> bool:
    """Tell whether a line holds nothing but a unit caption."""
    folded = fold_text(plain(line.text))
    return bool(_UNIT.search(folded)) and not re.sub(r"[()（）\[\]【】]", "", _UNIT.sub("", folded))


class Titles:
    """The titles of all forms of a reference, ready to be compared with lines."""

    def __init__(self, reference: Reference) -> None:
        forms = [f for f in reference.forms.values() if f.statement != "note"]
        named = [(fold_label(text), f.form) for f in forms for text in (f.title_ja, *f.variants) if text]
        named += [(fold_label(row["words"]), NOTES) for row in reference.tables["note_headings"]]
        self._titles = sorted({words for words, _ in named}, key=lambda words: (-len(words), words))
        self._forms = {words: tuple(sorted({form for w, form in named if w == words})) for words in self._titles}
        self._scopes = sorted(reference.variants("scopes", "scope").items(), key=lambda pair: -len(pair[0]))

    def find(self, line: Line) -> Title | None:
        """Give the title a line prints, None where it prints something else (prose, a row, a contents entry)."""
        text = plain(line.text)
        folded = fold_text(strip_numbering(text))
        if not folded or len(folded) > _LONGEST_TITLE:
            return None
        framed = re.sub(r"[【\[〔［]", "(", re.sub(r"[】\]〕］]", ")", folded))
        bare = _FORM_NUMBER.sub("", _UNIT.sub("", framed)).lstrip("()・:")
        rest, scope = self._without_scope(bare)
        for title in self._titles:
            at = rest.find(title)
            if at >= 0 and self._frames(rest[:at], rest[at + len(title) :]):
                return Title(self._forms[title], scope, text.strip())
        return None

    def find_scope(self, line: Line) -> str | None:
        """Give the scope that a line names alone (【一般会計等】), None otherwise."""
        folded = fold_label(strip_numbering(plain(line.text))).strip("()（）")
        return next((scope for words, scope in self._scopes if folded == words), None)

    @staticmethod
    def _frames(before: str, after: str) -> bool:
        # Around a title may stand dates and the body's name, nothing else.
        rest = [_PERIOD.sub("", _DATE.sub("", text)).strip("()・:-") for text in (before, after)]
        return all(not text or _BODY.match(text) for text in rest)

    def _without_scope(self, text: str) -> tuple[str, str]:
        for words, scope in self._scopes:
            if words in fold_label(text):
                return fold_label(text).replace(words, "", 1), scope
        return text, ""
