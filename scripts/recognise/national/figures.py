"""The figures of a sheet as arrays: whole numbers, dashes as printed, and nothing for an empty cell."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scripts.amounts import DASHES
from scripts.recognise.national.blocks import FIRST_COLUMN
from scripts.records import Finding, Place, RefusedError
from scripts.sheets import Sheet, address

# A figure of more million yen could not be told in whole yen.
MOST = 9_000_000_000_000
_MOST_NAMED = 3
BLANK, NUMBER, DASH, STRANGE = range(4)


@dataclass(frozen=True, slots=True)
class Grid:
    """Figures of shape (rows, columns): `number` (0 where there is none), `kind`, and dashes as printed by cell."""

    number: npt.NDArray[np.int64]
    kind: npt.NDArray[np.int8]
    dashes: tuple[str, ...]
    dash: npt.NDArray[np.int8]
    findings: tuple[Finding, ...]

    def take(self, columns: Sequence[int]) -> "Grid":
        """Give the figures of some columns."""
        own = np.array(columns, dtype=np.int64)
        return Grid(self.number[:, own], self.kind[:, own], self.dashes, self.dash[:, own], self.findings)


def read_grid(name: str, sheet: Sheet, rows: Sequence[int], columns: Sequence[int]) -> Grid:
    """Give the figures of `rows` in `columns` (from 0).

    Text other than a dash is no figure: it is left out and named. Raises RefusedError for a number that is not whole,
    one beyond `MOST`, and a figure in a column that no heading names.
    """
    reader = _Reader(name, sheet)
    width = len(sheet.rows[0]) - FIRST_COLUMN
    cells = [cell for row in rows for cell in sheet.rows[row][FIRST_COLUMN:]]
    flat = np.array([cell if cell.__class__ is float else math.nan for cell in cells], dtype=np.float64)
    bare = np.flatnonzero(np.isnan(flat))
    codes = reader.codes([cells[at] for at in bare.tolist()])
    kinds, dashes = np.full(len(flat), NUMBER, dtype=np.int8), np.zeros(len(flat), dtype=np.int8)
    kinds[bare] = np.where(codes > 0, DASH, np.where(codes < 0, STRANGE, BLANK))
    dashes[bare] = np.maximum(codes, 0)
    shape = len(rows), width
    wide, kind, dash = flat.reshape(shape), kinds.reshape(shape), dashes.reshape(shape)
    own = np.array(columns, dtype=np.int64) - FIRST_COLUMN
    reader.refuse_unheaded(rows, kind, own)
    number = reader.whole(rows, wide)
    strange = np.argwhere(kind == STRANGE).tolist()
    findings = reader.strange([(rows[at], column + FIRST_COLUMN) for at, column in strange])
    return Grid(number[:, own], kind[:, own], tuple(reader.dashes), dash[:, own], tuple(findings))


class _Reader:
    def __init__(self, name: str, sheet: Sheet) -> None:
        self.name = name
        self.sheet = sheet
        self.dashes = [""]
        self._codes: dict[object, int] = {"": 0}

    def codes(self, cells: Sequence[object]) -> npt.NDArray[np.int8]:
        """Give 0 for an empty cell, a number above 0 for a dash, below 0 for anything else; the same for the same text."""
        known = self._codes
        for cell in set(cells) - known.keys():
            known[cell] = self._learn(str(cell).strip())
        return np.array([known[cell] for cell in cells], dtype=np.int8)

    def _learn(self, text: str) -> int:
        if text and (len(text) > 1 or text not in DASHES):
            return -1
        if text not in self.dashes:
            self.dashes.append(text)
        return self.dashes.index(text)

    def whole(self, rows: Sequence[int], wide: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
        """Give the numbers as integers, 0 where there is none."""
        filled = np.where(np.isnan(wide), 0.0, wide)
        whole = (np.abs(filled) <= MOST) & (np.trunc(filled) == filled)
        odd = np.argwhere(~whole)
        if len(odd):
            at, column = (int(place) for place in odd[0])
            cell = address(self.sheet.name, rows[at], column + FIRST_COLUMN)
            message = f"expected whole million yen of at most {MOST:,}, found {wide[at, column]:.15g} in {cell}"
            more = f" and {len(odd) - 1:,} more such figures" if len(odd) > 1 else ""
            raise RefusedError(f"{self.name}:{self.sheet.name}", message + more, "take the sheet as published; check its unit")
        return filled.astype(np.int64)

    def refuse_unheaded(self, rows: Sequence[int], kind: npt.NDArray[np.int8], own: npt.NDArray[np.int64]) -> None:
        """Refuse figures in a column of no body and basis."""
        stray = kind != BLANK
        stray[:, own] = False
        if stray.any():
            at, column = (int(place) for place in np.argwhere(stray)[0])
            cell = address(self.sheet.name, rows[at], column + FIRST_COLUMN)
            message = f"expected figures only below the name of a body and a basis, found one without in {cell}"
            raise RefusedError(f"{self.name}:{self.sheet.name}", message, "complete the headings as published")

    def strange(self, cells: Sequence[tuple[int, int]]) -> list[Finding]:
        """Name what is neither a number nor a dash: one finding for each different content."""
        found: dict[str, list[tuple[int, int]]] = {}
        for row, column in cells:
            found.setdefault(repr(self.sheet.rows[row][column]), []).append((row, column))
        findings = []
        for content, places in found.items():
            named = ", ".join(address(self.sheet.name, *place) for place in places[:_MOST_NAMED])
            more = f" and {len(places) - _MOST_NAMED:,} more cells" if len(places) > _MOST_NAMED else ""
            message = f"expected a number, a dash or nothing, found {content} in {named}{more}; left out"
            place = Place(places[0][0] + 1, self.sheet.page, address(self.sheet.name, *places[0]))
            findings.append(Finding("NAT5", self.name, place, message, "if it is a figure, store it as a number in the workbook"))
        return findings
