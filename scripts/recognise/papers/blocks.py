"""Tables printed column by column: a run of labels, then a run of bare figures. Arithmetic tells rows from columns.

    資 産
    流動資産
    固定資産
    900
    700
    200
    640
    …

Three labels, nine figures: all budgets, then all actual amounts, then all differences. Whether figures run down columns or
along rows is told by the identity of the columns, here budget + difference = actual.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from scripts.recognise.papers.forms import PaperForm
from scripts.recognise.papers.lines import Figure, Row, unnumbered
from scripts.recognise.papers.placing import Placed, find_moved, place_rows
from scripts.recognise.sums import count_broken_sums

# Whether a row of figures keeps the identity of its columns.
Holds = Callable[[Sequence[int]], bool]
# A layout by name, with the rows of figures it gives.
Fit = tuple[str, list[tuple[Figure, ...]]]


@dataclass(frozen=True, slots=True)
class Block:
    """Labels and the figures that were printed for them; one label with its figures on the same line is a block too."""

    labels: tuple[Row, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """A row of a block put together; `how` tells by which layout, empty where the print has them on one line.

    `unsure` where the figures cannot be given to the labels for certain.
    """

    label: Row
    figures: tuple[Figure, ...]
    how: str = ""
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Laid:
    """A row with its figures and the place of its line in the form; None where it has none, or none for certain."""

    row: Row
    place: int | None
    how: str = ""


@dataclass(slots=True)
class _Open:
    labels: list[Row] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    lost: list[Row] = field(default_factory=list)
    bare: list[Row] = field(default_factory=list)

    def close(self) -> Iterable[Block]:
        """Give the block that is complete; figures without labels are a row with an empty one."""
        if self.figures:
            yield Block(tuple(self.labels or [replace(self.bare[0], figures=())]), tuple(self.figures))
            self.labels, self.figures, self.bare = [], [], []

    def lose(self) -> None:
        """Set labels aside that no figures follow."""
        self.lost += self.labels
        self.labels = []


def lay_out(rows: Iterable[Row], form: PaperForm, count: int, holds: Holds) -> list[Laid]:
    """Give the rows of a table with `count` columns on the lines of its form, also where labels stand behind all rows."""
    blocks, lost = cut_blocks(rows, form, count)
    resolved = [row for block in blocks for row in resolve(block, count, holds, form)]
    sure = [row for row in resolved if not row.unsure]
    moved = find_moved([row.line for row in lost], form) if any(not row.label.label for row in sure) else []
    placed = place_rows([replace(row.label, figures=row.figures) for row in sure], moved, form)
    told = [_laid(item, row.how) for item, row in zip(placed, sure, strict=True)]
    return [*told, *(Laid(row.label, None) for row in resolved if row.unsure)]


def _laid(item: Placed, how: str) -> Laid:
    place = None if item.unsure else item.place
    return Laid(item.row, place, how or (f"label {item.row.moved}" if item.row.moved else ""))


def cut_blocks(rows: Iterable[Row], form: PaperForm, count: int) -> tuple[list[Block], list[Row]]:
    """Give the blocks of a table with `count` columns in printed order, and the labels that no figures follow.

    Words that are no label of the form are passed; a whole row without a label is a block with an empty one.
    """
    blocks: list[Block] = []
    current = _Open()
    for row in rows:
        if row.label and not any(form.lines[place].headed for place in form.places(row.label)):
            continue
        if row.label:
            blocks += current.close()
        whole = len(row.figures) >= count and (row.label or not (current.labels or current.figures))
        if whole:
            current.lose()
            blocks.append(Block((replace(row, figures=()),), row.figures))
            continue
        if row.label:
            current.labels = [label for label in current.labels if not _heads(label, row, form)] + [row]
        current.figures += row.figures
        current.bare += [row] if row.bare else []
    blocks += current.close()
    current.lose()
    return blocks, current.lost


def _heads(label: Row, row: Row, form: PaperForm) -> bool:
    """Tell whether a label only announces the same label below it: （１）ファイナンス・リース取引… above the row."""
    same = form.places(label.label) == form.places(row.label)
    return same and unnumbered(label.label) != label.label and unnumbered(row.label) == row.label


def resolve(block: Block, count: int, holds: Holds, form: PaperForm) -> list[Resolved]:
    """Give the rows of a block of a table with `count` columns."""
    size = len(block.labels)
    if len(block.figures) != size * count:
        return [Resolved(label, (), unsure=True) for label in block.labels]
    if size == 1:
        torn = len({figure.place.line for figure in block.figures}) > 1
        return [Resolved(block.labels[0], block.figures, "row over several lines" if torn else "")]
    down = [tuple(block.figures[i::size]) for i in range(size)]
    along = [tuple(block.figures[i * count : (i + 1) * count]) for i in range(size)]
    fits = [(how, rows) for how, rows in (("column by column", down), ("row by row", along)) if _all_hold(rows, holds)]
    if len(fits) > 1:
        fits = _with_sums(fits, block, form)
    same = len({tuple(f.text for row in rows for f in row) for _, rows in fits}) == 1
    if count == 1 or (fits and (len(fits) == 1 or same)):
        how, rows = ("labels in one run, figures in the next", down) if count == 1 else fits[0]
        return [Resolved(label, figures, how) for label, figures in zip(block.labels, rows, strict=True)]
    return [Resolved(label, (), unsure=True) for label in block.labels]


def _with_sums(fits: list[Fit], block: Block, form: PaperForm) -> list[Fit]:
    """Give the layouts under which the fewest totals of the form break."""
    broken = [_broken(rows, block, form) for _, rows in fits]
    return [fit for fit, count in zip(fits, broken, strict=True) if count == min(broken)]


def _broken(rows: Sequence[tuple[Figure, ...]], block: Block, form: PaperForm) -> int:
    places = [form.places(label.label) for label in block.labels]
    if any(len(known) != 1 for known in places):
        return 0
    accounts = [form.lines[known[0]].account.account for known in places]
    pairs = zip(accounts, rows, strict=True)
    values = {(account, str(i)): figure.amount.value for account, row in pairs for i, figure in enumerate(row)}
    return count_broken_sums(values, (line.account for line in form.lines))


def _all_hold(rows: Sequence[Sequence[Figure]], holds: Holds) -> bool:
    return all(holds([figure.number for figure in row]) for row in rows)
