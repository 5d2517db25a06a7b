"""The words of a form put together: labels wrapped over lines, captions of segments spaced out, two captions on one line.

本 人 確 認
情 報 処 理
事 業

is one caption; `相 殺 等 合  計` is two; `地方公共団体` and `負担金収入` on two lines are one label, although the second is a
label by itself.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from scripts.eras import find_dates, find_fiscal_years
from scripts.labels import clean_label, fold_label
from scripts.recognise.captions import find_unit
from scripts.recognise.rows import HEADER_WORDS
from scripts.recognise.torn.pages import FormTitles, Section, is_page_mark, marker_number
from scripts.records import Line
from scripts.reference import Reference

LABEL, SEGMENT, BASIS, CAPTION, STRANGE = "label", "segment", "basis", "caption", "strange"
_CAPTIONS = frozenset({*HEADER_WORDS, "金額", "内容", "備考", "参考資料", "資産の部", "負債の部", "純資産の部", "単位"})
_MONTH = re.compile(r"^(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})月")
_PERIOD_END = re.compile(r"(?:現在|まで|年度)[)）]?$")
_MOST_LINES = 4
_WIDEST_GAP = 4
_COST = {LABEL: 1.0, SEGMENT: 1.0, BASIS: 1.0, CAPTION: 1.0, STRANGE: 10.0}
_JOINT = 0.1


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that belong together: what they are, folded (`key`) and as printed, their lines, the figure rows above them."""

    kind: str
    key: str
    text: str
    lines: tuple[Line, ...]
    above: int = 0


@dataclass(frozen=True)
class Lexicon:
    """The phrases that a section may print: `known` gives their kind by folded wording.

    With `joins_all`, lines that are known one by one may still be one label: 流動資産 and, below it, 合計.
    """

    known: Mapping[str, str]
    segments: Mapping[str, str]
    bases: Mapping[str, str]
    titles: FormTitles
    number: int
    reference: Reference
    joins_all: bool = False

    def kind(self, key: str) -> str:
        """Give what a folded wording is, STRANGE when nobody knows it."""
        if key in self.known:
            return self.known[key]
        return BASIS if _MONTH.sub("", key) in self.bases else STRANGE

    def without_heads(self) -> "Lexicon":
        """Give the lexicon of what stands below heads that are complete: a head that comes once more tells nothing new.

        What may be the end of a label (合計) is that and no head.
        """
        labels = [key for key, kind in self.known.items() if kind is LABEL]
        ends = {key for key, kind in self.known.items() if kind is SEGMENT and any(label.endswith(key) for label in labels)}
        kinds = {key: CAPTION if kind in (SEGMENT, BASIS) else kind for key, kind in self.known.items() if key not in ends}
        return replace(self, known=kinds)

    def basis(self, phrase: Phrase) -> str:
        """Give the basis that the head of a column names: 6月補正後予定額 is revised."""
        return self.bases[_MONTH.sub("", phrase.key)]

    def is_caption(self, line: Line) -> bool:
        """Tell whether a line is a title, date, unit, form number or page mark."""
        text = fold_label(line.text)
        if is_page_mark(line) or marker_number(line) or find_unit(line.text, self.reference):
            return True
        if self.titles.of_number(self.number, line):
            return True
        dated = bool(find_dates(text) or find_fiscal_years(text))
        return dated and _PERIOD_END.search(text) is not None

    def break_up(self, key: str) -> list[str]:
        """Give the captions that a folded text is made of, as few as possible; empty when it is not (labels stand alone)."""
        ways: dict[int, list[str]] = {0: []}
        for stop in range(1, len(key) + 1):
            starts = [at for at in ways if self.kind(key[at:stop]) not in (STRANGE, LABEL)]
            if starts:
                best = min(starts, key=lambda at: len(ways[at]))
                ways[stop] = [*ways[best], key[best:stop]]
        return ways.get(len(key), [])


def build_lexicon(section: Section, wordings: Iterable[str], reference: Reference) -> Lexicon:
    """Give the phrases that a section of J-LIS may print; `wordings` are the folded labels of its form."""
    form = section.forms[0].form
    bases = {
        fold_label(text): row["basis"]
        for row in reference.tables["columns"]
        if row["form"] == form and row.get("basis")
        for text in (row["label_ja"], *row["variants"].split(";"))
        if text
    }
    by_segment = any(row["form"] == form and row.get("by_segment") for row in reference.tables["forms"])
    segments = reference.variants("segments", "segment") if by_segment else {}
    segments |= {f"{words}事業": segment for words, segment in segments.items() if f"{words}事業" not in segments}
    known = dict.fromkeys(_CAPTIONS, CAPTION) | dict.fromkeys(segments, SEGMENT) | dict.fromkeys(bases, BASIS)
    known |= dict.fromkeys(wordings, LABEL)
    return Lexicon(known, segments, bases, FormTitles(reference), section.number, reference)


def find_phrases(lines: Sequence[tuple[Line, int]], lexicon: Lexicon) -> list[Phrase]:
    """Give the phrases of lines of words, each line with the number of figure rows above it.

    Lines are put together as the cheapest reading has it: few phrases, few joints, above all nothing that nobody knows.
    """
    found: list[Phrase] = []
    run: list[tuple[Line, int]] = []
    for line, above in lines:
        if lexicon.is_caption(line):
            found += _read_run(run, lexicon)
            found.append(Phrase(CAPTION, fold_label(line.text), clean_label(line.text), (line,), above))
            run = []
            continue
        if run and (above != run[-1][1] or line.place.line - run[-1][0].place.line > _WIDEST_GAP):
            found += _read_run(run, lexicon)
            run = []
        run.append((line, above))
    return found + _read_run(run, lexicon)


def _read_run(run: Sequence[tuple[Line, int]], lexicon: Lexicon) -> list[Phrase]:
    best: list[tuple[float, list[Phrase]]] = [(0.0, [])]
    for stop in range(1, len(run) + 1):
        ways = []
        for start in range(max(0, stop - _MOST_LINES), stop):
            phrases = _join([line for line, _ in run[start:stop]], run[start][1], lexicon)
            if phrases:
                cost = sum(_COST[p.kind] for p in phrases) + _JOINT * (stop - start - 1)
                ways.append((best[start][0] + cost, [*best[start][1], *phrases]))
        best.append(min(ways, key=lambda way: way[0]))
    return best[-1][1]


def _join(lines: list[Line], above: int, lexicon: Lexicon) -> list[Phrase]:
    """Give what lines are when read as one text; nothing where several lines make no known text together."""
    text = "".join(clean_label(line.text) for line in lines)
    key = fold_label(text)
    kind = lexicon.kind(key)
    whole = len(lines) > 1 and all(lexicon.kind(fold_label(line.text)) is not STRANGE for line in lines)
    if whole and not (lexicon.joins_all and kind is LABEL):
        return []
    if kind is not STRANGE:
        return [Phrase(kind, key, text, tuple(lines), above)]
    parts = lexicon.break_up(key)
    if parts:
        return [Phrase(lexicon.kind(part), part, part, tuple(lines), above) for part in parts]
    return [Phrase(STRANGE, key, text, tuple(lines), above)] if len(lines) == 1 else []
