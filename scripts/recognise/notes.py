"""The notes: a region of prose in which some lines and tables carry figures, each announced by words of its form."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from scripts.labels import fold_label, strip_numbering
from scripts.recognise.captions import Title
from scripts.recognise.pieces import plain, split_pieces
from scripts.recognise.rows import Row
from scripts.recognise.sections import Section
from scripts.records import Line
from scripts.reference import Reference

_NUMBERED = re.compile(r"^[-・\s#]*(?:[①-⑳]|[(（][0-9０-９]{1,2}[)）]|[0-9０-９]{1,2}[.．])\s*\S")
_LONGEST_LABEL = 40


class Announcements:
    """The words that announce the figures of each note form."""

    def __init__(self, reference: Reference, taxonomy: str) -> None:
        forms = [f for f in reference.forms.values() if f.statement == "note" and f.taxonomy == taxonomy]
        words = [(fold_label(text), f.form) for f in forms for text in (f.title_ja, *f.variants) if text]
        words += [
            (fold_label(text), row["form"])
            for row in reference.tables.get("notes", [])
            if reference.forms[row["form"]].taxonomy == taxonomy
            for text in row["announced_by"].split(";")
            if text
        ]
        self._words = sorted(set(words), key=lambda pair: (-len(pair[0]), pair))
        self._heads = {form: reference.label_heads[form] for _, form in words if form in reference.label_heads}

    def find(self, line: Line) -> str | None:
        """Give the note form that a line of prose or a heading announces."""
        if line.ruled and any(piece.figure for piece in split_pieces(line)):
            return None
        cells = {fold_label(cell.text) for cell in line.cells}
        headed = next((form for form, heads in self._heads.items() if len(heads & cells) > 1), None)
        if headed:
            return headed
        folded = fold_label(strip_numbering(plain(line.text)))
        return next((form for words, form in self._words if words in folded), None)


def cut_notes(section: Section, reference: Reference, taxonomy: str) -> list[Section]:
    """Give the announced parts of a region of notes as sections of their own; numbered headings end a part."""
    announcements = Announcements(reference, taxonomy)
    parts: list[tuple[str, Line, list[Line]]] = []
    current = ""
    for line in section.body:
        form = announcements.find(line)
        numbered = _NUMBERED.match(line.text) is not None
        if form and (form != current or numbered):
            parts.append((form, line, []))
            current = form
        elif numbered and not form:
            current = ""
        if current:
            parts[-1][2].append(line)
    # The announcing line may be a sentence; a part bears the form's own title.
    return [_part(section, form, reference.forms[form].title_ja, line, body) for form, line, body in parts]


def _part(section: Section, form: str, title: str, line: Line, body: list[Line]) -> Section:
    return replace(section, title=Title((form,), section.scope, title), line=line, body=tuple(body))


def note_rows(lines: Iterable[Line]) -> list[Row]:
    """Give the rows of a part of the notes: ruled lines with figures, and lines of prose that end in a figure with unit."""
    return [row for line in lines for row in (_ruled_row(line) if line.ruled else _prose_row(line))]


def _ruled_row(line: Line) -> Iterator[Row]:
    pieces = split_pieces(line)
    words = [p for p in pieces if not p.figure]
    figures = [p for p in pieces if p.figure]
    if words and figures:
        yield Row(words[:1], figures, gridded=True)


def _prose_row(line: Line) -> Iterator[Row]:
    pieces = split_pieces(line)
    count = next((n for n, piece in enumerate(reversed(pieces)) if not piece.figure), 0)
    if count and pieces[-1].unit:
        start, end = pieces[0].span.start, pieces[-count].span.start
        text = strip_numbering(line.text[start:end])
        label = replace(pieces[0], text=text, figure=False, span=replace(pieces[0].span, end=end))
        yield Row([label], list(pieces[-count:]))


def shorten(label: str, own: str) -> str:
    """Give a note's label, or the form's own words where the print gives a whole sentence for one."""
    return label if len(label) <= _LONGEST_LABEL else own
