"""決算報告書: budget, actual and difference of every line of the balance sheet and the income statement, in yen.

    予　算　額 決　算　額 差　　額 備　　考
    流動資産
    現金及び預金 30,000 14,000 △16,000(注1)
    …
    公的個人認証サービス事業
    財政調整積立金

The last two lines are one label, moved away from its row.
"""

from collections.abc import Sequence
from dataclasses import replace

from scripts.eras import find_dates, fiscal_year_of
from scripts.labels import fold_label
from scripts.recognise.found import Found
from scripts.recognise.papers.cutting import unit_near
from scripts.recognise.papers.ends import find_cut
from scripts.recognise.papers.forms import PaperForm, load_form
from scripts.recognise.papers.headers import begins_report, begins_table
from scripts.recognise.papers.lines import Row, read_row
from scripts.recognise.papers.paper import Heading, Paper, line_spans, make_entry, make_table
from scripts.recognise.papers.placing import Placed, attach_labels, find_moved, place_rows
from scripts.records import Entry, Finding

FORMS = ("jlis_settlement_report_balance_sheet", "jlis_settlement_report_income_statement")
BASES = 3


def find_report(paper: Paper) -> list[Found]:
    """Give the settlement reports that a paper prints: each header begins a balance sheet or an income statement."""
    starts = [i for i, line in enumerate(paper.lines) if begins_report(line)]
    found = []
    for start in starts:
        stop = next((i for i, line in enumerate(paper.lines) if i > start and begins_table(line)), len(paper.lines))
        unit = unit_near(paper, paper.lines[start], "yen")
        part = replace(paper, lines=paper.lines[start:stop])
        readings = [_read(part, load_form(paper.reference, form), unit) for form in FORMS]
        found.append(max(readings, key=lambda reading: len(reading.table.entries)))
    return [part for part in found if part.table.entries]


def _read(paper: Paper, form: PaperForm, unit: str) -> Found:
    header = paper.printed[0]
    rows, words = attach_labels([read_row(line) for line in paper.printed[1:]], form)
    full = [row for row in rows if len(row.figures) == BASES]
    placed = place_rows(_own_rows(full, form), find_moved([row.line for row in words], form), form)
    title = _title(paper, form)
    heading = Heading(form.form, title, unit, header, fiscal_year=_year(paper, title))
    entries = [entry for item in placed for entry in _entries(item, form)]
    findings = [finding for item in placed for finding in _doubts(paper, item, form)] if entries else []
    findings += find_cut(paper, form, entries, header)
    spans = [span for item in placed if item.place is not None for span in item.row.words]
    evidence = [_evidence(item, form) for item in placed if item.row.moved and item.place is not None]
    return Found(make_table(paper, heading, entries), (*spans, *line_spans([header])), tuple(findings), tuple(evidence))


def _own_rows(rows: Sequence[Row], form: PaperForm) -> list[Row]:
    """Give the rows of this form: those between the first and the last whose label it knows."""
    known = [i for i, row in enumerate(rows) if row.label and form.places(row.label)]
    own = list(rows[known[0] : known[-1] + 1]) if known else []
    share = sum(bool(row.label and form.places(row.label)) for row in own)
    return own if share * 2 > len(own) else []


def _title(paper: Paper, form: PaperForm) -> str:
    words = fold_label(paper.reference.forms[form.form].title_ja.partition("（")[2].rstrip("）"))
    named = [line for line in paper.printed if fold_label(line.text).startswith(words) and not read_row(line).figures]
    return named[0].text if named else paper.reference.forms[form.form].title_ja


def _year(paper: Paper, title: str) -> int | None:
    days = find_dates(title) or [day for line in paper.printed if "決算報告書" in line.text for day in find_dates(line.text)]
    return fiscal_year_of(max(days)) if days else None


def _entries(item: Placed, form: PaperForm) -> list[Entry]:
    if item.place is None or item.unsure:
        return []
    line = form.lines[item.place]
    remark = f"label {item.row.moved}" if item.row.moved else ""
    return [make_entry(line, c, f, item.row.label, remark) for c, f in zip(form.columns, item.row.figures, strict=True)]


def _doubts(paper: Paper, item: Placed, form: PaperForm) -> list[Finding]:
    figures = " ".join(figure.text for figure in item.row.figures)
    if item.place is None:
        message = f"the form has no line {item.row.label or '(no label)'} in this place ({figures})"
        return [paper.finding("PAPER1", item.row.line, message, "add the line to the form, or its wording to labels.csv")]
    if item.unsure:
        message = f"{figures}: two lines fit equally well, one of them {form.lines[item.place].label}; the row is left out"
        return [paper.finding("PAPER2", item.row.line, message, "compare with the print and transcribe the row")]
    budget, actual, difference = (figure.number for figure in item.row.figures)
    if actual - budget != difference:
        message = f"{item.row.label}: actual less budget is {actual - budget:,}, printed is {item.row.figures[2].text}"
        return [paper.finding("PAPER3", item.row.line, message, "compare the row with the print")]
    return []


def _evidence(item: Placed, form: PaperForm) -> dict[str, str]:
    line = form.lines[item.place or 0]
    detail = f"{item.row.label}: {item.row.moved}; the only line between its neighbours with such a label; sums hold"
    return {"row": str(item.row.line.place), "account": line.account.account, "rule": "moved label", "detail": detail}
