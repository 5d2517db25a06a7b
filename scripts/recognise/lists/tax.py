"""The consumption-tax computation: a block per business segment, labels over two lines, figures below them."""

import re
from collections.abc import Sequence

from scripts.labels import clean_label, fold_label
from scripts.recognise.lists.figures import Figure
from scripts.recognise.lists.lines import squeeze, without_number
from scripts.recognise.lists.sheet import Row, Sheet
from scripts.recognise.pieces import narrow
from scripts.records import Line
from scripts.reference import Reference

# (A), (D1), (C)＝(A)－(B): the letters by which rows refer to one another.
_LETTER = re.compile(r"\([A-Z]\d?\)(?:[=＝].*)?")
_SEGMENT_OF = re.compile(r"^[^の]{2,14}事業の")
_DASHES = frozenset("―—–－-ー")
_MOST_STRANGE = 12
# A block of fewer rows is a table of another form under the name of a segment.
FEWEST_ROWS = 3


def find_blocks(lines: Sequence[Line], reference: Reference) -> list[tuple[int, int, str]]:
    """Give where blocks may stand: first line behind the caption, end, segment.

    A caption is the name of a business segment alone on a line: `１ 本人確認情報処理事業`.
    """
    segments = reference.variants("segments", "segment")
    known = [(at, segments.get(fold_label(without_number(line.text)), "")) for at, line in enumerate(lines)]
    # 合計 is a row of the block, not the caption of one.
    captions = [(at, segment) for at, segment in known if segment not in ("", "total")]
    ends = [*(at for at, _ in captions[1:]), len(lines)]
    return [(at + 1, end, segment) for (at, segment), end in zip(captions, ends, strict=False)]


def read_block(sheet: Sheet, lines: Sequence[Line]) -> None:
    """Read the block of one segment from the lines below its caption.

        地方公共団体負担金収入
        （長期前受金取崩収入含む）
        (A) 1,234
        地方公共団体負担金収入で賄われる課税支払額（8％） 委託費 567
        合計 1,234

    The rates in labels are no figures: a row's figure is its last word. What stands between label and figure is the letter
    of the row, or the main transaction, which becomes the remark.
    """
    reader = _Block(sheet)
    for line in lines:
        if not reader.take(line):
            break
    reader.finish()


class _Block:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.form = sheet.form
        self.waiting: list[Line] = []
        self.used = -1
        self.strange = 0
        self.done = False

    def take(self, line: Line) -> bool:
        """Take the next line; false when the block has ended before it."""
        if self.done:
            return False
        if self.form.is_head(line.text):
            self.sheet.claim(line)
            return True
        split = self.sheet.figures.split(line, 1)
        if split and (not split[1][0].word or split[1][0].word in "%％") and self._row(line, *split):
            return True
        self.waiting = [*self.waiting[-2:], line]
        self.strange += 1
        return self.strange <= _MOST_STRANGE

    def _row(self, line: Line, head: str, figures: tuple[Figure, ...]) -> bool:
        for count in range(len(self.waiting), -1, -1):
            parts = self.waiting[len(self.waiting) - count :]
            words = "\n".join([*(row.text for row in parts), head]).split()
            for end in range(len(words), 0, -1):
                position = self._position("".join(words[:end]))
                if position is not None and position > self.used:
                    self._place(position, clean_label("".join(words[:end])), words[end:], figures)
                    self.sheet.claim(*parts, line)
                    return True
        return False

    def _position(self, label: str) -> int | None:
        found = self.form.find(label, self.used)
        return self.form.find(_SEGMENT_OF.sub("", label), self.used) if found is None else found

    def _place(self, position: int, label: str, rest: Sequence[str], figures: tuple[Figure, ...]) -> None:
        account = self.form.lines[position]
        others = [word for word in rest if word not in _DASHES and not _LETTER.fullmatch(narrow(word))]
        cells = tuple(zip(self.form.columns, figures, strict=True))
        self.sheet.add(Row(account, label, "", cells, squeeze("".join(others))))
        self.waiting, self.used, self.strange = [], position, 0
        self.done = position == len(self.form.lines) - 1

    def finish(self) -> None:
        """Report a block that was cut off."""
        if self.done or len(self.sheet.entries) < FEWEST_ROWS:
            return
        last = self.form.lines[-1].label_ja
        message = f"expected the total {last} at its end, found none; the table may be cut off"
        self.sheet.tell("READ9", self.sheet.caption.place, message, "compare the end of the table with the print")
