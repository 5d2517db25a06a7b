"""Where the revenue of a year came from, for bodies that print an income statement."""

from scripts.show.charts.bars import Bar, draw_bars
from scripts.show.charts.chart import Chart, Teller
from scripts.show.figures import Figures

MOST = 8


def revenues_chart(figures: Figures, teller: Teller) -> Chart:
    """Give the parts of the revenue as bars, the largest first; beyond `MOST` they are one bar of others."""
    total = figures.fact("total_revenues")
    whole = figures.yen("total_revenues")
    facts = sorted((fact for fact, _ in figures.parts(total.account) if fact.yen), key=lambda f: -(f.yen or 0)) if total else []
    if not whole or not facts:
        return teller.chart("revenues", figures, None, [])
    first = facts if len(facts) <= MOST else facts[: MOST - 1]
    bars = [
        Bar(
            teller.label(fact),
            teller.amount(fact.yen or 0, whole),
            0,
            fact.yen or 0,
            "more",
            teller.tip(teller.label(fact), fact.yen or 0, fact),
        )
        for fact in first
    ]
    if rest := sum(fact.yen or 0 for fact in facts[len(first) :]):
        word = str(teller.language.say("other_revenues"))
        bars.append(Bar(word, teller.amount(rest, whole), 0, rest, "more", teller.tip(word, rest)))
    return teller.chart("revenues", figures, draw_bars(bars), [teller.row(fact, fact.yen or 0, whole) for fact in facts])
