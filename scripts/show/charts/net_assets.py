"""How net assets came from the opening of the year to its closing."""

from scripts.show.charts.cash_flow import waterfall
from scripts.show.charts.chart import Chart, Teller
from scripts.show.figures import Figures


def net_assets_chart(figures: Figures, teller: Teller) -> Chart:
    """Give opening net assets, the net cost, what paid for it (or the profit), other changes, closing net assets: a waterfall."""
    roles = ("opening_net_assets", "net_cost_deducted", "taxes", "subsidies", "net_profit", "closing_net_assets")
    return waterfall("net_assets", figures, teller, roles)
