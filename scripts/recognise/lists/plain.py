"""Lists of one label and its figures a row: enquiries, services, certificates, shops, contributions."""

from collections.abc import Sequence

from scripts.labels import clean_label, strip_numbering
from scripts.recognise.lists.figures import Figure
from scripts.recognise.lists.sheet import Row, Sheet
from scripts.records import Line
from scripts.reference import Account

# How many lines in a row may be neither rows nor words of a label before a list is held to have ended.
_MOST_STRANGE = 12
_LONGEST_LABEL = 40
_FOOTNOTE = "※"


def read_plain(sheet: Sheet, lines: Sequence[Line]) -> None:
    """Read a list from the lines below its title.

        内容 件数
        ① 通知カード、マイナンバーカードの申請及び発行等
        通知カード関係（紛失・盗難・拾得等） 約 1.2 万件
        小計① 約 1.2 万件

    A row ends in as many figures as the form has columns; words before it are its label, also where they are broken over
    lines or the figures stand on a line of their own. The list ends at the form's last total, and with the footnotes
    below it that hold a figure.
    """
    reader = _Plain(sheet)
    for line in lines:
        if not reader.take(line):
            break
    reader.finish(lines)


class _Plain:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.form = sheet.form
        self.columns = self.form.columns
        self.heads: list[Line] = []
        self.waiting: list[Line] = []
        self.printed: dict[str, str] = {}
        self.used = -1
        self.done = False
        self.strange = 0

    def take(self, line: Line) -> bool:
        """Take the next line; false when the list has ended before it."""
        if self.done:
            return self._footnote(line)
        if self.form.is_head(line.text):
            self.heads.append(line)
            self.columns = self.form.order(head.text for head in self.heads)
            self.sheet.claim(line)
            return True
        split = self.sheet.figures.split(line, len(self.columns))
        if split is None:
            return self._words(line)
        return self._row(line, *split)

    def _words(self, line: Line) -> bool:
        text = "".join([*(row.text.strip() for row in self.waiting), line.text.strip()])
        position = self.form.find(text, self.used)
        if position is not None and not self.form.lines[position].columns:
            self.sheet.claim(*self.waiting, line)
            self.printed[self.form.lines[position].account] = clean_label(text)
            self.waiting = []
            return True
        self.waiting = [*self.waiting[-1:], line] if "。" not in line.text else []
        return self._wait()

    def _wait(self) -> bool:
        # Below the title nothing may be a row for a long time only where the list never begins.
        self.strange += 1
        return self.strange <= _MOST_STRANGE

    def _row(self, line: Line, head: str, figures: tuple[Figure, ...]) -> bool:
        waiting = self.waiting
        for count in range(len(waiting) + 1):
            parts = waiting[len(waiting) - count :]
            label = "".join([*(row.text.strip() for row in parts), head])
            position = self.form.find(label, self.used)
            if position is not None:
                self._place(position, label, figures, [*parts, line])
                return True
        return self._named_row(line, head, figures)

    def _named_row(self, line: Line, head: str, figures: tuple[Figure, ...]) -> bool:
        position = self.form.open_line()
        label = "".join([*(row.text.strip() for row in self.waiting if self.used >= 0), head])
        unit = self.form.unit(self.columns[0])
        words = {self.sheet.figures.unit_of(figure.word) for figure in figures}
        if position is None or not _is_label(label) or not (words <= {unit, ""}):
            self._unknown(line, head, figures)
            return self._wait()
        parts = self.waiting if self.used >= 0 else []
        self._place(position, label, figures, [*parts, line])
        return True

    def _place(self, position: int, label: str, figures: tuple[Figure, ...], lines: Sequence[Line]) -> None:
        account = self.form.lines[position]
        printed = clean_label(label)
        self.printed[account.account] = printed
        self.sheet.add(Row(account, printed, self._path(account), tuple(zip(self.columns, figures, strict=True))))
        self.sheet.claim(*lines)
        self.waiting, self.used, self.strange = [], position, 0
        self.done = self.form.is_total(position)

    def _path(self, account: Account) -> str:
        above = (line.account for line in self.form.ancestors(account))
        return "/".join(self.printed[name] for name in above if name in self.printed)

    def _footnote(self, line: Line) -> bool:
        # ※１ …に係る問合せは、うち 0.1 万件: the figure's label begins the note, which is a sentence.
        split = self.sheet.figures.split(line, 1) if line.text.strip().startswith(_FOOTNOTE) else None
        if split is None:
            return line.text.strip().startswith(_FOOTNOTE)
        position = self.form.begins(split[0])
        if position is not None:
            account = self.form.lines[position]
            self.sheet.add(Row(account, account.label_ja, "", ((self.columns[0], split[1][0]),)))
            self.sheet.claim(line)
        return True

    def _unknown(self, line: Line, head: str, figures: Sequence[Figure]) -> None:
        if self.used < 0 or not _is_label(head):
            return
        label = strip_numbering(head)
        found = " ".join(figure.text for figure in figures)
        mend = f"if it is a wording of a known line add to labels.csv: ACCOUNT,{clean_label(label)}"
        self.sheet.tell("READ1", line.place, f"the form has no line {clean_label(label)} in this place ({found})", mend)

    def finish(self, lines: Sequence[Line]) -> None:
        """Report a list that was cut off."""
        total = next((line for i, line in enumerate(self.form.lines) if self.form.is_total(i)), None)
        if total is None or self.done:
            return
        place = lines[0].place if lines else self.sheet.caption.place
        message = f"expected the total {total.label_ja} at its end, found none; the table may be cut off"
        self.sheet.tell("READ9", place, message, "compare the end of the table with the print and add what is missing")


def _is_label(text: str) -> bool:
    return bool(text) and len(text) <= _LONGEST_LABEL and not set("。、") & set(text[-1:]) and "。" not in text
