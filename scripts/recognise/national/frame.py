"""From grids to the facts table, column by column: no object per figure, for there are ten million in the country.

Every body of a workbook may have a figure in the same places: a line of a sheet, in a scope. What a figure is beside its amount
and its body is told once for each place; the figures are those places of a matrix of bodies by places where something is printed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from scripts.facts import COLUMNS
from scripts.recognise.national.blocks import FORMS
from scripts.recognise.national.figures import DASH, NUMBER, Grid
from scripts.recognise.national.headings import SCOPES
from scripts.recognise.national.lines import AMBIGUOUS, Line
from scripts.recognise.national.vintages import Vintage
from scripts.reference import Reference
from scripts.sheets import column_letters

Integers = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int32]
UNIT = "million_yen"
KIND = "ministry"


@dataclass(frozen=True, slots=True)
class Part:
    """What one sheet says: the figures of `lines` in columns, three (one a scope) for each of `bodies`."""

    vintage: Vintage
    bodies: tuple[str, ...]
    columns: tuple[int, ...]
    lines: tuple[Line, ...]
    grid: Grid


def report_id(body: str, edition: int) -> str:
    """Give the id of what an edition says of a body."""
    return f"{body}-{edition}-{KIND}"


def table_name(scope: str, form: str, *, previous: bool) -> str:
    """Give the name of a table: `general_bs`, and `general_bs_previous` on the sheet of the year before."""
    return f"{scope}_{form.split('_', 1)[1]}{'_previous' if previous else ''}"


def build_facts(books: Sequence[Sequence[Part]], reference: Reference) -> pd.DataFrame:
    """Give the facts (columns of `scripts.facts.COLUMNS`) of an edition, body by body, the edition's own year first.

    `books` has the sheets of each workbook; no body stands in two workbooks. Text that repeats is categorical, `value` a whole
    number like `yen`, else the types are those of `scripts.facts.facts_of`.
    """
    return pd.DataFrame(_Builder(books, reference).columns(), columns=list(COLUMNS), copy=False)


class _Places:
    """Where figures may stand: each line of a sheet in each scope, the sheets one after the other."""

    def __init__(self, parts: Sequence[Part], reference: Reference) -> None:
        self.lines = [line for part in parts for line in part.lines]
        sizes = [len(part.lines) for part in parts]
        edges = np.cumsum([0, *sizes])
        own = [np.tile(np.arange(first, last), len(SCOPES)) for first, last in pairwise(edges)]
        self.line: Integers = np.concatenate(own)
        self.scope: Integers = np.concatenate([np.repeat(np.arange(len(SCOPES)), size) for size in sizes])
        self.part: Integers = np.repeat(np.arange(len(parts)), np.array(sizes) * len(SCOPES))
        self.previous = np.array([int(part.vintage.previous) for part in parts])[self.part]
        forms = [FORMS.index(reference.accounts[line.account].form) for line in self.lines]
        self.table = (len(SCOPES) * self.previous + self.scope) * len(FORMS) + np.array(forms, dtype=np.int64)[self.line]
        # The net assets statement of these workbooks prints the total column only.
        columns = {form: {column.column for column in reference.columns[form]} for form in FORMS}
        self.column = ["total" if "total" in columns[FORMS[form]] else "amount" for form in forms]

    def of_line(self, words: Sequence[str]) -> tuple[Codes, list[str]]:
        """Give for each place the number of its line's word, and the words."""
        code, every = pd.factorize(pd.Series(words, dtype=object))
        return code.astype(np.int32)[self.line], [str(word) for word in every]


