"""A section as a sheet: its rows of figures, the words around them, its columns by segment and basis."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scripts.labels import clean_label, fold_label
from scripts.recognise.torn.figures import Reading, Strip, split_strip
from scripts.recognise.torn.pages import Section
from scripts.recognise.torn.wording import BASIS, LABEL, SEGMENT, STRANGE, Lexicon, Phrase, find_phrases
from scripts.records import Line
from scripts.reference import Reference

TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Column:
    """An amount column: whose, on which basis, which of several amounts."""

    segment: str
    basis: str
    column: str = "amount"


@dataclass(frozen=True, slots=True)
class Row:
    """A printed row: its label as printed (empty where the print tore it away), its figures, the lines they stand on."""

    label: str
    readings: tuple[Reading, ...]
    lines: tuple[Line, ...]

    @property
    def key(self) -> str:
        """The label in the form in which labels are compared."""
        return fold_label(self.label)

    @property
    def line(self) -> Line:
        """The line the figures stand on."""
        return self.lines[0]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a section prints. `ordered` tells whether its heads stand above the columns, in their order.

    `unread` are lines that end in digits which are no amounts.
    """

    section: Section
    rows: tuple[Row, ...]
    phrases: tuple[Phrase, ...]
    columns: tuple[Column, ...]
    ordered: bool
    unread: tuple[Strip, ...] = ()

    @property
    def labels(self) -> list[Phrase]:
        """The labels that stand by themselves, in printed order."""
        return [phrase for phrase in self.phrases if phrase.kind is LABEL]

    @property
    def strange(self) -> list[Phrase]:
        """The words that nobody knows."""
        return [phrase for phrase in self.phrases if phrase.kind is STRANGE]


def read_sheet(section: Section, lexicon: Lexicon, reference: Reference) -> Sheet:
    """Give the rows, words and columns of a section."""
    rows: list[Row] = []
    words: list[tuple[Line, int]] = []
    unread: list[Strip] = []
    for line in section.lines:
        strip = Strip(line, line.text) if lexicon.is_caption(line) else split_strip(line)
        if strip.unread:
            unread.append(strip)
        elif strip.readings:
            rows.append(Row(clean_label(strip.words), strip.readings, (line,)))
        else:
            words.append((line, len(rows)))
    rows, phrases = _join_wrapped(rows, _phrases(words, usual_width(rows), lexicon), lexicon)
    columns, ordered = _columns(section, phrases, lexicon, reference)
    return Sheet(section, tuple(rows), tuple(phrases), columns, ordered, tuple(unread))


def _phrases(words: Sequence[tuple[Line, int]], width: int, lexicon: Lexicon) -> list[Phrase]:
    """Give the phrases of a sheet's words; where the heads above the rows are complete, none stands below.

    So 合計 below is the end of a wrapped label, 流動資産 and 合計, and not the head of a column.
    """
    above = find_phrases([pair for pair in words if not pair[1]], lexicon)
    segments = {lexicon.segments[p.key] for p in above if p.kind is SEGMENT}
    bases = {lexicon.basis(p) for p in above if p.kind is BASIS}
    complete = len(segments) * max(1, len(bases)) == width
    return above + find_phrases([pair for pair in words if pair[1]], lexicon.without_heads() if complete else lexicon)


def _join_wrapped(rows: list[Row], phrases: list[Phrase], lexicon: Lexicon) -> tuple[list[Row], list[Phrase]]:
    """Give the rows with labels put together that begin on the line above, or end on the line below, the figures."""
    used = set[int]()
    joined = []
    for i, row in enumerate(rows):
        torn = row.key and lexicon.kind(row.key) is STRANGE
        near = [p for p in phrases if torn and p.kind is STRANGE and id(p) not in used]
        whole = next(_wholes(row, [p for p in near if p.above == i], [p for p in near if p.above == i + 1], lexicon), None)
        used |= {id(p) for p in near if whole and set(p.lines) <= set(whole.lines)}
        joined.append(whole or row)
    return joined, [p for p in phrases if id(p) not in used]


def _wholes(row: Row, before: list[Phrase], behind: list[Phrase], lexicon: Lexicon) -> Iterator[Row]:
    for head, tail in ((before[-1:], []), ([], behind[:1]), (before[-1:], behind[:1])):
        label = "".join([*(p.text for p in head), row.label, *(p.text for p in tail)])
        if lexicon.kind(fold_label(label)) is LABEL:
            yield Row(label, row.readings, (*row.lines, *(line for p in (*head, *tail) for line in p.lines)))


def _columns(
    section: Section, phrases: Sequence[Phrase], lexicon: Lexicon, reference: Reference
) -> tuple[tuple[Column, ...], bool]:
    """Give the columns of a sheet, and whether they were read from heads above them."""
    form = section.forms[0]
    bases = _period([lexicon.basis(p) for p in phrases if p.kind is BASIS]) or [section.basis]
    heads = [p for p in phrases if p.kind is SEGMENT]
    if lexicon.segments:
        segments = _distinct([lexicon.segments[p.key] for p in heads])
        ordered = not any(p.above for p in heads if lexicon.segments[p.key] not in _above(heads, lexicon))
        if not ordered:
            segments = _in_form_order(segments, reference)
        return tuple(Column(s, b) for s in segments for b in bases), ordered
    amounts = [c.column for c in reference.columns.get(form.form, ())]
    names = _distinct(amounts) or ["amount"]
    return tuple(Column(TOTAL, b, c) for b in bases for c in names), True


def _above(heads: Sequence[Phrase], lexicon: Lexicon) -> set[str]:
    return {lexicon.segments[p.key] for p in heads if not p.above}


def _distinct(items: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(items))


def _period(items: Sequence[str]) -> list[str]:
    """Give the heads that repeat from segment to segment: 当初 補正 補正後 当初 補正 補正後 is three."""
    distinct = _distinct(items)
    return distinct if all(item == distinct[i % len(distinct)] for i, item in enumerate(items)) else []


def _in_form_order(segments: Sequence[str], reference: Reference) -> list[str]:
    order = {row["segment"]: int(row["order"]) for row in reference.tables["segments"]}
    return sorted(segments, key=lambda segment: (segment == TOTAL, order[segment]))


def usual_width(rows: Sequence[Row]) -> int:
    """Give how many figures most rows of a sheet have."""
    widths = Counter(len(reading) for row in rows for reading in row.readings[:1])
    return max(widths, key=lambda width: (widths[width], width), default=0)
