"""The project's knowledge, as tables: `datapackage/reference/*.csv` and, by taxonomy, `datapackage/reference/*/*.csv`."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from scripts.labels import fold_label

FOLDER = Path(__file__).resolve().parent.parent / "datapackage" / "reference"


class ReferenceTableError(ValueError):
    """A reference table that contradicts itself; the message names file, row and mend."""


@dataclass(frozen=True, slots=True)
class Account:
    """A line of a form. `parent` is the heading above it on the page, `sums_to` the total it adds to with `sign`."""

    account: str
    taxonomy: str
    statement: str
    form: str
    order: int
    parent: str
    sums_to: str
    sign: int
    period: str
    columns: tuple[str, ...]
    side: str
    label_ja: str
    label_en: str
    definition_ja: str
    definition_en: str

    @property
    def open(self) -> bool:
        """Tell whether the line stands for rows that each document names itself: （相手先）, （基金）."""
        return self.label_ja.startswith("（") and self.label_ja.endswith("）")


@dataclass(frozen=True, slots=True)
class Column:
    """An amount column of a form; `sums_to` and `sign` where the columns add up, `unit` where it is not the table's."""

    form: str
    column: str
    order: int
    label_ja: str
    label_en: str
    variants: tuple[str, ...]
    sums_to: str
    sign: int
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of table: which accounts, on how many sides, under which printed titles; `parts` where it joins others."""

    form: str
    taxonomy: str
    statement: str
    sides: int
    parts: tuple[str, ...]
    title_ja: str
    title_en: str
    variants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StandIn:
    """In a form, the figure of line `stand_in` that stands for the one of line `account` where that line is not printed.

    The joined statement prints net administrative cost once, as the last line of costs and the first of changes.
    """

    form: str
    account: str
    column: str
    stand_in: str
    stand_in_column: str
    sign: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed; `factor` whole yen per unit for money, none for others."""

    unit: str
    label_ja: str
    label_en: str
    variants: tuple[str, ...]
    factor: int | None
    decimals: int | None


@dataclass(frozen=True)
class Reference:
    """Every reference table, typed where the code relies on it, plain rows otherwise (`tables`)."""

    tables: dict[str, list[dict[str, str]]] = field(repr=False)

    @cached_property
    def accounts(self) -> dict[str, Account]:
        """Every account by its id."""
        return {row["account"]: _account(row) for row in self.tables["accounts"]}

    @cached_property
    def forms(self) -> dict[str, Form]:
        """Every form by its id."""
        return {row["form"]: _form(row) for row in self.tables["forms"]}

    @cached_property
    def units(self) -> dict[str, Unit]:
        """Every unit by its id."""
        return {row["unit"]: _unit(row) for row in self.tables["units"]}

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
            found[row["form"]].append(_column(row))
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
            found[row["form"]].append(StandIn(**{**row, "sign": int(row["sign"])}))  # type: ignore[arg-type]
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
                found[row["form"]] |= {fold_label(text) for text in _wordings_of(row) if text}
        return {form: frozenset(words) for form, words in found.items()}

    def variants(self, table: str, key: str) -> dict[str, str]:
        """Give folded printed wording -> id for a table with `label_ja` and `variants` (scopes, units, segments)."""
        if table not in self._variants:
            rows = self.tables[table]
            self._variants[table] = {fold_label(text): row[key] for row in rows for text in _wordings_of(row) if text}
        return self._variants[table]

    @cached_property
    def _variants(self) -> dict[str, dict[str, str]]:
        return {}


def _wordings_of(row: dict[str, str]) -> Iterator[str]:
    yield row["label_ja"]
    yield from _split(row["variants"])


def _split(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(";") if part.strip())


def _integer(text: str | None) -> int | None:
    return int(text) if text not in (None, "") else None


def _account(row: dict[str, str]) -> Account:
    return Account(
        account=row["account"],
        taxonomy=row["taxonomy"],
        statement=row["statement"],
        form=row["form"],
        order=int(row["order"]),
        parent=row["parent"],
        sums_to=row["sums_to"],
        sign=_integer(row["sign"]) or 0,
        period=row["period"],
        columns=_split(row["columns"]),
        side=row.get("side") or "",
        label_ja=row["label_ja"],
        label_en=row["label_en"],
        definition_ja=row["definition_ja"],
        definition_en=row["definition_en"],
    )


def _column(row: dict[str, str]) -> Column:
    return Column(
        form=row["form"],
        column=row["column"],
        order=int(row["order"]),
        label_ja=row["label_ja"],
        label_en=row["label_en"],
        variants=_split(row["variants"]),
        sums_to=row["sums_to"],
        sign=_integer(row["sign"]) or 0,
        unit=row.get("unit") or "",
    )


def _form(row: dict[str, str]) -> Form:
    return Form(
        form=row["form"],
        taxonomy=row["taxonomy"],
        statement=row["statement"],
        sides=_integer(row["sides"]) or 1,
        parts=_split(row.get("parts")),
        title_ja=row["title_ja"],
        title_en=row["title_en"],
        variants=_split(row["variants"]),
    )


def _unit(row: dict[str, str]) -> Unit:
    return Unit(
        unit=row["unit"],
        label_ja=row["label_ja"],
        label_en=row["label_en"],
        variants=_split(row["variants"]),
        factor=_integer(row["factor"]),
        decimals=_integer(row["decimals"]),
    )


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
    return Reference(dict(tables))
