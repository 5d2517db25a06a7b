"""決算の概要: budget, actual and difference in million yen, for the whole and for each business.

    １ 一般事業
    （１） 貸借対照表（平成 29 年 3月 31 日現在）
    科  目 予 算 決 算 差 引 左の主な理由
    資 産
    …
    純資産 300 310 10

The amounts that the reasons beside the rows name are read by `reasons`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from scripts.labels import fold_label
from scripts.recognise.captions import find_period
from scripts.recognise.found import Found
from scripts.recognise.papers.blocks import Laid, lay_out
from scripts.recognise.papers.cutting import unit_near
from scripts.recognise.papers.ends import find_cut
from scripts.recognise.papers.forms import PaperForm, load_form
from scripts.recognise.papers.headers import begins_overview
from scripts.recognise.papers.lines import Row, read_row, unnumbered
from scripts.recognise.papers.overview_cash_flow import read_cash_flow
from scripts.recognise.papers.paper import Heading, Paper, line_spans, make_entry, make_table
from scripts.recognise.papers.reasons import Amount, Beside, Statement, find_reasons
from scripts.recognise.papers.segments import Segments
from scripts.recognise.sums import count_broken_sums
from scripts.records import Entry, Finding, Line

BALANCE_SHEET = "jlis_overview_balance_sheet"
INCOME_STATEMENT = "jlis_overview_income_statement"
CASH_FLOW = "jlis_overview_cash_flow"
FORMS = (BALANCE_SHEET, INCOME_STATEMENT, CASH_FLOW)
BASES = 3
_UNDER = re.compile(r"\s*[(（]")
_TITLE = re.compile(r"(貸借対照表|損益計算書|キャッシュ・?フロー計算書)(?:\(.*\))?")


@dataclass(frozen=True, slots=True)
class Part:
    """One table of an overview: its lines behind the header, its title, the business and the year it is about."""

    segment: str
    title: str
    header: Line
    lines: tuple[Line, ...]
    fiscal_year: int | None


@dataclass(frozen=True, slots=True)
class _Read:
    part: Part
    form: PaperForm
    rows: tuple[Laid, ...]


def find_overview(paper: Paper) -> list[Found]:
    """Give the tables of an overview of the settlement."""
    parts = cut_parts(paper)
    forms = [load_form(paper.reference, form) for form in (BALANCE_SHEET, INCOME_STATEMENT)]
    read = [_read(part, forms) for part in parts if begins_overview(part.header)]
    pairs = [_found(paper, item, read) for item in read]
    taken = {entry.span for found, _ in pairs for entry in found.table.entries}
    found = [_with_left(paper, found, [amount for amount in left if amount.spans[-1] not in taken]) for found, left in pairs]
    flows = [
        read_cash_flow(paper, part.header, part.lines, part.fiscal_year) for part in parts if not begins_overview(part.header)
    ]
    return [*found, *(flow for flow in flows if flow.table.entries)]


def _with_left(paper: Paper, found: Found, left: Sequence[Amount]) -> Found:
    """Give a table with a finding for each amount of a reason that belongs to no row for certain."""
    mend = "compare with the print and transcribe the amount"
    more = [
        Finding(
            "PAPER5",
            paper.name,
            amount.place,
            f"{amount.printed}: the row that this amount of a reason belongs to is not told",
            mend,
        )
        for amount in left
    ]
    return replace(found, findings=(*found.findings, *more))


def cut_parts(paper: Paper) -> list[Part]:
    """Give the tables of an overview: each begins at its header and ends at the next title, business or header.

    A title with a number in brackets belongs to the business above it, any other to the whole.
    """
    segments = Segments(paper.reference)
    parts: list[Part] = []
    segment, caption, open_ = "total", list[Line](), False
    for line in paper.printed:
        titled = _TITLE.fullmatch(fold_label(unnumbered(line.text)))
        if titled:
            segment = segment if _UNDER.match(line.text) else "total"
            caption, open_ = [line], False
        if begins_overview(line) or (titled and "フロー" in titled[1]):
            parts.append(Part(segment, (caption or [line])[0].text.strip(), line, (), find_period(caption)))
            open_ = True
        elif not titled and (named := segments.of_heading(line)) is not None:
            caption, open_, segment = [], False, named
        elif not titled and open_:
            parts[-1] = replace(parts[-1], lines=(*parts[-1].lines, line))
        elif not titled:
            caption.append(line)
    return parts


def adds_up(figures: Sequence[int]) -> bool:
    """Tell whether budget + difference = actual, rounded each by itself."""
    budget, actual, difference = figures
    return abs(budget + difference - actual) <= 1


def _plain(row: Row) -> Row:
    """Give a row without figures in brackets: in an overview they are amounts of a reason."""
    return row if not row.figures or not row.figures[0].framed else replace(row, label=row.label or "(", figures=())


def _read(part: Part, forms: Sequence[PaperForm]) -> _Read:
    rows = [_plain(read_row(line)) for line in part.lines]
    readings = [_Read(part, form, tuple(lay_out(rows, form, BASES, adds_up))) for form in forms]
    return max(readings, key=lambda reading: sum(row.place is not None for row in reading.rows))


def _found(paper: Paper, item: _Read, read: Sequence[_Read]) -> tuple[Found, list[Amount]]:
    entries = [entry for row in item.rows for entry in _entries(row, item.form)]
    findings = [*(finding for row in item.rows for finding in _doubts(paper, row)), *_sums(paper, item, entries)]
    findings += find_cut(paper, item.form, entries, item.part.header)
    mates = [other for other in read if other.part.segment == item.part.segment]
    statement = Statement(paper.reference, item.form)
    others = [Statement(paper.reference, other.form) for other in mates if other.form.form != item.form.form]
    spans = [span for row in item.rows for span in row.row.words]
    left: list[Amount] = []
    for mate in mates:
        reasons = find_reasons(_beside(mate, own=mate is item), statement, others)
        entries += reasons.entries
        spans += reasons.spans
        left += reasons.left if mate is item else []
    part = item.part
    unit = unit_near(paper, part.header, "million_yen")
    heading = Heading(item.form.form, part.title, unit, part.header, part.segment, part.fiscal_year)
    evidence = tuple(_evidence(row, item.form) for row in item.rows if row.how and row.place is not None)
    table = make_table(paper, heading, entries)
    return Found(table, (*spans, *line_spans([item.part.header])), tuple(findings), evidence), left


def _sums(paper: Paper, item: _Read, entries: Sequence[Entry]) -> list[Finding]:
    """Give a finding where the lines of a table do not add up within rounding; a row may be missing."""
    known = {line.account.account for line in item.form.lines}
    values = {(entry.account, entry.basis): entry.value for entry in entries if entry.account in known}
    broken = count_broken_sums(values, (line.account for line in item.form.lines))
    if not broken:
        return []
    message = f"{item.part.title}: {broken} sums do not hold within rounding; a row may be missing or misread"
    return [paper.finding("PAPER3", item.part.header, message, "compare the table with the print")]


def _beside(item: _Read, *, own: bool) -> Beside:
    known = {figure.place.line: row.place for row in item.rows for figure in row.row.figures}
    labels = {row.row.line.place.line: row.place for row in item.rows}
    return Beside(tuple(item.part.lines), labels | known, own)


def _entries(row: Laid, form: PaperForm) -> Iterable[Entry]:
    columns = [column for column in form.columns if column.column == "amount"]
    if row.place is None:
        return []
    remark = f"label {row.row.moved}" if row.row.moved else ""
    line = form.lines[row.place]
    return [make_entry(line, c, f, row.row.label, remark) for c, f in zip(columns, row.row.figures, strict=True)]


def _doubts(paper: Paper, row: Laid) -> list[Finding]:
    if row.place is None:
        name = row.row.label or " ".join(figure.text for figure in row.row.figures)
        message = f"{name}: label and figures cannot be told from those beside them; the row is left out"
        return [paper.finding("PAPER2", row.row.line, message, "compare with the print and transcribe the row")]
    if not adds_up([figure.number for figure in row.row.figures]):
        message = f"{row.row.label}: budget and difference do not make the actual amount"
        return [paper.finding("PAPER3", row.row.line, message, "compare the row with the print")]
    return []


def _evidence(row: Laid, form: PaperForm) -> dict[str, str]:
    account = form.lines[row.place or 0].account.account
    detail = f"{row.row.label}: {row.how}; budget + difference = actual"
    return {"row": str(row.row.line.place), "account": account, "rule": "layout", "detail": detail}
