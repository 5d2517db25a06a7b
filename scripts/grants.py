"""What local governments pay J-LIS, as tables of their own: grants by municipality, contributions by prefecture.

The printed rows are entries like any other: label = municipality, path = prefecture, the code as remark, columns
`population` and `grant`; label = prefecture, columns `before`, `after` and `change`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from scripts.records import Entry

GRANT = "jlis_municipal_grant"
CONTRIBUTION = "jlis_lgwan_contribution"
_WEIGHTS = (6, 5, 4, 3, 2)
_ELEVEN = 11
# Share of the amounts that must be whole multiples of a power of ten for it to be the unit of rounding.
_MOST = Fraction(19, 20)


@dataclass(frozen=True, slots=True)
class Grant:
    """A row of the table `grants`: source line, code with check digit, names, residents, whole yen."""

    line: int
    code: str
    prefecture: str
    municipality: str
    population: int
    grant_yen: int


@dataclass(frozen=True, slots=True)
class Contribution:
    """A row of the table `contributions`: source line, prefecture, whole yen before and after, and the change."""

    line: int
    prefecture: str
    before_yen: int
    after_yen: int
    change_yen: int


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate per resident: any number from `low` up to (without) `high`, amounts rounded half up to `step` yen.

    `outliers` are the positions of the rows that it does not explain.
    """

    low: Fraction
    high: Fraction
    step: int
    outliers: tuple[int, ...]

    def amount(self, population: int) -> int:
        """Give the amount for a number of residents, at the lowest rate."""
        return int(self.low * population / self.step + Fraction(1, 2)) * self.step


def check_digit(code: str) -> str:
    """Give the check digit of the first five digits of a body's code.

    >>> check_digit("01100")
    '2'
    """
    total = sum(int(digit) * weight for digit, weight in zip(code[:5], _WEIGHTS, strict=True))
    return str((_ELEVEN - total % _ELEVEN) % 10)


def grants_of(entries: Iterable[Entry]) -> list[Grant]:
    """Give the rows of `grants` from entries: those of `jlis_municipal_grant` that print population and grant."""
    rows = []
    own = (entry for entry in entries if entry.account == GRANT)
    for (code, prefecture, name), group in groupby(own, key=lambda e: (e.remark, e.path, e.label)):
        cells = {entry.column: entry for entry in group}
        if {"population", "grant"} <= set(cells):
            population, grant = _whole(cells["population"]), _whole(cells["grant"])
            rows.append(Grant(cells["grant"].place.line, code, prefecture, name, population, grant))
    return rows


def contributions_of(entries: Iterable[Entry]) -> list[Contribution]:
    """Give the rows of `contributions` from entries: those of `jlis_lgwan_contribution` with all three columns."""
    rows = []
    own = (entry for entry in entries if entry.account == CONTRIBUTION)
    for name, group in groupby(own, key=lambda e: e.label):
        cells = {entry.column: entry for entry in group}
        if {"before", "after", "change"} <= set(cells):
            yen = [_whole(cells[column]) for column in ("before", "after", "change")]
            rows.append(Contribution(cells["after"].place.line, name, *yen))
    return rows


def _whole(entry: Entry) -> int:
    return int(entry.value or 0)


def find_rate(rows: Sequence[Grant]) -> Rate | None:
    """Give the rate per resident that explains most grants, None without rows.

    A grant of `g` yen for `p` residents, rounded half up to `step`, bears a rate from (g - step / 2) / p up to
    (g + step / 2) / p; the rate sought lies in as many of these intervals as can be.
    """
    if not rows:
        return None
    step = _step([row.grant_yen for row in rows])
    half = Fraction(step, 2)
    spans = [((row.grant_yen - half) / max(1, row.population), (row.grant_yen + half) / max(1, row.population)) for row in rows]
    # At one point the interval that ends is left before the next begins: 0 sorts before 1.
    events = sorted([*((low, 1) for low, _ in spans), *((high, 0) for _, high in spans)])
    best, inside, low = 0, 0, events[0][0]
    for point, begins in events:
        inside += 1 if begins else -1
        if inside > best:
            best, low = inside, point
    outliers = tuple(i for i, (first, last) in enumerate(spans) if not first <= low < last)
    high = min(last for first, last in spans if first <= low < last)
    return Rate(low, high, step, outliers)


def _step(amounts: Sequence[int]) -> int:
    step = 1
    while step < max(amounts) and sum(amount % (step * 10) == 0 for amount in amounts) >= _MOST * len(amounts):
        step *= 10
    return step
