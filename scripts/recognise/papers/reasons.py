"""Amounts named in the reasons beside the rows of an overview: 「未払金」の減(△900). Kept with a label, never the sentence.

    営業費用 500 350 △150 ・個人番号カード発行等事業における…「事業費」の減
    (△140)

The amount belongs to the line that the words before it name; where they name none, to the row the reason stands beside.
The businesses that a reason says it is about are ancestors of its line: 営業費用/個人番号カード発行等事業.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from scripts.amounts import read_amount
from scripts.labels import fold_label
from scripts.recognise.papers.forms import PaperForm, load_form
from scripts.recognise.papers.lines import BULLETS, read_row
from scripts.recognise.papers.segments import businesses_of
from scripts.recognise.pieces import narrow
from scripts.records import Entry, Line, Place, Span
from scripts.reference import Reference

_AMOUNT = re.compile(r"\(\s*((?:△\s*)?[0-9][0-9,]*)\s*\)")
_NAMED = re.compile(r"「([^「」]+)」([^「」、。()]{0,6}?)の(?:皆)?(?:増|減|計上)(?![加少替])")
_QUOTED = re.compile(r"「([^「」]+)」")
_TAIL = re.compile(r"(?:の(?:皆)?(?:増|減|計上))?等?$")
_SHARED = re.compile(r"に伴う(?:皆)?[増減]等?$")
_PARTS = {"jlis_overview_balance_sheet": "jlis_balance_sheet", "jlis_overview_income_statement": "jlis_income_statement"}


class Statement:
    """The overview of one statement, with every line of the full statement that its reasons may name."""

    def __init__(self, reference: Reference, form: PaperForm) -> None:
        self.form = form
        self.reference = reference
        self._roots = {line.account.account: i for i, line in enumerate(form.lines) if not line.path}
        self._known: dict[str, set[str]] = {}
        part = load_form(reference, _PARTS[form.form]) if form.form in _PARTS else form
        for lines in (part.lines, form.lines):
            for line in lines:
                if line.headed:
                    for words in line.wordings:
                        self._known.setdefault(words, set()).add(line.account.account)
        for line in form.lines:
            self._known[fold_label(line.label)] = {line.account.account}

    def accounts(self, words: str) -> set[str]:
        """Give the accounts that bear a name, also one printed without the 等 at its end."""
        folded = fold_label(words)
        return self._known.get(folded) or self._known.get(folded + "等") or set()

    def name_at_end(self, text: str) -> str:
        """Give the longest name of a line that a text ends in, as printed there; empty where it ends in none."""
        for length in range(min(len(text), 30), 1, -1):
            if self.accounts(text[-length:]):
                return text[-length:]
        return ""

    def root(self, account: str) -> int | None:
        """Give the place of the overview's line that an account adds to in the end."""
        while account:
            if account in self._roots:
                return self._roots[account]
            account = self.reference.accounts[account].sums_to
        return None


@dataclass(frozen=True, slots=True)
class Beside:
    """The lines of a printed table, the places of its rows by the line they stand on (None where not told).

    `own` tells whether it is the table of the statement itself.
    """

    lines: tuple[Line, ...]
    rows: Mapping[int, int | None]
    own: bool


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in a reason: the words before it, how it is printed, its characters."""

    words: str
    printed: str
    place: Place
    spans: tuple[Span, ...]


@dataclass(slots=True)
class Reasons:
    """The amounts named as reasons, the characters they take, and the amounts left to other tables."""

    entries: list[Entry] = field(default_factory=list)
    left: list[Amount] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class _Bullet:
    """A reason: its characters with their places.

    `row` is the place of the row whose reasons it goes on with, `last` that of the row above it, `inline` tells that it
    begins on the line of its row.
    """

    row: int | None
    last: int | None
    inline: bool
    text: str = ""
    places: list[tuple[Place, int]] = field(default_factory=list)

    def add(self, line: Line, start: int) -> None:
        body = line.text[start:]
        begin = start + len(body) - len(body.lstrip())
        for offset, char in enumerate(body.strip()):
            self.text += narrow(char)
            self.places.append((line.place, begin + offset))


def find_reasons(beside: Beside, statement: Statement, others: Sequence[Statement]) -> Reasons:
    """Give the amounts that belong to a statement: those of its own table, and those moved beside another one's."""
    reasons = Reasons()
    for bullet in _bullets(beside):
        for amount in _amounts(bullet):
            entry = _assign(bullet, amount, (beside.own, statement, others))
            if entry is not None:
                reasons.entries.append(entry)
                reasons.spans += amount.spans
            else:
                reasons.left.append(amount)
    return reasons


