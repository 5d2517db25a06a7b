"""What a year cost, by the nature of the costs."""

from scripts.show.charts.bars import Bar, draw_bars
from scripts.show.charts.chart import Chart, Teller
from scripts.show.figures import Figures
from scripts.show.report import Fact


def costs_chart(figures: Figures, teller: Teller) -> Chart:
    """Give the ordinary costs two levels below their total, as bars."""
    whole = figures.yen("costs")
    facts = _by_nature(figures)
    if not whole or not facts:
        return teller.chart("costs", figures, None, [])
    bars = [
        Bar(
            teller.label(fact),
            teller.amount(fact.yen, whole),
            0,
            fact.yen,
            "more" if fact.yen > 0 else "less",
            teller.tip(teller.label(fact), fact.yen, fact),
        )
        for fact in facts
        if fact.yen
    ]
    return teller.chart("costs", figures, draw_bars(bars), [teller.row(fact, fact.yen or 0, whole) for fact in facts])


def _by_nature(figures: Figures) -> list[Fact]:
    total = figures.fact("costs")
    found = []
    for fact, _ in figures.parts(total.account) if total else ():
        parts = [part for part, _ in figures.parts(fact.account)]
        found += parts or [fact]
    return found
