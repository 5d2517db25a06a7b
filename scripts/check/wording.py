"""How findings write amounts: in the unit of the print, with its signs."""

from decimal import Decimal

from scripts.amounts import format_yen
from scripts.check.figures import Figures


def in_printed_unit(amount: int, figures: Figures, figure: int) -> str:
    """Give an amount (yen for money) in the unit in which `figure` is printed, △ for a minus."""
    value = Decimal(amount) / int(figures.step[figure])
    if value == value.to_integral_value():
        return format_yen(int(value))
    text = f"{abs(value):,f}".rstrip("0")
    return f"△{text}" if value < 0 else text
