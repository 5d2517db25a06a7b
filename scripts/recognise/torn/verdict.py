"""What vouches for a recovered label, and what speaks against it: labels, sums, other tables."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from scripts.recognise.torn.arithmetic import Arithmetic, Cells
from scripts.recognise.torn.columns import TOTAL
from scripts.recognise.torn.companions import Agreement
from scripts.recognise.torn.laid import Doubt, Laid
from scripts.recognise.torn.opinions import Opinions

_OUTWEIGHS = 3
ONE_TO_ONE, TOTAL_RULE, SAME_RULE = "J36", "SEG2", "REP1"


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums a row stands in: the rules of those that hold about its own figures, how many columns hold, how many break."""

    rules: tuple[str, ...]
    held: int
    broken: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """A recovered row: its line, what other tables and sums say."""

    row: int
    line: int
    agreement: Agreement
    sums: Sums
    nil: bool

    @property
    def contested(self) -> bool:
        """Tell whether other tables, or sums, speak against the label and do not mostly speak for it.

        The two are asked apart: a sum holds as well when two of its parts are taken for one another, and it breaks as well
        when another of its parts is misprinted; so it says nothing against a row that bears the label elsewhere.
        """
        unlike = self.agreement.differ + self.agreement.beyond
        by_tables = unlike > 0 and self.agreement.heavy < _OUTWEIGHS * unlike
        by_sums = self.sums.broken > 0 and self.sums.held < _OUTWEIGHS * self.sums.broken
        return by_tables or (by_sums and not self.agreement.named)

    @property
    def vouched(self) -> bool:
        """Tell whether another table speaks for the label and none against it.

        Sums do not tell a row from its neighbours, or from the like row of the next block: 当期首残高.
        """
        return self.agreement.heavy > 0 and not self.agreement.unlike


def judge(laid: Laid, arithmetic: Arithmetic, opinions: Opinions) -> tuple[Laid, list[Verdict]]:
    """Give the sheet with contested and nameless rows in doubt, and the verdict on every row that got its label back."""
    doubts = dict(laid.doubts)
    kept = []
    for row in laid.moved.bare:
        line = laid.lines[row]
        if line is not None and row not in doubts:
            doubts[row] = Doubt("no label stands beside the table that is left for it", (line,))
    for verdict in _verdicts(laid, arithmetic, opinions):
        if verdict.contested:
            message = "order and labels leave one line, but sums or other tables contradict it"
            doubts[verdict.row] = Doubt(message, (verdict.line,))
        elif laid.moved.amiss and not verdict.vouched:
            message = "rows and labels do not answer one to one, and no figure tells which is which"
            doubts[verdict.row] = Doubt(message, (verdict.line,))
        else:
            kept.append(verdict)
    for row, line in _homeless(laid) if laid.moved.amiss else ():
        if row not in doubts and not _verdict(laid, (row, line), arithmetic, opinions).vouched:
            message = "its label stands for several lines, and the heading that tells them apart is not in its place"
            doubts[row] = Doubt(message, (line,))
    return replace(laid, doubts=doubts), kept


def _homeless(laid: Laid) -> Iterator[tuple[int, int]]:
    """Give the rows with labels that several lines bear (当期首残高) whose heading does not stand above them."""
    for row, line in enumerate(laid.lines):
        label = laid.sheet.rows[row].key
        headings = [] if line is None else [h for h in laid.form.above(line) if laid.form.is_heading(h)]
        if line is not None and len(laid.form.places.get(label, ())) > 1 and headings and headings[-1] not in laid.in_place:
            yield row, line


def exchange(laid: Laid, arithmetic: Arithmetic, opinions: Opinions) -> Laid:
    """Give the sheet with rows put on one another's lines where other tables say so of all of them.

    A year may print two lines in another order than the form; then each row's figures stand elsewhere under the other's
    label.
    """
    contested = {v.row: v.line for v in _verdicts(laid, arithmetic, opinions) if v.contested}
    found: dict[int, int] = {}
    for row in contested:
        fits = [line for line in contested.values() if _agrees(opinions.of(row, laid.fillings[row], line))]
        found |= {row: fits[0]} if len(fits) == 1 else {}
    if not found or sorted(found.values()) != sorted(contested.values()):
        return laid
    lines = tuple(found.get(i, line) for i, line in enumerate(laid.lines))
    phrases = {contested[row]: laid.moved.rows[row] for row in contested}
    rows = dict(laid.moved.rows) | {row: phrases[line] for row, line in found.items()}
    return replace(laid, lines=lines, moved=replace(laid.moved, rows=rows))


def _agrees(agreement: Agreement) -> bool:
    return agreement.heavy > 0 and not agreement.differ and not agreement.beyond


def _verdicts(laid: Laid, arithmetic: Arithmetic, opinions: Opinions) -> list[Verdict]:
    """Give the verdict on every row that got its label back and is not in doubt."""
    rows = [(row, line) for row in laid.moved.rows if (line := laid.lines[row]) is not None and row not in laid.doubts]
    return [_verdict(laid, place, arithmetic, opinions) for place in rows]


def _verdict(laid: Laid, place: tuple[int, int], arithmetic: Arithmetic, opinions: Opinions) -> Verdict:
    row, line = place
    own = laid.cells(row) or ()
    agreement = opinions.of(row, laid.fillings[row], line)
    return Verdict(row, line, agreement, _sums(laid, line, own, arithmetic), not any(own))


def _sums(laid: Laid, line: int, own: Cells, arithmetic: Arithmetic) -> Sums:
    values = laid.values()
    rules: list[str] = []
    held = broken = 0
    for identity in arithmetic.touching[line]:
        gap = arithmetic.gap(identity, values)
        holding = sum(1 for cell, mine in zip(gap or (), own, strict=False) if mine and not cell)
        rules += [identity.rule] if holding else []
        held += holding
        broken += sum(1 for cell in gap or () if cell)
    return Sums(tuple(dict.fromkeys(rules)), held, broken)


def evidence_of(laid: Laid, verdicts: list[Verdict]) -> Iterator[dict[str, str]]:
    """Give for each recovered label the line its figures stand on, the account, the rules and what they say."""
    for verdict in verdicts:
        phrase = laid.moved.rows[verdict.row]
        places = ", ".join(str(line.place) for line in phrase.lines)
        rules, told = [ONE_TO_ONE], [f"its label {phrase.text} stands at {places}; the order of the form leaves no other row"]
        if verdict.agreement.heavy:
            rules.append(TOTAL_RULE if any(c.segment == TOTAL for c in laid.sheet.columns) else SAME_RULE)
            told.append(f"{verdict.agreement.heavy} of its figures stand in other tables under the same label")
        if verdict.sums.held:
            rules += verdict.sums.rules
            told.append(f"{verdict.sums.held} of its figures stand in sums that hold")
        if verdict.nil:
            told.append("it is nothing in every column")
        yield {
            "row": str(laid.sheet.rows[verdict.row].line.place),
            "account": laid.form.accounts[verdict.line].account,
            "rule": ";".join(rules),
            "detail": "; ".join(told),
        }
