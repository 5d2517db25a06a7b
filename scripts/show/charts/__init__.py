"""The charts of a report: one module for each kind, one for how all of them look, one for how they are drawn."""

from pathlib import Path

from scripts.show.charts.balance_sheet import balance_sheet_chart, balance_sheet_design
from scripts.show.charts.bars import bars_design
from scripts.show.charts.cash_flow import cash_flow_chart
from scripts.show.charts.chart import Chart, ChartRow, Teller
from scripts.show.charts.costs import costs_chart
from scripts.show.charts.distribution import distribution_design
from scripts.show.charts.drawing import Artist, prune
from scripts.show.charts.financing import financing_chart
from scripts.show.charts.growth import growth_design
from scripts.show.charts.net_assets import net_assets_chart
from scripts.show.charts.revenues import revenues_chart
from scripts.show.charts.rows import rows_design
from scripts.show.charts.tiles import tiles_design
from scripts.show.figures import Figures

__all__ = ["DESIGNS", "Artist", "Chart", "ChartRow", "Teller", "charts_of", "new_artist", "prune"]

DESIGNS = {
    "balance_sheet": balance_sheet_design,
    "bars": bars_design,
    "distribution": distribution_design,
    "growth": growth_design,
    "rows": rows_design,
    "tiles": tiles_design,
}
# Each chart with a role without which it says nothing of a taxonomy.
CHARTS = (
    (balance_sheet_chart, "total_assets"),
    (costs_chart, "costs"),
    (financing_chart, "finance"),
    (revenues_chart, "total_revenues"),
    (net_assets_chart, "closing_net_assets"),
    (cash_flow_chart, "closing_cash"),
)


def charts_of(figures: Figures, teller: Teller) -> list[Chart]:
    """Give the charts of a report's scope, in the order of its statements; none for a taxonomy without roles."""
    return [chart(figures, teller) for chart, role in CHARTS if role in figures.roles]


def new_artist(kept: Path) -> Artist:
    """Give an artist for all designs that keeps its drawings in the folder `kept`."""
    return Artist(DESIGNS, kept)
