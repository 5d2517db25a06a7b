"""The total printed above a list of payments: `２ 負担金総額`, the amount, and in brackets what it changes by."""

import re
from collections.abc import Sequence
from decimal import Decimal

from scripts.amounts import read_amount
from scripts.labels import clean_label
from scripts.recognise.lists.figures import figure_at
from scripts.recognise.lists.lines import without_number
from scripts.recognise.lists.sheet import Row, Sheet
from scripts.recognise.pieces import narrow
from scripts.records import Line
from scripts.reference import Account, Reference

_AMOUNT = re.compile(r"(?P<amount>\d[\d,]*)\s*円(?:\s*\(\s*(?:\+\s*)?(?P<change>[△▲-]?\s*\d[\d,]*)\s*円\s*\))?")
# Lines from the total's caption to its amount, and to the title of the list.
_REACH = 3
_FARTHEST = 60


def find_total(lines: Sequence[Line], at: int, label: str) -> int | None:
    """Give the line above `at` that announces the total of the list that begins there; None without."""
    for position in range(at - 1, max(-1, at - _FARTHEST), -1):
        if clean_label(without_number(lines[position].text)) == label:
            return position
    return None


def read_total(sheet: Sheet, lines: Sequence[Line], label: str) -> None:
    """Take the total that the first of `lines` announces, in the column of the amounts now, and what it changes by.

    `２ 負担金総額` and below it `１，２３４，０００円 （＋１２，０００円）`.
    """
    total = _total(sheet)
    for line in lines[1 : 1 + _REACH]:
        match = _AMOUNT.search(narrow(line.text))
        if match:
            names = {"amount": now_column(sheet), "change": "change"}
            cells = tuple((names[name], figure_at(line, *match.span(name))) for name in names if match[name])
            sheet.add(Row(total, label, "", cells))
            sheet.claim(lines[0], line)
            return


def now_column(sheet: Sheet) -> str:
    """Give the column of what is to be paid now: the last one before the change."""
    return [column for column in sheet.form.columns if column != "change"][-1]


def _total(sheet: Sheet) -> Account:
    return next(line for i, line in enumerate(sheet.form.lines) if sheet.form.is_total(i))


def check_total(sheet: Sheet, rule: str) -> None:
    """Report printed totals of a list that are not the sum of its rows, column by column."""
    total = _total(sheet)
    for column in dict.fromkeys(entry.column for entry in sheet.entries):
        parts = [e.value or Decimal(0) for e in sheet.entries if e.account != total.account and e.column == column]
        for entry in (e for e in sheet.entries if e.account == total.account and e.column == column and parts):
            value = read_amount(entry.printed).value or Decimal(0)
            if value != sum(parts):
                gap = value - sum(parts)
                more = f"{abs(gap):,} {'more' if gap > 0 else 'less'}"
                message = f"{entry.label} {entry.printed} is {more} than its {len(parts)} rows, {sum(parts):,}"
                sheet.tell(rule, entry.place, message, "compare the rows with the print; one may be missing")


def check_changes(sheet: Sheet, rule: str) -> None:
    """Report rows in which before and change do not make after."""
    rows: dict[int, dict[str, Decimal]] = {}
    for entry in sheet.entries:
        rows.setdefault(entry.place.line, {})[entry.column] = entry.value or Decimal(0)
    for entry in (e for e in sheet.entries if e.column == "after"):
        cells = rows[entry.place.line]
        if set(cells) >= {"before", "change"} and cells["before"] + cells["change"] != cells["after"]:
            wanted = cells["before"] + cells["change"]
            message = f"{entry.label}: before and change make {wanted:,}, found {entry.printed} after"
            sheet.tell(rule, entry.place, message, "compare the row with the print")


def check_prefectures(sheet: Sheet, rule: str, reference: Reference) -> None:
    """Report rows that name no prefecture, and prefectures without a row."""
    known = {row["name_ja"] for row in reference.tables["bodies"] if row["kind"] == "prefecture"}
    total = _total(sheet)
    named = {entry.label: entry.place for entry in sheet.entries if entry.account != total.account}
    for label in (label for label in named if label not in known):
        sheet.tell(rule, named[label], f"{label} is no prefecture", "compare the row with the print")
    lost = [name for name in dict.fromkeys(row["name_ja"] for row in reference.tables["bodies"]) if name in known - set(named)]
    if named and lost:
        message = f"expected a row for each of {len(known)} prefectures, found none for {', '.join(lost)}"
        sheet.tell(rule, sheet.caption.place, message, "compare the rows with the print; one may be missing")
