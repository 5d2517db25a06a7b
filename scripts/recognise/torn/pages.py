"""A document of J-LIS cut into its forms: 様式第N号 begins one, wherever its title, date and unit stand.

    様式第9号
    （単位：円）
    金額
    営業収益
    ...
    損益計算書
    （平成２８年４月１日から平成２９年３月３１日まで）

The year comes from the date, also where it stands at the end, as here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from scripts.eras import find_dates, find_fiscal_years, fiscal_year_of, fold_text
from scripts.labels import fold_label
from scripts.recognise.captions import find_unit
from scripts.records import Document, Line
from scripts.reference import Form, Reference

TAXONOMY = "jlis"
PLANNED = range(1, 8)
SETTLED = range(8, 17)
_MARKER = re.compile(r"[【(\[]?様式第?([0-9]{1,2})号?[】)\]]?")
_MARK = r"[-－‐–―][0-9]{1,4}[-－‐–―]"
_OF = r"[0-9]{1,4}[/／][0-9]{1,4}"
_PAGE_MARK = re.compile(rf"(?:{_MARK})?(?:{_OF}){{0,2}}")
_ERA = "(?:明治|大正|昭和|平成|令和)"
_COUNT = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_DATE = re.compile(rf"{_ERA}(?:元|[0-9]+)年度?|{_COUNT}月|第[0-9]+[回次]|当初|補正|の|\(案\)")
_PERIOD = re.compile(rf"\(自?{_ERA}.*(?:現在|まで)\)$")
_ATTACHED = re.compile(r"^【(?:別表|別紙|参考)】")
_UNIT = "単位"
# Kinds of tables that no other body prints under the same title.
_OWN = frozenset({"statistics", "tax"})
_LONGEST_TITLE = 60
_LONGEST_LINE = 240


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of one form, or those between forms (`number` 0).

    `forms` are the forms of that number whose title the section prints, all of the number where it prints none; `basis`
    is actual, revised or initial, as far as title and number tell it; `unit` is empty where no caption names one.
    """

    number: int
    forms: tuple[Form, ...]
    title: str
    fiscal_year: int | None
    unit: str
    basis: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    """A place where a section begins: the index of its first line, the form number, the title found for it."""

    start: int
    number: int
    title: str = ""


class FormTitles:
    """The forms of J-LIS by their number and by their title."""

    def __init__(self, reference: Reference) -> None:
        rows = [row for row in reference.tables["forms"] if row["taxonomy"] == TAXONOMY and row.get("bases")]
        self.by_number: dict[int, list[Form]] = {}
        self.free: list[tuple[str, Form]] = []
        self._words = {row["form"]: _titles(reference.forms[row["form"]]) for row in rows}
        self._notes = frozenset(_strip(fold_label(row["words"])) for row in reference.tables["note_headings"])
        for row in rows:
            form = reference.forms[row["form"]]
            if row.get("number"):
                self.by_number.setdefault(int(row["number"]), []).append(form)
            elif form.statement != "note":
                self.free += [(words, form) for words in self._words[form.form]]

    def of_number(self, number: int, line: Line) -> list[Form]:
        """Give the forms of a number whose title a line prints, dates and brackets aside."""
        text = _bare(line)
        return [form for form in self.by_number.get(number, []) if text and text in self._words[form.form]]

    def without_number(self, line: Line) -> list[Form]:
        """Give the forms without a number that a line announces: 平成２８年度決算の概要."""
        text = _bare(line)
        return [form for words, form in self.free if words == text]

    def announces_notes(self, line: Line) -> bool:
        """Tell whether a line is a heading of the notes: 重要な会計方針."""
        return _bare(line) in self._notes

    def ends(self, number: int, line: Line) -> bool:
        """Tell whether a line ends a form: it announces the notes, or a form without number, and is no title of its own."""
        return self.announces_notes(line) or (bool(self.without_number(line)) and not self.of_number(number, line))


def _titles(form: Form) -> frozenset[str]:
    return frozenset(_strip(fold_label(text)) for text in (form.title_ja, *form.variants) if text)


def _strip(text: str) -> str:
    return re.sub(r"[()（）]", "", _DATE.sub("", _ATTACHED.sub("", text)))


def _bare(line: Line) -> str:
    text = fold_label(line.text) if len(line.text) <= _LONGEST_LINE else ""
    return _strip(text) if len(text) <= _LONGEST_TITLE else ""


def marker_number(line: Line) -> int:
    """Give N where a line is the marker 様式第N号 and nothing else, else 0.

    >>> from scripts.records import Place
    >>> marker_number(Line(Place(8), " 様式第１４号", ()))
    14
    """
    match = _MARKER.fullmatch(fold_text(line.text))
    return int(match[1]) if match else 0


