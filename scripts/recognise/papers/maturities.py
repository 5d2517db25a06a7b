"""Notes on amounts by maturity: columns named over several lines, empty cells printed as lines of blanks.

    1年以内
    1年超
    2年以内
    現金及び預金
    未収金
    有価証券
    満期保有目的のもの
    144,000
    131,000
    (a line of blanks)
    170,000
    (three lines of blanks)
    0
    合計 445,000 0

Four labels in two columns are eight places, blank ones among them. Where the lines of blanks are lost, the totals below
the columns and the carrying amounts of the rows tell which figures belong together.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from scripts.labels import fold_label
from scripts.recognise.found import Found
from scripts.recognise.papers.forms import Column, PaperForm
from scripts.recognise.papers.lines import Figure, Row, read_row
from scripts.recognise.papers.paper import Heading, Paper, line_spans, make_entry, make_table
from scripts.records import Entry, Line

FORMS = ("jlis_note_maturities", "jlis_note_lease_maturities")
OPEN = "row not told by the print: another row of the column fits as well"
MOST_READINGS = 20_000
# Cash and receivables add up over the years to their carrying amounts in the note on financial instruments.
SAME_ROW = ("jlis_note_maturities_", "jlis_note_instruments_")
NOT_THE_SAME = frozenset({"jlis_note_instruments_held_to_maturity"})

# The places of a reading: for each figure its row and its column.
Reading = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Grid:
    """The labels of a table, blank places and figures behind them, its columns, the total of each and of known rows."""

    labels: tuple[Row, ...]
    slots: tuple[Figure | None, ...]
    columns: tuple[Column, ...]
    totals: tuple[int, ...]
    row_sums: tuple[int | None, ...]

    @property
    def figures(self) -> list[Figure]:
        return [slot for slot in self.slots if slot is not None]


def read_maturities(paper: Paper, form: PaperForm, lines: Sequence[Line], known: Mapping[str, int]) -> Found:
    """Give the amounts by maturity of one note; `known` are carrying amounts by account that the rows must add up to."""
    title = paper.reference.forms[form.form].title_ja
    heading = Heading(form.form, title, "yen", lines[0])
    rows = [read_row(line) for line in lines[1:]]
    first = next((i for i, row in enumerate(rows) if form.places(row.label)), len(rows))
    columns = printed_columns(paper, form, [row.line for row in rows[:first]])
    whole = [row for row in rows[first:] if row.label and row.figures and form.places(row.label)]
    entries = [entry for row in whole for entry in _row_entries(row, columns, form)]
    wrong = [row for row in whole if len(row.figures) != len(columns)]
    findings = [
        paper.finding(
            "PAPER2", row.line, f"{row.label}: {len(row.figures)} figures for {len(columns)} columns", "compare with the print"
        )
        for row in wrong
    ]
    evidence: list[dict[str, str]] = []
    grid = _grid(rows[first:], columns, form, known)
    if grid and not wrong:
        cells, how = fill_grid(grid, form)
        entries = [*_cell_entries(cells, grid, form), *entries]
        evidence.append({"row": str(grid.labels[0].line.place), "account": form.form, "rule": "layout", "detail": how})
        if not cells:
            findings.append(
                paper.finding("PAPER2", grid.labels[0].line, "its figures cannot be given to rows for certain", "transcribe them")
            )
    spans = [span for row in (*whole, *(grid.labels if grid else ())) for span in row.words]
    caption = line_spans([row.line for row in rows[:first] if row.label])
    return Found(make_table(paper, heading, entries), (*spans, *caption), tuple(findings), tuple(evidence))


def printed_columns(paper: Paper, form: PaperForm, lines: Sequence[Line]) -> tuple[Column, ...]:
    """Give the columns that the header lines name together: 1年超, 2年以内 is one to two years."""
    words = "".join(fold_label(line.text) for line in lines)
    found: list[tuple[int, str]] = []
    named = sorted(paper.reference.columns[form.form], key=lambda column: -len(column.label_ja))
    for column in named:
        label = fold_label(column.label_ja)
        at = words.rfind(label)
        if at >= 0:
            found.append((at, column.column))
            words = words[:at] + " " * len(label) + words[at + len(label) :]
    order = [name for _, name in sorted(found)]
    return tuple(column for name in order for column in form.columns if column.column == name)


def _row_entries(row: Row, columns: Sequence[Column], form: PaperForm) -> Iterator[Entry]:
    line = form.lines[form.places(row.label)[0]]
    if len(row.figures) == len(columns):
        for column, figure in zip(columns, row.figures, strict=True):
            yield make_entry(line, column, figure, row.label)


def _grid(rows: Sequence[Row], columns: Sequence[Column], form: PaperForm, known: Mapping[str, int]) -> _Grid | None:
    labels = [row for row in rows if row.label and not row.figures and form.places(row.label)]
    start = next((i for i, row in enumerate(rows) if row.bare), None)
    if not labels or start is None:
        return None
    stop = next((i for i, row in enumerate(rows) if i > start and row.label), len(rows))
    total = rows[stop] if stop < len(rows) else None
    totals = tuple(figure.number for figure in total.figures) if total and len(total.figures) == len(columns) else ()
    # A line that holds nothing at all parts two lines; one of blanks is an empty cell.
    slots = tuple(row.figures[0] if row.figures else None for row in rows[start:stop] if row.line.text)
    accounts = [form.lines[form.places(row.label)[0]].account.account for row in labels]
    row_sums = tuple(None if (same := account.replace(*SAME_ROW)) in NOT_THE_SAME else known.get(same) for account in accounts)
    return _Grid(tuple(labels), slots, tuple(columns), totals, row_sums)


def fill_grid(grid: _Grid, form: PaperForm) -> tuple[dict[Figure, tuple[int, int, bool]], str]:
    """Give each figure its row, its column, and whether another row fits as well; and how that was told.

    Nothing where figures and totals do not agree in any way.
    """
    size = len(grid.labels)
    if len(grid.slots) == size * len(grid.columns):
        reading = tuple((i % size, i // size) for i, slot in enumerate(grid.slots) if slot is not None)
        if _holds(grid, reading):
            cells = {figure: (*place, False) for figure, place in zip(grid.figures, reading, strict=True)}
            return cells, "column by column; empty cells are lines of blanks; the totals hold"
    readings = [reading for reading in _readings(grid, form) if _holds(grid, reading)]
    if not readings or not grid.totals:
        return {}, "no reading agrees with the totals"
    last = max(readings)
    kept = {figure: {reading[i] for reading in readings} for i, figure in enumerate(grid.figures)}
    if any(len(places) > 1 and figure.number for figure, places in kept.items()):
        return {}, "several readings agree with the totals"
    cells = {figure: (*place, len(kept[figure]) > 1) for figure, place in zip(grid.figures, last, strict=True)}
    return cells, "column by column; totals and carrying amounts tell which figures belong together"


def _readings(grid: _Grid, form: PaperForm) -> Iterator[Reading]:
    """Give the ways in which the figures fill the columns one after the other, rows without amounts left out."""
    rows = [i for i, label in enumerate(grid.labels) if any(form.lines[p].headed for p in form.places(label.label))]
    count = len(grid.figures)
    ways = [sizes for sizes in product(range(len(rows) + 1), repeat=len(grid.columns)) if sum(sizes) == count]
    found = 0
    for sizes in ways:
        for picked in product(*(combinations(rows, size) for size in sizes)):
            found += 1
            if found > MOST_READINGS:
                return
            yield tuple((row, column) for column, chosen in enumerate(picked) for row in chosen)


def _holds(grid: _Grid, reading: Reading) -> bool:
    sums = [0] * len(grid.columns)
    rows = [0] * len(grid.labels)
    for figure, (row, column) in zip(grid.figures, reading, strict=True):
        sums[column] += figure.number
        rows[row] += figure.number
    agree = all(known is None or known == found for known, found in zip(grid.row_sums, rows, strict=True))
    return agree and (not grid.totals or tuple(sums) == grid.totals)


def _cell_entries(cells: dict[Figure, tuple[int, int, bool]], grid: _Grid, form: PaperForm) -> Iterator[Entry]:
    for figure, (row, column, open_) in sorted(cells.items(), key=lambda item: (item[1][0], item[1][1])):
        label = grid.labels[row].label
        line = form.lines[form.places(label)[0]]
        yield make_entry(line, grid.columns[column], figure, label, OPEN if open_ else "")