def _bullets(beside: Beside) -> list[_Bullet]:
    found: list[_Bullet] = []
    row: int | None = None
    last: int | None = None
    for line in beside.lines:
        printed = read_row(line)
        figures = printed.figures if printed.figures and not printed.figures[0].framed else ()
        start = figures[-1].span.end if figures else 0
        if line.place.line in beside.rows:
            last = beside.rows[line.place.line]
        text = line.text[start:].strip()
        if figures:
            row = last if text[:1] in BULLETS and text else None
        if text[:1] in BULLETS and text:
            found.append(_Bullet(row, last, bool(figures)))
        if found and text and (figures or line.place.line not in beside.rows):
            found[-1].add(line, start)
    return found


def _amounts(bullet: _Bullet) -> Iterable[Amount]:
    matches = list(_AMOUNT.finditer(bullet.text))
    starts = [0, *(match.end() for match in matches)]
    for match, (start, _) in zip(matches, pairwise([*starts, 0]), strict=False):
        begin, end = match.span(1)
        lines = sorted({bullet.places[i][0] for i in range(begin, end)})
        spans = tuple(_span(bullet, begin, end, place) for place in lines)
        words = bullet.text[start : match.start()].lstrip(BULLETS)
        yield Amount(words, re.sub(r"\s", "", match[1]), bullet.places[begin][0], spans)


def _span(bullet: _Bullet, begin: int, end: int, place: Place) -> Span:
    offsets = [bullet.places[i][1] for i in range(begin, end) if bullet.places[i][0] == place]
    return Span(place.line, min(offsets), max(offsets) + 1)


def _assign(bullet: _Bullet, amount: Amount, where: tuple[bool, Statement, Sequence[Statement]]) -> Entry | None:
    own, statement, others = where
    name = _name(amount.words, statement)
    accounts = statement.accounts(name) if name else set()
    foreign = any(other.accounts(_name(amount.words, other)) for other in others) and not accounts
    if not own:
        # Beside another statement's table stands only what that statement does not know and no row begins with.
        if not accounts or bullet.inline or any(o.accounts(_name(amount.words, o)) for o in others):
            return None
    elif foreign and not bullet.inline:
        return None
    place = bullet.row if own and bullet.row is not None else _root(accounts, statement)
    if place is None and (bullet.inline or not name or accounts):
        place = bullet.last
    if place is None:
        return None
    line = statement.form.lines[place]
    account = next(iter(accounts)) if len(accounts) == 1 else line.account.account
    governed = bool(name) and (not foreign or bool(_SHARED.search(amount.words)))
    label = name if governed else line.label
    path = "/".join(word for word in (line.label, businesses_of(bullet.text, statement.reference)) if word)
    return _entry(amount, statement, (path, label, account), several=len(accounts) > 1)


def _root(accounts: set[str], statement: Statement) -> int | None:
    roots = {statement.root(account) for account in accounts}
    return roots.pop() if len(roots) == 1 else None


def _name(words: str, statement: Statement) -> str:
    """Give the name that governs an amount: 「X」の減, X の減, or the only name quoted; empty where there is none."""
    named = _NAMED.findall(words)
    if len(named) > 1:
        return ""
    if named and re.search(r"」[^「」]{0,6}の(?:皆)?(?:増|減|計上)等?$", words):
        name, more = named[0]
        return f"「{name}」{more}" if more else name
    quoted = set(_QUOTED.findall(words))
    if len(quoted) == 1 and _SHARED.search(words):
        return str(quoted.pop())
    return "" if quoted else statement.name_at_end(_TAIL.sub("", words))


def _entry(amount: Amount, statement: Statement, named: tuple[str, str, str], *, several: bool) -> Entry:
    path, label, account = named
    column = next(column for column in statement.form.columns if column.column == "reason")
    read = read_amount(amount.printed)
    goes_on = f"; goes on in line {amount.spans[-1].line}" if amount.spans[-1].line != amount.place.line else ""
    return Entry(
        label=label,
        path=path,
        account=account,
        column=column.column,
        printed=amount.printed,
        value=read.value,
        missing=read.missing,
        place=amount.place,
        basis=column.basis,
        remark=f"amount named as a reason{'; more than one line bears this name' if several else ''}{goes_on}",
        span=amount.spans[-1],
    )
