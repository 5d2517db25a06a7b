"""補正予算の概要: initial budget, amendment and revised budget in million yen, for the whole and the businesses amended.

ウ 総合行政ネットワーク運営事業 補正予定損益計算書
科  目 当初予算 補 正 額 補正後予算
営業収益 84 3 87
地方公共団体負担金
収入
34 3 37
…
① 地方公共団体負担金収入……3百万円の増
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from scripts.labels import fold_label
from scripts.recognise.found import Found
from scripts.recognise.papers.cutting import unit_near
from scripts.recognise.papers.forms import PaperForm, load_form
from scripts.recognise.papers.headers import begins_amendment
from scripts.recognise.papers.lines import read_row, unnumbered
from scripts.recognise.papers.paper import Heading, Paper, line_spans, make_entry, make_table
from scripts.recognise.papers.placing import Placed, attach_labels, place_rows
from scripts.recognise.papers.segments import Segments
from scripts.recognise.pieces import narrow
from scripts.records import Entry, Finding, Line, Span

FORMS = tuple(f"jlis_overview_amended_{name}" for name in ("balance_sheet", "income_statement", "cash_plan"))
BASES = 3
_TITLE = re.compile(r"補正(?:予定貸借対照表|予定損益計算書|資金計画|債務負担行為関係)$")
_REASON = re.compile(r"^(?P<label>[^…‥]+?)\s*[…‥]+\s*(?P<amount>(?:[0-9]{1,4}億)?[0-9][0-9,]*百万円)の(?P<way>[増減])")
_AMOUNT = re.compile(r"(?:([0-9]{1,4})億)?([0-9][0-9,]*)百万円")


@dataclass(frozen=True, slots=True)
class Part:
    """One table of the overview: its header, what stands behind it, its title, the business it is about."""

    segment: str
    title: str
    header: Line
    lines: tuple[Line, ...]


def find_amendments(paper: Paper) -> list[Found]:
    """Give the tables of an overview of an amended budget."""
    forms = [load_form(paper.reference, form) for form in FORMS]
    found = [_read(paper, part, forms) for part in cut_parts(paper)]
    return [part for part in found if part.table.entries]


def cut_parts(paper: Paper) -> list[Part]:
    """Give the tables: each begins at its header and ends at the next title or header."""
    segments = Segments(paper.reference)
    parts: list[Part] = []
    segment, title, open_ = "total", "", False
    for line in paper.printed:
        if begins_amendment(line):
            parts.append(Part(segment, title, line, ()))
            open_ = True
        elif _TITLE.search(fold_label(line.text)):
            segment, title, open_ = segments.of_heading(line) or "total", line.text.strip(), False
        elif open_:
            parts[-1] = replace(parts[-1], lines=(*parts[-1].lines, line))
    return parts


def read_million(text: str) -> Decimal:
    """Give the million yen that words and digits print together.

    >>> read_million("２億３百万円"), read_million("1,203百万円")
    (Decimal('203'), Decimal('1203'))
    """
    match = _AMOUNT.fullmatch(narrow(text))
    if match is None:
        raise ValueError(f"expected an amount such as 27億91百万円, found {text}")
    return Decimal(int(match[1] or 0) * 100 + int(match[2].replace(",", "")))


def _read(paper: Paper, part: Part, forms: Sequence[PaperForm]) -> Found:
    form, placed = max(((form, _placed(part, form)) for form in forms), key=lambda pair: len(pair[1]))
    entries = [entry for item in placed for entry in _entries(item, form)]
    spans = [span for item in placed for span in item.row.words]
    findings = [*(finding for item in placed for finding in _doubts(paper, item)), *_strange(paper, part, placed)]
    for line in part.lines:
        reason = _reason(line, form, findings, paper)
        if reason:
            entries.append(reason[0])
            spans += reason[1:]
    heading = Heading(form.form, part.title, unit_near(paper, part.header, "million_yen"), part.header, part.segment)
    return Found(make_table(paper, heading, entries), (*spans, *line_spans([part.header])), tuple(findings))


def _placed(part: Part, form: PaperForm) -> list[Placed]:
    rows, _ = attach_labels([read_row(line) for line in part.lines if not _REASON.match(narrow(unnumbered(line.text)))], form)
    known = [row for row in rows if len(row.figures) == BASES and form.places(row.label)]
    return [item for item in place_rows(known, (), form) if item.place is not None]


def _strange(paper: Paper, part: Part, placed: Sequence[Placed]) -> list[Finding]:
    """Give a finding for each whole row of the table that no line of the form bears."""
    known = {item.row.line.place for item in placed}
    rows = [row for line in part.lines if len((row := read_row(line)).figures) == BASES and line.place not in known]
    message = "the form has no line {} in this place ({})"
    mend = "add the line to the form, or its wording to labels.csv"
    return [
        paper.finding("PAPER1", row.line, message.format(row.label or "(no label)", " ".join(f.text for f in row.figures)), mend)
        for row in rows
    ]


def _entries(item: Placed, form: PaperForm) -> list[Entry]:
    columns = [column for column in form.columns if column.column == "amount"]
    if item.place is None or item.unsure:
        return []
    line = form.lines[item.place]
    return [make_entry(line, column, figure, item.row.label) for column, figure in zip(columns, item.row.figures, strict=True)]


def _doubts(paper: Paper, item: Placed) -> list[Finding]:
    if item.unsure:
        message = f"{item.row.label}: two lines fit equally well; the row is left out"
        return [paper.finding("PAPER2", item.row.line, message, "compare with the print and transcribe the row")]
    initial, amendment, revised = (figure.number for figure in item.row.figures)
    if abs(initial + amendment - revised) > 1:
        message = f"{item.row.label}: initial budget and amendment do not make the revised budget"
        return [paper.finding("PAPER3", item.row.line, message, "compare the row with the print")]
    return []


def _reason(line: Line, form: PaperForm, findings: list[Finding], paper: Paper) -> tuple[Entry, Span, Span] | None:
    text = unnumbered(line.text)
    shift = line.text.index(text)
    match = _REASON.match(narrow(text))
    if match is None:
        return None
    label = re.sub(r"\s", "", text[: match.end("label")])
    places = form.places(label)
    if not places:
        message = f"{label}: the form has no such line; the amount named as a reason is left out"
        findings.append(paper.finding("PAPER1", line, message, "add the wording to labels.csv"))
        return None
    own = form.lines[places[0]]
    begin, end = (shift + at for at in match.span("amount"))
    column = next(column for column in form.columns if column.column == "reason")
    printed = line.text[begin:end]
    if "億" not in printed:
        printed = printed.removesuffix("百万円")
    span = Span(line.place.line, begin, begin + len(printed))
    entry = Entry(
        label=label,
        path=own.path,
        account=own.account.account,
        column=column.column,
        printed=printed,
        value=read_million(line.text[begin:end]),
        missing="",
        place=line.place,
        basis=column.basis,
        remark="amount named as a reason; that it is " + ("added" if match["way"] == "増" else "taken off") + " is told in words",
        span=span,
    )
    return entry, span, Span(line.place.line, 0, begin)
