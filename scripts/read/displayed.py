"""What a spreadsheet shows for a value under its number format: the separators, sign, scale and words it prints."""

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal

from scripts.records import RefusedError

_QUOTED = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_DIGITS = re.compile(r"[#0?,]*[#0?](?:\.[0#?]+)?,*")


def display(value: object, number_format: str, where: str) -> str:
    """Give the text that a spreadsheet shows for `value` in a cell of `number_format`.

    >>> display(-1234567, '#,##0;"△"#,##0;"-"', "")
    '△1,234,567'
    >>> display(1234567, '#,##0,', "")
    '1,235'

    Raises RefusedError for a number under a format that is not understood (a date pattern, a fraction, an exponent).
    """
    if value is None:
        return ""
    if isinstance(value, dt.datetime | dt.date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return str(value).replace("\n", " ").replace("\r", " ").replace("\t", " ")
    return _number(Decimal(str(value)), number_format, where)


def _number(value: Decimal, number_format: str, where: str) -> str:
    if number_format in ("General", "@"):
        return _plain(value)
    sections = number_format.split(";")
    section, magnitude = _section(value, sections)
    literal = _QUOTED.sub(lambda m: m[1] or m[2] or "", section)
    digits = _DIGITS.search(_QUOTED.sub("", section))
    if digits is None:
        if re.search(r"[#0?ymdhsEe]", _QUOTED.sub("", section)):
            raise RefusedError(where, f"expected a plain number format, found {number_format}", "format the cells as numbers")
        return literal.strip()
    if re.search(r"[ymdhsEe/]", _QUOTED.sub("", section)):
        raise RefusedError(where, f"expected a plain number format, found {number_format}", "format the cells as numbers")
    return literal.replace(digits[0], _digits(magnitude, digits[0], percent="%" in section), 1).strip()


def _section(value: Decimal, sections: list[str]) -> tuple[str, Decimal]:
    # positive;negative;zero: the negative section prints its own sign.
    if value < 0 and len(sections) > 1 and sections[1]:
        return sections[1], -value
    if value == 0 and len(sections) > 2:  # noqa: PLR2004
        return sections[2], value
    return sections[0], value


def _digits(value: Decimal, pattern: str, *, percent: bool) -> str:
    scale = len(pattern) - len(pattern.rstrip(","))
    whole, _, fraction = pattern.rstrip(",").partition(".")
    scaled = value * (100 if percent else 1) / Decimal(1000) ** scale
    rounded = scaled.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    return f"{rounded:,f}" if "," in whole else f"{rounded:f}"


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
