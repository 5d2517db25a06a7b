"""Sheets of a workbook as stored: raw values in a grid, for workbooks too wide to be taken cell by cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

Values: TypeAlias = Sequence[Sequence[object]]
Range: TypeAlias = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: `rows` from the first row and column on, an empty cell an empty text; `merged` ranges, counted from 0."""

    name: str
    page: int
    rows: Values
    merged: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """The visible sheets of a workbook in their order."""

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]


def column_letters(column: int) -> str:
    """Give the letters of a column counted from 0.

    >>> [column_letters(n) for n in (0, 25, 26, 701, 702)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def address(sheet: str, row: int, column: int) -> str:
    """Give the address of a cell counted from 0: `R5_北海道!G28`."""
    return f"{sheet}!{column_letters(column)}{row + 1}"
