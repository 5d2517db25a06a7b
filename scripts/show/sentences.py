"""A year in plain sentences made from the figures; every amount leads to the line it was printed on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from scripts.show.figures import Figures
from scripts.show.language import Language
from scripts.show.money import say_yen
from scripts.show.report import Fact


@dataclass(frozen=True, slots=True)
class Sentence:
    """What one paragraph is about (`head`) and what it says."""

    head: Markup
    text: Markup


class Storyteller:
    """Tells the figures of one scope; `where` gives the way to the line of a figure, `body` is the name of the body."""

    def __init__(self, figures: Figures, language: Language, where: Callable[[str], str], body: str) -> None:
        self.figures = figures
        self.language = language
        self.where = where
        self.body = body

    def tell(self) -> list[Sentence]:
        """Give the sentences that the figures allow, in the order owns, owes, cost, who paid, what changed."""
        if not self.figures.roles:
            return []
        tellers = (self._owns, self._owes, self._cost, self._paid, self._income, self._changed)
        names = ("owns", "owes", "cost", "paid", "income", "changed")
        say = self.language.say
        between = Markup() if self.language.code == "ja" else Markup(" ")
        return [
            Sentence(say(f"story_{name}"), between.join(texts))
            for name, teller in zip(names, tellers, strict=True)
            if (texts := list(teller()))
        ]

    def _amount(self, role: str) -> Markup:
        fact = self.figures.fact(role)
        return self._link(fact, fact.yen or 0) if fact else Markup()

    def _link(self, fact: Fact, yen: int) -> Markup:
        words = say_yen(yen, self.language.code)
        way, told = escape(self.where(fact.anchor)), self._printed(fact)
        return Markup(f'<a class="figure" href="{way}" title="{told}">{escape(words)}</a>')  # noqa: S704 - all escaped

    def _printed(self, fact: Fact) -> Markup:
        unit = self.language.label(self.figures.units.get(fact.unit), fact.unit).lower()
        return self.language.say("as_printed", printed=fact.printed, unit=unit, line=fact.line or fact.cell)

    def _owns(self) -> Iterator[Markup]:
        year = self.figures.report.fiscal_year
        day = self.language.year_end(year)
        if self.figures.yen("total_assets") is not None:
            yield self.language.say("owns", body=self.body, day=day, assets=self._amount("total_assets"))
            return
        yield self.language.say("owns_missing", body=self.body)
        if self.figures.yen("closing_net_assets") is not None:
            yield self.language.say("net_assets_known", day=day, net=self._amount("closing_net_assets"))

    def _owes(self) -> Iterator[Markup]:
        assets, owed, net = (self.figures.yen(role) for role in ("total_assets", "total_liabilities", "total_net_assets"))
        if assets is None or owed is None or net is None:
            return
        word = "owes" if net >= 0 else "owes_more"
        yield self.language.say(word, owed=self._amount("total_liabilities"), net=self._amount("total_net_assets"))
        if assets > 0 and net >= 0:
            owed_of_hundred = (200 * owed + assets) // (2 * assets)
            yield self.language.say("owes_of_hundred", owed=owed_of_hundred, net=100 - owed_of_hundred)

    def _cost(self) -> Iterator[Markup]:
        if self.figures.yen("costs") is None or self.figures.yen("net_cost") is None:
            return
        yield self.language.say("costs", costs=self._amount("costs"))
        yield self.language.say("net_cost", revenues=self._amount("revenues"), net=self._amount("net_cost"))

    def _paid(self) -> Iterator[Markup]:
        finance, rest = self.figures.yen("finance"), self.figures.yen("year_difference")
        payers = [role for role in ("taxes", "subsidies") if self.figures.yen(role)]
        if rest is None or not payers:
            return
        named = [self.language.say(f"paid_{role}", amount=self._amount(role)) for role in payers]
        listed = self.language.say("and").join(named)
        total = self.language.say("paid_together", amount=self._amount("finance")) if finance and len(payers) > 1 else Markup()
        yield self.language.say("paid", payers=listed, total=total)
        word = "paid_over" if rest > 0 else "paid_short" if rest < 0 else "paid_even"
        yield self.language.say(word, rest=self._amount("year_difference"))

    def _income(self) -> Iterator[Markup]:
        profit = self.figures.yen("net_profit")
        if profit is None or self.figures.yen("total_revenues") is None or self.figures.yen("total_expenses") is None:
            return
        revenues, expenses = self._amount("total_revenues"), self._amount("total_expenses")
        yield self.language.say("income", revenues=revenues, expenses=expenses)
        yield self.language.say("income_profit" if profit >= 0 else "income_loss", profit=self._amount("net_profit"))

    def _changed(self) -> Iterator[Markup]:
        for name, opening, closing in (
            ("net_assets", "opening_net_assets", "closing_net_assets"),
            ("cash", "opening_cash", "closing_cash"),
        ):
            before, after = self.figures.yen(opening), self.figures.yen(closing)
            if before is None or after is None:
                continue
            direction = "up" if after > before else "down" if after < before else "same"
            yield self.language.say(
                f"changed_{name}_{direction}",
                before=self._amount(opening),
                after=self._amount(closing),
                by=say_yen(after - before, self.language.code),
            )
