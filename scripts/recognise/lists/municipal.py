"""The list of grants: a row per municipality, over many pages, heads anywhere on a page."""

import re
from collections.abc import Sequence

from scripts.grants import check_digit, find_rate, grants_of
from scripts.labels import clean_label
from scripts.recognise.lists.figures import Figure
from scripts.recognise.lists.lines import whole
from scripts.recognise.lists.sheet import Row, Sheet
from scripts.recognise.pieces import narrow
from scripts.records import Line
from scripts.reference import Account, Reference

_CODED = re.compile(r"^\s*(\d{6})\s+(\S{2,3}[都道府県])\s+(?=\S)")
# More outliers than this share of the rows: not the rows are wrong, the rule does not hold.
_MOST_OUTLIERS = 0.1


def is_coded(line: Line) -> bool:
    """Tell whether a line begins a row: `011002 北海道 札幌市 …`."""
    return _CODED.match(narrow(line.text)) is not None


def read_municipal(sheet: Sheet, lines: Sequence[Line], reference: Reference) -> None:
    """Read the list of grants from its lines, the first row to the last.

        団体コード 都道府県名 市町村名 人口(H31.1.1)
        令和２年度政府予算相当
        交付金見込額
         133999 東京都 甲島　乙村 1,000 600,000

    The code becomes the remark, the prefecture the path. Codes, repetitions, and amounts that do not follow the residents
    as all others do are reported.
    """
    reader = _Municipal(sheet)
    for line in lines:
        reader.take(line)
    reader.finish()
    _check_codes(sheet, reference)
    _check_rate(sheet)


class _Municipal:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.account: Account = next(line for line in sheet.form.lines if line.open)
        self.columns = [c for c in sheet.form.columns if c in self.account.columns]
        self.waiting: list[Line] = []

    def take(self, line: Line) -> None:
        """Take the next line: a row, its continuation, or the head of a page."""
        if is_coded(line):
            self._give_up()
            self.waiting = [line]
            self._try()
        elif self.waiting:
            self.waiting.append(line)
            self._try()
        elif self.sheet.figures.split(line, len(self.columns)):
            message = f"expected a code before the row {line.text.strip()}"
            self.sheet.tell("READ2", line.place, message, "compare the row with the print")
        else:
            self.sheet.claim(line)

    def _try(self) -> None:
        first, last = self.waiting[0], self.waiting[-1]
        split = self.sheet.figures.split(last, len(self.columns))
        coded = _CODED.match(narrow(first.text))
        if split is None or coded is None:
            return
        start = coded.end()
        head = split[0] if last is not first else last.text[start : split[1][0].span.start]
        middle = [line.text for line in self.waiting[1:-1]]
        names = [head] if last is first else [first.text[start:], *middle, head]
        self._add(coded, clean_label("".join(names)), split[1])
        self.sheet.claim_spans(whole(line) for line in self.waiting)
        self.waiting = []

    def _add(self, coded: re.Match[str], name: str, figures: tuple[Figure, ...]) -> None:
        cells = tuple(zip(self.columns, figures, strict=True))
        self.sheet.add(Row(self.account, name, coded[2], cells, coded[1]))

    def _give_up(self) -> None:
        if self.waiting:
            text = self.waiting[0].text.strip()
            message = f"expected {len(self.columns)} figures ({', '.join(self.columns)}) behind {text}, found none"
            self.sheet.tell("READ2", self.waiting[0].place, message, "compare the row with the print")
            self.waiting = []

    def finish(self) -> None:
        """Report a last row without figures."""
        self._give_up()


def _check_codes(sheet: Sheet, reference: Reference) -> None:
    prefectures = {row["body"][:2]: row["name_ja"] for row in reference.tables["bodies"] if row["kind"] == "prefecture"}
    seen: set[str] = set()
    for entry in (e for e in sheet.entries if len(e.remark) == len("000000") and e.column == sheet.form.columns[0]):
        code = entry.remark
        name = f"{code} {entry.path} {entry.label}"
        if check_digit(code) != code[-1]:
            wrong = f"{name}: the check digit of {code[:5]} is {check_digit(code)}, found {code[-1]}"
        elif prefectures.get(code[:2]) != entry.path:
            wrong = f"{name}: codes that begin with {code[:2]} belong to {prefectures.get(code[:2], 'no prefecture')}"
        elif code in seen:
            wrong = f"{name}: the code stands twice"
        else:
            seen.add(code)
            continue
        sheet.tell("J32", entry.place, wrong, "compare the code with the print")


def _check_rate(sheet: Sheet) -> None:
    rows = grants_of(sheet.entries)
    rate = find_rate(rows)
    if rate is None:
        return
    share = f"{float(rate.low):.6f} to {float(rate.high):.6f} yen per resident, rounded half up to {rate.step:,}"
    if len(rate.outliers) > _MOST_OUTLIERS * len(rows):
        message = f"no rate explains the grants: {share} explains {len(rows) - len(rate.outliers)} of {len(rows)}"
        sheet.tell("J31", sheet.caption.place, message, "compare population and grant of the rows with the print")
        return
    detail = f"{share}: {len(rows) - len(rate.outliers)} of {len(rows)} rows"
    sheet.evidence.append({"row": "all", "account": sheet.form.lines[0].account, "rule": "J31", "detail": detail})
    places = {entry.remark: entry.place for entry in sheet.entries}
    for row in (rows[i] for i in rate.outliers):
        wanted = rate.amount(row.population)
        name = f"{row.code} {row.municipality}"
        message = f"{name}: {row.population:,} residents give {wanted:,} at {share}, found {row.grant_yen:,}"
        sheet.tell("J31", places[row.code], message, "compare population and grant of the row with the print")
