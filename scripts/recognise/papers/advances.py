"""様式第7号 and 様式第16号: advances by purpose, liability reserves, subsidies received.

    累積前受金の内容及び金額
    120,000
    41,000
    161,000
    …
    住基ネットシステムの機器更改
    次期ＬＧＷＡＮシステムの更改
    合　計

Labels moved to the end of the page answer to the rows one to one, in the order of the form; the last is the sum.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from scripts.labels import fold_label
from scripts.recognise.found import Found
from scripts.recognise.papers.agreement import BY_BALANCE, expected_balances, name_by_balance
from scripts.recognise.papers.cutting import unit_near
from scripts.recognise.papers.ends import find_cut
from scripts.recognise.papers.forms import PaperForm, load_form, variants_of
from scripts.recognise.papers.lines import Row, read_row
from scripts.recognise.papers.paper import Heading, Paper, line_spans, make_entry, make_table
from scripts.recognise.papers.placing import Moved, Placed, attach_labels, find_moved, place_rows
from scripts.recognise.papers.subsidies import FORM as SUBSIDIES
from scripts.recognise.papers.subsidies import name_subsidies
from scripts.records import Entry, Finding, Line

ADVANCES = ("jlis_planned_advances", "jlis_settled_advances")
FORMS = (*ADVANCES, "jlis_liability_reserves", SUBSIDIES)
BY_ORDER = "; placed by the order of the form"


@dataclass(frozen=True, slots=True)
class Part:
    """One table of the page: its form, the line of its title, the lines up to the next title."""

    form: str
    title: Line
    lines: tuple[Line, ...]


def find_advances(paper: Paper) -> list[Found]:
    """Give the tables of advances, reserves and subsidies that a paper prints."""
    taken: set[Line] = set()
    found = [_read(paper, part, taken) for part in cut_parts(paper)]
    return [part for part in found if part.table.entries or part.findings]


def cut_parts(paper: Paper) -> list[Part]:
    """Give the tables of a page: each begins at its title. Titles of other tables end them."""
    named = {words: form for form in paper.forms for words in variants_of(paper.reference, form)}
    starts = [(i, named[words]) for i, line in enumerate(paper.printed) if (words := fold_label(line.text)) in named]
    stops = [*(i for i, _ in starts), len(paper.printed)][1:]
    return [
        Part(form, paper.printed[start], tuple(paper.printed[start + 1 : stop]))
        for (start, form), stop in zip(starts, stops, strict=True)
        if form in FORMS
    ]


def _read(paper: Paper, part: Part, taken: set[Line]) -> Found:
    form = load_form(paper.reference, part.form)
    rows, words = attach_labels([read_row(line) for line in part.lines], form)
    rows = [row for row in rows if len(row.figures) == len(form.columns)]
    remarks: dict[Line, str] = {}
    if part.form == SUBSIDIES:
        rows, remarks = name_subsidies(rows, [row.line for row in words], form)
    pool = [line for line in paper.printed if line not in taken and line is not part.title and not read_row(line).figures]
    moved = _nearest(find_moved(pool, form)) if any(row.bare for row in rows) else []
    if part.form == SUBSIDIES:
        moved = [label for label in moved if not form.lines[label.places[0]].account.sums_to]
    rows, moved = name_by_balance(rows, moved, form, expected_balances(paper.reference, paper.balances))
    placed = place_rows(rows, moved, form)
    used = {span.line for item in placed if item.row.moved for span in item.row.words}
    taken |= {line for line in pool if line.place.line in used}
    entries = [entry for item in placed for entry in _entries(item, form, remarks)]
    findings = [*(finding for item in placed for finding in _doubts(paper, item)), *find_cut(paper, form, entries, part.title)]
    evidence = [_evidence(item, form) for item in placed if item.row.moved and item.place is not None]
    spans = [span for item in placed for span in item.row.words]
    heading = Heading(part.form, part.title.text, unit_near(paper, part.title, "yen"), part.title)
    return Found(make_table(paper, heading, entries), (*spans, *line_spans([part.title])), tuple(findings), tuple(evidence))


def _nearest(moved: Sequence[Moved]) -> list[Moved]:
    """Give the labels of a form so that of several that read alike (合計) the one nearest to its other labels comes first."""
    count = {places: sum(other.places == places for other in moved) for places in (label.places for label in moved)}
    own = [label.lines[0].place.line for label in moved if count[label.places] == 1]
    if not own:
        return list(moved)
    return sorted(moved, key=lambda label: min(abs(label.lines[0].place.line - line) for line in own))


def _entries(item: Placed, form: PaperForm, remarks: dict[Line, str]) -> list[Entry]:
    if item.place is None or item.unsure:
        return []
    line = form.lines[item.place]
    told = form.form == SUBSIDIES or not line.account.sums_to or item.row.moved.endswith(BY_BALANCE)
    by_order = "" if told else BY_ORDER
    moved = f"label {item.row.moved}{by_order}" if item.row.moved else ""
    remark = remarks.get(item.row.line, moved)
    return [make_entry(line, c, f, item.row.label, remark) for c, f in zip(form.columns, item.row.figures, strict=True)]


def _doubts(paper: Paper, item: Placed) -> list[Finding]:
    if item.place is not None and not item.unsure:
        return []
    figures = " ".join(figure.text for figure in item.row.figures)
    message = f"{item.row.label or '(no label)'}: {figures}: no label, or more than one, answers to the row; it is left out"
    return [paper.finding("PAPER2", item.row.line, message, "compare with the print; a new purpose needs a line in accounts.csv")]


def _evidence(item: Placed, form: PaperForm) -> dict[str, str]:
    row: Row = item.row
    account = form.lines[item.place or 0].account.account
    detail = f"{row.label}: label {row.moved}; one label for each row in the order of the form, the total is their sum"
    return {"row": str(row.line.place), "account": account, "rule": "moved label", "detail": detail}
