"""Made-up accounts of J-LIS: consistent figures for every form, segment and basis, drawn by chance."""

import random
from collections.abc import Callable, Iterable, Mapping

from scripts.reference import Account, Reference

Amounts = dict[str, int]
SHARE_OF_LINES = 0.75
MOVES = (
    "change",
    "pki_reserve_provided",
    "development_reserve_provided",
    "development_reserve_drawn",
    "operation_reserve_provided",
    "operation_reserve_drawn",
    "net_profit",
)
RESERVES = ("reserve", "pki_reserve", "development_reserve", "operation_reserve")
IN_BALANCE = {
    "reserve": "jlis_reserve",
    "pki_reserve": "jlis_pki_adjustment_reserve",
    "development_reserve": "jlis_system_development_reserve",
    "operation_reserve": "jlis_system_operation_reserve",
}


class Forms:
    """The forms of the reference as the made-up accounts need them."""

    def __init__(self, reference: Reference) -> None:
        self.lines: dict[str, tuple[Account, ...]] = reference.lines

    def parts(self, form: str) -> dict[str, list[tuple[str, int]]]:
        found: dict[str, list[tuple[str, int]]] = {}
        for a in self.lines[form]:
            if a.sums_to:
                found.setdefault(a.sums_to, []).append((a.account, a.sign))
        return found

    def leaves(self, form: str) -> list[str]:
        totals = self.parts(form)
        return [a.account for a in self.lines[form] if a.columns and a.account not in totals]

    def choose(self, form: str, rng: random.Random, always: Iterable[str] = ()) -> list[str]:
        """Give the accounts that a made-up form prints: some lines, every total with a part, no empty heading."""
        must = set(always)
        kept = {leaf for leaf in self.leaves(form) if leaf in must or rng.random() < SHARE_OF_LINES}
        totals = self.parts(form)
        for a in self.lines[form]:
            parts = [p for p, _ in totals.get(a.account, ())]
            if a.account in totals and (set(parts) & kept or any(p in totals for p in parts)):
                kept.add(a.account)
        parents = {a.parent for a in self.lines[form] if a.account in kept}
        by_id = {a.account: a for a in self.lines[form]}
        for parent in list(parents):
            above = parent
            while above:
                parents.add(above)
                above = by_id[above].parent
        return [a.account for a in self.lines[form] if a.account in kept or a.account in parents]

    def add_up(self, form: str, amounts: Amounts) -> None:
        """Set every total of a form to the sum of its parts."""
        totals = self.parts(form)

        def value(account: str) -> int:
            if account in totals:
                amounts[account] = sum(sign * value(part) for part, sign in totals[account])
            return amounts.get(account, 0)

        for total in totals:
            value(total)


def draw(rng: random.Random) -> int:
    """Give an amount: often nothing, else of any size, at times below nothing."""
    if rng.random() < 0.35:
        return 0
    size = rng.choice([2, 4, 6, 7, 8, 9, 10])
    return rng.randrange(1, 10**size) * (-1 if rng.random() < 0.05 else 1)


def draw_tree(forms: Forms, form: str, lines: list[str], rng: random.Random) -> Amounts:
    amounts = {leaf: draw(rng) for leaf in forms.leaves(form) if leaf in lines}
    forms.add_up(form, amounts)
    return amounts


def balance(forms: Forms, lines: list[str], rng: random.Random) -> Amounts:
    """Give a balance sheet that balances: the reserve makes up the difference."""
    amounts = draw_tree(forms, "jlis_balance_sheet", lines, rng)
    amounts["jlis_reserve"] += amounts["jlis_total_assets"] - amounts["jlis_total_liabilities_and_net_assets"]
    forms.add_up("jlis_balance_sheet", amounts)
    return amounts


def plan(forms: Forms, lines: list[str], sheet: Mapping[str, int], income: Mapping[str, int], rng: random.Random) -> Amounts:
    """Give a cash plan that ends in the cash of the balance sheet and takes off its receivables."""
    form = "jlis_cash_plan"
    amounts = draw_tree(forms, form, lines, rng)
    amounts["jlis_cash_plan_closing_receivables"] = -sheet.get("jlis_accounts_receivable", 0)
    amounts["jlis_cash_plan_miscellaneous_receipts"] = income.get("jlis_miscellaneous_revenue", 0)
    amounts["jlis_cash_plan_opening_cash"] = 0
    forms.add_up(form, amounts)
    amounts["jlis_cash_plan_opening_cash"] = sheet["jlis_cash_and_deposits"] - amounts["jlis_cash_plan_balance"]
    forms.add_up(form, amounts)
    return amounts


