"""From grids to the facts table, column by column: no object per figure, for there are ten million in the country."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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


def build_facts(parts: Sequence[Part], reference: Reference) -> pd.DataFrame:
    """Give the facts (columns of `scripts.facts.COLUMNS`) of an edition, body by body, the edition's own year first.

    Text that repeats is categorical, `value` a decimal of Arrow, else the types are those of `scripts.facts.facts_of`.
    """
    bodies = list(dict.fromkeys(body for part in parts for body in part.bodies))
    builder = _Builder(bodies, parts, reference)
    return pd.DataFrame(builder.columns(), columns=list(COLUMNS))


class _Builder:
    def __init__(self, bodies: Sequence[str], parts: Sequence[Part], reference: Reference) -> None:
        self.bodies = bodies
        self.parts = parts
        self.reference = reference
        self.edition = parts[0].vintage.edition
        self.lines = [line for part in parts for line in part.lines]
        self.form = {line.account: FORMS.index(reference.accounts[line.account].form) for line in self.lines}
        self.tables = [table_name(s, f, previous=p) for p in (False, True) for s in SCOPES for f in FORMS]
        taken = [self._take(part) for part in parts]
        body = np.concatenate([take["body"] for take in taken])
        order = np.argsort(body, kind="stable")
        offset = np.cumsum([0, *(len(part.lines) for part in parts)])
        for take, first in zip(taken, offset, strict=False):
            take["line"] += first
        self.codes = {name: np.concatenate([take[name] for take in taken])[order] for name in taken[0]}
        self.cell = pa.concat_arrays([self._cells(part, take) for part, take in zip(parts, taken, strict=True)]).take(order)

    def _take(self, part: Part) -> dict[str, Integers]:
        """Give the figures of a sheet column by column, as numbers of what each belongs to."""
        given = (part.grid.kind == NUMBER) | (part.grid.kind == DASH)
        column, line = np.nonzero(given.T)
        place = {body: number for number, body in enumerate(self.bodies)}
        body = np.array([place[body] for body in part.bodies], dtype=np.int64)[column // len(SCOPES)]
        forms = np.array([self.form[own.account] for own in part.lines], dtype=np.int64)
        table = (len(SCOPES) * int(part.vintage.previous) + column % len(SCOPES)) * len(FORMS) + forms[line]
        row = np.array([own.row for own in part.lines], dtype=np.int64)[line]
        more: dict[str, npt.NDArray[Any]] = {
            "number": part.grid.number,
            "dash": part.grid.dash,
            "copy": _copies(part.lines, given),
        }
        picked = {name: array.T[given.T].astype(np.int64) for name, array in more.items()}
        part_number = np.full(len(line), int(part.vintage.previous))
        return {"body": body, "line": line, "table": table, "row": row, "grid": column, "part": part_number, **picked}

    def _cells(self, part: Part, take: Mapping[str, Integers]) -> pa.Array:
        prefix = pa.array([f"{part.vintage.sheet.name}!{column_letters(column)}" for column in part.columns])
        rows = pa.array([str(row + 1) for row in range(len(part.vintage.sheet.rows))])
        return pc.binary_join_element_wise(prefix.take(pa.array(take["grid"])), rows.take(pa.array(take["row"])), "")

    def columns(self) -> dict[str, Any]:
        """Give the columns of the facts table."""
        codes, lines = self.codes, self.lines
        dash = codes["dash"] > 0
        reports = [report_id(body, self.edition) for body in self.bodies]
        told = ("statement", "account", "path", "label")
        of_line = {name: _by_line([getattr(line, name) for line in lines], codes["line"]) for name in told}
        marks = _by_line([AMBIGUOUS if line.ambiguous else "" for line in lines], codes["line"])
        yen = codes["number"] * 1_000_000
        return {
            "fact_id": _text(self._fact_ids(reports)),
            "report": _categories(codes["body"], reports),
            "body": _categories(codes["body"], self.bodies),
            "fiscal_year": pd.array(self.edition - codes["part"], dtype="Int64"),
            "table": _categories(codes["table"], self.tables),
            "scope": _categories(codes["table"] // len(FORMS) % len(SCOPES), SCOPES),
            "segment": self._same("total"),
            "basis": self._same("actual"),
            "column": _by_line(self._column_of(), codes["line"]),
            **of_line,
            "printed": _text(self._printed(dash)),
            "value": pd.array(pa.array(codes["number"], mask=dash).cast(pa.decimal128(19, 0)), dtype=_DECIMAL),
            "unit": self._same(UNIT),
            "yen": pd.arrays.IntegerArray(yen, dash),
            "decimals": pd.array(np.full(len(dash), -6), dtype="Int64"),
            "missing": _categories(dash.astype(np.int64), ("", "dash")),
            "page": pd.array(self._pages()[codes["part"]], dtype="Int64"),
            "line": pd.array(codes["row"] + 1, dtype="Int64"),
            "cell": _text(self.cell),
            "row": self._rows(),
            "remark": marks,
        }

    def _same(self, word: str) -> "pd.Categorical[str]":
        return _categories(np.zeros(len(self.codes["body"]), dtype=np.int64), (word,))

    def _pages(self) -> Integers:
        pages = {int(part.vintage.previous): part.vintage.sheet.page for part in self.parts}
        return np.array([pages.get(0, 0), pages.get(1, 0)])

    def _column_of(self) -> list[str]:
        # The net assets statement of these workbooks prints the total column only.
        columns = {form: {column.column for column in self.reference.columns[form]} for form in FORMS}
        return ["total" if "total" in columns[FORMS[self.form[line.account]]] else "amount" for line in self.lines]

    def _fact_ids(self, reports: Sequence[str]) -> pa.Array:
        most = int(self.codes["copy"].max(initial=0)) + 1
        names = [(line.account, column) for line, column in zip(self.lines, self._column_of(), strict=True)]
        keys = pa.array([f"{a}{f'-{copy + 1}' if copy else ''}:{c}" for a, c in names for copy in range(most)])
        tables = pa.array([f"{report}:{table}:" for report in reports for table in self.tables])
        first = tables.take(pa.array(self.codes["body"] * len(self.tables) + self.codes["table"]))
        return pc.binary_join_element_wise(first, keys.take(pa.array(self.codes["line"] * most + self.codes["copy"])), "")

    def _printed(self, dash: npt.NDArray[np.bool_]) -> pa.Array:
        texts = list(dict.fromkeys(text for part in self.parts for text in part.grid.dashes))
        own = [np.array([texts.index(text) for text in part.grid.dashes]) for part in self.parts]
        code = np.zeros(len(dash), dtype=np.int64)
        for part, places in zip(self.parts, own, strict=True):
            mine = self.codes["part"] == int(part.vintage.previous)
            code[mine] = places[self.codes["dash"][mine]]
        numbers = pa.array(self.codes["number"]).cast(pa.string())
        return pc.if_else(pa.array(dash), pa.array(texts).take(pa.array(code)), numbers)

    def _rows(self) -> Integers:
        """Give the number of each printed row within its table, from 1."""
        key = self.codes["body"] * len(self.tables) + self.codes["table"]
        new = np.append(True, key[1:] != key[:-1])[: len(key)]
        place = np.arange(len(key))
        return place - np.maximum.accumulate(np.where(new, place, 0)) + 1


_DECIMAL = pd.ArrowDtype(pa.decimal128(19, 0))


def _copies(lines: Sequence[Line], given: npt.NDArray[np.bool_]) -> npt.NDArray[np.int8]:
    """Give for each figure how often its table printed the same line before."""
    copies = np.zeros(given.shape, dtype=np.int8)
    for at, line in enumerate(lines):
        if line.ambiguous:
            for before in range(at):
                if lines[before].account == line.account:
                    copies[at] += given[before]
    return copies


def _categories(code: Integers, words: Sequence[str]) -> "pd.Categorical[str]":
    return pd.Categorical.from_codes(code, categories=pd.Index(list(words), dtype=str))


def _by_line(words: Sequence[str], line: Integers) -> "pd.Categorical[str]":
    code, every = pd.factorize(pd.Series(words, dtype=object))
    return _categories(code[line], [str(word) for word in every])


def _text(values: pa.Array) -> "pd.Series[str]":
    return pd.Series(pd.array(values, dtype="str"))
