"""The columns of a sheet, by the heads that the print gives them: whose, and on which basis.

Heads stand above their columns, or apart from them at the end of the page; then their order is not that of the columns.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from scripts.recognise.torn.pages import Section
from scripts.recognise.torn.wording import BASIS, SEGMENT, STRANGE, Lexicon, Phrase
from scripts.reference import Reference

TOTAL, AMOUNT = "total", "amount"
_UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Column:
    """An amount column: whose, on which basis, which of several amounts."""

    segment: str
    basis: str
    column: str = AMOUNT

    @property
    def unknown(self) -> str:
        """The words of a head that nobody knows; empty where the segment is known."""
        return self.segment[len(_UNKNOWN) :] if self.segment.startswith(_UNKNOWN) else ""


@dataclass(frozen=True, slots=True)
class Heads:
    """The columns of a sheet; `ordered` tells whether their heads stand above them, in their order."""

    columns: tuple[Column, ...]
    ordered: bool


def find_heads(section: Section, phrases: Sequence[Phrase], width: int, knowledge: tuple[Lexicon, Reference]) -> Heads:
    """Give the columns that the heads among a sheet's phrases name; `width` is how many figures most rows have."""
    lexicon, reference = knowledge
    bases = _period([lexicon.basis(p) for p in phrases if p.kind is BASIS]) or [section.basis]
    if not lexicon.segments:
        amounts = _distinct([c.column for c in reference.columns.get(section.forms[0].form, ())]) or [AMOUNT]
        return Heads(tuple(Column(TOTAL, b, c) for b in bases for c in amounts), ordered=True)
    heads = [p for p in phrases if p.kind is SEGMENT]
    above = _distinct([lexicon.segments[p.key] for p in heads if not p.above])
    everywhere = _distinct([lexicon.segments[p.key] for p in heads])
    segments, ordered = (above, True) if len(above) == len(everywhere) else (_in_form_order(everywhere, reference), False)
    if ordered and len(segments) * len(bases) != width:
        segments = _with_unknown(phrases, width // len(bases), lexicon) or segments
    return Heads(tuple(Column(s, b) for s in segments for b in bases), ordered)


def _with_unknown(phrases: Sequence[Phrase], count: int, lexicon: Lexicon) -> list[str]:
    """Give the heads above the columns with those that nobody knows among them, where they are then as many as needed.

    Lines that nobody knows are one head where nothing known stands between them.
    """
    found: list[str] = []
    for phrase in phrases:
        if phrase.above == 0 and phrase.kind is SEGMENT:
            found.append(lexicon.segments[phrase.key])
        elif phrase.above == 0 and phrase.kind is STRANGE:
            goes_on = bool(found) and found[-1].startswith(_UNKNOWN)
            text = (found.pop() if goes_on else _UNKNOWN) + phrase.text
            found.append(text)
    return found if len(_distinct(found)) == len(found) == count else []


def _distinct(items: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(items))


def _period(items: Sequence[str]) -> list[str]:
    """Give the heads that repeat from segment to segment: 当初 補正 補正後 当初 補正 補正後 is three."""
    distinct = _distinct(items)
    return distinct if all(item == distinct[i % len(distinct)] for i, item in enumerate(items)) else []


def _in_form_order(segments: Sequence[str], reference: Reference) -> list[str]:
    order = {row["segment"]: int(row["order"]) for row in reference.tables["segments"]}
    return sorted(segments, key=lambda segment: (segment == TOTAL, order[segment]))