def changes(sheet: Mapping[str, int], profit: int, rng: random.Random) -> tuple[list[str], Amounts]:
    """Give the accounts and amounts of a statement of changes in net assets that ends in the balance sheet."""
    amounts: Amounts = {}
    lines = ["jlis_na_shareholders_capital", "jlis_na_capital"]
    capital = sheet.get("jlis_local_government_capital", 0)
    _block(amounts, lines, "capital", capital, {"change": 0})
    lines.append("jlis_na_retained_earnings")
    kept = [r for r in RESERVES if IN_BALANCE[r] in sheet]
    moves: dict[str, dict[str, int]] = {r: {} for r in kept}
    moves["reserve"]["net_profit"] = profit
    for r in kept[1:]:
        _provide(moves, r, rng)
    for r in kept:
        lines.append(f"jlis_na_{r}")
        _block(amounts, lines, r, sheet[IN_BALANCE[r]], moves[r] or {"change": 0})
    told = sorted({m for own in moves.values() for m in own} - {"net_profit"}) if rng.random() < 0.5 else []
    sums = {m: sum(own.get(m, 0) for own in moves.values()) for m in told} | {"net_profit": profit}
    lines.append("jlis_na_retained")
    _block(amounts, lines, "retained", sheet["jlis_total_retained_earnings"], sums)
    lines.append("jlis_na_net_assets")
    _block(amounts, lines, "net_assets", sheet["jlis_total_net_assets"], {"net_profit": profit})
    return lines, amounts


def _provide(moves: dict[str, dict[str, int]], reserve: str, rng: random.Random) -> None:
    kinds = ("provided",) if reserve == "pki_reserve" else ("provided", "drawn")
    for kind in kinds:
        if rng.random() < 0.6:
            amount = rng.randrange(1, 10**9) * (1 if kind == "provided" else -1)
            moves[reserve][f"{reserve}_{kind}"] = amount
            moves["reserve"][f"{reserve}_{kind}"] = -amount


def _block(amounts: Amounts, lines: list[str], block: str, closing: int, moves: Mapping[str, int]) -> None:
    change = sum(moves.values())
    own = {"opening": closing - change, "total_change": change, "closing": closing} | dict(moves)
    names = ["opening", "change", *(m for m in MOVES[1:] if m in moves), "total_change", "closing"]
    lines += [f"jlis_na_{block}_{name}" for name in names]
    amounts |= {f"jlis_na_{block}_{name}": value for name, value in own.items()}


def in_segments(make: Callable[[], Amounts], segments: Iterable[str]) -> dict[str, Amounts]:
    """Give amounts for each segment and, as their sum, for the total."""
    found = {segment: make() for segment in segments}
    accounts = dict.fromkeys(account for amounts in found.values() for account in amounts)
    return found | {"total": {a: sum(amounts.get(a, 0) for amounts in found.values()) for a in accounts}}


def eliminate(books: dict[str, Amounts], pair: tuple[str, str], forms: Forms, form: str, rng: random.Random) -> None:
    """Add 相殺等: what two accounts hold against each other is taken off both."""
    nothing = dict.fromkeys(books["total"], 0)
    if all(account in nothing for account in pair):
        off = -rng.randrange(0, 10**6)
        nothing |= dict.fromkeys(pair, off)
    forms.add_up(form, nothing)
    books["elimination"] = {account: nothing[account] for account in books["total"]}
    for account, amount in books["elimination"].items():
        books["total"][account] += amount


def lend(books: dict[str, Amounts], forms: Forms, rng: random.Random) -> None:
    """Add 他事業勘定: what segments owe one another, nothing over all of them."""
    names = [segment for segment in books if segment not in ("total", "elimination")]
    owed = [rng.randrange(-(10**7), 10**7) for _ in names[1:]]
    for segment, amount in zip(names, [*owed, -sum(owed)], strict=True):
        books[segment]["jlis_other_business_account"] = amount
        books[segment]["jlis_reserve"] -= amount
        forms.add_up("jlis_balance_sheet", books[segment])
    books["total"]["jlis_other_business_account"] = 0
    if "elimination" in books:
        books["elimination"]["jlis_other_business_account"] = 0
