"""The form of a list: its lines by label, its columns with unit and basis, the words that make up its heads."""

import re
from collections.abc import Iterable

from scripts.eras import find_fiscal_years, fold_text
from scripts.labels import fold_label
from scripts.reference import Account, Reference

# Where 減 is printed behind a change, the figure goes to a column of its own, for it bears no sign.
DECREASES = {"change": "decrease", "change_rate": "decrease_rate"}
_YEAR = r"(?:明治|大正|昭和|平成|令和)(?:元|\d{1,2})年度末?"
_PREVIOUS = "previous_"


class ListForm:
    """A form as the reference tables describe it, for reading a list."""

    def __init__(self, form: str, reference: Reference) -> None:
        self.form = reference.forms[form]
        self.lines = reference.lines[form]
        self._wordings = reference.wordings
        self._columns = {row["column"]: row for row in reference.tables["columns"] if row["form"] == form}
        columns = reference.columns.get(form, ())
        self.columns = tuple(c.column for c in columns if c.column not in DECREASES.values())
        labels = [text for c in columns for text in (c.label_ja, *c.variants)]
        words = {fold_label(text) for text in labels} | reference.label_heads.get(form, frozenset())
        longest = sorted(words, key=lambda word: (-len(word), word))
        self._head = re.compile("(?:" + "|".join([*(re.escape(word) for word in longest), _YEAR]) + ")+")

    def unit(self, column: str) -> str:
        """Give the unit of a column's figures where the print names none beside them."""
        return self._columns.get(column, {}).get("unit") or ""

    def basis(self, column: str) -> str:
        """Give the basis of a column's figures."""
        return self._columns.get(column, {}).get("basis") or "actual"

    def is_head(self, text: str) -> bool:
        """Tell whether a line is made of the words of the table's head alone."""
        return self._head.fullmatch(fold_label(text)) is not None

    def order(self, heads: Iterable[str]) -> tuple[str, ...]:
        """Give the columns in printed order, from the lines of the head.

        A column for a year and one for the year before change places where the head names the earlier year first:
        `種別 平成 30 年度 令和元年度 比較`.
        """
        years = [year for text in heads for year in find_fiscal_years(fold_text(text))]
        pair = [c for c in self.columns if c.startswith(_PREVIOUS) or _PREVIOUS + c in self.columns]
        if len(pair) != 2 or len(set(years)) != 2:  # noqa: PLR2004
            return self.columns
        earlier_first = years[0] < years[1]
        pair.sort(key=lambda c: c.startswith(_PREVIOUS), reverse=earlier_first)
        rest = iter(pair)
        return tuple(next(rest) if c in pair else c for c in self.columns)

    def find(self, label: str, used: int = -1) -> int | None:
        """Give the position of the line that bears a label: the next one behind `used`, else the first; None without."""
        key = fold_label(label)
        named = [i for i, line in enumerate(self.lines) if key in self._wordings[line.account] and not line.open]
        return next((i for i in named if i > used), named[0] if named else None)

    def begins(self, text: str) -> int | None:
        """Give the position of the line whose label a longer text begins with, the longest such label; None without."""
        key = fold_label(text)
        fits = [
            (len(word), i)
            for i, line in enumerate(self.lines)
            if not line.open
            for word in self._wordings[line.account]
            if key.startswith(word)
        ]
        return max(fits)[1] if fits else None

    def open_line(self) -> int | None:
        """Give the position of the line that stands for rows the document names itself."""
        return next((i for i, line in enumerate(self.lines) if line.open), None)

    def ancestors(self, line: Account) -> list[Account]:
        """Give the headings above a line, root first."""
        by_id = {account.account: account for account in self.lines}
        above: list[Account] = []
        while line.parent:
            line = by_id[line.parent]
            above.insert(0, line)
        return above

    def is_total(self, position: int) -> bool:
        """Tell whether the line at a position is the form's last total: lines add up to it, and it adds up to nothing."""
        line = self.lines[position]
        return not line.sums_to and any(other.sums_to == line.account for other in self.lines)
