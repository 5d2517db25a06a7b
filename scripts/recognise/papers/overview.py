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
from scripts.recognise.found import Found
from scripts.recognise.papers.blocks import Block, Resolved, cut_blocks, resolve
from scripts.recognise.papers.forms import PaperForm, load_form
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
_HEADER = re.compile(r"(?:科目|区分)?予算額?決算額?差[引額](?:左の)?(?:主な理由|備考)?")
_TITLE = re.compile(r"(貸借対照表|損益計算書|キャッシュ・?フロー計算書)(?:\(.*\))?")


@dataclass(frozen=True, slots=True)
class Part:
    """One table of an overview: its lines behind the header, its title, the business it is about."""

    segment: str
    title: str
    header: Line
    lines: tuple[Line, ...]


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
    read = [_read(part, forms) for part in parts if _HEADER.fullmatch(fold_label(part.header.text))]
    found = [_found(paper, item, read) for item in read]
    flows = [read_cash_flow(paper, part.header, part.lines) for part in parts if "フロー" in fold_label(part.header.text)]
    return [*found, *(flow for flow in flows if flow.table.entries)]


def cut_parts(paper: Paper) -> list[Part]:
    """Give the tables of an overview: each begins at its header and ends at the next title, business or header."""
    segments = Segments(paper.reference)
    parts: list[Part] = []
    segment, title, current = "total", "", None
    for line in paper.printed:
        words = fold_label(unnumbered(line.text))
        titled = _TITLE.fullmatch(words)
        if _HEADER.fullmatch(fold_label(line.text)) or (titled and "フロー" in titled[1]):
            current = Part(segment, title or words, line, ())
            parts.append(current)
        elif titled:
            current, title = None, line.text.strip()
        elif (named := segments.of_heading(line)) is not None:
            current, segment = None, named
        elif current is not None:
            current = replace(current, lines=(*current.lines, line))
            parts[-1] = current
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
    heading = Heading(item.form.form, item.part.title, paper.section.unit or "million_yen", item.part.header, item.part.segment)
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
