"""Whole made-up documents: a settlement (forms 8, 9, 11, 12, 14, 15), a plan (1 to 6), an amended plan in three columns."""

import random
from dataclasses import dataclass

from scripts.reference import Reference
from tests.recognise.torn.books import (
    Amounts,
    Forms,
    balance,
    changes,
    draw_tree,
    eliminate,
    in_segments,
    lend,
    plan,
)
from tests.recognise.torn.press import Job, Press, Style

SEGMENTS = (
    "general",
    "personal_identification",
    "public_personal_authentication",
    "individual_number_cards",
    "intermediate_servers",
    "lgwan",
    "identification_related",
)
BS, PL, CP, NA, CF = "jlis_balance_sheet", "jlis_income_statement", "jlis_cash_plan", "jlis_net_assets", "jlis_cash_flow"
ALWAYS = (
    "jlis_reserve",
    "jlis_cash_and_deposits",
    "jlis_accounts_receivable",
    "jlis_accounts_payable",
    "jlis_miscellaneous_revenue",
    "jlis_cash_plan_closing_receivables",
    "jlis_cash_plan_miscellaneous_receipts",
    "jlis_cash_plan_opening_cash",
)
OTHER = "jlis_other_business_account"
BASES = ("initial", "amendment", "revised")
Columns = list[tuple[str, str]]
Figures = dict[tuple[str, str], Amounts]


@dataclass
class Edition:
    """What prints a document: the forms, chance, the press."""

    forms: Forms
    rng: random.Random
    press: Press

    def job(self, number: int, form: str, accounts: list[str], figures: Figures) -> None:
        titles = {
            1: "令和９年度９月補正　予定貸借対照表",
            2: "令和９年度９月補正　予定損益計算書",
            3: "令和９年度９月補正　資金計画",
            4: "（事業別財務情報（令和９年度９月補正　予定貸借対照表関係））",
            5: "（事業別財務情報（令和９年度９月補正　予定損益計算書関係））",
            6: "（事業別財務情報（令和９年度９月補正　資金計画関係））",
            8: "貸借対照表",
            9: "損益計算書",
            11: "純資産変動計算書",
            12: "キャッシュ・フロー計算書",
            14: "（事業別財務情報（貸借対照表関係））",
            15: "（事業別財務情報（損益計算書関係））",
        }
        at_end = form == BS
        date = "（令和１０年３月３１日現在）" if at_end else "（令和９年４月１日から令和１０年３月３１日まで）"
        unit = "円" if number > 7 else "千円"
        self.press.run(Job(number, form, accounts, list(figures), figures, titles[number], date, unit))


def new_edition(reference: Reference, seed: int, style: Style) -> Edition:
    rng = random.Random(seed)  # noqa: S311
    return Edition(Forms(reference), rng, Press(reference, rng, style))


def print_settlement(edition: Edition) -> Press:
    """Print the statements and their segments for one settled year."""
    forms, rng = edition.forms, edition.rng
    lines = [a for a in forms.choose(BS, rng, ALWAYS) if a != OTHER]
    books = in_segments(lambda: balance(forms, lines, rng), SEGMENTS)
    eliminate(books, ("jlis_accounts_receivable", "jlis_accounts_payable"), forms, BS, rng)
    results = forms.choose(PL, rng)
    income = in_segments(lambda: draw_tree(forms, PL, results, rng), SEGMENTS)
    eliminate(income, ("jlis_other_contributions", "jlis_business_expenses"), forms, PL, rng)
    total = ("total", "actual")
    edition.job(8, BS, lines, {total: books["total"]})
    edition.job(9, PL, results, {total: income["total"]})
    moved, amounts = changes(books["total"], income["total"]["jlis_net_profit"], rng)
    edition.job(11, NA, moved, {total: amounts})
    flows = forms.choose(CF, rng)
    edition.job(12, CF, flows, {total: draw_tree(forms, CF, flows, rng)})
    lend(books, forms, rng)
    order = [a.account for a in forms.lines[BS] if a.account in lines or a.account == OTHER]
    edition.job(14, BS, order, _figures(books, "actual"))
    edition.job(15, PL, results, _figures(income, "actual"))
    return edition.press


def _figures(books: dict[str, Amounts], basis: str) -> Figures:
    names = [s for s in (*SEGMENTS, "elimination", "total") if s in books]
    return {(name, basis): books[name] for name in names}


def print_plan(edition: Edition) -> Press:
    """Print a plan: three statements, then the same by segment, then both once more as initial, amendment, revised."""
    forms, rng = edition.forms, edition.rng
    lines = {form: forms.choose(form, rng, ALWAYS) for form in (BS, PL, CP)}
    lines[BS] = [a for a in lines[BS] if a != OTHER]
    drawn: dict[str, dict[str, dict[str, Amounts]]] = {form: {} for form in (BS, PL, CP)}
    for basis in ("initial", "amendment"):
        drawn[BS][basis] = in_segments(lambda: balance(forms, lines[BS], rng), SEGMENTS)
        drawn[PL][basis] = in_segments(lambda: draw_tree(forms, PL, lines[PL], rng), SEGMENTS)
        plans = {s: plan(forms, lines[CP], drawn[BS][basis][s], drawn[PL][basis][s], rng) for s in SEGMENTS}
        drawn[CP][basis] = in_segments(iter(plans.values()).__next__, SEGMENTS)
    for books in drawn.values():
        books["revised"] = {s: _sum(books["initial"][s], books["amendment"][s]) for s in (*SEGMENTS, "total")}
    numbers = {BS: (1, 4), PL: (2, 5), CP: (3, 6)}
    for form, (single, _) in numbers.items():
        edition.job(single, form, lines[form], {("total", "revised"): drawn[form]["revised"]["total"]})
    for form, (_, segmented) in numbers.items():
        edition.job(segmented, form, lines[form], _figures(drawn[form]["revised"], "revised"))
    for form, (single, segmented) in numbers.items():
        edition.job(single, form, lines[form], {("total", b): drawn[form][b]["total"] for b in BASES})
        few = sorted(rng.sample(SEGMENTS, 3), key=SEGMENTS.index)
        edition.job(segmented, form, lines[form], {(s, b): drawn[form][b][s] for s in few for b in BASES})
    return edition.press


def _sum(one: Amounts, other: Amounts) -> Amounts:
    return {account: one[account] + other[account] for account in one}
