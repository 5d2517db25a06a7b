"""The four statements of a sheet, under one another: where each begins, its row of headings and its labelled rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from scripts.labels import fold_label
from scripts.records import RefusedError
from scripts.reference import Reference
from scripts.sheets import Sheet, address

FIRST_COLUMN = 6
FORMS = ("unified_bs", "unified_pl", "unified_nw", "unified_cf")
GENERAL = "一般会計等"
LINE_HEAD = "科目"
END = "指標"
UNIT = "百万円"
_UNIT = re.compile(r"単位[::]?([^()]*)")


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled row: its number from 0, the column of its label (0 = A: a total) and the label as stored."""

    row: int
    depth: int
    label: str


@dataclass(frozen=True, slots=True)
class Block:
    """A statement of a sheet: `top` is the row of its title, `head` the row that names the bases."""

    form: str
    title: str
    top: int
    head: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands on a sheet: the statements, rows of figures without a label, and the row from which nothing is read."""

    blocks: tuple[Block, ...]
    unlabelled: tuple[int, ...]
    end: int
    unit_told: bool


def text_of(cell: object) -> str:
    """Give the text of a cell without white space, folded for comparison; nothing for a number."""
    return fold(cell) if isinstance(cell, str) else ""


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Give the form in which labels are compared."""
    return fold_label(text)


def is_head(cells: Sequence[object]) -> bool:
    """Tell whether a row names the bases: nothing in A to F, 一般会計等 in one of G to I."""
    if any(text_of(cell) for cell in cells[:FIRST_COLUMN]):
        return False
    return GENERAL in [text_of(cell) for cell in cells[FIRST_COLUMN : FIRST_COLUMN + 3]]


def cut_blocks(name: str, sheet: Sheet, reference: Reference) -> Layout:
    """Give the statements of a sheet. Raises RefusedError unless each of the four stands there once, in million yen."""
    joined = [form.form for form in reference.forms.values() if set(form.parts) & set(FORMS)]
    titles = {fold(reference.forms[form].title_ja): form for form in (*FORMS, *joined)}
    tops = [(row, form) for row, cells in enumerate(sheet.rows) if (form := _form(text_of(cells[0]), titles))]
    end = next((row for row, cells in enumerate(sheet.rows) if text_of(cells[0]) == END), len(sheet.rows))
    tops = [(row, form) for row, form in tops if row < end]
    where = f"{name}:{sheet.name}"
    for form in (*FORMS, *(form for _, form in tops)):
        count = sum(found == form for _, found in tops)
        if count != (form in FORMS):
            title = reference.forms[form].title_ja
            found = "it not at all" if not count else f"it {count} times" if form in FORMS else "it"
            expected = "once" if form in FORMS else "nowhere"
            message = f"expected a row with {title} in column A {expected}, found {found}"
            raise RefusedError(where, message, "take the sheet as published: four statements under one another")
    edges = [row for row, _ in tops[1:]] + [end]
    cut = [_block(where, sheet, form, (top, last)) for (top, form), last in zip(tops, edges, strict=True)]
    unlabelled = tuple(row for _, rows in cut for row in rows)
    blocks = tuple(block for block, _ in cut)
    return Layout(blocks, unlabelled, end, _unit_told(where, sheet, blocks))


def _form(text: str, titles: dict[str, str]) -> str:
    found = [title for title in titles if title in text]
    return titles[max(found, key=len)] if found else ""


def _block(where: str, sheet: Sheet, form: str, span: tuple[int, int]) -> tuple[Block, list[int]]:
    top, last = span
    head = next((row for row in range(top, last) if is_head(sheet.rows[row])), None)
    title = str(sheet.rows[top][0]).strip()
    if head is None:
        message = f"expected below {title} a row with nothing in A to F and {GENERAL} in G, H or I, found none"
        raise RefusedError(where, message, "take the sheet as published: every statement names the bases anew")
    rows, unlabelled = [], []
    for row in range(head + 1, last):
        found = _label(where, sheet, row)
        if found is None or fold(found.label) == LINE_HEAD:
            unlabelled += [row] if _has_number(sheet.rows[row]) else []
        else:
            rows.append(found)
    return Block(form, title, top, head, tuple(rows)), unlabelled


def _label(where: str, sheet: Sheet, row: int) -> Row | None:
    found = [(column, cell) for column, cell in enumerate(sheet.rows[row][:FIRST_COLUMN]) if cell != "" and str(cell).strip()]
    if not found:
        return None
    if len(found) > 1 or not isinstance(found[0][1], str):
        cells = ", ".join(f"{cell} in {address(sheet.name, row, column)}" for column, cell in found)
        message = f"expected one label in A to F of row {row + 1}, found {cells}"
        raise RefusedError(where, message, "keep the label in the one column that tells its depth")
    return Row(row, found[0][0], found[0][1])


def _has_number(cells: Sequence[object]) -> bool:
    return any(isinstance(cell, int | float) for cell in cells[FIRST_COLUMN:])


def _unit_told(where: str, sheet: Sheet, blocks: Sequence[Block]) -> bool:
    told = False
    for row in {row for block in blocks for row in (*range(blocks[0].top), *range(block.top, block.head))}:
        for column, cell in enumerate(sheet.rows[row]):
            match = _UNIT.search(fold(cell)) if isinstance(cell, str) and cell else None
            if match is None:
                continue
            told = True
            if match[1] != UNIT:
                message = f"expected figures in {UNIT}, found {match[1]} in {address(sheet.name, row, column)}"
                raise RefusedError(where, message, "the ministry publishes these workbooks in million yen; check the file")
    return told
