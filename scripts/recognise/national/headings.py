"""Whose figures a column holds: the names of the bodies in row 4 and the bases below them, held against one another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scripts.labels import clean_label, fold_label
from scripts.recognise.national.blocks import FIRST_COLUMN, Layout, text_of
from scripts.records import RefusedError
from scripts.reference import Reference
from scripts.sheets import Sheet, address, column_letters

NAME_ROW = 3
SCOPES = ("general", "whole", "consolidated")


@dataclass(frozen=True, slots=True)
class Group:
    """The columns of one body: where its name stands, the name as printed, what stands above it, scope -> column."""

    column: int
    name: str
    above: object
    scopes: dict[str, int]


def read_groups(name: str, sheet: Sheet, layout: Layout, reference: Reference) -> tuple[Group, ...]:
    """Give the bodies of a sheet in the order of their columns.

    Raises RefusedError where the four rows of bases differ, for an unknown basis, a basis without a body, a body with a
    basis twice or not at all, a body twice, columns without headings, and cells merged in any other way than a name over
    its three columns.
    """
    reader = _Reader(name, sheet, reference)
    bases = reader.bases(layout)
    groups = tuple(reader.groups(bases, layout))
    reader.refuse_merged(groups, layout)
    seen: dict[str, Group] = {}
    for group in groups:
        key = fold_label(group.name)
        if key in seen:
            both = f"{address(sheet.name, NAME_ROW, seen[key].column)} and {address(sheet.name, NAME_ROW, group.column)}"
            raise reader.refused(f"expected every body once, found {group.name} in {both}", "tell which columns are whose")
        seen[key] = group
    return groups


class _Reader:
    def __init__(self, name: str, sheet: Sheet, reference: Reference) -> None:
        self.where = f"{name}:{sheet.name}"
        self.sheet = sheet
        words = {text: scope for text, scope in reference.variants("scopes", "scope").items() if scope in SCOPES}
        self.scopes = words
        self.expected = ", ".join(row["label_ja"] for row in reference.tables["scopes"] if row["scope"] in SCOPES)

    def refused(self, message: str, mend: str) -> RefusedError:
        return RefusedError(self.where, message, mend)

    def bases(self, layout: Layout) -> dict[int, str]:
        """Give column -> scope as the first row of bases says; the other rows must say the same."""
        first, *others = layout.blocks
        told = self._heads(first.head)
        for block in others:
            again = self._heads(block.head)
            if again != told:
                column = min(c for c in {*told, *again} if told.get(c) != again.get(c))
                cells = [address(self.sheet.name, row, column) for row in (first.head, block.head)]
                found = f"{told.get(column) or 'nothing'} in {cells[0]} and {again.get(column) or 'nothing'} in {cells[1]}"
                message = f"expected the same bases above every statement, found {found}"
                raise self.refused(message, "take the sheet as published; a column must be of one body and basis throughout")
        for column, text in told.items():
            if text not in self.scopes:
                message = f"expected one of {self.expected} in {address(self.sheet.name, first.head, column)}, found {text}"
                raise self.refused(message, "if it is a wording of one of them, add it to datapackage/reference/scopes.csv")
        return {column: self.scopes[text] for column, text in told.items()}

    def _heads(self, row: int) -> dict[int, str]:
        cells = self.sheet.rows[row]
        return {column: text_of(cell) or str(cell) for column, cell in enumerate(cells) if column >= FIRST_COLUMN and cell != ""}

    def names(self) -> dict[int, str]:
        """Give column -> name as row 4 prints it; a name repeated over its own columns counts once."""
        cells = self.sheet.rows[NAME_ROW] if len(self.sheet.rows) > NAME_ROW else ()
        found: dict[int, str] = {}
        last = ""
        for column, cell in enumerate(cells):
            if column < FIRST_COLUMN or not text_of(cell):
                continue
            if text_of(cell) != last:
                found[column] = clean_label(str(cell))
            last = text_of(cell)
        return found

    def groups(self, bases: dict[int, str], layout: Layout) -> Iterator[Group]:
        names = self.names()
        bare = [column for column in bases if not any(start <= column for start in names)]
        if bare:
            cell, above = (address(self.sheet.name, row, bare[0]) for row in (layout.blocks[0].head, NAME_ROW))
            raise self.refused(f"expected the name of a body in {above}, above the basis in {cell}, found none", _NAMES)
        starts = sorted(names)
        for start, stop in zip(starts, [*starts[1:], len(max(self.sheet.rows, key=len))], strict=True):
            yield self._group(names[start], range(start, stop), bases)

    def _group(self, name: str, columns: range, bases: dict[int, str]) -> Group:
        scopes: dict[str, int] = {}
        for column in columns:
            scope = bases.get(column)
            if scope in scopes:
                cells = f"columns {column_letters(scopes[scope])} and {column_letters(column)}"
                message = f"expected {self._label(scope)} of {name} once, found it in {cells}"
                raise self.refused(message, "if the name of the next body is missing in row 4, add it")
            if scope is not None:
                scopes[scope] = column
        lost = [self._label(scope) for scope in SCOPES if scope not in scopes]
        if lost:
            message = f"expected {self.expected} below {name}, found no {' and no '.join(lost)}"
            raise self.refused(message, "a column must be found by its headings; complete them as published")
        return Group(columns.start, name, self.sheet.rows[NAME_ROW - 1][columns.start], scopes)

    def _label(self, scope: str | None) -> str:
        return next(text for text, known in self.scopes.items() if known == scope)

    def refuse_merged(self, groups: Sequence[Group], layout: Layout) -> None:
        """Refuse merged cells that leave open whose name or figure they hold."""
        own = {group.column: sorted(group.scopes.values()) for group in groups}
        for (top, left), (bottom, right) in self.sheet.merged:
            cell = f"{address(self.sheet.name, top, left)}:{column_letters(right)}{bottom + 1}"
            if right < FIRST_COLUMN or bottom < NAME_ROW or top >= layout.end:
                continue
            if top <= NAME_ROW <= bottom and (left, right) != (left, own.get(left, [-1])[-1]):
                message = f"expected a name merged over the three columns of its body, found {cell}"
                raise self.refused(message, "take the sheet as published; a name must stand over its own columns only")
            if top > NAME_ROW and any(block.head <= bottom for block in layout.blocks) and self._inside(top, bottom, layout):
                message = f"expected a cell for every figure, found {cell} merged"
                raise self.refused(message, "unmerge the cells and fill in what each of them stands for")

    def _inside(self, top: int, bottom: int, layout: Layout) -> bool:
        rows = {row.row for block in layout.blocks for row in block.rows} | {block.head for block in layout.blocks}
        return any(row in rows for row in range(top, bottom + 1))


_NAMES = "row 4 must name every body in the first of its columns; take the sheet as published"
