"""Laying printed statements out as text, in the ways converters leave them, and telling the line of every figure."""

import random
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from tests.support.prints import Fact, Grid, PrintRow, at_line

Cells = list[tuple[str, Fact | None]]


@dataclass
class Sheet:
    """A growing text with the facts printed on it so far; `head` is repeated after each page break."""

    lines: list[str] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    page: int = 1

    def add(self, text: str = "", facts: Sequence[Fact | None] = ()) -> None:
        """Print a line that holds some facts."""
        self.lines.append(text)
        self.facts += [at_line(fact, len(self.lines)) for fact in facts if fact]

    def text(self) -> str:
        """Give the whole text."""
        return "\n".join(self.lines) + "\n"


@dataclass(frozen=True)
class Breaks:
    """Where a table is broken over pages: every `rows` lines; how a page ends and begins."""

    rows: int = 0
    feed: bool = True
    mark: str = "- {} -"
    running: str = ""
    again: tuple[str, ...] = ()
    header: bool = True


@dataclass(frozen=True)
class Look:
    """How a layout looks: gap between columns, indentation, blanks lines between rows, page breaks."""

    gap: int = 4
    indent: str = "　"
    blank: float = 0.0
    breaks: Breaks = Breaks()
    torn_heads: bool = False
    wrap: float = 0.0
    figures_last: bool = True
    bold: bool = False
    frame: bool = True
    bar: str = "|"


