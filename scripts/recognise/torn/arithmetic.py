"""Arithmetic as evidence: which sums of a form hold when its rows are taken for these lines, and which break."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from scripts.recognise.torn.form import FormLines
from scripts.recognise.torn.pages import TAXONOMY
from scripts.reference import Reference

# The figures of a row, column by column; None where the row is printed but not read for certain.
Cells = tuple[Decimal, ...]
Values = Mapping[int, Cells | None]

TREE = "J0"
_RESTRICTED = ("form", "segment", "basis", "year", "unit")


@dataclass(frozen=True, slots=True)
class Identity:
    """Lines that, with their weights, add up to nothing; `optional` ones count as nothing where they are not printed."""

    rule: str
    terms: tuple[tuple[int, int], ...]
    optional: frozenset[int]


@dataclass(frozen=True, slots=True)
class Score:
    """How well figures fit: columns of identities that break, and that hold about more than nothing."""

    broken: int
    held: int


class Arithmetic:
    """The identities of one form: its tree of totals, and those of identities.csv that need no other form."""

    def __init__(self, form: FormLines, reference: Reference) -> None:
        self.form = form
        self.identities: list[Identity] = [
            Identity(TREE, ((total, -1), *parts), frozenset(line for line, _ in parts)) for total, parts in form.sums.items()
        ]
        for (rule, _), rows in _cases(reference).items():
            if all(row["account"] in form.at for row in rows):
                terms = tuple((form.at[row["account"]], int(row["weight"])) for row in rows)
                optional = frozenset(form.at[row["account"]] for row in rows if row["optional"])
                self.identities.append(Identity(rule, terms, optional))
        self.touching: dict[int, list[Identity]] = defaultdict(list)
        for identity in self.identities:
            for line in {line for line, _ in identity.terms}:
                self.touching[line].append(identity)

    def around(self, lines: Iterable[int]) -> list[Identity]:
        """Give the identities in which any of the lines stands, by itself or as part of a total left out."""
        waiting, seen = list(lines), set[int]()
        while waiting:
            line = waiting.pop()
            if line not in seen:
                seen.add(line)
                sums_to = self.form.accounts[line].sums_to
                waiting += [self.form.at[sums_to]] if sums_to in self.form.at else []
        return [identity for identity in self.identities if any(line in seen for line, _ in identity.terms)]

    def gap(self, identity: Identity, values: Values) -> Cells | None:
        """Give by how much an identity's terms miss nothing, column by column; None where too little is known."""
        if identity.rule == TREE and values.get(identity.terms[0][0]) is None:
            return None
        known: list[tuple[int, Cells]] = []
        for line, weight in identity.terms:
            cells = self._cells(line, values)
            if cells is not None:
                known.append((weight, cells))
            elif line not in identity.optional or self._is_unread(line, values):
                return None
        return _add(known) if len(known) > 1 else None

    def score(self, identities: Iterable[Identity], values: Values) -> Score:
        """Give how many columns of the identities break and how many hold."""
        broken = held = 0
        for identity in identities:
            gap = self.gap(identity, values)
            if gap is not None:
                weight = self._weight(identity, values, len(gap))
                broken += sum(1 for cell in gap if cell)
                held += sum(1 for cell, heavy in zip(gap, weight, strict=True) if heavy and not cell)
        return Score(broken, held)

    def _weight(self, identity: Identity, values: Values, width: int) -> list[bool]:
        """Tell for each column whether a term of the identity is more than nothing there."""
        rows = [cells for line, _ in identity.terms if (cells := values.get(line))]
        return [any(row[i] for row in rows) for i in range(width)]

    def _cells(self, line: int, values: Values) -> Cells | None:
        if line in values:
            return values[line]
        if self._is_unread(line, values):
            return None
        parts = [(sign, cells) for part, sign in self.form.sums.get(line, ()) if (cells := self._cells(part, values)) is not None]
        return _add(parts) if parts else None

    def _is_unread(self, line: int, values: Values) -> bool:
        if line in values:
            return values[line] is None
        return any(self._is_unread(part, values) for part, _ in self.form.sums.get(line, ()))


def _add(terms: list[tuple[int, Cells]]) -> Cells:
    columns = zip(*(cells for _, cells in terms), strict=True)
    return tuple(sum((weight * cell for (weight, _), cell in zip(terms, column, strict=True)), Decimal(0)) for column in columns)


def _cases(reference: Reference) -> dict[tuple[str, str], list[dict[str, str]]]:
    """Give the identities of identities.csv that hold for every segment, basis and year alike, by rule and case."""
    found: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in reference.tables["identities"]:
        found[row["rule"], row.get("case") or ""].append(row)
    plain = {key: rows for key, rows in found.items() if all(_is_plain(row) for row in rows)}
    known = reference.accounts
    return {key: rows for key, rows in plain.items() if all(known[row["account"]].taxonomy == TAXONOMY for row in rows)}


def _is_plain(row: Mapping[str, str]) -> bool:
    return row["account"] != "*" and row["column"] == "amount" and not any(row.get(name) for name in _RESTRICTED)


def find_equals(reference: Reference) -> dict[str, list[tuple[str, int]]]:
    """Give for each account those that equal it on other forms, with the sign: closing net assets, 純資産合計."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for rows in _cases(reference).values():
        if len(rows) == 2:  # noqa: PLR2004
            (one, first), (two, second) = ((row["account"], int(row["weight"])) for row in rows)
            if abs(first) == abs(second):
                found[one].append((two, -first // second))
                found[two].append((one, -first // second))
    return found
