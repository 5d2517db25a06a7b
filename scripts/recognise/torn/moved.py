"""Labels that stand beside the table: each must answer to one row without label, to a heading, or to an overprint."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from scripts.recognise.torn.form import FormLines
from scripts.recognise.torn.sheet import Row
from scripts.recognise.torn.wording import Phrase


@dataclass(frozen=True, slots=True)
class Moved:
    """How moved labels answer to rows and headings: both by number, with what is left over on either side.

    `spare` labels have no row, `bare` rows no label, `lost` headings stand neither in their place nor beside.
    """

    rows: Mapping[int, Phrase]
    headings: Mapping[int, Phrase]
    overprints: Mapping[int, Phrase] = field(default_factory=dict)
    spare: tuple[Phrase, ...] = ()
    bare: tuple[int, ...] = ()
    lost: tuple[int, ...] = ()

    @property
    def amiss(self) -> int:
        """How many labels, rows or headings find no partner."""
        return len(self.spare) + len(self.bare) + len(self.lost)


def match_moved(
    form: FormLines, rows: Sequence[Row], lines: Sequence[int | None], words: tuple[Sequence[Phrase], Collection[int]]
) -> Moved:
    """Give how loose labels answer to rows that were taken for `lines` (a line for each row, None for none).

    `words` are the loose labels, and the headings that stand in their place and want none.
    """
    waiting: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in words[0]:
        waiting[phrase.key].append(phrase)
    placed = {line: i for i, line in enumerate(lines) if line is not None}
    torn = {line: i for line, i in placed.items() if not rows[i].label}
    found = {i: mine for line, i in torn.items() if (mine := _take(form, line, waiting))}
    bare = tuple(i for i in torn.values() if i not in found)
    there = {*placed, *words[1]}
    wanted = [h for h in form.below if h not in there and any(line in placed for line in form.under(h))]
    headings = {h: head for h in sorted(wanted) if (head := _take(form, h, waiting))}
    whole = {line: found[i].key if i in found else rows[i].key for line, i in placed.items()}
    overprints = {line: other for line, key in whole.items() if (other := _take(form, line, waiting, key))}
    spare = tuple(phrase for phrases in waiting.values() for phrase in phrases)
    lost = tuple(h for h in wanted if h not in headings)
    return Moved(found, headings, overprints, spare, bare, lost)


def _take(form: FormLines, line: int, waiting: Mapping[str, list[Phrase]], but: str = "") -> Phrase | None:
    """Take a waiting label that a line may bear; an overprint is another wording than the one (`but`) the row bears."""
    key = next((key for key in sorted(form.wordings[line] - {but}) if waiting.get(key)), None)
    return waiting[key].pop(0) if key is not None else None
