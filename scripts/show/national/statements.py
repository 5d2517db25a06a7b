"""What a sheet prints of a body: its lines with the figures of each scope, and its facts for sentences and charts."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from markupsafe import escape

from scripts.show.national.group import FACT, PLACED, Print
from scripts.show.report import Fact

FORMS = ("bs", "pl", "nw", "cf")
_PREVIOUS = "_previous"
_LINE = (*FACT, *PLACED).index("line")
_CELL = re.compile(r"(.*)!([A-Z]+)[0-9]+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Row:
    """A printed line: its id on the page, its line of the sheet, one of its facts, its cells by scope, whether all are nil."""

    key: str
    line: int
    fact: Fact
    cells: dict[str, str]
    nil: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """The lines of each form in printed order, the facts of the leading scope, where the scopes stand on the sheet.

    `money` are the amounts other than nothing, `corroborated` those of them that stand in an identity that holds.
    """

    forms: dict[str, list[Row]]
    facts: list[Fact]
    sheet: str
    columns: dict[str, str]
    money: int
    corroborated: int


def read_printed(printed: Print, body: str, report: str, leading: str) -> Printed:
    """Give what is shown of a body; `leading` is the scope of sentences and charts."""
    forms: dict[str, list[Row]] = {form: [] for form in FORMS}
    facts = [_fact(values, report) for values in printed.facts.of(body, *FACT, *PLACED) if values[3] == leading]
    cells: dict[int, dict[str, str]] = {}
    told: set[int] = set()
    for line, scope, raw, missing in printed.facts.of(body, "line", "scope", "printed", "missing"):
        cells.setdefault(line, {})[scope] = cell_of(raw, missing)
        if not missing:
            told.add(line)
    own = {int(fact.line): fact for fact in facts}
    if lacking := cells.keys() - own.keys():
        others = (values for values in printed.facts.of(body, *FACT, *PLACED) if values[_LINE] in lacking)
        own |= {values[_LINE]: _fact(values, report) for values in others}
    for line, figures in cells.items():
        row = Row(fact_key(own[line].fact_id), line, own[line], figures, line not in told)
        forms.setdefault(row.key.partition(":")[0], []).append(row)
    money = [held > 0 for yen, held in printed.facts.of(body, "yen", "corroborated") if yen]
    sheet, places = _places(dict(printed.facts.of(body, "scope", "cell")))
    return Printed(forms, facts, sheet, places, len(money), sum(money))


def _fact(values: tuple[Any, ...], report: str) -> Fact:
    fact_id, table, statement, scope, column, account, path, label, raw, missing, unit, yen, cell, line, held = values
    # One after the other in the order of the fields: half a million facts are made for the country.
    return Fact(
        *(fact_id, report, table, statement, scope, "total", "actual", column, account, path, label, grouped(raw)),
        *(None, unit, yen, missing, "", str(line), cell, line, "", held),
    )


def read_before(printed: Print, body: str, scope: str) -> dict[str, tuple[str, str]]:
    """Give of a scope what the same edition prints of the year before: by id of the line the print, and why there is none."""
    if printed.before is None:
        return {}
    rows = printed.before.of(body, "fact_id", "scope", "printed", "missing")
    return {fact_key(fact_id): (raw, missing) for fact_id, own, raw, missing in rows if own == scope}


def key_of(table: str, row: str) -> str:
    """Give the id on the page of a line, told by the name of its table and row.

    >>> key_of("general_bs", "land"), key_of("whole_bs_previous", "land-2")
    ('bs:land', 'bs:land-2')
    """
    return f"{_form(table)}:{row}"


@cache
def _form(table: str) -> str:
    return table.removesuffix(_PREVIOUS).rpartition("_")[2]


def fact_key(fact_id: str) -> str:
    """Give the id on the page of the line of a fact."""
    _, table, row, _ = fact_id.split(":", 3)
    return f"{_form(table)}:{row}"


@lru_cache(maxsize=1 << 16)
def grouped(printed: str) -> str:
    """Give a number as a workbook stores it with its digits in groups; any other text as it is.

    >>> grouped("1234567"), grouped("-2689"), grouped("-")
    ('1,234,567', '-2,689', '-')
    """
    digits = printed.removeprefix("-")
    if len(digits) < 4 or not (digits.isascii() and digits.isdigit()):  # noqa: PLR2004 - three digits are a group
        return printed
    return f"{printed[: len(printed) - len(digits)]}{int(digits):,}"


@lru_cache(maxsize=1 << 16)
def cell_of(printed: str, missing: str) -> str:
    """Give the cell of a figure."""
    return f'<td class="nil">{escape(printed)}</td>' if missing else f"<td>{escape(grouped(printed))}</td>"


def _places(cells: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Give the name of the sheet and the column of each scope."""
    found = {scope: place for scope, cell in cells.items() if (place := _CELL.fullmatch(cell))}
    return next((place[1] for place in found.values()), ""), {scope: place[2] for scope, place in found.items()}
