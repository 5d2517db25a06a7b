"""借入金等明細書: the cells of three rows scattered over the page, put together by sums and the balance sheet.

    1,050,000 800,000  0 －
    450,000
    600,000 500,000
    300,000  0
    0

Closing balances are those of the balance sheet, the total is the sum; two amounts on one line are opening and closing of a
row. Rates and dashes beside an amount are its row's; the others go down the column in the order of the form.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import permutations

from scripts.labels import clean_label, fold_label
from scripts.recognise.found import Found
from scripts.recognise.papers.forms import PaperForm, load_form, variants_of
from scripts.recognise.papers.lines import Figure, Row, read_row, whole_span
from scripts.recognise.papers.paper import Heading, Paper, make_entry, make_table
from scripts.recognise.papers.placing import Moved, attach_labels, find_moved
from scripts.records import Entry, Finding, Line, Span

FORM = "jlis_schedule_borrowings"
CURRENT, LONG, TOTAL = (
    f"jlis_schedule_{name}" for name in ("current_lease_obligations", "long_term_lease_obligations", "borrowings_total")
)
ROWS = (CURRENT, LONG, TOTAL)
BALANCES = {CURRENT: "jlis_current_lease_obligations", LONG: "jlis_long_term_lease_obligations"}
HIGHEST_RATE = 100
PLACED = "cells scattered; placed by the sum and the balance sheet"
ORDERED = "cells scattered; the rates and dashes could stand in another row"

Order = tuple[Figure, ...]
Amounts = tuple[Figure | None, ...]


@dataclass(slots=True)
class _Cells:
    """The figures of the schedule by kind, and the words for the years of repayment."""

    amounts: list[Figure] = field(default_factory=list)
    rates: list[Figure] = field(default_factory=list)
    dashes: list[Figure] = field(default_factory=list)
    terms: list[Line] = field(default_factory=list)


def find_borrowings(paper: Paper) -> list[Found]:
    """Give the schedule of borrowings that a paper prints."""
    form = load_form(paper.reference, FORM)
    title = next((line for line in paper.printed if fold_label(line.text) in variants_of(paper.reference, FORM)), None)
    if title is None:
        return []
    rows = [read_row(line) for line in paper.printed if line is not title]
    heading = Heading(FORM, title.text, "yen", title)
    whole, _ = attach_labels(rows, form)
    tidy = [row for row in whole if form.places(row.label) and len(row.figures) >= len(("opening", "closing"))]
    if len(tidy) == len(ROWS):
        entries = [entry for row in tidy for entry in _tidy_entries(row, form)]
        return [Found(make_table(paper, heading, entries), tuple(span for row in tidy for span in row.words))]
    moved = {form.lines[label.places[0]].account.account: label for label in find_moved([r.line for r in rows if r.label], form)}
    cells = _sort(rows)
    assigned = _assign(cells.amounts, paper.balances)
    if assigned is None or set(moved) != set(ROWS) or len(cells.rates) != len(ROWS):
        return [Found(make_table(paper, heading, ()), (), (_doubt(paper, title),))]
    by_account = _by_row(cells, assigned)
    entries = [entry for account in ROWS for entry in _entries(account, by_account[account], moved[account], form)]
    entries = _with_term(entries, cells, by_account)
    spans = tuple(span for label in moved.values() for span in _spans(label))
    evidence = tuple({"row": str(e.place), "account": e.account, "rule": "scattered cells", "detail": e.remark} for e in entries)
    left = [figure for figure in cells.amounts if figure not in assigned]
    return [Found(make_table(paper, heading, entries), spans, tuple(_open(paper, figure, title) for figure in left), evidence)]


def _tidy_entries(row: Row, form: PaperForm) -> list[Entry]:
    """Give the entries of a row whose cells stand beside its label: opening, closing, rate, term."""
    line = form.lines[form.places(row.label)[0]]
    term = row.rest if row.rest.startswith(("平成", "令和")) else ""
    entries = [make_entry(line, c, f, row.label) for c, f in zip(form.columns, row.figures, strict=False)]
    return [replace(e, remark=f"repayment {clean_label(term)}") if term and e.column == "closing" else e for e in entries]


def _open(paper: Paper, figure: Figure, title: Line) -> Finding:
    where = replace(title, place=figure.place)
    message = f"{figure.text}: sums and balance sheet do not tell the row of this amount; it is left out"
    return paper.finding("PAPER2", where, message, "compare with the print and transcribe the amount")


def _sort(rows: Sequence[Row]) -> _Cells:
    cells = _Cells()
    for row in rows:
        for figure in row.figures:
            if figure.amount.missing:
                cells.dashes.append(figure)
            elif abs(figure.number) < HIGHEST_RATE:
                cells.rates.append(figure)
            else:
                cells.amounts.append(figure)
        words = fold_label(row.label).lstrip("〜~-")
        if not row.figures and words.startswith(("平成", "令和", "昭和")):
            cells.terms.append(row.line)
    return cells


def _assign(amounts: Sequence[Figure], balances: Mapping[str, int]) -> Amounts | None:
    """Give opening and closing of the three rows: opening current, long, total, then closing.

    A cell is None where two readings fit equally well; the whole is None where no reading fits.
    """
    if len(amounts) != 2 * len(ROWS):
        return None
    fits = [order for order in permutations(amounts) if _adds_up(order) and _agrees(order, balances)]
    if not fits:
        return None
    best = max(_beside(order) for order in fits)
    readings = [order for order in fits if _beside(order) == best]
    sure = [len({order[i].number for order in readings}) == 1 for i in range(len(amounts))]
    return tuple(figure if told else None for figure, told in zip(readings[0], sure, strict=True))


def _adds_up(order: Order) -> bool:
    opening, closing = order[:3], order[3:]
    return all(current.number + long.number == total.number for current, long, total in (opening, closing))


def _agrees(order: Order, balances: Mapping[str, int]) -> bool:
    closing = dict(zip(ROWS, order[3:], strict=True))
    return all(closing[row].number == balances[name] for row, name in BALANCES.items() if name in balances)


def _beside(order: Order) -> int:
    """Give how many rows have opening and closing balance on one line, the opening one first."""
    pairs = zip(order[:3], order[3:], strict=True)
    return sum(a.place == b.place and a.span.start < b.span.start for a, b in pairs)


def _by_row(cells: _Cells, assigned: Amounts) -> dict[str, dict[str, Figure]]:
    found: dict[str, dict[str, Figure]] = {row: {} for row in ROWS}
    for i, figure in enumerate(assigned):
        if figure is not None:
            found[ROWS[i % len(ROWS)]]["opening" if i < len(ROWS) else "closing"] = figure
    for column, figures in (("average_rate", cells.rates), ("repayment_term", cells.dashes)):
        left = [figure for figure in figures if not _give(found, column, figure)]
        free = [row for row in ROWS if column not in found[row]]
        for row, figure in zip(free, left, strict=False):
            found[row][column] = figure
    return found


def _give(found: dict[str, dict[str, Figure]], column: str, figure: Figure) -> bool:
    for cells in found.values():
        if column not in cells and any(cells[name].place == figure.place for name in ("opening", "closing") if name in cells):
            cells[column] = figure
            return True
    return False


def _entries(account: str, cells: Mapping[str, Figure], label: Moved, form: PaperForm) -> list[Entry]:
    line = next(line for line in form.lines if line.account.account == account)
    name = "".join(clean_label(part.text) for part in label.lines)
    found = []
    for column in form.columns:
        if column.column in cells:
            remark = PLACED if column.column in ("opening", "closing") else ORDERED
            found.append(make_entry(line, column, cells[column.column], name, remark))
    return found


def _with_term(entries: list[Entry], cells: _Cells, rows: Mapping[str, Mapping[str, Figure]]) -> list[Entry]:
    """Give the entries with the years of repayment told beside the closing balance of the one row that has no dash there."""
    free = [row for row in ROWS if "repayment_term" not in rows[row]]
    if not cells.terms or len(free) != 1:
        return entries
    years = "".join(clean_label(line.text) for line in cells.terms)
    return [
        replace(entry, remark=f"{entry.remark}; repayment {years}")
        if (entry.account, entry.column) == (free[0], "closing")
        else entry
        for entry in entries
    ]


def _spans(label: Moved) -> list[Span]:
    return [whole_span(line) for line in label.lines]


def _doubt(paper: Paper, title: Line) -> Finding:
    message = (
        "the scattered cells of the borrowings cannot be put together for certain by sums and balance sheet; they are left out"
    )
    return paper.finding("PAPER2", title, message, "compare with the print and transcribe the schedule")
