"""A printed table as a reader sees it: rows under their headings, figures as printed, each with its place in the source."""

import unicodedata
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import groupby

from scripts.show.language import Language
from scripts.show.published import Published
from scripts.show.report import Fact, Row
from scripts.show.trees import fold_numbers, shares_of

ColumnKey = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Label:
    """A label in the page's language (`lang` where it is another) and beneath it the print or the form's own wording."""

    text: str
    lang: str = ""
    other: str = ""
    other_lang: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as printed; nothing at all for an empty place of the print. `key` is its id on the page of its table."""

    printed: str = ""
    unit: str = ""
    kind: str = ""
    key: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the page. A heading has no cells.

    `fold` is the number of a row under which others fold away, `within` are those it folds away under; `share` is its amount
    in percent of the largest of its side.
    """

    label: Label
    depth: int
    anchor: str = ""
    cells: tuple[Cell, ...] = ()
    place: str = ""
    corroborated: int = 0
    account: str = ""
    note: str = ""
    fold: int = 0
    within: tuple[int, ...] = ()
    share: int = 0

    @property
    def key(self) -> str:
        """Its id on the page of its table."""
        return self.anchor.partition(":")[2]

    @property
    def nil(self) -> bool:
        """Whether everything printed in the row is a dash."""
        return bool(self.cells) and all(c.kind in ("dash", "empty") for c in self.cells)


@dataclass(frozen=True, slots=True)
class StatementTable:
    """A table of the page: its columns, that of the labels first, and its rows, in as many parts as the print has sides."""

    about: Row
    title: Label
    unit: str
    scope: str
    columns: tuple[str, ...]
    sides: tuple[tuple[TableRow, ...], ...]

    @property
    def flat(self) -> bool:
        """Whether its rows are a list rather than a tree with totals."""
        return self.about["statement"] == "note" or not any(row.depth for side in self.sides for row in side)

    @property
    def nil_rows(self) -> int:
        """How many rows print nothing but dashes."""
        return sum(row.nil for side in self.sides for row in side)


