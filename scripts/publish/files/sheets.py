"""A printed table as the cells of a sheet: indented labels, the printed columns, dash and blank kept."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from scripts.facts import number_rows
from scripts.records import Entry, Table
from scripts.reference import Reference

NAME_LENGTH = 31
_ILLEGAL = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class SheetCell:
    """What stands in a cell: text at its indent, or a figure with the number format that shows it as printed."""

    text: str = ""
    value: Decimal | None = None
    form: str = ""
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """One side of a printed table: the heading of its columns, and its rows; a row not printed on this side is none."""

    heading: tuple[str, ...]
    rows: tuple[tuple[SheetCell, ...] | None, ...]
    labels_en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """The words of codes in headings, by kind of code (`segment`, `basis`, `unit`) and code."""

    reference: Reference = field(repr=False)
    labels: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class _Row:
    """A printed row: its label with the indent, and its figures by column."""

    label: str
    account: str
    depth: int
    entries: Mapping[Key, Entry]

    @property
    def line(self) -> int:
        return min((entry.place.line for entry in self.entries.values()), default=0)


def blocks_of(table: Table, names: Names) -> tuple[Block, ...]:
    """Give the sides of `table`: two where its form has two and the print sets them side by side, else one."""
    rows = [_row([entry for _, entry in group]) for _, group in groupby(number_rows(table.entries), key=lambda pair: pair[0])]
    sides = _sides(rows, names.reference)
    if len(sides) == 1:
        return (_block(table, _with_headings(rows), names),)
    lines = sorted({row.line for row in rows})
    return tuple(_block(table, [{row.line: row for row in side}.get(line) for line in lines], names) for side in sides)


def _row(entries: Sequence[Entry]) -> _Row:
    first = entries[0]
    depth = first.path.count("/") + 1 if first.path else 0
    return _Row(first.label, first.account, depth, {(e.segment, e.basis, e.column): e for e in entries})


def _sides(rows: Sequence[_Row], reference: Reference) -> list[list[_Row]]:
    left: list[_Row] = []
    right: list[_Row] = []
    for row in rows:
        account = reference.accounts.get(row.account)
        (left if account is None or account.side in {"", "assets"} else right).append(row)
    beside = {row.line for row in left} & {row.line for row in right}
    alone = all(len({row.line for row in side}) == len(side) for side in (left, right))
    return [left, right] if beside and alone else [list(rows)]


def _with_headings(rows: Iterable[_Row]) -> list[_Row]:
    """Give the rows with a row of its own for every heading above them that is not printed with a figure before."""
    found: list[_Row] = []
    seen: set[str] = set()
    for row in rows:
        path = next((entry.path for entry in row.entries.values()), "")
        parts = path.split("/") if path else []
        for depth, part in enumerate(parts):
            heading = "/".join(parts[: depth + 1])
            if heading not in seen:
                found.append(_Row(part, "", depth, {}))
                seen.add(heading)
        seen.add(f"{path}/{row.label}" if path else row.label)
        found.append(row)
    return found


def _block(table: Table, rows: Sequence[_Row | None], names: Names) -> Block:
    places = {column.column: column.order for column in names.reference.columns.get(table.form, ())}
    keys = _columns((row for row in rows if row is not None), places)
    accounts = names.reference.accounts
    return Block(
        ("科目", *_headings(table, keys, names)),
        tuple(None if row is None else _cells(row, keys, table, names) for row in rows),
        tuple(accounts[row.account].label_en if row and row.account in accounts else "" for row in rows),
    )


def _cells(row: _Row, keys: Sequence[Key], table: Table, names: Names) -> tuple[SheetCell, ...]:
    return (SheetCell(row.label, indent=row.depth), *(_figure(row, key, table, names) for key in keys))


def _columns(rows: Iterable[_Row], form: Mapping[str, int]) -> list[Key]:
    """Give the columns in an order that every row keeps; where rows leave it open, that of the form, then of the print."""
    before: dict[Key, set[Key]] = {}
    for row in rows:
        passed: list[Key] = []
        for key in row.entries:
            before.setdefault(key, set()).update(passed)
            passed.append(key)
    order: list[Key] = []
    while before:
        # Rows that contradict one another leave none free: then the first seen goes first.
        free = [key for key in before if not before[key] - set(order)] or list(before)[:1]
        order.append(min(free, key=lambda key: form.get(key[2], len(form) + 1)))
        del before[order[-1]]
    return order


def _headings(table: Table, keys: Sequence[Key], names: Names) -> list[str]:
    columns = {column.column: column.label_ja for column in names.reference.columns.get(table.form, ())}
    words = [
        (names.labels["segment"].get(segment, segment), names.labels["basis"].get(basis, basis), columns.get(column, "金額"))
        for segment, basis, column in keys
    ]
    varied = [number for number in range(3) if len({word[number] for word in words}) > 1] or [2]
    return [" ".join(word[number] for number in varied) for word in words]


def _figure(row: _Row, key: Key, table: Table, names: Names) -> SheetCell:
    entry = row.entries.get(key)
    if entry is None or not entry.printed:
        return SheetCell()
    unit = "" if entry.unit in {"", table.unit} else names.labels["unit"].get(entry.unit, entry.unit)
    if not _is_number(entry):
        # 7億137万, 平成29年度: no number format prints it; it stands as text.
        return SheetCell(f"{entry.printed} {unit}".strip() if entry.value is not None else entry.printed, form="@")
    return SheetCell(entry.printed, entry.value, number_format(entry, unit))


def _is_number(entry: Entry) -> bool:
    return entry.value is not None and not re.search(r"[^0-9０-９,，.．△▲\-−－\s]", entry.printed)


def number_format(entry: Entry, unit: str = "") -> str:
    """Give the number format under which a spreadsheet shows the value of `entry` as it is printed, with `unit` behind.

    `△17,874,843` is -17874843 under `#,##0;"△"#,##0`.
    """
    printed = entry.printed.strip()
    _, _, decimals = printed.partition(".")
    whole = "#,##0" if re.search("[,，]", printed) or entry.value is None or abs(entry.value) < 1000 else "0"  # noqa: PLR2004
    shape = whole + ("." + "0" * len(decimals) if decimals else "") + (f'" {unit}"' if unit else "")
    sign = re.match(r"[^0-9０-９]*", printed)
    minus = sign[0] if sign and sign[0] else "△"
    return f'{shape};"{minus}"{shape}'


def sheet_names(titles: Iterable[str]) -> list[str]:
    """Give a legal and unique sheet name for each title: at most 31 characters, no brackets, colons, slashes ..."""
    names: list[str] = []
    taken: set[str] = set()
    for title in titles:
        plain = " ".join(_ILLEGAL.sub(" ", title).split()).strip("'")[:NAME_LENGTH].strip(" '") or "表"
        name, copy = plain, 1
        while name.casefold() in taken or name.casefold() == "history":
            copy += 1
            end = f" ({copy})"
            name = plain[: NAME_LENGTH - len(end)] + end
        names.append(name)
        taken.add(name.casefold())
    return names
