"""Figures in the notes to the statements, each table announced by the words of its form.

    ※３ 固定資産除却損の内訳は次のとおりであります。
    建物 7,700円
    備品
    リース資産
             1
                  22,000
    計         29,701

Labels and figures may stand in two runs; tables of several columns may be printed column by column.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scripts.labels import clean_label, fold_label
from scripts.recognise.found import Found
from scripts.recognise.papers.blocks import Resolved, cut_blocks, resolve
from scripts.recognise.papers.ends import find_cut
from scripts.recognise.papers.forms import PaperForm, load_form, variants_of
from scripts.recognise.papers.lines import Row, read_row, unnumbered
from scripts.recognise.papers.maturities import FORMS as MATURITIES
from scripts.recognise.papers.maturities import read_maturities
from scripts.recognise.papers.paper import Heading, Paper, make_entry, make_table
from scripts.recognise.papers.placing import MOST_TORN, Placed, place_rows
from scripts.recognise.papers.remarks import FORM as REMARKS
from scripts.records import Entry, Finding, Line, Span

RESERVES = "jlis_note_reserves"
TAXONOMY = "jlis"
_END = re.compile(r"^[(（](?:[^()（）]{1,20}関係[)）]|注\s*[0-9０-９]*[)）])")


@dataclass(frozen=True, slots=True)
class Region:
    """The lines that a note announces, the announcing line first; blank lines (empty cells) among them."""

    form: str
    lines: tuple[Line, ...]


def find_notes(paper: Paper) -> list[Found]:
    """Give the tables of figures in the notes."""
    regions = cut_regions(paper)
    forms = list(dict.fromkeys(region.form for region in regions))
    found = [_read(paper, [region for region in regions if region.form == form]) for form in forms if form not in MATURITIES]
    known = {e.account: int(e.value or 0) for part in found for e in part.table.entries if e.column == "carrying_amount"}
    last = [region for region in regions if region.form in MATURITIES]
    found += [read_maturities(paper, load_form(paper.reference, region.form), region.lines, known) for region in last]
    return [part for part in found if part.table.entries or part.findings]


def cut_regions(paper: Paper) -> list[Region]:
    """Give the announced parts of the notes; headings such as （リース取引関係） and （注１） end them."""
    forms = [form.form for form in paper.reference.forms.values() if form.statement == "note" and form.taxonomy == TAXONOMY]
    words = {word: form for form in forms if form != REMARKS for word in variants_of(paper.reference, form)}
    ordered = sorted(words, key=lambda word: (-len(word), word))
    regions: list[Region] = []
    current = False
    for line in paper.lines:
        folded = fold_label(line.text)
        named = next((words[word] for word in ordered if word in folded), None)
        if named and not read_row(line).figures:
            regions.append(Region(named, (line,)))
            current = True
        elif _END.match(line.text.strip()):
            current = False
        elif current:
            regions[-1] = replace(regions[-1], lines=(*regions[-1].lines, line))
    return [region for region in regions if any(read_row(line).figures for line in region.lines)]


def _read(paper: Paper, regions: Sequence[Region]) -> Found:
    form = load_form(paper.reference, regions[0].form)
    entries: list[Entry] = []
    findings: list[Finding] = []
    evidence: list[dict[str, str]] = []
    spans: list[Span] = []
    for region in regions:
        own = _under(form, region)
        rows, doubts, told = _rows(paper, region, own)
        findings += doubts
        evidence += told
        for item in place_rows(rows, (), own):
            entries += _entries(item, own)
            spans += item.row.words
            findings += [] if item.place is not None and not item.unsure else [_doubt(paper, item.row)]
    findings += find_cut(paper, form, entries, regions[0].lines[0])
    title = paper.reference.forms[form.form].title_ja
    heading = Heading(form.form, title, "yen", regions[0].lines[0])
    return Found(make_table(paper, heading, entries), tuple(spans), tuple(findings), tuple(evidence))


def _under(form: PaperForm, region: Region) -> PaperForm:
    """Give the lines of the reserve that an announcement names; all lines of other forms."""
    if form.form != RESERVES:
        return form
    words = fold_label(region.lines[0].text)
    heads = {line.account.account for line in form.lines if not line.headed and fold_label(line.label) in words}
    return replace(form, lines=tuple(line for line in form.lines if line.account.parent in heads))


def _rows(paper: Paper, region: Region, form: PaperForm) -> tuple[list[Row], list[Finding], list[dict[str, str]]]:
    count = len(form.columns)
    read = join_torn([read_row(line) for line in region.lines if line.text.strip()], form)
    resolved = [
        row for block in cut_blocks(read, form, count)[0] for row in resolve(block, count, _differs, form) if row.label.label
    ]
    findings = [_doubt(paper, row.label) for row in resolved if row.unsure]
    strange = [row for row in read if row.label and row.figures and not form.places(row.label) and "," in row.figures[0].text]
    findings += [_unknown(paper, row) for row in strange]
    sure = [row for row in resolved if not row.unsure]
    findings += [_gap(paper, row) for row in sure if not _differs([figure.number for figure in row.figures])]
    told = [_evidence(row, form) for row in sure if row.how]
    return [replace(row.label, figures=row.figures) for row in sure], findings, told


def _differs(figures: Sequence[int]) -> bool:
    """Tell whether the last of three amounts is the second less the first (fair value less carrying amount)."""
    columns = 3
    return len(figures) != columns or figures[1] - figures[0] == figures[2]


def join_torn(rows: Sequence[Row], form: PaperForm) -> list[Row]:
    """Give the rows with labels joined that break over lines none of which is a label by itself."""
    joined: list[Row] = []
    at = 0
    while at < len(rows):
        count = next((n for n in range(MOST_TORN, 1, -1) if _is_torn(rows[at : at + n], n, form)), 1)
        parts = rows[at : at + count]
        label = "".join(clean_label(part.label) for part in parts)
        spans = tuple(span for part in parts for span in part.words)
        joined.append(replace(parts[-1], label=label, words=spans) if count > 1 else parts[0])
        at += count
    return joined


def _is_torn(parts: Sequence[Row], count: int, form: PaperForm) -> bool:
    if len(parts) < count or any(part.figures for part in parts[:-1]) or any(form.places(part.label) for part in parts):
        return False
    return bool(parts[-1].label) and bool(form.places("".join(part.label for part in parts)))


def _entries(item: Placed, form: PaperForm) -> list[Entry]:
    if item.place is None or item.unsure:
        return []
    line = form.lines[item.place]
    return [make_entry(line, c, f, item.row.label) for c, f in zip(form.columns, item.row.figures, strict=False)]


def _evidence(row: Resolved, form: PaperForm) -> dict[str, str]:
    account = form.lines[form.places(row.label.label)[0]].account.account
    held = "; fair value less carrying amount is the difference" if len(row.figures) > 1 else ""
    return {
        "row": str(row.label.line.place),
        "account": account,
        "rule": "layout",
        "detail": f"{row.label.label}: {row.how}{held}",
    }


def _unknown(paper: Paper, row: Row) -> Finding:
    message = f"the form has no line {unnumbered(row.label)} ({row.figures[0].text})"
    return paper.finding(
        "PAPER1", row.line, message, "if it is a line of the note add it to accounts.csv, else its wording to labels.csv"
    )


def _doubt(paper: Paper, row: Row) -> Finding:
    message = f"{row.label}: its figures cannot be told from those beside it; the row is left out"
    return paper.finding("PAPER2", row.line, message, "compare with the print and transcribe the row")


def _gap(paper: Paper, row: Resolved) -> Finding:
    message = f"{row.label.label}: the difference is not the second amount less the first"
    return paper.finding("PAPER3", row.label.line, message, "compare the row with the print")
