"""Made-up books of a town: figures in yen for every line of the unified forms, consistent within and between statements."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from scripts.reference import Account, Reference

Values = dict[tuple[str, str], int | None]
CONTRA = ("減価償却累計額", "減損損失累計額", "投資損失引当金", "徴収不能引当金")
# Lines that no town prints in most years, and memo lines that stand in no sum.
RARE = ("減損損失累計額", "繰延資産", "臨時財政対策債")


@dataclass
class Books:
    """The figures of one scope: by (account, column) in yen; None is nil, an absent key a line that has no such figure."""

    values: Values = field(default_factory=dict)

    def printed(self, account: str, column: str, factor: int) -> Decimal | None:
        """Give a figure in units of `factor` yen, rounded half up by itself as statements do."""
        value = self.values.get((account, column))
        if value is None:
            return None
        return (Decimal(value) / factor).quantize(Decimal(1), ROUND_HALF_UP)


def make_books(rng: random.Random, reference: Reference, *, nil: float = 0.3, size: int = 9) -> Books:
    """Give books whose leaves are nil with probability `nil` and up to 10 to the power `size` yen."""
    maker = _Maker(rng, reference, nil, size)
    cash = maker.cash_flow()
    maker.cost_statement()
    maker.balance_sheet(cash)
    maker.net_assets()
    return Books(maker.values)


class _Maker:
    def __init__(self, rng: random.Random, reference: Reference, nil: float, size: int) -> None:
        self.rng = rng
        self.reference = reference
        self.nil = nil
        self.size = size
        self.values: Values = {}

    def amount(self, label: str = "", *, sure: bool = False) -> int | None:
        if not sure and self.rng.random() < (0.97 if label.endswith(RARE) else self.nil):
            return None
        value = int(10 ** self.rng.uniform(3, self.size))
        return -value if label.endswith(CONTRA) else value

    def total_up(self, lines: Iterable[Account], column: str = "amount") -> None:
        """Fill every line of a tree: totals from their parts, the rest by chance unless it is set already."""
        parts: dict[str, list[Account]] = {}
        for line in lines:
            if line.sums_to:
                parts.setdefault(line.sums_to, []).append(line)
        for line in lines:
            self._settle(line.account, parts, {a.account: a for a in lines}, column)

    def _settle(self, account: str, parts: Mapping[str, list[Account]], lines: Mapping[str, Account], column: str) -> int | None:
        key = account, column
        if key not in self.values:
            own = [(a.sign, self._settle(a.account, parts, lines, column)) for a in parts.get(account, ())]
            given = [sign * value for sign, value in own if value is not None]
            self.values[key] = (sum(given) if given else None) if own else self.amount(lines[account].label_ja)
        return self.values[key]

    def get(self, account: str, column: str = "amount") -> int:
        return self.values.get((account, column)) or 0

    def cash_flow(self) -> int:
        self.values["opening_cash", "amount"] = self.amount(sure=True)
        self.values["cf_proportion_change_difference", "amount"] = None
        self.total_up(self.reference.lines["unified_cf"])
        return self.get("closing_cash_and_deposits")

    def cost_statement(self) -> None:
        self.values["gain_on_sale_of_assets", "amount"] = self.amount(sure=True)
        self.total_up(self.reference.lines["unified_pl"])

    def balance_sheet(self, cash: int) -> None:
        lines = self.reference.lines["unified_bs"]
        self.values["cash_and_deposits", "amount"] = cash
        self.total_up([line for line in lines if line.side == "assets"])
        self.total_up(
            [
                a
                for a in lines
                if a.side == "liabilities" and not a.account.endswith("net_assets") and "net_assets_" not in a.account
            ]
        )
        assets = self.get("total_assets")
        fixed = sum(self.get(a) for a in ("fixed_assets", "short_term_loans_receivable", "current_funds"))
        total = assets - self.get("total_liabilities")
        shares = self.amount() or 0
        self.values |= {
            ("net_assets_fixed", "amount"): fixed,
            ("net_assets_noncontrolling", "amount"): shares or None,
            ("net_assets_surplus", "amount"): total - fixed - shares,
            ("total_net_assets", "amount"): total,
            ("total_liabilities_and_net_assets", "amount"): assets,
        }

    def net_assets(self) -> None:
        shares = self.values["net_assets_noncontrolling", "amount"]
        rows: dict[str, tuple[int | None, int | None, int | None]] = {
            "nw_net_administrative_cost": (None, -self.get("net_administrative_cost"), None),
            "tax_revenues": (None, self.amount(sure=True), None),
            "national_and_prefectural_subsidies": (None, self.amount(sure=True), None),
            "valuation_differences": (self.amount(), None, None),
            "transfers_without_consideration": (self.amount(), None, None),
            "increase_in_noncontrolling_interests": (None, None, None),
            "decrease_in_noncontrolling_interests": (None, None, None),
            "other_changes_in_net_assets": (self.amount(), self.amount(), None),
        }
        for name, sign in (("increase_in_tangible_assets", 1), ("decrease_in_tangible_assets", -1)):
            value = sign * (self.amount(sure=True) or 0)
            rows[name] = (value, -value, None)
        for name, sign in (("increase_in_loans_and_funds", 1), ("decrease_in_loans_and_funds", -1)):
            value = sign * (self.amount(sure=True) or 0)
            rows[name] = (value, -value, None)
        lines = [a for a in self.reference.lines["unified_nw"] if a.account != "opening_net_assets"]
        for at, column in enumerate(("fixed", "surplus", "noncontrolling")):
            self.values |= {(name, column): row[at] for name, row in rows.items()}
            self.values["nw_proportion_change_difference", column] = None
            closing = self.values[f"net_assets_{column}", "amount"]
            self.values["closing_net_assets", column] = closing
            self.total_up([a for a in lines if a.account != "closing_net_assets"], column)
            self.values["opening_net_assets", column] = (
                None if closing is None else closing - self.get("change_in_net_assets", column)
            )
        for line in self.reference.lines["unified_nw"]:
            own = [v for c in ("fixed", "surplus", "noncontrolling") if (v := self.values.get((line.account, c))) is not None]
            self.values[line.account, "total"] = sum(own) if own else None
        if shares is None:
            self.values["opening_net_assets", "noncontrolling"] = None
