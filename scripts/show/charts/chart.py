"""What a chart on a page consists of: a drawing, its description in words, and the table of its figures."""

from dataclasses import dataclass

from markupsafe import Markup

from scripts.show.charts.drawing import Drawing
from scripts.show.figures import Figures
from scripts.show.language import Language
from scripts.show.money import say_share, say_yen, short_yen
from scripts.show.report import Fact
from scripts.show.statement_table import Label, TableReader


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A row of the table under a chart; `fact` is none where the figure was calculated."""

    label: Label
    yen: int
    share: str
    fact: Fact | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart. Without a drawing it says in `note` why there is none."""

    key: str
    title: Markup
    note: Markup
    drawing: Drawing | None = None
    rows: tuple[ChartRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Teller:
    """Says labels and amounts in the language of the page."""

    language: Language
    reader: TableReader

    def amount(self, yen: int, whole: int = 0) -> str:
        """Give an amount for a chart with its share of the whole."""
        share = say_share(abs(yen), whole) if whole else ""
        return short_yen(yen, self.language.code) + (f" · {share}" if share else "")

    def signed(self, yen: int) -> str:
        """Give a change with its sign, also where it is a plus."""
        return ("+" if yen > 0 else "") + short_yen(yen, self.language.code)

    def tip(self, label: str, yen: int, fact: Fact | None = None) -> str:
        """Give label and amount of a mark: as printed where it shows a printed figure, else in whole yen."""
        printed = fact is not None and abs(fact.yen or 0) == abs(yen)
        amount = f"{fact.printed} {self.reader.unit(fact.unit)}" if fact and printed else self.whole_yen(yen)
        return f"{label}: {amount}"

    def whole_yen(self, yen: int) -> str:
        """Give yen to the last one, with the unit."""
        sign, unit = ("△", "円") if self.language.code == "ja" else ("−", " yen")
        return f"{sign if yen < 0 else ''}{abs(yen):,}{unit}"

    def label(self, fact: Fact) -> str:
        """Give the label of a fact in the language of the page."""
        return self.reader.label(fact).text

    def row(self, fact: Fact, yen: int, whole: int = 0) -> ChartRow:
        """Give the row of a printed figure for the table under a chart."""
        return ChartRow(self.reader.label(fact), yen, say_share(abs(yen), whole) if whole else "", fact)

    def calculated(self, word: str, yen: int, whole: int = 0) -> ChartRow:
        """Give the row of a calculated figure."""
        return ChartRow(Label(str(self.language.say(word))), yen, say_share(abs(yen), whole) if whole else "")

    def chart(self, key: str, figures: Figures, drawing: Drawing | None, rows: list[ChartRow]) -> Chart:
        """Give the chart with title and note from the words `chart_<key>` and `chart_<key>_note`."""
        scope = self.reader.scope(figures.scope)
        word = f"chart_{key}_note" if drawing else f"chart_{key}_missing"
        title = self.language.say(f"chart_{key}")
        return Chart(key, title, self.language.say(word, scope=scope), drawing, tuple(rows))

    def describe(self, chart: Chart) -> str:
        """Give a chart in words, for those who cannot see it: every row with its amount."""
        stop = "、" if self.language.code == "ja" else "; "
        parts = (f"{row.label.text} {'−' if row.yen < 0 else ''}{say_yen(row.yen, self.language.code)}" for row in chart.rows)
        return stop.join(parts)
