"""The facts table as integers: what is summed, and codes for all that tells one figure from another."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

import numpy as np
import pandas as pd

from scripts.check.tolerance import Integers
from scripts.keys import Flags, Key, combine, key_of, repeated
from scripts.reference import Reference

DIMENSIONS: Final = (
    "report",
    "body",
    "table",
    "statement",
    "scope",
    "segment",
    "basis",
    "column",
    "account",
    "unit",
    "path",
    "label",
)
MONEY: Final = 0
RATES: Final = frozenset({"percent", "points", "times_multiple"})
"""Units of figures that never add up."""


@dataclass(frozen=True)
class Figures:
    """The figures of a facts table, in its order, one array element each.

    `amount` is in whole yen; where the unit is no money, in the last printed of its `places` after the point; 0 for a dash.
    `step` is what 1 is worth in the printed unit. `given` tells figures that stand in identities: amounts and dashes (`nil`),
    not blanks, not 該当なし, not fractions of anything but money; `adds` those of them that add up to totals. `open` tells
    figures of lines that the document names itself, not the form.

    `codes` numbers the dimensions, `fiscal_year`, `row`, and `measure` (0 for money, else the unit: only figures of one
    measure add up); `names` turns the numbers of the dimensions back into words.
    """

    amount: Integers
    step: Integers
    places: Integers
    nil: Flags
    given: Flags
    adds: Flags
    open: Flags
    codes: Mapping[str, Integers]
    names: Mapping[str, Sequence[str]]

    def __len__(self) -> int:
        return len(self.amount)

    def take(self, positions: Integers) -> "Figures":
        """Give the figures at `positions`, with the same codes."""
        codes = {name: code[positions] for name, code in self.codes.items()}
        own = {field.name: getattr(self, field.name)[positions] for field in fields(self) if field.name not in ("codes", "names")}
        return replace(self, codes=codes, **own)

    def key(self, *dimensions: str) -> Integers:
        """Give one number per figure, equal exactly where all `dimensions` are. It is kept: change it in a copy."""
        return self._key(dimensions).number

    def _key(self, dimensions: tuple[str, ...]) -> Key:
        if dimensions not in self._keys:
            *before, last = dimensions
            own = self._key(tuple(before)).beside(self._key((last,))) if before else key_of(self.codes[last])
            self._keys[dimensions] = own
        return self._keys[dimensions]

    @cached_property
    def _keys(self) -> dict[tuple[str, ...], Key]:
        return {}

    @cached_property
    def named(self) -> Integers:
        """A number for the printed name of each figure's line, 0 where the line is one of the form, whatever its wording."""
        return np.where(self.open, self.key("path", "label") + 1, 0) if self.open.any() else np.zeros(len(self), dtype=np.int64)

    @cached_property
    def repeated(self) -> Flags:
        """Which figures stand in a line that their table prints more than once, under one name where lines have names."""
        return repeated(combine([self.key("report", "table", "account", "column", "scope", "segment", "basis"), self.named]))

    def of_account(self, name: str) -> Integers:
        """Give the places of the given figures of an account."""
        own = self.all_of_account(name)
        return own[self.given[own]]

    def all_of_account(self, name: str) -> Integers:
        """Give the places of the figures of an account, those that stand in no identities among them."""
        code = self.code_of("account", name)
        order, start = self._by_account
        return order[start[code] : start[code + 1]] if code >= 0 else order[:0]

    @cached_property
    def _by_account(self) -> tuple[Integers, Integers]:
        account = self.codes["account"]
        # Short integers are sorted by their digits, several times as fast.
        order = np.argsort(account.astype(np.min_scalar_type(len(self.names["account"]))), kind="stable")
        return order, np.append(0, np.cumsum(np.bincount(account, minlength=len(self.names["account"]))))

    def code_of(self, dimension: str, name: str) -> int:
        """Give the code of a word, -1 for one that no figure has."""
        if dimension not in self._places:
            self._places[dimension] = {word: place for place, word in enumerate(self.names[dimension])}
        return self._places[dimension].get(name, -1)

    @cached_property
    def _places(self) -> dict[str, dict[str, int]]:
        return {}


def number_figures(facts: pd.DataFrame, reference: Reference) -> Figures:
    """Give the figures of `facts` (columns of `scripts.facts.COLUMNS`); accounts and scopes are numbered as in `reference`.

    Text columns may be categorical, which saves most of the time.
    """
    codes: dict[str, Integers] = {}
    names: dict[str, Sequence[str]] = {}
    for dimension in DIMENSIONS:
        codes[dimension], names[dimension] = _number(facts[dimension])
    codes["form"], names["form"] = _number(facts["form"]) if "form" in facts else (np.zeros(len(facts), np.int64), [""])
    known = {"account": list(reference.accounts), "scope": [row["scope"] for row in reference.tables["scopes"]]}
    for dimension, words in known.items():
        codes[dimension], names[dimension] = _renumber(codes[dimension], names[dimension], words)
    for number in ("fiscal_year", "row"):
        codes[number] = facts[number].to_numpy(np.int64, na_value=0)
    factor = np.array([reference.units[unit].factor or 0 for unit in names["unit"]], dtype=np.int64)[codes["unit"]]
    codes["measure"] = np.where(factor > 0, MONEY, codes["unit"] + 1)
    missing, reasons = _number(facts["missing"])
    dash, valued = _among({"dash"}, missing, reasons), _among({""}, missing, reasons)
    amount = facts["yen"].to_numpy(np.int64, na_value=0)
    amount, places = _other_amounts(amount, valued & (factor == 0), facts["value"])
    accounts = reference.accounts
    opens = np.array([name not in accounts or accounts[name].open for name in names["account"]], dtype=bool)[codes["account"]]
    given = (valued & (places == 0)) | dash
    idle = {row["column"] for row in reference.tables["sums"] if row["sums"] == "none"}
    adds = given & ~_among(idle, codes["column"], names["column"]) & ~_among(RATES, codes["unit"], names["unit"])
    return Figures(amount, np.maximum(factor, 1), places, dash, given, adds, opens, codes, names)


def _number(column: "pd.Series[str]") -> tuple[Integers, list[str]]:
    if isinstance(column.dtype, pd.CategoricalDtype):
        return np.asarray(column.cat.codes, dtype=np.int64), [str(word) for word in column.cat.categories]
    code, words = pd.factorize(column)
    return code.astype(np.int64, copy=False), [str(word) for word in words]


def _among(words: Collection[str], code: Integers, names: Sequence[str]) -> Flags:
    return np.array([name in words for name in names], dtype=bool)[code]


def _renumber(code: Integers, words: Sequence[str], known: list[str]) -> tuple[Integers, list[str]]:
    have = set(known)
    every = known + [word for word in words if word not in have]
    place = {word: number for number, word in enumerate(every)}
    return np.array([place[word] for word in words], dtype=np.int64)[code], every


def _other_amounts(amount: Integers, other: Flags, value: "pd.Series[Any]") -> tuple[Integers, Integers]:
    amount, places = amount.copy(), np.zeros(len(amount), dtype=np.int64)
    for at in np.flatnonzero(other):
        number = Decimal(str(value.iloc[at]))
        places[at] = max(0, -int(number.as_tuple().exponent))
        amount[at] = int(number.scaleb(int(places[at])))
    return amount, places
