"""A made-up country: books of many bodies over many years, as arrays, consistent within and between statements and years."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from scripts.reference import Account, Reference
from tests.country.sizes import RARE, THOUSAND, WORN, residents, size_of, sizes

Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
SCOPES = ("general", "whole", "consolidated")
FORMS = ("unified_bs", "unified_pl", "unified_nw", "unified_cf")
MILLION = 1_000_000
CONTRA = ("減価償却累計額", "減損損失累計額", "投資損失引当金", "徴収不能引当金")
# Lines that tell a part of another and stand in no sum.
MEMOS = {"special_deficit_bonds": "local_bonds", "current_portion_of_special_deficit_bonds": "current_portion_of_local_bonds"}
# Of a tree of receipts and payments the line that makes both meet.
PLUG = "tax_receipts"


@dataclass(frozen=True)
class Line:
    """The figures of one line: whole yen and which of them are nil, each of shape (bodies, scopes)."""

    yen: Integers
    nil: Flags

    def millions(self) -> Integers:
        """Give the figures in million yen, each rounded half up (away from zero) by itself."""
        rounded: Integers = np.sign(self.yen) * ((np.abs(self.yen) + MILLION // 2) // MILLION)
        return rounded


Lines = dict[str, Line]


@dataclass(frozen=True)
class Country:
    """Bodies (ids of bodies.csv) with books from `first` to `last` year.

    Everything follows from `seed`. `restated` is the share of bodies whose figures of a year differ in the next edition.
    """

    reference: Reference = field(repr=False)
    bodies: tuple[str, ...]
    first: int
    last: int
    seed: int = 1
    restated: float = 0.1

    def current(self, year: int) -> Lines:
        """Give the books of `year` as the edition of that year prints them."""
        return self._books[year][0]

    def revised(self, year: int) -> Lines:
        """Give the books of `year` as the next edition prints them."""
        return self._books[year][1]

    def restating(self, year: int) -> Integers:
        """Give the numbers of the bodies that restate `year`."""
        rng = np.random.default_rng([self.seed, year, 77])
        return np.flatnonzero(rng.random(len(self.bodies)) < self.restated)

    @cached_property
    def people(self) -> Integers:
        """How many residents each body has."""
        return residents(self.reference, self.bodies, self.seed)

    @cached_property
    def _books(self) -> dict[int, tuple[Lines, Lines]]:
        books: dict[int, tuple[Lines, Lines]] = {}
        before: Lines | None = None
        for year in range(self.first, self.last + 1):
            current = _Maker(self, year, before, ()).make()
            before = _Maker(self, year, before, self.restating(year)).make()
            books[year] = current, before
        return books


class _Maker:
    """Makes the books of one year; a body in `restating` has found more buildings since."""

    def __init__(self, country: Country, year: int, before: Mapping[str, Line] | None, restating: Iterable[int]) -> None:
        self.country = country
        self.year = year
        self.before = before
        self.restating = np.array(list(restating), dtype=np.int64)
        self.shape = len(country.bodies), len(SCOPES)
        self.lines: Lines = {}
        self.size = size_of(country.people)[:, None]

    def make(self) -> Lines:
        self._cash_flow()
        self._tree("unified_pl")
        self._balance_sheet()
        self._net_assets()
        return self.lines

    def set(self, account: str, yen: Integers, nil: Flags | None = None) -> Line:
        self.lines[account] = Line(yen, np.zeros(self.shape, dtype=bool) if nil is None else nil)
        return self.lines[account]

    def blank(self, *accounts: str) -> None:
        for account in accounts:
            self.set(account, np.zeros(self.shape, dtype=np.int64), np.ones(self.shape, dtype=bool))

    def yen(self, account: str) -> Integers:
        return self.lines[account].yen

    def leaf(self, account: str, label: str = "") -> Line:
        """Draw a line: what a body has no figures for stays so over the years, the rest drifts from year to year.

        A larger circle has what the smaller has and more. What is written off is a part of what it is written off from.
        """
        mark = zlib.crc32(account.encode())
        own = np.random.default_rng([self.country.seed, 2, mark])
        drift = np.random.default_rng([self.country.seed, self.year, mark]).normal(0.0, 0.04, self.size.shape)
        each, share = sizes().get(account, (1.0, RARE))
        nil = own.random(self.size.shape) < share
        circles = 1 + np.cumsum(own.exponential(0.15, self.shape) * np.array([0, 1, 0.4]), axis=1)
        amount = self.size * each * THOUSAND * np.exp(own.normal(0.0, 0.4, self.size.shape) + drift) * circles
        if account.endswith(WORN):
            whole = self.lines[account.removesuffix(WORN)]
            nil, amount = whole.nil, whole.yen * (own.uniform(0.35, 0.8, self.size.shape) * np.exp(drift / 10))
        nil = np.broadcast_to(nil, self.shape)
        yen = np.where(nil, 0, amount.astype(np.int64))
        return self.set(account, -yen if label.endswith(CONTRA) else yen, nil.copy())

    def total_up(self, lines: Sequence[Account]) -> None:
        """Fill every line of a tree that is not set yet: totals from their parts, the rest by chance."""
        parts: dict[str, list[Account]] = {}
        for line in lines:
            if line.sums_to:
                parts.setdefault(line.sums_to, []).append(line)
        for line in lines:
            self._settle(line, parts)

    def _settle(self, line: Account, parts: Mapping[str, list[Account]]) -> Line:
        if line.account in self.lines:
            return self.lines[line.account]
        own = [(part.sign, self._settle(part, parts)) for part in parts.get(line.account, ())]
        if not own:
            return self.leaf(line.account, line.label_ja)
        yen = sum((sign * part.yen for sign, part in own), np.zeros(self.shape, dtype=np.int64))
        return self.set(line.account, yen, np.all([part.nil for _, part in own], axis=0))

    def _tree(self, form: str) -> None:
        self.total_up(self.country.reference.lines[form])

    def carried(self, account: str, opening: str) -> Integers:
        """Give the closing figure of the year before; in the first year one by chance."""
        return self.before[account].yen if self.before else self.leaf(opening).yen

    def _cash_flow(self) -> None:
        lines = self.country.reference.lines["unified_cf"]
        self.set("opening_cash", self.carried("closing_cash", "opening_cash"))
        self.set("opening_off_budget_cash", self.carried("closing_off_budget_cash", "opening_off_budget_cash"))
        self.blank("cf_proportion_change_difference")
        self.set("change_in_off_budget_cash", self.leaf("change_in_off_budget_cash").yen // 50)
        # A trial without the plug tells what it must be for a small surplus.
        trial = _Trial(self)
        wanted = self.leaf("trial").yen // 40 - trial.change_in_cash
        del self.lines["trial"]
        short = np.maximum(-wanted, 0)
        self.set("personnel_expenditure", self.leaf("personnel_expenditure").yen + short)
        spare = trial.personnel.yen
        self.set(PLUG, wanted + self.yen("personnel_expenditure") - spare)
        self.total_up(lines)

    def _balance_sheet(self) -> None:
        lines = self.country.reference.lines["unified_bs"]
        self.set("cash_and_deposits", self.yen("closing_cash_and_deposits"))
        buildings = self.leaf("business_buildings").yen
        buildings[self.restating] += buildings[self.restating] // 97 + 3 * MILLION
        shares = self.leaf("net_assets_noncontrolling")
        only = np.array([False, False, True]) & ~shares.nil
        self.set("net_assets_noncontrolling", np.where(only, shares.yen // 9, 0), ~only)
        for memo, of in (
            ("special_deficit_bonds", "local_bonds"),
            ("current_portion_of_special_deficit_bonds", "current_portion_of_local_bonds"),
        ):
            bonds = self.leaf(of)
            self.set(memo, bonds.yen // 3)
        self.total_up([line for line in lines if line.account not in _NET_ASSETS])
        total = self.yen("total_assets") - self.yen("total_liabilities")
        fixed = self.yen("fixed_assets") + self.yen("short_term_loans_receivable") + self.yen("current_funds")
        self.set("net_assets_fixed", fixed)
        self.set("net_assets_surplus", total - fixed - self.yen("net_assets_noncontrolling"))
        self.set("total_net_assets", total)
        self.set("total_liabilities_and_net_assets", self.yen("total_assets"))

    def _net_assets(self) -> None:
        cost = self.yen("net_administrative_cost")
        closing = self.yen("total_net_assets")
        opening = self.before["closing_net_assets"].yen if self.before else closing - cost // 60
        self.set("opening_net_assets", opening)
        self.set("closing_net_assets", closing)
        self.set("nw_net_administrative_cost", -cost)
        self.set("tax_revenues", cost * 7 // 10)
        self.set("national_and_prefectural_subsidies", cost * 29 // 100)
        self.blank(*_INTERNAL, "increase_in_noncontrolling_interests", "decrease_in_noncontrolling_interests")
        self.blank("nw_proportion_change_difference")
        self.leaf("valuation_differences", "減損損失累計額")
        self.leaf("transfers_without_consideration")
        year = -cost + self.yen("tax_revenues") + self.yen("national_and_prefectural_subsidies")
        change = self.yen("valuation_differences") + self.yen("transfers_without_consideration")
        self.set("other_changes_in_net_assets", closing - opening - year - change)
        self._tree("unified_nw")


_NET_ASSETS = ("net_assets_fixed", "net_assets_surplus", "total_net_assets", "total_liabilities_and_net_assets")
_INTERNAL = (
    "changes_in_fixed_assets",
    "increase_in_tangible_assets",
    "decrease_in_tangible_assets",
    "increase_in_loans_and_funds",
    "decrease_in_loans_and_funds",
)


class _Trial:
    """What the cash flow of a year comes to when the plug is nothing."""

    def __init__(self, maker: _Maker) -> None:
        kept = dict(maker.lines)
        maker.set(PLUG, np.zeros(maker.shape, dtype=np.int64))
        maker.leaf("personnel_expenditure")
        maker.total_up(maker.country.reference.lines["unified_cf"])
        self.change_in_cash = maker.yen("change_in_cash")
        self.personnel = maker.lines["personnel_expenditure"]
        maker.lines = kept
