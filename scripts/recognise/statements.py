"""One section of a document read as the table its title names: rows on lines, figures in columns, labels as paths."""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from scripts.amounts import AmountError, read_amount
from scripts.labels import fold_label, strip_frame
from scripts.recognise.align import Track
from scripts.recognise.captions import scope_words
from scripts.recognise.choosing import Chooser, Chosen
from scripts.recognise.columns import ColumnError, Ledger
from scripts.recognise.headings import Head
from scripts.recognise.layout import Layout, lay_out
from scripts.recognise.notes import shorten
from scripts.recognise.pieces import Piece, whole_span
from scripts.recognise.rows import Row
from scripts.recognise.sections import Section
from scripts.records import Entry, Finding, Span
from scripts.reference import Account, Form, Reference

_SCOPED = re.compile(r"[(（][^()（）]*[)）]$")
_KANA = re.compile(r"[ぁ-ん]")
_SENTENCE = 8
_NEXT = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """A table as read: entries, each with the head of its column; findings; the characters that labels and headers take.

    `placed` rows found a line of the form, `strange` rows with figures did not; `unit` is what the header names.
    """

    form: str
    entries: tuple[tuple[Head, Entry], ...]
    findings: tuple[Finding, ...]
    spans: tuple[Span, ...]
    placed: int
    strange: int
    unit: str = ""


