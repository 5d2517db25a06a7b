"""The project's knowledge, as tables: `datapackage/reference/*.csv` and, by taxonomy, `datapackage/reference/*/*.csv`."""

import csv
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from scripts.characters import find_deceiving, find_unseen, is_formula
from scripts.faults import FaultError
from scripts.labels import fold_label
from scripts.reference_rows import (
    Account,
    Column,
    Form,
    StandIn,
    Unit,
    read_account,
    read_column,
    read_form,
    read_stand_in,
    read_unit,
    wordings_of,
)

__all__ = ["Account", "Column", "Form", "Reference", "ReferenceTableError", "StandIn", "Unit", "load_reference", "read_rows"]

# Columns whose texts become names of files and addresses.
_IDS = {"account", "body", "form", "rule", "indicator", "segment", "scope", "unit", "slug", "code", "table"}
_ID = re.compile(r"\*|@?(?:[A-Za-z0-9_][A-Za-z0-9_-]{0,79})?")
_AND = re.compile("及び|並びに|、")
FOLDER = Path(__file__).resolve().parent.parent / "datapackage" / "reference"


class ReferenceTableError(FaultError):
    """A reference table that contradicts itself; the message names file, row and mend."""


@dataclass(frozen=True)
class Reference:
    """Every reference table, typed where the code relies on it, plain rows otherwise (`tables`)."""

    tables: dict[str, list[dict[str, str]]] = field(repr=False)

    @cached_property
    def accounts(self) -> dict[str, Account]:
        """Every account by its id."""
        return {row["account"]: read_account(row) for row in self.tables["accounts"]}

    @cached_property
    def forms(self) -> dict[str, Form]:
        """Every form by its id."""
        return {row["form"]: read_form(row) for row in self.tables["forms"]}

    @cached_property
    def units(self) -> dict[str, Unit]:
        """Every unit by its id."""
        return {row["unit"]: read_unit(row) for row in self.tables["units"]}

    @cached_property
    def lines(self) -> dict[str, tuple[Account, ...]]:
        """The accounts of each form in the order of the form; a joined form has the lines of its parts."""
        found: dict[str, list[Account]] = defaultdict(list)
        for account in self.accounts.values():
            found[account.form].append(account)
        plain = {form: tuple(sorted(rows, key=lambda a: a.order)) for form, rows in found.items()}
        joined = {f.form: sum((plain.get(p, ()) for p in f.parts), ()) for f in self.forms.values() if f.parts}
        return dict.fromkeys(self.forms, ()) | plain | joined

    @cached_property
    def columns(self) -> dict[str, tuple[Column, ...]]:
        """The amount columns of each form that has more than one, in printed order."""
        found: dict[str, list[Column]] = defaultdict(list)
        for row in self.tables["columns"]:
            found[row["form"]].append(read_column(row))
        return {form: tuple(sorted(rows, key=lambda c: c.order)) for form, rows in found.items()}

    @cached_property
    def wordings(self) -> dict[str, frozenset[str]]:
        """For each account every folded label under which it may be printed."""
        found: dict[str, set[str]] = {a.account: {fold_label(a.label_ja)} for a in self.accounts.values()}
        for row in self.tables["labels"]:
            found[row["account"]].add(fold_label(row["variant"]))
        return {account: frozenset(labels) for account, labels in found.items()}

    @cached_property
    def stand_ins(self) -> dict[str, tuple[StandIn, ...]]:
        """For each form the figures that stand in for those of lines it does not print."""
        found: dict[str, list[StandIn]] = defaultdict(list)
        for row in self.tables.get("stand_ins", []):
            found[row["form"]].append(read_stand_in(row))
        return {form: tuple(rows) for form, rows in found.items()}

    @cached_property
    def label_heads(self) -> dict[str, frozenset[str]]:
        """For forms whose rows are labelled over several cells: the folded headings of those cells."""
        return self._heads_of("label")

    @cached_property
    def scope_heads(self) -> dict[str, frozenset[str]]:
        """For forms whose rows name their scope in a cell of its own: the folded headings of that cell."""
        return self._heads_of("scope")

    def _heads_of(self, role: str) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for row in self.tables["label_heads"]:
            if (row.get("role") or "label") == role:
                found[row["form"]] |= {fold_label(text) for text in wordings_of(row) if text}
        return {form: frozenset(words) for form, words in found.items()}

    def variants(self, table: str, key: str) -> dict[str, str]:
        """Give folded printed wording -> id for a table with `label_ja` and `variants` (scopes, units, segments)."""
        if table not in self._variants:
            rows = self.tables[table]
            self._variants[table] = {fold_label(text): row[key] for row in rows for text in wordings_of(row) if text}
        return self._variants[table]

    def segments_named(self, text: str) -> tuple[str, ...]:
        """Give the segments whose names a text joins, and nothing else: 甲事業及び乙事業; none where a word is no such name."""
        known = self.variants("segments", "segment")
        names = [fold_label(name) for name in _AND.split(text)]
        found = [known.get(name) or known.get(name.removesuffix("事業"), "") for name in names]
        return tuple(found) if all(found) and "total" not in found else ()

    @cached_property
    def _variants(self) -> dict[str, dict[str, str]]:
        return {}


def read_rows(path: Path) -> list[dict[str, str]]:
    """Give the rows of a CSV file as dictionaries of text; a row with too many or too few cells is refused by place."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, restkey="", restval=None, strict=True)
        rows = []
        for row in reader:
            if None in row.values() or "" in row:
                raise ReferenceTableError(f"{path}:{reader.line_num}: the row has not as many cells as the heading")
            rows.append(row)
        return rows


def load_reference(folder: Path = FOLDER) -> Reference:
    """Give all reference tables under `folder`; tables of the same name in sub-folders are one table."""
    tables: dict[str, list[dict[str, str]]] = defaultdict(list)
    for path in [*sorted(folder.glob("*.csv")), *sorted(folder.glob("*/*.csv"))]:
        tables[path.stem] += read_rows(path)
    for name, rows in tables.items():
        _vet(name, rows)
    return Reference(dict(tables))


def _vet(table: str, rows: list[dict[str, str]]) -> None:
    """Raise ReferenceTableError for words that deceive, and for ids that lead out of the folders they become names of."""
    words = {text for row in rows for text in row.values()}
    odd = {text for text in words if is_formula(text)} if table == "bodies" else set()
    together = "\n".join(words)
    if find_deceiving(together) or find_unseen(together):
        odd |= {text for text in words if find_deceiving(text) or find_unseen(text)}
    ids = {row[column] for row in rows for column in _IDS & row.keys()}
    for text in sorted(odd | {text for text in ids if not _ID.fullmatch(text)}):
        wanted = "an id of letters, digits, _ and -" if text in ids else "a printed text"
        raise ReferenceTableError(f"{table}.csv: expected {wanted}, found {text[:40]!a}\n    mend: mend the row")