class TableReader:
    """Makes the tables of a report readable in one language."""

    def __init__(self, published: Published, language: Language) -> None:
        self.reference = published.reference
        self.column_rows = published.columns
        self.language = language
        self._labels: dict[tuple[str, str], Label] = {}

    def read(self, about: Row, facts: tuple[Fact, ...]) -> StatementTable:
        """Give the readable form of a printed table."""
        keys = list(dict.fromkeys((f.segment, f.basis, f.column) for f in facts))
        keys.sort(key=lambda key: self._order(about["form"], key))
        units = {key: {f.unit for f in facts if (f.segment, f.basis, f.column) == key} for key in keys}
        one_unit = len({unit for found in units.values() for unit in found}) == 1 and len(keys) > 1
        columns = tuple(self.heading(about, key, keys, set() if one_unit else units[key]) for key in keys)
        rows = [tuple(group) for _, group in groupby(facts, key=lambda f: f.row)]
        sides = list(dict.fromkeys(self._side(row) for row in rows))
        parts = _shaped(self._part(about, keys, units, [r for r in rows if self._side(r) == side]) for side in sides)
        unit = self.unit(facts[0].unit if one_unit else about["unit"])
        corner = str(self.language.say("item")) + (str(self.language.say("unit_in_brackets", unit=unit)) if one_unit else "")
        return StatementTable(about, self.title(about), unit, self.scope(about["scope"]), (corner, *columns), parts)

    def unit(self, unit: str) -> str:
        """Give the name of a unit, as it stands within a line."""
        name = self.language.label(self.reference["units"].get(unit), unit)
        return name[:1].lower() + name[1:]

    def scope(self, scope: str) -> str:
        """Give the name of a scope."""
        return self.language.label(self.reference["scopes"].get(scope), scope)

    def label(self, fact: Fact) -> Label:
        """Give the label of a fact: the print, and where they differ the form's wording or the translation."""
        known = (fact.account, fact.label)
        if known not in self._labels:
            self._labels[known] = self._label(fact)
        return self._labels[known]

    def _label(self, fact: Fact) -> Label:
        account = self.reference["accounts"].get(fact.account)
        if account is None or _is_named_by_document(account):
            return self._japanese(fact.label)
        if self.language.code == "ja":
            standard = account["label_ja"]
            return Label(fact.label, other="" if _same(fact.label, standard) else standard)
        if not account["label_en"]:
            return self._japanese(fact.label)
        return Label(account["label_en"], other=fact.label, other_lang="ja")

    def _japanese(self, text: str) -> Label:
        return Label(text, lang="" if self.language.code == "ja" else "ja")

    def title(self, about: Row) -> Label:
        """Give the title of a printed table: the print, in English that of its form with the print beneath."""
        form = self.reference["forms"].get(about["form"])
        if self.language.code == "ja" or form is None or not form.get("title_en"):
            return self._japanese(about["title"] or self.language.label(form, about["table"], "title"))
        return Label(form["title_en"], other=about["title"], other_lang="ja")

    def heading(self, about: Row, key: ColumnKey, keys: list[ColumnKey], units: AbstractSet[str] = frozenset()) -> str:
        """Give the name of a column among those of its table, with its unit where it has one of its own."""
        segment, basis, column = key
        column_row = self.column_rows.get((about["form"], column))
        parts = []
        if len({k[0] for k in keys}) > 1:
            parts.append(self.language.label(self.reference["segments"].get(segment), segment))
        if len({k[1] for k in keys}) > 1:
            parts.append(str(self.language.say(f"basis_{basis}")))
        if not parts or len({k[2] for k in keys}) > 1:
            parts.append(self.language.label(column_row, str(self.language.say("amount"))))
        unit = self.unit(next(iter(units))) if len(units) == 1 else ""
        return " · ".join(parts) + (str(self.language.say("unit_in_brackets", unit=unit)) if unit else "")

    def _order(self, form: str, key: ColumnKey) -> tuple[int, int]:
        segment = self.reference["segments"].get(key[0])
        column = self.column_rows.get((form, key[2]))
        return int((segment or {}).get("order") or 0), int((column or {}).get("order") or 0)

    def _side(self, row: tuple[Fact, ...]) -> str:
        account = self.reference["accounts"].get(row[0].account)
        return (account or {}).get("side") or ""

    def _part(
        self, about: Row, keys: list[ColumnKey], units: dict[ColumnKey, set[str]], rows: list[tuple[Fact, ...]]
    ) -> list[TableRow]:
        """Give one side of a table; shares are told where there is one amount column."""
        shares = shares_of(row[0] for row in rows) if len(keys) == 1 else {}
        return [replace(row, share=shares.get(row.key, 0)) for row in self._rows(about, keys, units, rows)]

    def _rows(
        self, about: Row, keys: list[ColumnKey], units: dict[ColumnKey, set[str]], rows: list[tuple[Fact, ...]]
    ) -> Iterator[TableRow]:
        shown: set[str] = set()
        for row in rows:
            first = row[0]
            steps = first.path.split("/") if first.path else []
            for depth in range(len(steps)):
                path = "/".join(steps[: depth + 1])
                if path not in shown:
                    shown.add(path)
                    yield TableRow(self.ancestor(first, steps, depth), depth)
            shown.add("/".join([*steps, first.label]))
            by_key = {(f.segment, f.basis, f.column): f for f in row}
            yield TableRow(
                label=self.label(first),
                depth=len(steps),
                anchor=first.anchor,
                cells=tuple(self._cell(by_key.get(key), units[key]) for key in keys),
                place=_place(row),
                corroborated=max(f.corroborated for f in row),
                account=first.account if first.account in self.reference["accounts"] else "",
                note=self._note(about, row),
            )

    def ancestor(self, fact: Fact, steps: list[str], depth: int) -> Label:
        """Give the label of the heading that stands `depth` steps down the path of a fact."""
        accounts, chain = self.reference["accounts"], list[Row]()
        account = accounts.get(fact.account)
        while account is not None and (account := accounts.get(account["parent"])) is not None:
            chain.insert(0, account)
        ours = len(chain) == len(steps) and chain[depth]["label_en"] and not _is_named_by_document(chain[depth])
        if self.language.code == "ja" or not ours:
            return self._japanese(steps[depth])
        return Label(chain[depth]["label_en"], other=steps[depth], other_lang="ja")

    def _cell(self, fact: Fact | None, units: set[str]) -> Cell:
        if fact is None:
            return Cell(kind="empty")
        return Cell(fact.printed, self.unit(fact.unit) if len(units) > 1 else "", fact.missing, fact.figure_key)

    def _note(self, about: Row, row: tuple[Fact, ...]) -> str:
        scopes = dict.fromkeys(self.scope(f.scope) for f in row if f.scope != about["scope"])
        return " · ".join([*scopes, *dict.fromkeys(f.remark for f in row if f.remark)])


def _shaped(parts: Iterable[list[TableRow]]) -> tuple[tuple[TableRow, ...], ...]:
    sides = list(parts)
    folds = fold_numbers([[row.depth for row in side] for side in sides])
    return tuple(
        tuple(replace(row, fold=own, within=within) for row, (own, within) in zip(side, numbers, strict=True))
        for side, numbers in zip(sides, folds, strict=True)
    )


def _is_named_by_document(account: Row) -> bool:
    """Tell whether a form leaves the label to the document; such lines have a name in brackets in the reference tables."""
    return account["named"] == "yes" or account["label_ja"].startswith("（")


def _same(one: str, other: str) -> bool:
    return unicodedata.normalize("NFKC", one).replace(" ", "") == unicodedata.normalize("NFKC", other).replace(" ", "")


def _place(row: tuple[Fact, ...]) -> str:
    if row[0].cell:
        return row[0].cell
    lines = sorted({int(f.line) for f in row if f.line})
    text = "–".join(str(n) for n in dict.fromkeys((lines[0], lines[-1]))) if lines else ""
    return f"p. {row[0].page}: {text}" if row[0].page else text
