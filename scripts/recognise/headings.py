"""The words that head amount columns: columns of the form, scopes, years, differences, ratios."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from scripts.eras import DATE_PATTERN, find_dates, find_fiscal_years, fiscal_year_of
from scripts.labels import fold_label
from scripts.recognise.captions import find_bracketed_unit, scope_words
from scripts.recognise.rows import HEADER_WORDS
from scripts.reference import Form, Reference

LABEL = "label"
_KINDS = {"this_year": ("back", 0), "year_before": ("back", 1), "two_years_before": ("back", 2)}
_MARKS = re.compile(r"[(（][A-Za-zＡ-Ｚ][)）](?:[-+=×][(（]?[A-Za-zＡ-Ｚ][)）]?)*$|[(（][A-Za-z][-+][A-Za-z][)）]$|[①-⑳]$")
_YEAR_TAIL = re.compile(r"(?:末|決算額?|現在|末残高)?$")
_UNIT_TAIL = re.compile(r"[(\[][^()\[\]]{1,4}[)\]]$")


@dataclass(frozen=True, slots=True)
class Head:
    """What an amount column shows: a column of the form, of which scope and year, actual amounts or differences.

    `scope` is empty and `year` None where the table's own holds; `back` counts years before the table's own. `column` is
    empty for a heading nobody knows; `aside` marks columns beside the form's: ratios, which other columns give, and texts.
    """

    column: str = ""
    scope: str = ""
    year: int | None = None
    back: int = 0
    basis: str = "actual"
    unit: str = ""
    aside: bool = False
    words: str = field(default="", compare=False)

    @property
    def dated(self) -> bool:
        """Tell whether the heading itself names a year or a difference of years."""
        return self.year is not None or self.back > 0 or self.basis != "actual"


class Headings:
    """The headings that the amount columns of a form may bear."""

    def __init__(self, form: Form, reference: Reference) -> None:
        self.reference = reference
        self.columns = reference.columns.get(form.form, ())
        self.only = self.columns[0].column if len(self.columns) == 1 else ""
        self._wordings = {fold_label(t): c.column for c in reversed(self.columns) for t in (c.label_ja, *c.variants) if t}
        self._scopes = scope_words(reference)
        self._labels = {fold_label(word) for word in HEADER_WORDS} | reference.label_heads.get(form.form, frozenset())
        self._kinds = {
            fold_label(word): row["kind"] for row in reference.tables["head_words"] for word in row["words"].split(";") if word
        }
        known = {*self._wordings, *self._scopes, *self._labels, *self._kinds}
        self._longest = sorted(known, key=lambda word: (-len(word), word))

    def tell(self, text: str) -> Head | str | None:
        """Give what a heading says: a Head with what it tells and no more, `LABEL` for 科目 and the like, else None."""
        folded = fold_label(text)
        if not folded:
            return None
        told = self._tell(folded)
        unit = find_bracketed_unit(text, self.reference)
        if not unit or told == LABEL:
            return told
        bare = _UNIT_TAIL.sub("", folded)
        alone = not bare or bare == folded
        head = told or (Head() if alone else self._tell(bare))
        return replace(head, unit=unit, words=text) if isinstance(head, Head) else head

    def _tell(self, folded: str) -> Head | str | None:
        for text in (folded, _MARKS.sub("", folded)):
            if text in self._labels and text not in self._wordings:
                return LABEL
            if text in self._wordings:
                return Head(self._wordings[text], words=folded)
            if text in self._scopes:
                return Head(scope=self._scopes[text], words=folded)
            if text in self._kinds:
                return self._of_kind(self._kinds[text], folded)
            if year := _year(text):
                return Head(year=year, words=folded)
        return None

    @staticmethod
    def _of_kind(kind: str, words: str) -> Head:
        if kind in _KINDS:
            return Head(back=_KINDS[kind][1], words=words)
        return Head(basis="difference", words=words) if kind == "difference" else Head(aside=True, words=words)

    def scan(self, text: str) -> Iterator[Head | str]:
        """Give what the headings told one behind the other in a text without blanks say; words nobody knows are passed over."""
        folded = fold_label(text)
        at = 0
        while at < len(folded):
            dated = DATE_PATTERN.match(folded, at)
            word = dated[0] if dated else next((w for w in self._longest if folded.startswith(w, at)), "")
            told = self.tell(word) if word else None
            if told is not None:
                yield told
            at += len(word) or 1


def _year(text: str) -> int | None:
    dated = DATE_PATTERN.match(text)
    if dated is None or not _YEAR_TAIL.fullmatch(text[dated.end() :]):
        return None
    days = find_dates(text)
    years = [fiscal_year_of(day) for day in days] or find_fiscal_years(text)
    return years[0] if years else None
