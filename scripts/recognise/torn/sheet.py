"""A section as a sheet: its rows of figures, the words around them, its columns by segment and basis."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scripts.labels import clean_label, fold_label
from scripts.recognise.torn.columns import AMOUNT, Column, find_heads
from scripts.recognise.torn.figures import Reading, Strip, split_strip
from scripts.recognise.torn.pages import Section
from scripts.recognise.torn.wording import BASIS, LABEL, SEGMENT, STRANGE, Lexicon, Phrase, find_phrases
from scripts.records import Line
from scripts.reference import Reference


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
    def has_several_amounts(self) -> bool:
        """Tell whether amounts of several kinds stand side by side (内訳, 計), each row printing those that it has."""
        return bool(self.columns) and self.columns[0].column != AMOUNT

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
    width = usual_width(rows)
    rows, phrases = _join_wrapped(rows, _phrases(words, width, lexicon), lexicon)
    heads = find_heads(section, phrases, width, (lexicon, reference))
    return Sheet(section, tuple(rows), tuple(phrases), heads.columns, heads.ordered, tuple(unread))


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


def usual_width(rows: Sequence[Row]) -> int:
    """Give how many figures most rows of a sheet have."""
    widths = Counter(len(reading) for row in rows for reading in row.readings[:1])
    return max(widths, key=lambda width: (widths[width], width), default=0)


def fits_heads(sheet: Sheet) -> bool:
    """Tell whether most rows of a sheet have as many figures as its heads name columns."""
    width = usual_width(sheet.rows)
    return width == len(sheet.columns) or sheet.has_several_amounts
