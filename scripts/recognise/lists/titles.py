"""The titles of statistical tables and lists, and where the next table begins."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from scripts.eras import find_fiscal_years, fold_text
from scripts.labels import fold_label
from scripts.records import Line
from scripts.reference import Reference

KEY_COUNTS = "jlis_key_counts"
_NUMBERED = re.compile(r"^第\d+表")
_FORM = re.compile(r"^様式第\d+号")
_ANNEX = re.compile(r"^【別表】")
_YEAR = re.compile(r"(?:明治|大正|昭和|平成|令和)(?:元|\d{1,2})年度末?|(?:19|20)\d{2}年度末?")
_AS_OF = re.compile(r"\([^()]*(?:現在|時点)\)$")
_CONTINUED = re.compile(r"\((?:続き|つづき)\)$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A title at line `at` of the printed lines, over `lines` lines; `form` is empty where the table is of no known form."""

    form: str
    at: int
    lines: int
    year: int | None
    text: str


def find_headings(lines: Sequence[Line], reference: Reference) -> list[Heading]:
    """Give every title of a table in printed order: those of known lists, and others, since a list ends there.

    `第 20 表 平成 28 年度集合研修の実施状況一覧`, `【別表】令和２年度交付金見込額一覧`, `様式第8号`. A title may be broken
    over two lines.
    """
    titles = _titles(reference)
    found: list[Heading] = []
    for at, line in enumerate(lines):
        text = fold_text(line.text)
        numbered = _NUMBERED.match(text) is not None
        form, count = titles.get(_bare(text), ""), 1
        if not form and numbered and at + 1 < len(lines):
            text += fold_text(lines[at + 1].text)
            form, count = titles.get(_bare(text), ""), 2
        if form or numbered or _FORM.match(text):
            printed = " ".join(row.text.strip() for row in lines[at : at + count]) if form else line.text.strip()
            years = find_fiscal_years(text)
            found.append(Heading(form, at, count if form else 1, years[0] if years else None, printed))
    return found


def _titles(reference: Reference) -> dict[str, str]:
    forms = [f for f in reference.forms.values() if f.statement in ("statistics", "tax") and f.form != KEY_COUNTS]
    return {_bare(fold_text(text)): form.form for form in forms for text in (form.title_ja, *form.variants)}


def _bare(text: str) -> str:
    for pattern in (_NUMBERED, _ANNEX, _CONTINUED, _AS_OF, _YEAR):
        text = pattern.sub("", text)
    return fold_label(text)


def report_year(headings: Sequence[Heading], lines: Sequence[Line]) -> int | None:
    """Give the fiscal year that the numbered tables of a report name most often; None where they name none."""
    years = [h.year for h in headings if h.year and _NUMBERED.match(fold_text(lines[h.at].text))]
    return Counter(years).most_common(1)[0][0] if years else None


def region_after(headings: Sequence[Heading], index: int, lines: Sequence[Line]) -> range:
    """Give the lines that may belong to the table of heading `index`: to the next heading of another form.

    The same title repeated on the next page does not end a table.
    """
    heading = headings[index]
    following = (h.at for h in headings[index + 1 :] if h.form != heading.form)
    return range(heading.at + heading.lines, next(following, len(lines)))
