"""Who paid for the year: from what it cost down to what was left over or missing."""

from scripts.show.charts.bars import Bar, draw_fall
from scripts.show.charts.chart import Chart, Teller
from scripts.show.figures import Figures
from scripts.show.report import Fact


def financing_chart(figures: Figures, teller: Teller) -> Chart:
    """Give the costs of the year and, one under the other, what paid for them."""
    costs, losses = figures.yen("costs"), figures.yen("losses")
    payers, rest = _payers(figures), figures.fact("year_difference")
    if costs is None or rest is None or rest.yen is None or not payers:
        return teller.chart("financing", figures, None, [])
    whole = left = costs + (losses or 0)
    say = teller.language.say
    costs_word = str(say("whole_cost"))
    bars = [Bar(costs_word, teller.amount(whole), 0, whole, "level", teller.tip(costs_word, whole))]
    for fact in payers:
        paid = fact.yen or 0
        if paid:
            tip = teller.tip(teller.label(fact), paid, fact)
            bars.append(Bar(teller.label(fact), teller.amount(paid, whole), left, left - paid, "more", tip))
        left -= paid
    word = str(say("left_over" if rest.yen >= 0 else "left_missing"))
    bars.append(Bar(word, teller.amount(abs(rest.yen), whole), -rest.yen, 0, "less", teller.tip(word, rest.yen, rest)))
    rows = [teller.calculated("whole_cost", whole, whole), *(teller.row(f, f.yen or 0, whole) for f in payers)]
    return teller.chart("financing", figures, draw_fall(bars), [*rows, teller.row(rest, rest.yen, whole)])


def _payers(figures: Figures) -> list[Fact]:
    revenues, gains = figures.fact("revenues"), figures.fact("gains")
    fees = [fact for fact, _ in figures.parts(revenues.account)] if revenues else []
    sources = (figures.fact("taxes"), figures.fact("subsidies"), None if fees else revenues, gains)
    taxes, subsidies, whole, extraordinary = ([fact] if fact else [] for fact in sources)
    return [*taxes, *subsidies, *fees, *whole, *extraordinary]
