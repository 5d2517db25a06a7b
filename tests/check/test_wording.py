"""Amounts in findings."""

import pytest

from scripts.check.figures import number_figures
from scripts.check.wording import in_printed_unit
from tests.check.made_up import STANDARD, facts_from


@pytest.mark.parametrize(
    ("unit", "amount", "text"),
    [
        ("yen", 1234567, "1,234,567"),
        ("thousand_yen", -1234000, "△1,234"),
        ("million_yen", 1500000, "1.5"),
        ("million_yen", -1234500001, "△1,234.500001"),
        ("thousand_yen", 0, "0"),
    ],
)
def test_amounts_are_told_in_the_unit_of_the_print(unit: str, amount: int, text: str) -> None:
    figures = number_figures(facts_from(a=f"bs general {unit}\nland 1"), STANDARD)
    assert in_printed_unit(amount, figures, 0) == text
