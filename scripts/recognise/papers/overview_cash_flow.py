"""The overview of cash flows in million yen: one column, runs of labels before runs of figures, subtotals in brackets.

事業負担金
…
（収入計）
30
…
(170)
"""

from collections.abc import Sequence

from scripts.recognise.found import Found
from scripts.recognise.papers.blocks import lay_out
from scripts.recognise.papers.cutting import unit_near
from scripts.recognise.papers.forms import load_form
from scripts.recognise.papers.lines import read_row
from scripts.recognise.papers.paper import Heading, Paper, line_spans, make_entry, make_table
from scripts.recognise.sums import count_broken_sums
from scripts.records import Line

FORM = "jlis_overview_cash_flow"


def read_cash_flow(paper: Paper, title: Line, lines: Sequence[Line], fiscal_year: int | None) -> Found:
    """Give the overview of cash flows printed on the lines behind its title."""
    form = load_form(paper.reference, FORM)
    rows = [row for row in lay_out([read_row(line) for line in lines], form, 1, lambda _: True) if row.row.label]
    entries, findings, evidence = [], [], []
    for row in rows:
        if row.place is None:
            message = f"{row.row.label}: as many figures as labels were expected in its run; the row is left out"
            findings.append(paper.finding("PAPER2", row.row.line, message, "compare with the print and transcribe the row"))
            continue
        line = form.lines[row.place]
        entries.append(make_entry(line, form.columns[0], row.row.figures[0], row.row.label))
        if row.how:
            detail = f"{row.row.label}: label and figure stand in two runs of the same length; the sums hold"
            evidence.append({"row": str(row.row.line.place), "account": line.account.account, "rule": "layout", "detail": detail})
    values = {(entry.account, "amount"): entry.value for entry in entries}
    broken = count_broken_sums(values, (line.account for line in form.lines))
    if broken:
        message = f"{broken} sums of the overview of cash flows do not hold"
        findings.append(paper.finding("PAPER3", title, message, "compare the table with the print"))
    spans = [span for row in rows for span in row.row.words]
    heading = Heading(FORM, title.text, unit_near(paper, title, "million_yen"), title, fiscal_year=fiscal_year)
    return Found(make_table(paper, heading, entries), (*spans, *line_spans([title])), tuple(findings), tuple(evidence))