def read_section(section: Section, reference: Reference, name: str) -> Reading:
    """Give the table of a section; `name` is the document's, for findings.

    Where several forms bear the title, the one whose lines fit most rows is read.
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
    scopes = scope_words(reference)
    told = [part for row in layout.rows for part in _without_prose(row, track, form)]
    rows = [_rename(row, track, scopes, announced=row.line == section.line.place.line) for row in told]
    chooser = Chooser(track, layout.heads, Ledger(reference.columns.get(form.form, ()), reference.stand_ins.get(form.form, ())))
    return _Reader(name, chooser, scopes).read(chooser.choose(rows), form, layout)


def _without_prose(row: Row, track: Track, form: Form) -> Iterator[Row]:
    if form.statement == "note" or not _is_prose(row, track):
        yield row
    elif row.figures and row.figures[0].place.line != row.words[-1].place.line:
        yield replace(row, words=[])


def _is_prose(row: Row, track: Track) -> bool:
    # Sentences with figures in them stand around tables; they are nobody's label.
    sentence = "。" in row.key or len(_KANA.findall(row.key)) >= _SENTENCE
    return sentence and row.depth is None and not any(not track.lines[place].open for place in track.places(row))


def _rename(row: Row, track: Track, scopes: Mapping[str, str], *, announced: bool) -> Row:
    # In notes a row may be named by its scope alone (一般会計等 205,655), or name it behind the label (…（一般会計等）); the
    # sentence that announces a note of one line may end in its figure.
    if track.places(row) or not row.figures or not row.words:
        return row
    named = [line for line in track.lines if not line.parent and not line.open]
    if row.key in scopes and len(named) == 1:
        return replace(row, key_as=fold_label(named[0].label_ja), scope=row.key)
    bare = _SCOPED.sub("", row.key)
    if bare != row.key and track.places(renamed := replace(row, key_as=bare)):
        return renamed
    if announced and len(track.lines) == 1:
        return replace(row, key_as=fold_label(track.lines[0].label_ja), sentence=True)
    return row


class _Reader:
    """Turns placed rows into entries; keeps what a single table needs at hand."""

    def __init__(self, name: str, chooser: Chooser, scopes: Mapping[str, str]) -> None:
        self.name = name
        self.chooser = chooser
        self.lines = {line.account: line for line in chooser.track.lines}
        self.scopes = scopes
        self.entries: list[tuple[Head, Entry]] = []
        self.findings: list[Finding] = []
        self.labels: dict[str, str] = {}
        self.spans: list[Span] = []

    def read(self, chosen: Chosen, form: Form, layout: Layout) -> Reading:
        """Give the entries of placed rows, and a finding for every row that is not placed for certain."""
        last = self._last(chosen)
        self.spans += [whole_span(line) for line in layout.headers]
        strange = 0
        for i, (row, line) in enumerate(zip(chosen.rows[: last + 1], chosen.lines, strict=False)):
            if line is not None and i not in chosen.unsure:
                self.spans += [piece.span for piece in row.words]
                self.labels.setdefault(line.account, row.label)
            strange += line is None and bool(row.figures)
            if row.figures:
                self._read_row(row, line, unsure=i in chosen.unsure)
        self._unknown_columns(layout, chosen)
        self._unparted(layout)
        placed = sum(line is not None for line in chosen.lines)
        return Reading(form.form, tuple(self.entries), tuple(self.findings), tuple(self.spans), placed, strange, layout.unit)

    @staticmethod
    def _last(chosen: Chosen) -> int:
        # Rows of nils that follow at once are of the table too; nobody else would tell of them.
        last = max((i for i, line in enumerate(chosen.lines) if line is not None), default=-1)
        for i in range(last + 1, len(chosen.rows) if last >= 0 else 0):
            row, before = chosen.rows[i], chosen.rows[i - 1]
            near = row.gridded and row.figures and row.line - before.line <= _NEXT
            if not near or not all(piece.dash for piece in row.figures):
                break
            last = i
        return last

    def _read_row(self, row: Row, line: Account | None, *, unsure: bool) -> None:
        if unsure and line is not None:
            self._tell_row("READ4", row, *self._ambiguous(row, line))
        elif line is not None:
            self.entries += self._entries(row, line)
        elif row.words:
            self._tell_row("READ1", row, *self._unknown(row))
        else:
            message = f"{row.figures[0].text}: expected a label before the figure, found none"
            self._tell_row("READ12", row, message, "put the label on the line of its figure")

    def _entries(self, row: Row, line: Account) -> Iterator[tuple[Head, Entry]]:
        try:
            cells = self.chooser.assign(row, line)
        except ColumnError as error:
            self._tell_row("READ2", row, f"{row.label}: {error}", "rule the columns with tabs or bars")
            return
        path = "/".join(self._ancestors(line) if row.depth is None else map(strip_frame, row.above))
        for head, piece in cells:
            column = self.chooser.ledger.column_of(line, head.column) or head.column
            try:
                amount = read_amount(piece.text)
            except AmountError as error:
                self._tell("READ3", piece, f"{row.label}: {error}", "compare the figure with the print")
                continue
            yield (
                head,
                Entry(
                    label=line.label_ja if row.sentence else shorten(row.label, line.label_ja),
                    path=path,
                    account=line.account,
                    column=column,
                    printed=piece.text,
                    value=amount.value,
                    missing=amount.missing,
                    place=piece.place,
                    unit=piece.unit or head.unit or row.unit,
                    scope=head.scope or self._scope(row),
                    basis=head.basis,
                    span=piece.span,
                ),
            )

    def _scope(self, row: Row) -> str:
        if row.scope:
            return self.scopes.get(row.scope, "")
        behind = _SCOPED.search(row.key)
        return self.scopes.get(behind[0].strip("()（）"), "") if behind else ""

    def _ancestors(self, line: Account) -> list[str]:
        above: list[str] = []
        parent = line.parent
        while parent:
            above.insert(0, strip_frame(self.labels.get(parent, self.lines[parent].label_ja)))
            parent = self.lines[parent].parent
        return above

    def _unknown_columns(self, layout: Layout, chosen: Chosen) -> None:
        placed = [row for row, line in zip(chosen.rows, chosen.lines, strict=True) if line is not None]
        for side, heads in layout.heads.items():
            for cell, head in heads.by_cell.items():
                own = [p for row in placed if (row.side or 0) == side for p in row.figures if p.cell == cell]
                if own and not head.column and not head.aside:
                    reach = f"lines {own[0].place.line} to {own[-1].place.line}"
                    message = (
                        f"{reach}: the column {head.words or '(without heading)'} is not known; {len(own)} figures are left out"
                    )
                    self._tell("READ10", own[0], message, "if it is a wording of a known column add it to columns.csv")
                    self.spans += [piece.span for piece in own]

    def _unparted(self, layout: Layout) -> None:
        if layout.unparted:
            first, last = layout.unparted[0], layout.unparted[-1]
            message = f"lines {first.place.line} to {last.place.line}: expected tabs or bars between the cells that label rows"
            mend = "export the table once more with its columns, as a workbook or with tabs"
            self.findings.append(Finding("READ13", self.name, first.place, message + ", found none", mend))
            self.spans += [whole_span(line) for line in layout.unparted]

    def _tell_row(self, rule: str, row: Row, message: str, mend: str) -> None:
        first, last = row.figures[0].place.line, row.figures[-1].place.line
        self._tell(rule, row.figures[0], message if first == last else f"lines {first} to {last}: {message}", mend)
        self.spans += [piece.span for piece in row.figures]

    def _tell(self, rule: str, piece: Piece, message: str, mend: str) -> None:
        self.findings.append(Finding(rule, self.name, piece.place, message, mend))

    @staticmethod
    def _ambiguous(row: Row, line: Account) -> tuple[str, str]:
        message = f"{row.label}: two readings fit equally well, one of them {line.label_ja}; the row is left out"
        return message, "print the totals above it, or transcribe the row"

    def _unknown(self, row: Row) -> tuple[str, str]:
        known = {fold_label(line.label_ja): line for line in self.lines.values()}
        near = difflib.get_close_matches(row.key, known, n=1, cutoff=0.5)
        hint = f"{known[near[0]].account},{row.label}" if near else f"ACCOUNT,{row.label}"
        nearest = f"; the nearest known label is {known[near[0]].label_ja}" if near else ""
        message = f"the form has no line {row.label} in this place ({row.figures[0].text}){nearest}"
        return message, f"if it is a wording of a known line add to labels.csv: {hint}"
