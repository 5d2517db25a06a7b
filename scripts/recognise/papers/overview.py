"""決算の概要: budget, actual and difference in million yen, for the whole and for each business.

    １ 一般事業
    （１） 貸借対照表（平成 29 年 3月 31 日現在）
    科  目 予 算 決 算 差 引 左の主な理由
    資 産
    …
    純資産 2,648 3,243 594

The amounts that the reasons beside the rows name are read by `reasons`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from scripts.labels import fold_label
from scripts.recognise.captions import find_period
from scripts.recognise.found import Found
from scripts.recognise.papers.blocks import Block, Resolved, cut_blocks, resolve
from scripts.recognise.papers.cutting import unit_near
from scripts.recognise.papers.forms import PaperForm, load_form
from scripts.recognise.papers.headers import begins_overview
from scripts.recognise.papers.lines import Row, read_row, unnumbered
from scripts.recognise.papers.overview_cash_flow import read_cash_flow
from scripts.recognise.papers.paper import Heading, Paper, line_spans, make_entry, make_table
from scripts.recognise.papers.reasons import Beside, Statement, find_reasons
from scripts.recognise.papers.segments import Segments
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
    rows: tuple[Resolved, ...]
    places: tuple[int, ...]


def find_overview(paper: Paper) -> list[Found]:
    """Give the tables of an overview of the settlement."""
    parts = cut_parts(paper)
    forms = [load_form(paper.reference, form) for form in (BALANCE_SHEET, INCOME_STATEMENT)]
    read = [_read(part, forms) for part in parts if begins_overview(part.header)]
    found = [_found(paper, item, read) for item in read]
    flows = [
        read_cash_flow(paper, part.header, part.lines, part.fiscal_year) for part in parts if not begins_overview(part.header)
    ]
    return [*found, *(flow for flow in flows if flow.table.entries)]


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
    readings = []
    for form in forms:
        blocks: list[Block] = cut_blocks((_plain(read_row(line)) for line in part.lines), form, BASES)
        rows = tuple(row for block in blocks for row in resolve(block, BASES, adds_up))
        readings.append(_Read(part, form, rows, tuple(form.places(row.label.label)[0] for row in rows)))
    return max(readings, key=lambda reading: len(reading.rows))


def _found(paper: Paper, item: _Read, read: Sequence[_Read]) -> Found:
    entries = [entry for row, place in zip(item.rows, item.places, strict=True) for entry in _entries(row, place, item.form)]
    findings = [finding for row in item.rows for finding in _doubts(paper, row)]
    mates = [other for other in read if other.part.segment == item.part.segment]
    statement = Statement(paper.reference, item.form)
    others = [Statement(paper.reference, other.form) for other in mates if other.form.form != item.form.form]
    spans = [span for row in item.rows for span in row.label.words]
    for mate in mates:
        beside = _beside(mate, own=mate is item)
        reasons = find_reasons(beside, statement, others)
        entries += reasons.entries
        spans += reasons.spans
    part = item.part
    unit = unit_near(paper, part.header, "million_yen")
    heading = Heading(item.form.form, part.title, unit, part.header, part.segment, part.fiscal_year)
    evidence = tuple(_evidence(row, place, item.form) for row, place in zip(item.rows, item.places, strict=True) if row.how)
    return Found(make_table(paper, heading, entries), (*spans, *line_spans([item.part.header])), tuple(findings), evidence)


def _beside(item: _Read, *, own: bool) -> Beside:
    starts = {figure.place.line: place for row, place in zip(item.rows, item.places, strict=True) for figure in row.figures}
    labels = {row.label.line.place.line: place for row, place in zip(item.rows, item.places, strict=True)}
    return Beside(tuple(item.part.lines), labels | starts, own)


def _entries(row: Resolved, place: int, form: PaperForm) -> Iterable[Entry]:
    columns = [column for column in form.columns if column.column == "amount"]
    if row.unsure:
        return []
    return [make_entry(form.lines[place], c, f, row.label.label) for c, f in zip(columns, row.figures, strict=True)]


def _doubts(paper: Paper, row: Resolved) -> list[Finding]:
    if row.unsure:
        message = f"{row.label.label}: its figures cannot be told from those beside it; the row is left out"
        return [paper.finding("PAPER2", row.label.line, message, "compare with the print and transcribe the row")]
    if not adds_up([figure.number for figure in row.figures]):
        message = f"{row.label.label}: budget and difference do not make the actual amount"
        return [paper.finding("PAPER3", row.label.line, message, "compare the row with the print")]
    return []


def _evidence(row: Resolved, place: int, form: PaperForm) -> dict[str, str]:
    detail = f"{row.label.label}: {row.how}; budget + difference = actual"
    return {"row": str(row.label.line.place), "account": form.lines[place].account.account, "rule": "layout", "detail": detail}
