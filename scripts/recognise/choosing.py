"""Which of the alignments of a table's rows is right: indentation and arithmetic as evidence, refusal where neither tells."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scripts.amounts import AmountError, read_amount
from scripts.recognise.align import Alignment, Track, align_rows
from scripts.recognise.columns import Assigned, ColumnError, Ledger, assign_columns
from scripts.recognise.headings import Head
from scripts.recognise.heads import Heads
from scripts.recognise.rows import Row
from scripts.recognise.siblings import first_table, form_order, settle_siblings
from scripts.recognise.sides import SIDES, tell_sides
from scripts.recognise.sums import count_broken_sums
from scripts.recognise.wraps import join_torn_labels
from scripts.reference import Account

_FEWEST_LEVELS = 2
_MOST_ASTRAY = 0.1
_MOST_STRANGE = 0.2


@dataclass(frozen=True)
class Chosen:
    """Rows with the line each was placed on, or None; `unsure` are the numbers of rows that fit two lines equally well."""

    rows: tuple[Row, ...]
    lines: Alignment
    unsure: frozenset[int] = frozenset()

    @property
    def lost(self) -> int:
        """The number of rows with a figure that have no line."""
        return sum(line is None and bool(row.figures) for row, line in zip(self.rows, self.lines, strict=True))


@dataclass(frozen=True)
class Chooser:
    """What is known of a table while its rows are placed."""

    track: Track
    heads: Mapping[int, Heads]
    ledger: Ledger

    def choose(self, rows: Sequence[Row]) -> Chosen:
        """Give the placing of rows that leaves the fewest figures without a line.

        Tried are: side after side, as printed, along both sides of the form at once, and in the order of the form.
        """
        best = None
        for tracks, ordered in self._plans(first_table(rows, self.track)):
            placed = self._place(join_torn_labels(ordered, self.track), tracks)
            if best is None or placed.lost < best.lost:
                best = placed
            if not best.lost:
                return best
        assert best is not None  # noqa: S101  there is always a plan
        return best

    def _plans(self, rows: Sequence[Row]) -> list[tuple[list[Track], list[Row]]]:
        rows = tell_sides(rows, self.track)
        sided = sorted(rows, key=lambda row: row.side or 0)
        if all(row.side is not None for row in rows if row.figures):
            return [([self.track], sided)]
        plans = [([self.track], list(rows))]
        sides = [tuple(line for line in self.track.lines if line.side == side) for side in SIDES]
        if all(sides):
            halves = [Track(lines, self.track.wordings) for lines in sides]
            plans.insert(0 if any(row.side for row in rows) else 1, (halves, list(rows)))
        elif any(row.side for row in rows):
            plans.append(([self.track], sided))
        return plans

    def _place(self, rows: Sequence[Row], tracks: Sequence[Track]) -> Chosen:
        placed = self._best(rows, tracks, range(len(rows)))
        if placed.lost and len(tracks) == 1:
            again = self._best(rows, tracks, form_order(rows, self.track))
            placed = again if again.lost < placed.lost else placed
        return placed

    def _best(self, rows: Sequence[Row], tracks: Sequence[Track], order: Sequence[int]) -> Chosen:
        depths = self._depths(rows)
        found = align_rows([rows[i] for i in order], tracks, depths)
        if not found:
            return self._certain(rows)
        back = {i: n for n, i in enumerate(order)}
        printed = [tuple(alignment[back[i]] for i in range(len(rows))) for alignment in found]
        settled = list(dict.fromkeys(settle_siblings(rows, alignment, self.track) for alignment in printed))
        settled += [other for alignment in settled for other in self._swapped(alignment)]
        fewest = min(_lost(rows, alignment) for alignment in settled)
        settled = [alignment for alignment in settled if _lost(rows, alignment) == fewest]
        scores = [self._broken(rows, alignment) for alignment in settled] if len(settled) > 1 else [0]
        best = [a for a, score in zip(settled, scores, strict=True) if score == min(scores)]
        unlike = {i for i in range(len(rows)) if len({line.account if (line := a[i]) else "" for a in best}) > 1}
        unlike |= set(self._stray(rows, best[0]))
        return Chosen(tuple(rows), best[0], frozenset(i for i in unlike if rows[i].figures))

    def _stray(self, rows: Sequence[Row], alignment: Alignment) -> Iterator[int]:
        # Beside rows that no line bears, a label that several lines bear is of the table only if sums break without it.
        strange = [line is None and bool(row.figures) and bool(row.words) for row, line in zip(rows, alignment, strict=True)]
        many = sum(strange) > _MOST_STRANGE * len(rows)
        for i, (row, line) in enumerate(zip(rows, alignment, strict=True)):
            if line is None or not row.figures or len(self.track.places(row)) == 1 or not any(strange):
                continue
            if many or any(_meets(strange, alignment, i, step) for step in (-1, 1)):
                without = (*alignment[:i], None, *alignment[i + 1 :])
                if self._broken(rows, without) <= self._broken(rows, alignment):
                    yield i

    def _swapped(self, alignment: Alignment) -> Iterator[Alignment]:
        # A line that stands in for another may be the other: net administrative cost printed with △.
        placed = {line.account for line in alignment if line}
        by_id = {line.account: line for line in self.track.lines}
        for stand_in, absent in {(s.stand_in, s.account) for s in self.ledger.stand_ins}:
            if stand_in in placed and absent not in placed:
                yield tuple(by_id[absent] if line and line.account == stand_in else line for line in alignment)

    def _certain(self, rows: Sequence[Row]) -> Chosen:
        # Too many readings to compare: only labels that one line alone bears are certain.
        places = [self.track.places(row) for row in rows]
        lines = tuple(self.track.lines[own[0]] if len(own) == 1 else None for own in places)
        return Chosen(tuple(rows), lines)

    def _depths(self, rows: Sequence[Row]) -> dict[tuple[int, int], int]:
        """Give the depth in the form that each indentation stands for, where labels that one line alone bears agree on it."""
        told: dict[tuple[int, int], Counter[int]] = defaultdict(Counter)
        for row in rows:
            places = self.track.places(row)
            if len(places) == 1 and row.figures and not self.track.lines[places[0]].open:
                told[row.side or 0, row.indent][self.track.depth(self.track.lines[places[0]])] += 1
        astray = sum(counts.total() - counts.most_common(1)[0][1] for counts in told.values())
        total = sum(counts.total() for counts in told.values())
        levels = {counts.most_common(1)[0][0] for counts in told.values()}
        if len(levels) < _FEWEST_LEVELS or astray > _MOST_ASTRAY * total:
            return {}
        return {key: counts.most_common(1)[0][0] for key, counts in told.items()}

    def _broken(self, rows: Sequence[Row], alignment: Alignment) -> int:
        values: dict[tuple[str, str], Decimal | None] = {}
        for row, line in zip(rows, alignment, strict=True):
            if line is not None:
                values |= self._values(row, line)
        for (account, key), value in list(values.items()):
            table, _, column = key.rpartition("|")
            for s in self.ledger.stand_ins:
                if (s.stand_in, s.stand_in_column) == (account, column) and (s.account, f"{table}|{s.column}") not in values:
                    values[s.account, f"{table}|{s.column}"] = s.sign * (value or Decimal(0))
        return count_broken_sums(values, self.track.lines)

    def _values(self, row: Row, line: Account) -> dict[tuple[str, str], Decimal | None]:
        try:
            cells = self.assign(row, line)
            return {(line.account, self._key(line, head)): read_amount(piece.text).value for head, piece in cells}
        except (ColumnError, AmountError):
            return {}

    def _key(self, line: Account, head: Head) -> str:
        return f"{head.scope}|{head.year}|{head.back}|{head.basis}|{self.ledger.column_of(line, head.column)}"

    def assign(self, row: Row, line: Account) -> Assigned:
        """Give the figures of a row placed on `line` with their heads; raises ColumnError."""
        return assign_columns(row, line, self.heads.get(row.side or 0, Heads()), self.ledger)


def _meets(strange: Sequence[bool], alignment: Alignment, at: int, step: int) -> bool:
    """Tell whether the next row of the same side, in the direction of `step`, is a strange one."""
    own = alignment[at]
    for i in range(at + step, len(alignment) if step > 0 else -1, step):
        line = alignment[i]
        if strange[i]:
            return True
        if line is not None and own is not None and line.side == own.side:
            return False
    return False


def _lost(rows: Sequence[Row], alignment: Alignment) -> int:
    return sum(line is None and bool(row.figures) for row, line in zip(rows, alignment, strict=True))
