"""What stands around a table: its title, scope, period and unit."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from scripts.eras import DATE_PATTERN, find_dates, find_fiscal_years, fiscal_year_of, fold_text
from scripts.labels import fold_label, strip_numbering
from scripts.recognise.pieces import plain
from scripts.records import Line
from scripts.reference import Reference

_UNIT = re.compile(r"(?:金額)?単位[:は]?([^\s)】\]〕、,/]+)")
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{1,4})[)\]]$")
_FORM_NUMBER = re.compile(r"附?属?様式第?[0-9一二三四五六七八九十]+号?(?:の[0-9]+)?(?:及び第[0-9]+号)?")
_PERIOD = re.compile(r"(?:自|至|から|まで|現在|[~〜・])")
_ENDS = re.compile(r"(?:至|~|〜|から)")
_FURTHER = re.compile(
    r"\((?:続き|つづき|続|前頁からの?続き|その[0-9]{1,2}|[0-9]{1,2}/[0-9]{1,2})\)|(?:B/?S|P/?L|N/?W|C/?F)(?![A-Za-z])"
    r"|財務書類等?|財務諸表|決算|(?:会計(?:名|区分)?|団体名?|年度|区分|範囲|対象|自治体名):|\(?(?:百万|千)?円未満[^)]*\)?"
)
_BODY = re.compile(r"^(?:団体名[:]?)?[^\s、。は]{1,24}(?:都|道|府|県|市|町|村|区|組合|連合|広域|企業団|機構)の?$")
_EDGES = "()（）[]【】〔〕<>〈〉「」・:-~〜|■□◆◇●○"
_LONGEST_TITLE = 60
NOTES = "notes"
TAXONOMY = "unified"
ENTITY = "entity"


@dataclass(frozen=True, slots=True)
class Title:
    """A line that names a form: the forms that bear the name, the scope (empty if it names none), the words as printed.

    `again` tells that the line names a scope only, below a title that holds for tables of several scopes.
    """

    forms: tuple[str, ...]
    scope: str
    text: str
    again: bool = False


def line_text(line: Line) -> str:
    """Give the words of a line without the rules between its cells, markup and a leading enumerator."""
    if line.ruled and line.cells:
        return plain(" ".join(cell.text.strip() for cell in line.cells))
    return plain(line.text)


def find_unit(text: str, reference: Reference) -> str | None:
    """Give the unit a caption such as （単位：千円） names: its id, `?` when the unit is not known, None without caption."""
    match = _UNIT.search(fold_text(plain(text)))
    if match is None:
        return None
    return reference.variants("units", "unit").get(fold_label(match[1]), "?")


def find_bracketed_unit(text: str, reference: Reference) -> str:
    """Give the unit that a heading bears in brackets, 金額（千円）, or is: （千円）; empty without one."""
    folded = fold_text(plain(text))
    match = _BRACKETED.search(folded)
    unit = reference.variants("units", "unit").get(fold_label(match[1] if match else folded), "")
    return unit if match or (unit and reference.units[unit].factor) else ""


def scope_words(reference: Reference) -> dict[str, str]:
    """Give folded wording -> scope for the scopes of the standard, which a print names; a body as such (団体) is none of them."""
    return {words: scope for words, scope in reference.variants("scopes", "scope").items() if scope != ENTITY}


def find_period(lines: Iterable[Line]) -> int | None:
    """Give the fiscal year that the dates of a table's captions name; None without any.

    The day of a balance (…現在) and the end of a period (自 … 至 …) tell it; else the latest date, else a 年度.
    """
    texts = [fold_text(line_text(line)) for line in lines]
    dated = [(text, day) for text in texts for day in find_dates(text)]
    told = [day for text, day in dated if "現在" in text or _ENDS.search(text)]
    days = told or [day for _, day in dated if _closes_year(day)] or [day for _, day in dated]
    if days:
        return fiscal_year_of(max(days))
    years = [year for text in texts for year in find_fiscal_years(text)]
    return max(years) if years else None


def _closes_year(day: date) -> bool:
    return (day.month, day.day) == (3, 31)


def period_years(line: Line) -> set[int]:
    """Give the fiscal years that a line of dates names."""
    text = fold_text(line_text(line))
    days = {fiscal_year_of(day) for day in find_dates(text)}
    return days or set(find_fiscal_years(text))


def is_period(line: Line) -> bool:
    """Tell whether a line holds nothing but dates: 自 … 至 …, （令和6年3月31日現在）."""
    folded = fold_text(line_text(line))
    if not DATE_PATTERN.search(folded):
        return False
    return not _PERIOD.sub("", DATE_PATTERN.sub("", folded)).strip(_EDGES)


def is_unit(line: Line) -> bool:
    """Tell whether a line holds nothing but a unit caption."""
    folded = fold_text(line_text(line))
    return bool(_UNIT.search(folded)) and not _UNIT.sub("", folded).strip(_EDGES)


class Titles:
    """The titles of all forms of the unified standard, ready to be compared with lines."""

    def __init__(self, reference: Reference) -> None:
        self._scopes = sorted(scope_words(reference).items(), key=lambda pair: -len(pair[0]))
        forms = [f for f in reference.forms.values() if f.statement != "note" and f.taxonomy == TAXONOMY]
        named = {(fold_label(text), f.form) for f in forms for text in (f.title_ja, *f.variants) if text}
        named = {(words, form) for words, form in named if (self._without_scope(words)[0], form) not in named - {(words, form)}}
        named |= {(fold_label(row["words"]), NOTES) for row in reference.tables["note_headings"]}
        self._titles = sorted({words for words, _ in named}, key=lambda words: (-len(words), words))
        self._forms = {words: tuple(sorted({form for w, form in named if w == words})) for words in self._titles}

    def find(self, line: Line) -> Title | None:
        """Give the title a line prints, None where it prints something else (prose, a row, a contents entry)."""
        text = line_text(line)
        folded = fold_label(_brackets(fold_text(strip_numbering(text))))
        if not folded or len(folded) > _LONGEST_TITLE:
            return None
        bare = _FORM_NUMBER.sub("", _UNIT.sub("", folded))
        for title in self._titles:
            at = bare.find(title)
            if at >= 0:
                before, scope = self._without_scope(bare[:at])
                after, behind = self._without_scope(bare[at + len(title) :])
                if _is_frame(before) and _is_frame(after):
                    return Title(self._forms[title], scope or behind, text.strip())
        return None

    def find_scope(self, line: Line) -> str | None:
        """Give the scope that a line names alone or with body and year (【一般会計等】, 令和5年度 全体財務書類), else None."""
        folded = fold_label(_brackets(fold_text(strip_numbering(line_text(line)))))
        if not folded or len(folded) > _LONGEST_TITLE:
            return None
        rest, scope = self._without_scope(folded)
        return scope if scope and _is_frame(rest) else None

    def are_named_by(self, line: Line) -> bool:
        """Tell whether a line is a title or a caption of a table: scope, unit or period."""
        return is_unit(line) or is_period(line) or self.find_scope(line) is not None or self.find(line) is not None

    def mention_scope(self, line: Line) -> bool:
        """Tell whether a short line holds the words of a scope, whatever else it says."""
        folded = fold_label(line_text(line))
        return len(folded) <= _LONGEST_TITLE and any(words in folded for words, _ in self._scopes)

    def _without_scope(self, text: str) -> tuple[str, str]:
        for words, scope in self._scopes:
            if words in text:
                return text.replace(words, "", 1), scope
        return text, ""


def _brackets(text: str) -> str:
    return re.sub(r"[【\[〔［「<〈]", "(", re.sub(r"[】\]〕］」>〉]", ")", text))


def _is_frame(text: str) -> bool:
    # Around a title may stand dates, the body's name and words such as 続き, nothing else.
    rest = _FURTHER.sub("", _PERIOD.sub("", DATE_PATTERN.sub("", text))).strip(_EDGES)
    return not rest or _BODY.match(rest) is not None
