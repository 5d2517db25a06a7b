"""The statistical tables, lists and key counts of a document, each as a table of its own."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from scripts.eras import find_dates, find_fiscal_years, fiscal_year_of
from scripts.recognise.captions import find_unit, is_unit
from scripts.recognise.found import Found
from scripts.recognise.lists.courses import read_courses
from scripts.recognise.lists.forms import ListForm
from scripts.recognise.lists.lines import printed_lines, squeeze
from scripts.recognise.lists.municipal import is_coded, read_municipal
from scripts.recognise.lists.phrases import read_phrases
from scripts.recognise.lists.plain import read_plain
from scripts.recognise.lists.sheet import Caption, Sheet
from scripts.recognise.lists.tax import FEWEST_ROWS, find_blocks, read_block
from scripts.recognise.lists.titles import KEY_COUNTS, Heading, find_headings, region_after, report_year
from scripts.recognise.lists.totals import check_changes, check_prefectures, check_total, find_total, read_total
from scripts.recognise.lists.users import read_users
from scripts.records import Document, Line
from scripts.reference import Reference

GRANTS = "jlis_municipal_grants"
CONTRIBUTIONS = "jlis_lgwan_contributions"
TAX = "jlis_consumption_tax"
TOTAL = "負担金総額"
# Words of the captions of statements, whose period is also that of the computations printed behind them.
_STATEMENTS = ("計算書", "対照表", "報告書", "決算", "予算")
_LONGEST_CAPTION = 60
_MOST_CAPTION_LINES = 20
_FORM = "様式第"

Reader = Callable[[Sheet, Sequence[Line]], None]


class Lists:
    """A document with the headings of its lists; reads each kind."""

    def __init__(self, document: Document, reference: Reference) -> None:
        self.name = document.name
        self.reference = reference
        self.lines = printed_lines(document)
        self.headings = find_headings(self.lines, reference)
        self.year = report_year(self.headings, self.lines)

    def read(self) -> list[Found]:
        """Give every list of the document, kind by kind."""
        return [*self._titled(), *self._grants(), *self._tax(), *self._key_counts()]

    def _sheet(self, form: str, heading: Heading, year: int | None, segment: str = "total") -> Sheet:
        line = self.lines[heading.at]
        caption = Caption(self.name, heading.text, line.place, year or 0, segment)
        return Sheet(caption, ListForm(form, self.reference), self.reference)

    def _finish(self, sheet: Sheet, suffix: str = "") -> list[Found]:
        if sheet.entries and not sheet.caption.year:
            sheet.tell("READ7", sheet.caption.place, "no date or fiscal year is printed", "print the period above the table")
            sheet.entries.clear()
        return [sheet.found(suffix)] if sheet.entries or sheet.findings else []

    def _titled(self) -> list[Found]:
        found: list[Found] = []
        last = 0
        for index, heading in enumerate(self.headings):
            place = self.lines[heading.at].place.line
            if heading.form in ("", GRANTS, TAX) or place <= last:
                continue
            region = [self.lines[at] for at in region_after(self.headings, index, self.lines)]
            sheet = self._sheet(heading.form, heading, heading.year or _year_of(region[:_MOST_CAPTION_LINES]) or self.year)
            sheet.claim(*self.lines[heading.at : heading.at + heading.lines])
            self._read_list(sheet, region, heading)
            last = sheet.last_line
            found += self._finish(sheet)
        # A title without rows, as in a list of tables, is of no interest where the table itself is found.
        read = {part.table.form for part in found if part.table.entries}
        return [part for part in found if part.table.entries or part.table.form not in read]

    def _read_list(self, sheet: Sheet, region: Sequence[Line], heading: Heading) -> None:
        captions = {self.lines[h.at].place.line for h in self.headings if h.form == heading.form}
        above = [line for line in region if is_unit(line) or line.place.line in captions]
        rest = [line for line in region if line not in above]
        sheet.money = self._unit(above)
        if heading.form == CONTRIBUTIONS:
            self._total(sheet, heading.at)
        _reader(sheet.form)(sheet, rest)
        sheet.claim(*(line for line in above if line.place.line <= sheet.last_line))
        if heading.form == CONTRIBUTIONS:
            check_total(sheet, "J33")
            check_changes(sheet, "J33")
            check_prefectures(sheet, "J33", self.reference)

    def _unit(self, lines: Iterable[Line]) -> str:
        return next((unit for line in lines if (unit := find_unit(line.text, self.reference))), "")

    def _total(self, sheet: Sheet, before: int) -> None:
        at = find_total(self.lines, before, TOTAL)
        if at is not None:
            read_total(sheet, self.lines[at:], TOTAL)

    def _grants(self) -> list[Found]:
        # One list a year: rows belong to the year whose title was printed last, rows before any title to the first.
        titles = [heading for heading in self.headings if heading.form == GRANTS]
        rows = [at for at, line in enumerate(self.lines) if is_coded(line)]
        firsts = [h for h, before in zip(titles, [None, *titles], strict=False) if before is None or h.year != before.year]
        starts = [0, *(h.at for h in firsts[1:]), len(self.lines)]
        found: list[Found] = []
        for heading, start, end in zip(firsts, starts, starts[1:], strict=False):
            listed = [at for at in rows if start <= at < end]
            if listed:
                found += self._grant_list(heading, range(min(heading.at, listed[0]), max(listed) + 1))
        return found

    def _grant_list(self, heading: Heading, region: range) -> list[Found]:
        sheet = self._sheet(GRANTS, heading, heading.year)
        lines = [self.lines[at] for at in region]
        sheet.money = self._unit(line for line in lines if is_unit(line))
        self._total(sheet, region[0])
        read_municipal(sheet, lines, self.reference)
        check_total(sheet, "J30")
        return self._finish(sheet)

    def _tax(self) -> list[Found]:
        found: list[Found] = []
        title = next((h for h in self.headings if h.form == TAX), None)
        for first, end, segment in find_blocks(self.lines, self.reference):
            above = self.lines[first - 1 :: -1]
            text = title.text if title else self.reference.forms[TAX].title_ja
            heading = Heading(TAX, first - 1, 1, None, text)
            sheet = self._sheet(TAX, heading, _period_above(above) or self.year, segment)
            sheet.money = self._unit(above)
            read_block(sheet, self.lines[first:end])
            if len(sheet.entries) >= FEWEST_ROWS:
                sheet.claim(self.lines[first - 1], *(self.lines[h.at] for h in self.headings if h.form == TAX))
                found += self._finish(sheet, segment)
        return found

    def _key_counts(self) -> list[Found]:
        first = next((h.at for h in self.headings if squeeze(h.text).startswith("第")), None)
        if first is None:
            return []
        forms = (h.at for h in self.headings if h.at > first and squeeze(h.text).startswith(_FORM))
        lines = self.lines[first : next(forms, len(self.lines))]
        heading = Heading(KEY_COUNTS, first, 1, self.year, self.reference.forms[KEY_COUNTS].title_ja)
        sheet = self._sheet(KEY_COUNTS, heading, self.year)
        read_phrases(sheet, lines, self.reference)
        return [replace(part, table=replace(part.table, place=sheet.entries[0].place)) for part in self._finish(sheet)]


def _reader(form: ListForm) -> Reader:
    if any(line.open and line.parent for line in form.lines):
        return read_courses
    return read_users if "rate_users" in form.columns else read_plain


def _year_of(lines: Iterable[Line]) -> int | None:
    years = [year for line in lines for year in find_fiscal_years(line.text) if "。" not in line.text]
    return max(years, default=None)


def _period_above(lines: Iterable[Line]) -> int | None:
    # 損益計算書（平成31年4月1日から令和2年3月31日まで）: the nearest caption above that names a period.
    for line in lines:
        text = squeeze(line.text)
        if len(text) <= _LONGEST_CAPTION and "。" not in text and any(word in text for word in _STATEMENTS):
            dates = find_dates(text)
            years = [fiscal_year_of(max(dates))] if dates else find_fiscal_years(text)
            if years:
                return max(years)
    return None