def is_page_mark(line: Line) -> bool:
    """Tell whether a line is the mark of a page: `- 5 -`, `53/94`, `- 16 -69/94`, `3 / 1087/94`."""
    text = fold_text(line.text)
    return bool(text) and _PAGE_MARK.fullmatch(text) is not None


def starts_page(line: Line, before: Line | None) -> bool:
    """Tell whether a line is the first of its page.

    It is behind a page mark or a form feed, or it follows directly on a line and begins with one blank, as pages do that
    were joined into a text.
    """
    if before is None or before.place.page != line.place.page or is_page_mark(before):
        return True
    indented = re.match(r" \S", line.text) is not None
    return indented and before.place.line == line.place.line - 1


def cut_pages(document: Document, reference: Reference) -> list[Section]:
    """Give the sections of a document in printed order; together they hold every line that prints something."""
    lines = [line for line in document.lines if line.text.strip()]
    titles = FormTitles(reference)
    heads = list(_heads(lines, titles))
    stops = [*(head.start for head in heads), len(lines)][1:]
    sections = [_section(head, lines[head.start : stop], titles, reference) for head, stop in zip(heads, stops, strict=True)]
    return _with_years(sections)


def bears_forms(document: Document, reference: Reference) -> bool:
    """Tell whether a document bears a form of J-LIS: its number with the title that J-LIS gives it."""
    return any(section.number and section.title for section in cut_pages(document, reference))


def names_agency(document: Document, reference: Reference) -> bool:
    """Tell whether a document may be of J-LIS: the agency's name, or the title of a list that only it prints, stands alone."""
    body = next(row["name_ja"] for row in reference.tables["bodies"] if row["body"] == TAXONOMY)
    if any(fold_label(line.text) == fold_label(body) for line in document.lines if body[-1] in line.text):
        return True
    titles = FormTitles(reference)
    return any(form.statement in _OWN for line in document.lines for form in titles.without_number(line))


def _heads(lines: Sequence[Line], titles: FormTitles) -> Iterator[_Head]:
    """Give where sections begin: at each marker, and at each title that ends the form before it.

    A title that stands below its table takes the page from its start, if the page has a caption （単位：円） of its own.
    """
    found = {0: _Head(0, 0)}
    last = page = 0
    units: list[int] = []
    befores: list[Line | None] = [None, *lines[:-1]]
    for i, (line, before) in enumerate(zip(lines, befores, strict=True)):
        number = marker_number(line)
        page = i if number or starts_page(line, before) else page
        units += [i] if _UNIT in line.text else []
        if number:
            last, found[i] = i, _Head(i, number)
        elif titles.ends(found[last].number, line):
            own = bool(units) and units[-1] >= page and not titles.announces_notes(line)
            last = page if own and (page > last or not found[last].number) else i
            found[last] = _Head(last, 0, found[last].title if last in found else line.text.strip())
    yield from (found[start] for start in sorted(found))


def _section(head: _Head, lines: Sequence[Line], titles: FormTitles, reference: Reference) -> Section:
    units = [unit for line in lines if (unit := find_unit(line.text, reference))]
    title, forms = head.title, []
    for line in lines:
        named = titles.of_number(head.number, line) if head.number else titles.without_number(line)
        title = title or (line.text.strip() if named else "")
        forms += [form for form in named if form not in forms]
    candidates = tuple(forms or titles.by_number.get(head.number, []))
    unit = units[0] if units and units[0] != "?" else ""
    section = Section(head.number, candidates, title, None, unit, "", tuple(lines))
    return replace(section, fiscal_year=_fiscal_year(section), basis=_basis(section))


def _fiscal_year(section: Section) -> int | None:
    # The date of the table is the surest: （平成２９年３月３１日現在）. Else its title: 令和６年度１月補正　予定貸借対照表.
    texts = [fold_text(line.text) for line in section.lines]
    days = [day for text in texts if _PERIOD.fullmatch(text) for day in find_dates(text)]
    if days and section.number:
        return fiscal_year_of(max(days))
    years = find_fiscal_years(section.title)
    return years[0] if years else None


def _basis(section: Section) -> str:
    if section.number in SETTLED:
        return "actual"
    if section.number in PLANNED:
        return "revised" if "補正" in fold_text(section.title) else "initial"
    return ""


def _with_years(sections: list[Section]) -> list[Section]:
    """Give the sections with years and plans that some print nowhere taken from their neighbours of the same kind."""
    for kind in (PLANNED, SETTLED):
        runs = [i for i, section in enumerate(sections) if section.number in kind]
        for order in (pairwise(runs), pairwise(runs[::-1])):
            for known, other in order:
                sections[other] = _like(sections[other], sections[known])
    return sections


def _like(section: Section, other: Section) -> Section:
    year = section.fiscal_year or other.fiscal_year
    amended = section.basis == "initial" and other.basis == "revised" and not find_fiscal_years(section.title)
    return replace(section, fiscal_year=year, basis=other.basis if amended else section.basis)