def width(text: str) -> int:
    """Give the columns a text takes on a screen where full-width characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def pad(text: str, size: int, *, right: bool = False) -> str:
    """Give a text filled with spaces to a width."""
    fill = " " * max(0, size - width(text))
    return fill + text if right else text + fill


def head_rows(grids: Sequence[Grid], look: Look) -> list[list[str]]:
    """Give the header as rows of cells: one, or two where its words are torn."""
    cells = [text for grid in grids for text in ("科目", *grid.heads)]
    if not look.torn_heads:
        return [cells]
    split = [
        (text[: len(text) // 2], text[len(text) // 2 :]) if len(text) > 4 and text != "科目" else (text, "") for text in cells
    ]
    return [[a for a, _ in split], [b for _, b in split]]


def paired(grids: Sequence[Grid]) -> Iterator[list[tuple[PrintRow | None, int]]]:
    """Give the rows of the grids side by side, each with the number of its amount columns."""
    for rows in zip_longest(*(grid.rows for grid in grids)):
        yield [(row, len(grid.heads)) for row, grid in zip(rows, grids, strict=True)]


def _cells(pair: Sequence[tuple[PrintRow | None, int]], look: Look) -> Cells:
    cells: Cells = []
    for row, count in pair:
        if row is None:
            cells += [("", None)] * (count + 1)
            continue
        label = look.indent * row.depth + row.label
        cells += [(f"<b>{label}</b>" if look.bold and row.depth == 0 else label, None), *row.cells]
    return cells


def wrapped(cells: Cells, look: Look, rng: random.Random) -> list[Cells]:
    """Give a row over one line, or over two where its first label is broken."""
    label, _ = cells[0]
    bare = label.strip("　 ")
    if len(bare) < 6 or rng.random() >= look.wrap:
        return [cells]
    cut = len(label) - len(bare) + rng.randint(2, len(bare) - 2)
    first, rest = label[:cut], label[: len(label) - len(bare)] + label[cut:]
    blank: Cells = [("", None)] * (len(cells) - 1)
    if look.figures_last:
        return [[(first, None), *blank], [(rest, None), *cells[1:]]]
    return [[(first, None), *cells[1:]], [(rest, None), *blank]]


class Printer:
    """Prints rows on a sheet with blank lines and page breaks between them."""

    def __init__(self, sheet: Sheet, look: Look, rng: random.Random, header: Callable[[], None]) -> None:
        self.sheet = sheet
        self.look = look
        self.rng = rng
        self.header = header
        self.rows = 0

    def row(self, text: str, facts: Sequence[Fact | None]) -> None:
        breaks = self.look.breaks
        if breaks.rows and self.rows and self.rows % breaks.rows == 0:
            self.turn(breaks)
        self.rows += 1
        self.sheet.add(text, facts)
        if self.rng.random() < self.look.blank:
            self.sheet.add()

    def turn(self, breaks: Breaks) -> None:
        if breaks.mark:
            self.sheet.add()
            self.sheet.add(breaks.mark.format(self.sheet.page))
        self.sheet.page += 1
        self.sheet.add("\f" + breaks.running if breaks.feed else breaks.running)
        for text in breaks.again:
            self.sheet.add(text)
        if breaks.header:
            self.header()


def ruled(sheet: Sheet, grids: Sequence[Grid], look: Look, rng: random.Random) -> None:
    """Print a table with cells parted by `look.bar` (a tab, a bar), framed or not."""
    framed = look.frame and look.bar != "\t"
    join = look.bar if look.bar == "\t" else f" {look.bar} "

    def line(texts: Sequence[str]) -> str:
        return f"{look.bar} {join.join(texts)} {look.bar}" if framed else join.join(texts)

    def header() -> None:
        rows = head_rows(grids, look)
        for cells in rows:
            sheet.add(line(cells))
        if look.bar == "|":
            sheet.add(line(["---"] * len(rows[0])))

    header()
    printer = Printer(sheet, look, rng, header)
    for pair in paired(grids):
        for cells in wrapped(_cells(pair, look), look, rng):
            printer.row(line([text for text, _ in cells]), [fact for _, fact in cells])


def aligned(sheet: Sheet, grids: Sequence[Grid], look: Look, rng: random.Random) -> None:
    """Print a table whose columns stand under one another, with `look.gap` spaces or more between them."""
    rows = [_cells(pair, look) for pair in paired(grids)]
    heads = head_rows(grids, look)
    count = len(heads[0])
    texts = [*([text for text, _ in row] for row in rows), *heads]
    sizes = [max(width(text[i]) for text in texts) for i in range(count)]
    labels = _label_cells(grids)

    def line(texts: Sequence[str]) -> str:
        cells = [pad(text, sizes[i], right=i not in labels) for i, text in enumerate(texts)]
        return (" " * look.gap).join(cells).rstrip()

    def header() -> None:
        for cells in heads:
            sheet.add(line(cells))

    header()
    printer = Printer(sheet, look, rng, header)
    for row in rows:
        for cells in wrapped(row, look, rng):
            printer.row(line([text for text, _ in cells]), [fact for _, fact in cells])


def _label_cells(grids: Sequence[Grid]) -> set[int]:
    found, at = set(), 0
    for grid in grids:
        found.add(at)
        at += 1 + len(grid.heads)
    return found


def tight(sheet: Sheet, grids: Sequence[Grid], look: Look, rng: random.Random) -> None:
    """Print label, space, figures, with no blanks to tell where a column stands."""

    def header() -> None:
        for cells in head_rows(grids, look):
            sheet.add(" ".join(text for text in cells if text))

    header()
    printer = Printer(sheet, look, rng, header)
    for pair in paired(grids):
        for row in wrapped(_cells(pair, look), look, rng):
            cells = [(text, fact) for text, fact in row if text]
            printer.row(" ".join(text for text, _ in cells), [fact for _, fact in cells])


def parted(sheet: Sheet, grids: Sequence[Grid], look: Look, rng: random.Random) -> None:
    """Print the sides of a table with a bar between them; within a side label and figures are parted by spaces."""

    def header() -> None:
        for cells in head_rows(grids, look):
            size = len(cells) // len(grids)
            sides = [" ".join(cells[i * size : (i + 1) * size]) for i in range(len(grids))]
            sheet.add(f" {look.bar} ".join(sides))

    header()
    printer = Printer(sheet, look, rng, header)
    for pair in paired(grids):
        sides = [_cells([side], look) for side in pair]
        texts = [(" " * look.gap).join(text for text, _ in side if text) for side in sides]
        printer.row(f" {look.bar} ".join(texts).rstrip(), [fact for side in sides for _, fact in side])


def stacked(sheet: Sheet, grids: Sequence[Grid], look: Look, rng: random.Random) -> None:
    """Print one cell a line, blank cells left out."""

    def header() -> None:
        for cells in head_rows(grids, look):
            for text in cells:
                if text:
                    sheet.add(text)

    header()
    printer = Printer(sheet, look, rng, header)
    for pair in paired(grids):
        for text, fact in _cells(pair, look):
            if text:
                printer.row(text.strip("　 "), [fact])


LAYOUTS = {"ruled": ruled, "aligned": aligned, "tight": tight, "parted": parted, "stacked": stacked}
