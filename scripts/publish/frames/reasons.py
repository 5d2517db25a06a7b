"""Why an indicator cannot be computed, said in Japanese and in English."""

from collections.abc import Iterable
from functools import cache

import numpy as np

from scripts.keys import Flags
from scripts.publish.frames.formulas import Formula, Term
from scripts.publish.frames.lines import Lines
from scripts.publish.schemas import read_schema
from scripts.reference import Reference

Words = tuple[str, str]


@cache
def _titles() -> dict[str, Words]:
    """Give the titles of statements."""
    fields = {field["name"]: field for field in read_schema("facts").fields}
    return {c["value"]: (c["label_ja"], c["label"]) for c in fields["statement"]["categories"]}


class Reasons:
    """The words of reasons: labels of lines, of statements where a place prints none of their lines.

    `printed` tells for each place (row) which statements it prints a line of.
    """

    def __init__(self, lines: Lines, reference: Reference) -> None:
        self._accounts = reference.accounts
        self._titles = _titles()
        self._printed = {statement: self._any(lines, statement) for statement in self._titles}
        self.printed = np.column_stack(list(self._printed.values()))

    def _any(self, lines: Lines, statement: str) -> Flags:
        own = [
            at
            for (account, _), at in lines.columns.items()
            if account in self._accounts and self._accounts[account].statement == statement
        ]
        printed: Flags = np.logical_or.reduce(lines.there[:, own], axis=1)
        return printed

    def give(self, formula: Formula, place: int, missing: Iterable[Term], denominator: int) -> Words | None:
        """Give why `formula` cannot be computed at a place where the terms `missing` are not printed; none where it can."""
        if not formula.terms:
            return formula.notes_ja, formula.notes_en
        unprinted = list(dict.fromkeys(self._line_words(term, place) for term in missing))
        said = []
        if any(term.external for term in formula.terms):
            said.append(
                (f"財務書類にない数値が要る。{formula.notes_ja}", f"Needs a figure that no statement prints. {formula.notes_en}")
            )
        if unprinted:
            names = [separator.join(words) for separator, words in zip(("、", "; "), zip(*unprinted, strict=True), strict=True)]
            said.append((f"印刷されていない：{names[0]}。", f"Not printed: {names[1]}."))
        if not said and formula.denominator and denominator == 0:
            said.append(("分母が0になる。", "The denominator is 0."))
        return ("".join(ja for ja, _ in said), " ".join(en for _, en in said)) if said else None

    def _line_words(self, term: Term, place: int) -> Words:
        account = self._accounts[term.account]
        if account.statement in self._printed and not self._printed[account.statement][place]:
            return self._titles[account.statement]
        return account.label_ja, account.label_en
