"""様式第13号: the schedules of securities, fixed assets, provisions and asset retirement obligations.

【有形固定資産等明細書】
…
建 物 400,000 50,000     -        450,000    150,000    20,000      300,000
"""

from collections.abc import Sequence
from dataclasses import replace

from scripts.labels import fold_label
from scripts.recognise.found import Found
from scripts.recognise.papers.cells import Cells, ColumnSums, give_cells, in_printed_order, join_halves
from scripts.recognise.papers.ends import find_cut
from scripts.recognise.papers.forms import Column, PaperForm, load_form, variants_of
from scripts.recognise.papers.lines import Row, read_row
from scripts.recognise.papers.paper import Heading, Paper, make_entry, make_table
from scripts.recognise.papers.placing import Moved, Placed, attach_labels, find_moved, place_rows
from scripts.recognise.papers.remarks import find_remarks
from scripts.records import Entry, Finding, Line, Place

SECURITIES = "jlis_schedule_securities"
FORMS = (SECURITIES, "jlis_schedule_fixed_assets", "jlis_schedule_provisions", "jlis_schedule_asset_retirement")
OPEN = "fewer figures than columns, taken from left to right; which cell is blank the print does not tell"
HALVES = "row printed in two halves, joined by the sum along the row"
_HEADS = frozenset({"銘柄", "種類", "種類及び銘柄", "債券", "株式", "区分", "円", "摘要", "その他"})


def find_schedules(paper: Paper) -> list[Found]:
    """Give the schedule that a paper prints, with the remarks below it."""
    own = [form for form in paper.forms if form in FORMS]
    return [part for form in own for part in (_read(paper, load_form(paper.reference, form)), *find_remarks(paper, form))]


def _read(paper: Paper, form: PaperForm) -> Found:
    title = next((line for line in paper.printed if _is_title(line, paper, form)), paper.printed[0])
    sums = ColumnSums(paper.reference, form.form)
    lines = [line for line in paper.printed if line is not title]
    rows, words = attach_labels([read_row(line) for line in lines if "円" not in read_row(line).rest], form)
    rows = [row for row in rows if not row.label or form.places(row.label) or (form.open_places and len(row.figures) > 1)]
    joined = dict(_by_line(join_halves(rows, sums)))
    moved = find_moved([row.line for row in words], form)
    if form.open_places:
        moved += _names([row.line for row in words], moved, (form, paper))
    kept = [row for row in rows if not joined or row.label]
    entries: list[Entry] = []
    findings: list[Finding] = []
    evidence: list[dict[str, str]] = []
    spans = [span for row in kept for span in row.words]
    for item in place_rows(kept, moved, form):
        cells = joined.get(item.row.line.place) or give_cells(item.row.figures, sums)
        if cells is None or item.place is None or item.unsure:
            findings.append(_doubt(paper, item))
            continue
        entries += _entries(item, cells, form, halves=bool(joined))
        spans += item.row.words
        if item.row.moved or cells.open or joined:
            evidence.append(_evidence(item, cells, form))
    findings += find_cut(paper, form, entries, title)
    heading = Heading(form.form, title.text, "yen", title)
    return Found(make_table(paper, heading, entries), tuple(spans), tuple(findings), tuple(evidence))


def _by_line(pairs: Sequence[tuple[Row, Cells]]) -> list[tuple[Place, Cells]]:
    return [(row.line.place, cells) for row, cells in pairs]


def _is_title(line: Line, paper: Paper, form: PaperForm) -> bool:
    return fold_label(line.text) in variants_of(paper.reference, form.form)


def _names(lines: Sequence[Line], moved: Sequence[Moved], known: tuple[PaperForm, Paper]) -> list[Moved]:
    """Give the words that no line of the form bears: names of the rows that each document names itself."""
    form, paper = known
    taken = {line.place for label in moved for line in label.lines}
    heads = {fold_label(text) for c in paper.reference.columns[form.form] for text in (c.label_ja, *c.variants)}
    names = []
    for line in lines:
        words = rest = fold_label(line.text)
        for head in sorted(heads, key=len, reverse=True):
            rest = rest.replace(head, "")
        if line.place not in taken and rest and words.strip("()（）") not in _HEADS and "様式" not in words:
            names.append(Moved((line,), line.text, form.open_places))
    return names


def _entries(item: Placed, cells: Cells, form: PaperForm, *, halves: bool) -> list[Entry]:
    line = form.lines[item.place or 0]
    columns = {column.column: column for column in form.columns}
    base = f"label {item.row.moved}" if item.row.moved else HALVES if halves else ""
    entries = [
        make_entry(line, columns[column], figure, item.row.label, OPEN if column in cells.open else base)
        for column, figure in in_printed_order(cells, columns)
    ]
    return entries + [_blank(entries[-1], columns[column]) for column in cells.blank if column in cells.open]


def _blank(like: Entry, column: Column) -> Entry:
    """Give the entry of a cell that could be blank or not: nothing is printed for it."""
    return replace(like, column=column.column, printed="", value=None, missing="blank", remark=OPEN, span=None)


def _doubt(paper: Paper, item: Placed) -> Finding:
    figures = " ".join(figure.text for figure in item.row.figures)
    message = (
        f"{item.row.label or '(no label)'}: {figures}: the row cannot be given a line and columns for certain; it is left out"
    )
    return paper.finding("PAPER2", item.row.line, message, "compare with the print and transcribe the row")


def _evidence(item: Placed, cells: Cells, form: PaperForm) -> dict[str, str]:
    how = f"label {item.row.moved}; order of the form and sums" if item.row.moved else OPEN if cells.open else HALVES
    account = form.lines[item.place or 0].account.account
    return {"row": str(item.row.line.place), "account": account, "rule": "schedule", "detail": f"{item.row.label}: {how}"}