class _Builder:
    def __init__(self, books: Sequence[Sequence[Part]], reference: Reference) -> None:
        self.parts = [part for book in books for part in book]
        self.bodies = list(dict.fromkeys(body for part in self.parts for body in part.bodies))
        self.edition = self.parts[0].vintage.edition
        self.tables = [table_name(s, f, previous=p) for p in (False, True) for s in SCOPES for f in FORMS]
        self.dashes = list(dict.fromkeys(text for part in self.parts for text in part.grid.dashes))
        self.places = _Places(self.parts, reference)
        widths = [sum(len(part.lines) for part in book) * len(SCOPES) for book in books]
        given = [self._figures(book) for book in books]
        numbers = {body: number for number, body in enumerate(self.bodies)}
        bodies = [np.array([numbers[body] for body in _bodies_of(book)], dtype=np.int32) for book in books]
        own = [body[at // width] for body, width, (at, _) in zip(bodies, widths, given, strict=True)]
        places = [at % width + first for width, first, (at, _) in zip(widths, np.cumsum([0, *widths]), given, strict=False)]
        self.body: Codes = np.concatenate(own)
        self.place: Integers = np.concatenate(places)
        told = zip(*(figures for _, figures in given), strict=True)
        self.number, self.dash, self.copy = (np.concatenate(figures) for figures in told)

    def _figures(self, book: Sequence[Part]) -> tuple[Integers, list[npt.NDArray[Any]]]:
        """Give where in the matrix of bodies by places something is printed; its number, dash, how often the line came before."""
        bodies = {body: row for row, body in enumerate(_bodies_of(book))}
        width = sum(len(part.lines) for part in book) * len(SCOPES)
        given = np.zeros((len(bodies), width), dtype=bool)
        number, dash, copy = (np.zeros(given.shape, dtype=kind) for kind in (np.int64, np.int8, np.int8))
        first = 0
        for part in book:
            own = [bodies[body] for body in part.bodies], slice(first, first + len(part.lines) * len(SCOPES))
            printed = (part.grid.kind == NUMBER) | (part.grid.kind == DASH)
            texts = np.array([self.dashes.index(text) for text in part.grid.dashes], dtype=np.int8)
            given[own], number[own], dash[own] = (_by_body(a) for a in (printed, part.grid.number, texts[part.grid.dash]))
            if any(line.ambiguous for line in part.lines):
                copy[own] = _by_body(_copies(part.lines, printed))
            first = own[1].stop
        at = np.flatnonzero(given)
        return at, [array.ravel()[at] for array in (number, dash, copy)]

    def columns(self) -> dict[str, Any]:
        """Give the columns of the facts table."""
        places, lines = self.places, self.places.lines
        dash = self.dash > 0
        reports = [report_id(body, self.edition) for body in self.bodies]
        told = ("statement", "account", "path", "label")
        of_line = {name: self._placed(*places.of_line([getattr(line, name) for line in lines])) for name in told}
        pages = np.array([part.vintage.sheet.page for part in self.parts])
        return {
            "fact_id": _text(self._fact_ids(reports)),
            "report": _categories(self.body, reports),
            "body": _categories(self.body, self.bodies),
            "fiscal_year": self._whole(self.edition - places.previous),
            "table": self._placed(places.table, self.tables),
            "scope": self._placed(places.scope, SCOPES),
            "segment": self._same("total"),
            "basis": self._same("actual"),
            "column": self._placed(*places.of_line(places.column)),
            **of_line,
            "printed": _text(self._printed(dash)),
            "value": pd.arrays.IntegerArray(self.number, dash),
            "unit": self._same(UNIT),
            "yen": pd.arrays.IntegerArray(self.number * 1_000_000, dash),
            "decimals": self._whole(np.full(len(places.line), -6)),
            "missing": _categories(dash.astype(np.int8), ("", "dash")),
            "page": self._whole(pages[places.part]),
            "line": self._whole(self._row_of_line[places.line] + 1),
            "cell": _text(self._cells()),
            "row": self._rows(),
            "remark": self._placed(*places.of_line([AMBIGUOUS if line.ambiguous else "" for line in lines])),
        }

    def _placed(self, code: npt.NDArray[Any], words: Sequence[str]) -> "pd.Categorical[str]":
        return _categories(code.astype(np.int16 if len(words) > np.iinfo(np.int8).max else np.int8)[self.place], words)

    def _whole(self, of_place: Integers) -> pd.arrays.IntegerArray:
        return pd.arrays.IntegerArray(of_place.astype(np.int64)[self.place], np.zeros(len(self.place), dtype=bool))

    def _same(self, word: str) -> "pd.Categorical[str]":
        return _categories(np.zeros(len(self.place), dtype=np.int8), (word,))

    @cached_property
    def _row_of_line(self) -> Integers:
        return np.array([line.row for line in self.places.lines], dtype=np.int64)

    def _fact_ids(self, reports: Sequence[str]) -> pa.Array:
        most = int(self.copy.max(initial=0)) + 1
        accounts, columns = [line.account for line in self.places.lines], self.places.column
        keys = [
            f"{self.tables[table]}:{accounts[line]}{f'-{copy + 1}' if copy else ''}:{columns[line]}"
            for table, line in zip(self.places.table.tolist(), self.places.line.tolist(), strict=True)
            for copy in range(most)
        ]
        own = pa.array(keys).take(pa.array(self.place * most + self.copy))
        return pc.binary_join_element_wise(pa.array(reports).take(pa.array(self.body)), own, ":")

    def _cells(self) -> pa.Array:
        numbers = {body: number for number, body in enumerate(self.bodies)}
        columns = [[""] * (len(self.bodies) * len(SCOPES)) for _ in self.parts]
        for prefixes, part in zip(columns, self.parts, strict=True):
            for at, body in enumerate(part.bodies):
                for scope in range(len(SCOPES)):
                    letters = column_letters(part.columns[at * len(SCOPES) + scope])
                    prefixes[numbers[body] * len(SCOPES) + scope] = f"{part.vintage.sheet.name}!{letters}"
        prefix = pa.array([text for prefixes in columns for text in prefixes])
        first = self.places.part * (len(self.bodies) * len(SCOPES)) + self.places.scope
        rows = pa.array([str(row + 1) for row in self._row_of_line.tolist()])
        column = prefix.take(pa.array(first[self.place] + self.body * len(SCOPES)))
        return pc.binary_join_element_wise(column, rows.take(pa.array(self.places.line[self.place])), "")

    def _printed(self, dash: npt.NDArray[np.bool_]) -> pa.Array:
        numbers = pa.array(self.number).cast(pa.string())
        return pc.if_else(pa.array(dash), pa.array(self.dashes).take(pa.array(self.dash)), numbers)

    def _rows(self) -> Integers:
        """Give the number of each printed row within its table, from 1."""
        key = self.body * len(self.tables) + self.places.table.astype(np.int32)[self.place]
        first = np.flatnonzero(np.diff(key, prepend=-1))
        rows: Integers = np.arange(1, len(key) + 1) - np.repeat(first, np.diff(np.append(first, len(key))))
        return rows


def _bodies_of(book: Sequence[Part]) -> list[str]:
    return list(dict.fromkeys(body for part in book for body in part.bodies))


def _by_body(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Turn an array of shape (lines, bodies times scopes) into one of (bodies, scopes times lines)."""
    lines, columns = array.shape
    bodies = columns // len(SCOPES)
    return array.reshape(lines, bodies, len(SCOPES)).transpose(1, 2, 0).reshape(bodies, len(SCOPES) * lines)


def _copies(lines: Sequence[Line], given: npt.NDArray[np.bool_]) -> npt.NDArray[np.int8]:
    """Give for each figure how often its table printed the same line before."""
    copies = np.zeros(given.shape, dtype=np.int8)
    for at, line in enumerate(lines):
        if line.ambiguous:
            for before in range(at):
                if lines[before].account == line.account:
                    copies[at] += given[before]
    return copies


def _categories(code: npt.NDArray[Any], words: Sequence[str]) -> "pd.Categorical[str]":
    return pd.Categorical.from_codes(code, categories=pd.Index(list(words), dtype=str))


def _text(values: pa.Array) -> "pd.Series[str]":
    return pd.Series(pd.array(values, dtype="str"))
