"""Lists of courses: groups captioned from top to bottom, each course held several times."""

import re
from collections.abc import Sequence

from scripts.labels import clean_label, fold_label
from scripts.recognise.lists.figures import Figure
from scripts.recognise.lists.groups import Caption, join_captions
from scripts.recognise.lists.lines import drop_footnote, footnote_numbers, squeeze
from scripts.recognise.lists.sheet import Row, Sheet
from scripts.recognise.pieces import narrow
from scripts.records import Line
from scripts.reference import Account

_TO = r"\s*[~〜-]\s*"
_HOURS = re.compile(rf"\d{{1,3}}{_TO}\d{{1,3}}\s*時\s*間")
_DAY = r"\d{1,2}\s*月\s*\d{1,2}\s*日"
_DATES = re.compile(rf"{_DAY}(?:{_TO}(?:\d{{1,2}}\s*月\s*)?\d{{1,2}}\s*日)?")
_DASHES = "―—–－-"
_PLACE = re.compile(r"(?<=[\d%])\s+([^\s\d%―—–-][^\d%]*)$")
_PLACE_OR_DASH = re.compile(rf"(?<=[\d%])\s+([^\d%]+|[{_DASHES}])$")
_STOP = "。"
# Between two rows may stand a name over three lines with hours and dates, and the foot of a page with its notes.
_MOST_WAITING = 30

Found = tuple[str, tuple[Figure, ...], str]


def read_courses(sheet: Sheet, lines: Sequence[Line]) -> None:
    """Read a list of courses from the lines below its title.

        研修名 実施期間 定員 受講者数 受講率 開催地
        情            (one character a line: 情報セキュリティ)
        報
        情報セキュリティ監査セミナ
        ー
        ８月１日～２日 50 40 80% 東 京
        小計 ― 50 40 80% ―

    A course is named once, above or before its first date; date and place of each time it was held become the remark.
    """
    reader = _Courses(sheet, lines)
    for item in join_captions(lines):
        if isinstance(item, Caption):
            reader.open_group(item)
        elif not reader.take(item):
            break
    reader.finish()


class _Courses:
    def __init__(self, sheet: Sheet, lines: Sequence[Line]) -> None:
        self.sheet = sheet
        self.form = sheet.form
        self.footnotes = footnote_numbers(lines)
        self.placed = sum(_PLACE.search(narrow(line.text).rstrip()) is not None for line in lines if self._rated(line)) > 0
        self.group: Account | None = None
        self.printed = ""
        self.course = ""
        self.waiting: list[Line] = []
        self.done = False

    def _rated(self, line: Line) -> bool:
        return "%" in narrow(line.text) and not self.form.is_head(line.text)

    def open_group(self, caption: Caption) -> None:
        """Take a group's caption; one that the form does not know is reported, and its courses are left out."""
        self.sheet.claim(*caption.lines)
        self.waiting, self.course, self.printed = [], "", clean_label(caption.text)
        self.group = self._group(caption.text)
        if self.group is None:
            known = ", ".join(line.label_ja for line in self.form.lines if not line.columns)
            message = f"expected one of the groups {known}, found {self.printed}; its courses are left out"
            mend = f"if it is a wording of a known group add to labels.csv: ACCOUNT,{self.printed}"
            self.sheet.tell("READ1", caption.lines[0].place, message, mend)

    def _group(self, text: str) -> Account | None:
        position = self.form.find(text)
        account = None if position is None else self.form.lines[position]
        return account if account and not account.columns else None

    def take(self, line: Line) -> bool:
        """Take the next line; false when the list has ended before it."""
        if self.done:
            return False
        if self.form.is_head(line.text) and self._group(line.text) is None:
            self.sheet.claim(line)
            return True
        found = self._figures(line)
        if found is None:
            return self._wait(line)
        self._row(line, found)
        self.sheet.claim(*self.waiting, line)
        self.waiting = []
        return True

    def _wait(self, line: Line) -> bool:
        if self._group(line.text):
            self.open_group(Caption(line.text, (line,)))
            return True
        # A note at the foot of a page ends in a full stop; what stands before it is no name of a course.
        self.waiting = [] if squeeze(line.text).endswith(_STOP) else [*self.waiting, line]
        return len(self.waiting) <= _MOST_WAITING

    def _figures(self, line: Line) -> Found | None:
        text = narrow(line.text).rstrip()
        place = _PLACE_OR_DASH.search(text) if self.placed else None
        if self.placed and place is None:
            return None
        end = place.start() if place else len(text)
        tail = clean_label(place[0]).strip(_DASHES) if place else ""
        for count in range(len(self.form.columns), 1, -1):
            split = self.sheet.figures.split(line, count, end)
            whole = count == len(self.form.columns)
            if split and _fits(split[1]) and (whole or self._summed(split[0])):
                return split[0], split[1], tail
        return None

    def _summed(self, head: str) -> Account | None:
        """Give the subtotal of the open group, or the total, that a row's head names."""
        label = fold_label(head).strip(_DASHES)
        own = self.group.account if self.group else ""
        for line in self.form.lines:
            if line.columns and not line.open and line.parent in ("", own) and label == fold_label(line.label_ja):
                return line
        return None

    def _row(self, line: Line, found: Found) -> None:
        head, figures, tail = found
        cells = tuple(zip(self.form.columns[-len(figures) :], figures, strict=True))
        summed = self._summed(head)
        if summed is None:
            self._held(line, head, cells, tail)
            return
        path = self.printed if summed.parent else ""
        self.sheet.add(Row(summed, clean_label(head).strip(_DASHES), path, cells))
        self.course, self.done = "", not summed.parent

    def _held(self, line: Line, head: str, cells: tuple[tuple[str, Figure], ...], tail: str) -> None:
        # The name of the course, its hours and dates, in printed order over the lines since the row before.
        printed = "\n".join([*(row.text for row in self.waiting), head])
        name, dates = _cut_dates(printed)
        self.course = drop_footnote(name, self.footnotes) or self.course
        if self.group is None and self.printed:
            return
        if self.group is None or not self.course:
            figures = " ".join(figure.text for _, figure in cells)
            message = f"expected the caption of a group and the name of a course above {figures}, found none"
            self.sheet.tell("READ2", line.place, message, "print group and course above the row")
            return
        account = next(a for a in self.form.lines if a.open and a.parent == self.group.account)
        self.sheet.add(Row(account, self.course, self.printed, cells, " ".join(filter(None, (dates, tail)))))

    def finish(self) -> None:
        """Report a list that was cut off."""
        if not self.done:
            message = "expected the total of all groups at its end, found none; the table may be cut off"
            mend = "compare the end of the table with the print and add what is missing"
            self.sheet.tell("READ9", self.sheet.caption.place, message, mend)


def _fits(figures: Sequence[Figure]) -> bool:
    # The last column is a rate, or nil; the others are counts, without a unit.
    *counts, rate = figures
    return (rate.word in ("%", "％") or rate.text in _DASHES) and not any(figure.word for figure in counts)


def _cut_dates(printed: str) -> tuple[str, str]:
    """Give the words of a text without hours and dates, and its dates: `監査セミナー ８月１日～２日`."""
    text = narrow(printed)
    hours, dates = list(_HOURS.finditer(text)), list(_DATES.finditer(text))
    kept = list(printed)
    for match in (*hours, *dates):
        kept[match.start() : match.end()] = " " * (match.end() - match.start())
    return clean_label("".join(kept)), " ".join(clean_label(printed[m.start() : m.end()]) for m in dates)
