"""The list of users: counts with a rate printed as a fraction over three lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from scripts.labels import clean_label
from scripts.recognise.lists.figures import NUMBER, Figure, figure_at
from scripts.recognise.lists.sheet import Row, Sheet
from scripts.recognise.pieces import narrow
from scripts.records import Line

_RATE = re.compile(r"\s*=\s*(\d+(?:\.\d+)?)\s*%\s*")
_NIL = r"(?<!\S)[―—–\-‐](?!\S)"
_TOKEN = re.compile(rf"{_NIL}|{NUMBER}")
_NUMBERS = re.compile(rf"\s*(?:(?:{_NIL}|{NUMBER})(?:\s+|$))+")
_AT_END = re.compile(rf"(?:(?:{_NIL}|{NUMBER})(?:\s+|$))+$")
_MOST_STRANGE = 12

# What is printed behind a label, and the columns it fills.
_PATTERNS = {
    "n": ("users",),
    "nn%n": ("users", "rate_users", "rate", "bodies"),
    "n-": ("users", "rate"),
    "n--": ("users", "rate_users", "rate"),
}


@dataclass(slots=True)
class _Open:
    """The row that is being read: position of its line, label, figures, and what kind each is (number, dash, rate)."""

    position: int
    label: str
    line: Line
    figures: list[Figure] = field(default_factory=list)
    kinds: str = ""


def read_users(sheet: Sheet, lines: Sequence[Line]) -> None:
    """Read the list of users from the lines below its title.

        指定都市 10
         10
        ＝50%
         20
        一部事務組合
        町村会等
        9 ―

    The fraction is the users again, the rate, and all bodies of the kind.
    """
    reader = _Users(sheet)
    for line in lines:
        if not reader.take(line):
            break
    reader.finish()


class _Users:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.form = sheet.form
        self.row: _Open | None = None
        self.used = -1
        self.waiting: list[Line] = []
        self.printed: dict[str, str] = {}
        self.strange = 0

    def take(self, line: Line) -> bool:
        """Take the next line; false when the list has ended before it."""
        text = narrow(line.text)
        if self.form.is_head(line.text):
            self.sheet.claim(line)
            return True
        rate = _RATE.fullmatch(text)
        if rate and self.row:
            self._count(figure_at(line, rate.start(1), rate.end(1)), "%", line)
            return True
        if _NUMBERS.fullmatch(text) and self._behind(line):
            return True
        if self.used == len(self.form.lines) - 1:
            return False
        return self._label(line, text)

    def _behind(self, line: Line) -> bool:
        # Figures alone on a line belong to the label before them, perhaps one broken over lines.
        if self.waiting and not self._open(self.waiting, "", line):
            return False
        if self.row is None:
            return False
        self._numbers(line, 0)
        return True

    def _label(self, line: Line, text: str) -> bool:
        end = _AT_END.search(text)
        head = line.text[: end.start()] if end else line.text
        if not self._open(self.waiting, head, line):
            self.waiting = [*self.waiting[-2:], line]
            self.strange += 1
            return self.strange <= _MOST_STRANGE
        if end:
            self._numbers(line, end.start())
        return True

    def _open(self, waiting: Sequence[Line], head: str, line: Line) -> bool:
        for count in range(len(waiting) + 1):
            parts = waiting[len(waiting) - count :]
            label = clean_label("".join([*(row.text for row in parts), head]))
            position = self.form.find(label, self.used)
            if label and position is not None and position > self.used:
                self._close()
                self.row = _Open(position, label, line)
                self.printed[self.form.lines[position].account] = label
                self.sheet.claim(*parts, line)
                self.waiting, self.used, self.strange = [], position, 0
                return True
        return False

    def _numbers(self, line: Line, start: int) -> None:
        for match in _TOKEN.finditer(narrow(line.text), start):
            figure = figure_at(line, match.start(), match.end())
            self._count(figure, "n" if any(c.isdigit() for c in figure.text) else "-", line)

    def _count(self, figure: Figure, kind: str, line: Line) -> None:
        if self.row:
            self.row.figures.append(figure)
            self.row.kinds += kind
            self.sheet.claim(line)

    def _close(self) -> None:
        row, self.row = self.row, None
        if row is None:
            return
        columns = _PATTERNS.get(row.kinds)
        if columns is None:
            found = " ".join(figure.text for figure in row.figures) or "none"
            message = f"{row.label}: expected a count, or a count with a fraction and its rate, found {found}"
            self.sheet.tell("READ2", row.line.place, message, "compare the row with the print")
            return
        account = self.form.lines[row.position]
        above = (line.account for line in self.form.ancestors(account))
        path = "/".join(self.printed[name] for name in above if name in self.printed)
        self.sheet.add(Row(account, row.label, path, tuple(zip(columns, row.figures, strict=True))))

    def finish(self) -> None:
        """End the last row; report lines of the form that the list lacks, since it may be cut off."""
        self._close()
        last = self.form.lines[-1]
        if self.used < len(self.form.lines) - 1:
            message = f"expected {last.label_ja} at its end, found none; the table may be cut off"
            self.sheet.tell("READ9", self.sheet.caption.place, message, "compare the end of the table with the print")
