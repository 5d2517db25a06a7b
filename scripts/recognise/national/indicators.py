"""The ministry's lists of indicators: nine triples of numerator, denominator and value for every body, two years."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

import pandas as pd

from scripts.amounts import DASHES
from scripts.labels import fold_label
from scripts.recognise.national.bodies import Bodies, Match
from scripts.recognise.national.fractions import parts_agree
from scripts.recognise.national.vintages import PREFECTURES, Vintage, name_of_sheet, read_vintages
from scripts.records import Finding, Place, RefusedError
from scripts.reference import Reference
from scripts.sheets import Sheet, Workbook, address, column_letters

ORDER: Final = (
    "assets_per_resident",
    "assets_to_revenue",
    "depreciation_ratio",
    "net_assets_ratio",
    "future_generations_ratio",
    "cost_per_resident",
    "liabilities_per_resident",
    "primary_balance",
    "user_charge_ratio",
)
COLUMNS: Final = (
    "body",
    "edition",
    "fiscal_year",
    "scope",
    "indicator",
    "value",
    "unit",
    "numerator",
    "denominator",
    "missing",
    "page",
    "line",
    "cell",
)
WORD: Final = "指標"
FIRST_ROW = 4
PARTS = 3
_NIL = frozenset(DASHES) | {"…", "..."}
_GROUPS = frozenset("ABCDE")
_ONE = str.maketrans({"1": "一"})


@dataclass(frozen=True)
class Indicators:
    """What was understood of a list of indicators: a row (columns `COLUMNS`) per body, year and indicator."""

    edition: int
    table: pd.DataFrame = field(repr=False)
    findings: tuple[Finding, ...]


def is_indicators(workbook: Workbook) -> bool:
    """Tell whether a workbook is a list of indicators: a sheet is named for a year and 指標."""
    told = [name_of_sheet(sheet.name) for sheet in workbook.sheets]
    return any(name is not None and name[1] == WORD for name in told)


def recognise_indicators(workbook: Workbook, reference: Reference, year: int | None = None) -> Indicators:
    """Give the indicators of all bodies on both sheets; `year` is that of the edition where it is known.

    Raises RefusedError where a sheet is of another year or an indicator does not stand below its heading.
    """
    vintages = read_vintages(workbook, year)
    rows: list[tuple[object, ...]] = []
    findings: list[Finding] = []
    for vintage in vintages:
        reader = _Reader(workbook.name, vintage, reference)
        rows += reader.read()
        findings += reader.findings
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    doubtful = [name for name in ORDER if not parts_agree(table[table["indicator"] == name], name)]
    table.loc[table["indicator"].isin(doubtful), ["numerator", "denominator"]] = None
    findings += [_doubt(workbook.name, name) for name in doubtful]
    return Indicators(vintages[0].edition, table, tuple(findings))


def _doubt(name: str, indicator: str) -> Finding:
    message = f"{indicator}: the two cells before the value do not give it by division; they are left out, the value is kept"
    mend = "compare the headings of the three columns with the publisher's explanation"
    return Finding("NAT8", name, None, message, mend, "note")


class _Reader:
    def __init__(self, name: str, vintage: Vintage, reference: Reference) -> None:
        self.name = name
        self.vintage = vintage
        self.sheet: Sheet = vintage.sheet
        self.reference = reference
        self.findings: list[Finding] = []
        own = {row["indicator"]: row for row in reference.tables["indicators"]}
        self.units = {name: own[name]["unit"] for name in ORDER}
        self.words = {name: _words(own[name]["label_ja"]) for name in ORDER}
        self.areas: dict[str, Bodies] = {}

    def read(self) -> Iterator[tuple[object, ...]]:
        """Give the rows of the table for one sheet."""
        listed = [row for row, cells in enumerate(self.sheet.rows) if row >= FIRST_ROW and str(cells[1]).strip()]
        of_prefectures = bool(listed) and all(fold_label(str(self.sheet.rows[row][2])) in _GROUPS for row in listed)
        first = 3 if of_prefectures else 4
        self._check_headings(first)
        seen: dict[str, int] = {}
        for row in listed:
            match = self._body(row, of_prefectures=of_prefectures)
            if match.body in seen:
                cells = f"{address(self.sheet.name, seen[match.body], 1)} and {address(self.sheet.name, row, 1)}"
                message = f"expected every body once, found {match.body} in {cells}"
                raise RefusedError(f"{self.name}:{self.sheet.name}", message, "keep one row for each body")
            if not match.body:
                self._note("NAT3", row, 2 - of_prefectures, (f"{match.reason}; its indicators are left out", match.mend))
                continue
            seen[match.body] = row
            yield from self._row(row, first, match.body)

    def _check_headings(self, first: int) -> None:
        """Hold the headings above each triple against its indicator, and refuse columns behind the last triple."""
        where = f"{self.name}:{self.sheet.name}"
        for at, indicator in enumerate(ORDER):
            left = first + PARTS * at
            cells = [cell for row in self.sheet.rows[:FIRST_ROW] for cell in row[left : left + PARTS]]
            texts = [fold_label(str(cell)).translate(_ONE) for cell in cells]
            if not any(word in text for word in self.words[indicator] for text in texts):
                span = f"{column_letters(left)} to {column_letters(left + PARTS - 1)}"
                found = ", ".join(filter(None, dict.fromkeys(texts))) or "nothing"
                message = f"expected {self.words[indicator][0]} above the columns {span}, found {found}"
                mend = "take the list as published; if only the wording is new, add it to datapackage/reference/indicators.csv"
                raise RefusedError(where, message, mend)
        last = first + PARTS * len(ORDER)
        for row, listed in enumerate(self.sheet.rows[FIRST_ROW:], FIRST_ROW):
            stray = next((column for column, cell in enumerate(listed) if column >= last and cell != ""), None)
            if stray is not None:
                cell = address(self.sheet.name, row, stray)
                message = f"expected nine indicators in three columns each, found {cell} behind them"
                raise RefusedError(where, message, "take the list as published; a new indicator needs a row in indicators.csv")

    def _body(self, row: int, *, of_prefectures: bool) -> Match:
        cells = self.sheet.rows[row]
        area = PREFECTURES if of_prefectures else fold_label(str(cells[1]))
        if area not in self.areas:
            self.areas[area] = Bodies(self.reference, area)
        known = self.areas[area]
        return known.find(str(cells[1] if of_prefectures else cells[2]), known.read_code(cells[0]))

    def _row(self, row: int, first: int, body: str) -> Iterator[tuple[object, ...]]:
        cells = self.sheet.rows[row]
        told: dict[str, Decimal] = {}
        for at, indicator in enumerate(ORDER):
            column = first + PARTS * at
            numerator, denominator, value = (self._number(row, column + part) for part in range(PARTS))
            printed = str(cells[column + PARTS - 1]).strip()
            missing = "" if value is not None else "dash" if printed in _NIL else "blank"
            if value is not None:
                told[indicator] = value
            unit = self.units[indicator] if self.units[indicator] != "as_printed" else "million_yen"
            about = (body, self.vintage.edition, self.vintage.fiscal_year, "general", indicator, value, unit)
            yield (*about, numerator, denominator, missing, self.sheet.page, row + 1, address(self.sheet.name, row, column + 2))
        self._check_tie(row, first, told)

    def _number(self, row: int, column: int) -> Decimal | None:
        cell = self.sheet.rows[row][column]
        if isinstance(cell, float | int) and not isinstance(cell, bool):
            number = float(cell)
            return Decimal(int(number)) if number.is_integer() else Decimal(repr(number))
        text = str(cell).strip()
        if text and text not in _NIL:
            found = f"expected a number or a nil mark, found {cell!r}; left out"
            self._note("NAT5", row, column, (found, "if it is a figure, store it as a number in the workbook"))
        return None

    def _check_tie(self, row: int, first: int, told: dict[str, Decimal]) -> None:
        """Liabilities per resident are what net assets leave of the assets, give or take the rounding to one place."""
        names = ("assets_per_resident", "net_assets_ratio", "liabilities_per_resident")
        if not all(name in told for name in names):
            return
        assets, ratio, liabilities = (told[name] for name in names)
        expected = assets * (1 - ratio / 100)
        if abs(expected - liabilities) > Decimal("0.11") + abs(assets) / 2000:
            message = f"住民一人当たり負債額 is {liabilities:.1f}, but assets and their net share make it {expected:.1f}"
            mend = "compare the three indicators with the publisher's list; the print itself may be wrong"
            self._note("NAT7", row, first + PARTS * ORDER.index(names[2]) + 2, (message, mend))

    def _note(self, rule: str, row: int, column: int, words: Sequence[str]) -> None:
        place = Place(row + 1, self.sheet.page, address(self.sheet.name, row, column))
        self.findings.append(Finding(rule, self.name, place, words[0], words[1]))


def _words(label: str) -> list[str]:
    """Give the wordings of an indicator: before and in the brackets of its label."""
    return [fold_label(word).translate(_ONE) for word in re.split("[（）()]", label) if word]
