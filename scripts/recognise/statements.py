"""One section of a document read as the table its title names: rows on lines, figures in columns, labels as paths."""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scripts.amounts import AmountError, read_amount
from scripts.labels import fold_label
from scripts.recognise.align import Alignment, Track, align_rows, align_sides, join_torn_labels, settle_siblings
from scripts.recognise.columns import ColumnError, Heads, assign_columns, without_page_mark
from scripts.recognise.layout import lay_out
from scripts.recognise.notes import shorten
from scripts.recognise.pieces import Piece
from scripts.recognise.rows import Row
from scripts.recognise.sections import Section
from scripts.recognise.sums import count_broken_sums
from scripts.records import Entry, Finding, Span
from scripts.reference import Account, Form, Reference

_SCOPED = re.compile(r"[(（][^()（）]*[)）]$")


@dataclass(frozen=True, slots=True)
class Reading:
    """A table as read: entries, findings, the characters that labels and headers take, and how many rows found a line."""

    form: str
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]
    spans: tuple[Span, ...]
    placed: int
    strange: int


def read_section(section: Section, reference: Reference, name: str) -> Reading:
    """Give the table of a section; `name` is the document's, for findings.

    Where several forms bear the title (every standard has its 貸借対照表), the one whose lines fit most rows is read.
    """
    readings = [read_form(section, reference.forms[form], reference, name) for form in section.title.forms]
    return max(readings, key=lambda reading: (reading.placed - reading.strange, len(reading.entries)))


def read_form(section: Section, form: Form, reference: Reference, name: str) -> Reading:
    """Give the table of a section read as `form`.

    Rows behind the last one that belongs to the form are left to others. A row that cannot be placed for certain is left
    out and named by a finding.
    """
    layout = lay_out(section.body, form, reference)
    track = Track(reference.lines[form.form], reference.wordings)
    scopes = reference.variants("scopes", "scope")
    rows = [_rename(row, track, scopes) for row in join_torn_labels(layout.rows, track)]
    reader = _Reader(name, form.form, track, layout.heads, scopes)
    alignment, unsure = reader.choose(rows, _alignments(rows, track))
    spans = [Span(line.place.line, 0, len(line.text)) for line in layout.headers]
    return reader.read(rows, settle_siblings(rows, alignment, track), unsure, spans)


def _rename(row: Row, track: Track, scopes: dict[str, str]) -> Row:
    # In notes a row may be named by its scope alone (一般会計等 205,655), or name it behind the label (…（一般会計等）).
    if track.places(row) or not row.figures:
        return row
    named = [line for line in track.lines if not line.parent and not line.open]
    if row.key in scopes and len(named) == 1:
        return replace(row, key_as=fold_label(named[0].label_ja))
    bare = _SCOPED.sub("", row.key)
    if bare != row.key and track.places(renamed := replace(row, key_as=bare)):
        return renamed
    if len(track.lines) == 1 and not row.ruled:
        return replace(row, key_as=fold_label(track.lines[0].label_ja))
    return row


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
    """Turns aligned rows into entries; keeps what a single table needs at hand."""

    def __init__(self, name: str, form: str, track: Track, heads: Heads, scopes: dict[str, str]) -> None:
        self.name = name
        self.form = form
        self.lines = {line.account: line for line in track.lines}
        self.heads = heads
        self.scopes = scopes

    def choose(self, rows: Sequence[Row], alignments: list[Alignment]) -> tuple[Alignment, set[int]]:
        """Give the alignment whose sums hold best, and the rows with a figure about which the best ones disagree."""
        if len(alignments) == 1:
            return alignments[0], set()
        scores = [self._broken(rows, alignment) for alignment in alignments]
        best = [a for a, score in zip(alignments, scores, strict=True) if score == min(scores)]
        unlike = {i for i in range(len(rows)) if len({line.account if (line := a[i]) else "" for a in best}) > 1}
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
        strange = 0
        for i, (row, line) in enumerate(zip(rows[: last + 1], alignment, strict=False)):
            if line is not None:
                spans += [piece.span for piece in row.words]
                labels.setdefault(line.account, row.label)
            if not row.figures:
                continue
            if line is None:
                strange += 1
                findings += [self._unknown(row)] if row.words else []
            elif i in unsure:
                findings.append(self._ambiguous(row, line))
            else:
                entries += self._entries(row, line, labels, findings)
        return Reading(self.form, tuple(entries), tuple(findings), tuple(spans), sum(a is not None for a in alignment), strange)

    def _entries(self, row: Row, line: Account, labels: dict[str, str], findings: list[Finding]) -> Iterator[Entry]:
        try:
            cells = assign_columns(without_page_mark(row, line, self.heads), line, self.heads)
        except ColumnError as error:
            findings.append(self._finding("READ2", row.figures[0], f"{row.label}: {error}", "rule the columns with tabs or bars"))
            return
        path = "/".join(self._ancestors(line, labels) if row.depth is None else row.above)
        for column, piece in cells:
            try:
                amount = read_amount(piece.text)
            except AmountError as error:
                findings.append(self._finding("READ3", piece, f"{row.label}: {error}", "compare the figure with the print"))
                continue
            yield Entry(
                label=shorten(row.label, line.label_ja),
                path=path,
                account=line.account,
                column=column,
                printed=piece.text,
                value=amount.value,
                missing=amount.missing,
                place=piece.place,
                unit=piece.unit,
                scope=self._scope(row),
                span=piece.span,
            )

    def _scope(self, row: Row) -> str:
        if row.key_as and row.key in self.scopes:
            return self.scopes[row.key]
        behind = _SCOPED.search(row.key)
        return self.scopes.get(behind[0].strip("()（）"), "") if behind else ""

    def _ancestors(self, line: Account, labels: dict[str, str]) -> list[str]:
        above: list[str] = []
        parent = line.parent
        while parent:
            above.insert(0, labels.get(parent, self.lines[parent].label_ja))
            parent = self.lines[parent].parent
        return above

    def _finding(self, rule: str, piece: Piece, message: str, mend: str) -> Finding:
        return Finding(rule, self.name, piece.place, message, mend)

    def _ambiguous(self, row: Row, line: Account) -> Finding:
        message = f"{row.label}: two readings fit equally well, one of them {line.label_ja}; the row is left out"
        return self._finding("READ4", (row.words or row.figures)[0], message, "print the totals above it, or transcribe the row")

    def _unknown(self, row: Row) -> Finding:
        known = {fold_label(line.label_ja): line for line in self.lines.values()}
        near = difflib.get_close_matches(row.key, known, n=1, cutoff=0.5)
        hint = f"{known[near[0]].account},{row.label}" if near else f"ACCOUNT,{row.label}"
        nearest = f"; the nearest known label is {known[near[0]].label_ja}" if near else ""
        message = f"the form has no line {row.label} in this place ({row.figures[0].text}){nearest}"
        return self._finding("READ1", row.words[0], message, f"if it is a wording of a known line add to labels.csv: {hint}")
