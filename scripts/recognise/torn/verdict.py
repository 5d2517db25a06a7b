"""What vouches for a recovered label, and what speaks against it: labels, sums, other tables."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from scripts.recognise.torn.arithmetic import Arithmetic, Cells
from scripts.recognise.torn.companions import Agreement
from scripts.recognise.torn.laid import Doubt, Laid
from scripts.recognise.torn.opinions import Opinions
from scripts.recognise.torn.sheet import TOTAL

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
        """Tell whether what speaks against the label is not outweighed by what speaks for it."""
        against = self.agreement.differ + self.agreement.beyond + self.sums.broken
        return against > 0 and self.agreement.heavy + self.sums.held < _OUTWEIGHS * against

    @property
    def vouched(self) -> bool:
        """Tell whether figures speak for the label."""
        return self.agreement.heavy + self.sums.held > 0


def judge(laid: Laid, arithmetic: Arithmetic, opinions: Opinions) -> tuple[Laid, list[Verdict]]:
    """Give the sheet with contested and nameless rows in doubt, and the verdict on every row that got its label back."""
    doubts = dict(laid.doubts)
    verdicts = []
    for row in laid.moved.bare:
        line = laid.lines[row]
        if line is not None and row not in doubts:
            doubts[row] = Doubt("no label stands beside the table that is left for it", (line,))
    for row in laid.moved.rows:
        line = laid.lines[row]
        if line is None or row in doubts:
            continue
        verdict = _verdict(laid, (row, line), arithmetic, opinions)
        if verdict.contested:
            doubts[row] = Doubt("order and labels leave one line, but sums or other tables contradict it", (line,))
        elif laid.moved.amiss and not verdict.vouched:
            doubts[row] = Doubt("rows and labels do not answer one to one, and no figure tells which is which", (line,))
        else:
            verdicts.append(verdict)
    return replace(laid, doubts=doubts), verdicts


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
