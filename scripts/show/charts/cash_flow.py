"""How the cash of the opening became the cash of the closing."""

from scripts.show.charts.bars import Bar, draw_fall
from scripts.show.charts.chart import Chart, ChartRow, Teller
from scripts.show.figures import Figures
from scripts.show.report import Fact


def cash_flow_chart(figures: Figures, teller: Teller) -> Chart:
    """Give opening cash, the balances of the three activities and closing cash as a waterfall."""
    steps = ("operating_balance", "investing_balance", "financing_balance")
    return waterfall("cash_flow", figures, teller, ("opening_cash", *steps, "closing_cash"))


def waterfall(key: str, figures: Figures, teller: Teller, roles: tuple[str, ...]) -> Chart:
    """Give a waterfall from the first role to the last; what the printed steps do not account for is a step of its own."""
    facts = [fact for role in roles if (fact := figures.fact(role)) is not None]
    opening, closing = figures.fact(roles[0]), figures.fact(roles[-1])
    if opening is None or closing is None:
        return teller.chart(key, figures, None, [])
    level = opening.yen or 0
    bars = [_level(opening, teller)]
    rows: list[ChartRow] = [teller.row(opening, level)]
    for fact in facts[1:-1]:
        step = fact.yen or 0
        if step:
            bars.append(_step(teller.label(fact), level, step, teller, fact))
        rows.append(teller.row(fact, step))
        level += step
    end = closing.yen or 0
    if abs(end - level) > _roundings(len(facts), closing.unit, figures):
        bars.append(_step(str(teller.language.say("other_changes")), level, end - level, teller))
        rows.append(teller.calculated("other_changes", end - level))
    bars.append(_level(closing, teller))
    return teller.chart(key, figures, draw_fall(bars), [*rows, teller.row(closing, end)])


def _level(fact: Fact, teller: Teller) -> Bar:
    yen = fact.yen or 0
    return Bar(teller.label(fact), teller.amount(yen), 0, yen, "level", teller.tip(teller.label(fact), yen, fact))


def _step(label: str, level: int, step: int, teller: Teller, fact: Fact | None = None) -> Bar:
    tone = "more" if step > 0 else "less"
    return Bar(label, teller.signed(step), level, level + step, tone, teller.tip(label, step, fact))


def _roundings(addends: int, unit: str, figures: Figures) -> int:
    return addends * int(figures.units.get(unit, {}).get("factor") or 1)
