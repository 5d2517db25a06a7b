"""One section of a document read as the statement its title names."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scripts.amounts import AmountError, read_amount
from scripts.labels import fold_label
from scripts.recognise.align import Alignment, Track, align_rows, align_sides, join_torn_labels
from scripts.recognise.columns import ColumnError, Heads, assign_columns, read_heads
from scripts.recognise.pieces import Piece
from scripts.recognise.rows import Row, count_sides, is_header, label_cells, split_rows
from scripts.recognise.sections import Section
from scripts.recognise.sums import count_broken_sums
from scripts.records import Entry, Finding, Line, Span
from scripts.reference import Account, Reference

_TWO = 2
_PAGE_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """A statement as read: its entries, the findings, the characters its labels and headers take, rows left over."""

    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]
    spans: tuple[Span, ...]
    strange: tuple[Row, ...]
    placed: int


def read_statement(section: Section, reference: Reference, name: str) -> Reading:
    """Give the rows of a section placed on the lines of its form, with columns, paths and figures.

    `name` is the document's, for findings. Rows behind the last one that belongs to the form are left to others.
    """
    form = reference.forms[section.title.form]
    lines = reference.lines[form.form]
    headers, body = _split_headers(section.body)
    rows = _rows(headers, body, form.sides)
    track = Track(lines, reference.wordings)
    rows = join_torn_labels(rows, track)
    alignments = _alignments(rows, track)
    heads = read_heads(headers, reference.columns.get(form.form, ()))
    reader = _Reader(name, lines, heads)
    best, open_rows = reader.choose(rows, alignments)
    return reader.read(rows, best, open_rows, _header_spans(headers))


def _split_headers(body: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    headers: list[Line] = []
    rest: list[Line] = []
    for line in body:
        torn = headers and not rest and line.ruled and not line.cells[0].text.strip() and not any(c.isdigit() for c in line.text)
        (headers if is_header(line) or torn else rest).append(line)
    return headers, rest


def _header_spans(headers: Sequence[Line]) -> list[Span]:
    return [Span(line.place.line, 0, len(line.text)) for line in headers]


def _rows(headers: Sequence[Line], body: Sequence[Line], sides: int) -> list[Row]:
    if sides < _TWO or count_sides([*headers, *body]) < _TWO:
        return split_rows(body, ())
    starts = label_cells(headers[0]) if headers else []
    rows = split_rows(body, starts)
    return sorted(rows, key=lambda row: row.side) if len(starts) == _TWO else rows


def _alignments(rows: Sequence[Row], track: Track) -> list[Alignment]:
    single = align_rows(rows, track)
    sides = tuple(Track(tuple(a for a in track.lines if a.side == s), track.wordings) for s in ("assets", "liabilities"))
    if not all(t.lines for t in sides) or not _lost(rows, single[0]):
        return single
    double = align_sides(rows, (sides[0], sides[1]))
    return double if _lost(rows, double[0]) < _lost(rows, single[0]) else single


def _lost(rows: Sequence[Row], alignment: Alignment) -> int:
    return sum(line is None and bool(row.figures) for row, line in zip(rows, alignment, strict=True))


class _Reader:
    """Turns aligned rows into entries; keeps what a single statement needs at hand."""

    def __init__(self, name: str, lines: Sequence[Account], heads: Heads) -> None:
        self.name = name
        self.lines = {line.account: line for line in lines}
        self.heads = heads

    def choose(self, rows: Sequence[Row], alignments: list[Alignment]) -> tuple[Alignment, set[int]]:
        """Give the alignment whose sums hold best, and the rows about which the best ones disagree with a figure."""
        if len(alignments) == 1:
            return alignments[0], set()
        scores = [self._broken(rows, alignment) for alignment in alignments]
        best = [a for a, score in zip(alignments, scores, strict=True) if score == min(scores)]
        unlike = {i for i in range(len(rows)) if len({a[i].account if a[i] else "" for a in best}) > 1}  # type: ignore[union-attr]
        return best[0], {i for i in unlike if any(not p.dash for p in rows[i].figures)}

    def _broken(self, rows: Sequence[Row], alignment: Alignment) -> int:
        values = {}
        for row, line in zip(rows, alignment, strict=True):
            try:
                cells = assign_columns(row, line, self.heads) if line else []
                values |= {(line.account, c): read_amount(p.text).value for c, p in cells if line}
            except ValueError:
                continue
        return count_broken_sums(values, self.lines.values())

    def read(self, rows: Sequence[Row], alignment: Alignment, unsure: set[int], spans: list[Span]) -> Reading:
        """Give the entries of aligned rows, and a finding for every row that is not placed for certain."""
        last = max((i for i, line in enumerate(alignment) if line is not None), default=-1)
        labels: dict[str, str] = {}
        entries: list[Entry] = []
        findings: list[Finding] = []
        strange: list[Row] = []
        for i, (row, line) in enumerate(zip(rows[: last + 1], alignment, strict=False)):
            if line is None:
                strange += [row] if row.figures and row.words else []
                continue
            spans += [piece.span for piece in row.words]
            labels.setdefault(line.account, row.label)
            if not row.figures:
                continue
            if i in unsure:
                findings.append(self._ambiguous(row, alignment[i]))
            else:
                entries += self._entries(row, line, labels, findings)
        findings += [self._unknown(row) for row in strange]
        return Reading(tuple(entries), tuple(findings), tuple(spans), tuple(strange), sum(a is not None for a in alignment))

    def _entries(self, row: Row, line: Account, labels: dict[str, str], findings: list[Finding]) -> Iterator[Entry]:
        try:
            cells = assign_columns(without_page_mark(row, line, self.heads), line, self.heads)
        except ColumnError as error:
            findings.append(self._finding("READ2", row.figures[0], f"{row.label}: {error}", "rule the columns with tabs or bars"))
            return
        for column, piece in cells:
            try:
                amount = read_amount(piece.text)
            except AmountError as error:
                findings.append(self._finding("READ3", piece, f"{row.label}: {error}", "compare the figure with the print"))
                continue
            yield Entry(
                label=labels[line.account] if row.label == labels[line.account] else row.label,
                path="/".join(self._ancestors(line, labels)),
                account=line.account,
                column=column,
                printed=piece.text,
                value=amount.value,
                missing=amount.missing,
                place=piece.place,
                span=piece.span,
            )

    def _ancestors(self, line: Account, labels: dict[str, str]) -> list[str]:
        above: list[str] = []
        parent = line.parent
        while parent:
            above.insert(0, labels.get(parent, self.lines[parent].label_ja))
            parent = self.lines[parent].parent
        return above

    def _finding(self, rule: str, piece: Piece, message: str, mend: str) -> Finding:
        return Finding(rule, self.name, piece.place, message, mend)

    def _ambiguous(self, row: Row, line: Account | None) -> Finding:
        label = line.label_ja if line else row.label
        message = f"{row.label}: two readings fit equally well, one of them {label}; the row is left out"
        return self._finding("READ4", (row.words or row.figures)[0], message, "print the totals above it, or transcribe the row")

    def _unknown(self, row: Row) -> Finding:
        known = {fold_label(line.label_ja): line for line in self.lines.values()}
        near = difflib.get_close_matches(row.key, known, n=1, cutoff=0.5)
        hint = f"{known[near[0]].account},{row.label}" if near else f"ACCOUNT,{row.label}"
        nearest = f"; the nearest known label is {known[near[0]].label_ja}" if near else ""
        message = f"the form has no line {row.label} in this place ({row.figures[0].text}){nearest}"
        return self._finding("READ1", row.words[0], message, f"if it is a wording of a known line add to labels.csv: {hint}")


def without_page_mark(row: Row, line: Account, heads: Heads) -> Row:
    """Give a row without a page number that the next page's top or this page's foot has pushed behind its figures."""
    wanted = max(len(heads.printed), len(line.columns))
    extra = row.figures[-1] if len(row.figures) > wanted else None
    own = row.words[0].place.line
    if extra is None or extra.place.line == own or not extra.text.isdigit() or len(extra.text) >= _PAGE_DIGITS:
        return row
    return Row(row.words, row.figures[:-1], row.side, row.ruled)
