"""Reading printed amounts. A form of number that is not known is refused, never bent into one that is."""

import re
from dataclasses import dataclass
from decimal import Decimal

MINUS = "△▲-−－‐‑‒–﹣"
DASHES = MINUS[2:] + "—―ー─━"
NOT_APPLICABLE = frozenset({"該当なし", "該当無し", "該当事項なし"})

# Nothing else that looks like a digit is one: 5² is a five with a note, ⒓ a heading. Each stays where it stood.
_WIDE = {ord(wide): narrow for wide, narrow in zip("０１２３４５６７８９，．", "0123456789,.", strict=True)}
_LONGEST = 24
_SIGN = re.compile(rf"^[{re.escape(MINUS)}]\s*")
_NUMBER = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|0|[1-9][0-9]*)(?:\.[0-9]+)?")
_MYRIADS = {"兆": Decimal(10**12), "億": Decimal(10**8), "万": Decimal(10**4), "": Decimal(1)}
_COUNTED = re.compile("".join(rf"(?:({_NUMBER.pattern})\s*{kanji}\s*)?" for kanji in _MYRIADS))
# Between a triangle and its digits there may be blanks; a hyphen with blanks behind it is a nil of its own.
_FIGURE = re.compile(
    rf"(?<![0-9０-９A-Za-z.,，])(?:[△▲][ \u3000\xa0]*|[{re.escape(MINUS[2:])}])?"
    r"[0-9０-９][0-9０-９,，.．]*"
    rf"|(?<![^\s(（])[{re.escape(DASHES)}](?![^\s)）%％円千百万])"
)


class AmountError(ValueError):
    """A text that is not a known form of amount; `position` is the offset of the first character that does not fit."""

    def __init__(self, text: str, position: int, reason: str) -> None:
        super().__init__(f"not a known form of amount: {reason}\n    {text}\n    {' ' * position}^")
        self.text = text
        self.position = position
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure as printed: its value in the printed unit, or none with the reason (`dash`, `blank`, `not_applicable`)."""

    value: Decimal | None
    missing: str = ""


def read_amount(text: str) -> Amount:
    """Give the amount that `text` prints.

    Known forms: digits with or without thousands separators, half or full width, decimals, a minus printed as
    △ ▲ - − － with or without a space behind it; numbers counted in myriads (1億 23万); a lone dash (nil); nothing
    (blank); 該当なし (not applicable).

    >>> read_amount("△ 17,874,843").value
    Decimal('-17874843')
    >>> read_amount("１億 23 万").value
    Decimal('100230000')
    >>> read_amount("－").missing
    'dash'

    Raises AmountError for anything else, `12,34` and `(5)` among it.
    """
    bare = text.strip()
    if not bare:
        return Amount(None, "blank")
    if bare in NOT_APPLICABLE:
        return Amount(None, "not_applicable")
    if bare in DASHES:
        return Amount(None, "dash")
    sign = _SIGN.match(bare)
    body = bare[sign.end() :] if sign else bare
    plain = body.translate(_WIDE)
    number = _NUMBER.match(plain)
    counted = _read_myriads(plain)
    if counted is not None:
        return Amount(-counted if sign else counted)
    if number is None or number.end() != len(plain):
        at = (sign.end() if sign else 0) + (number.end() if number else 0)
        raise AmountError(bare, at, _reason(plain, number))
    if len(plain) > _LONGEST:
        raise AmountError(bare, 0, f"more than {_LONGEST} characters")
    value = Decimal(plain.replace(",", ""))
    return Amount(-value if sign and value else value)


def _read_myriads(plain: str) -> Decimal | None:
    # 1億23万: every part but the first stands below the myriad before it, and only a lone part has decimals.
    if not any(kanji in plain for kanji in _MYRIADS if kanji):
        return None
    counted = _COUNTED.fullmatch(plain)
    if counted is None:
        return None
    parts = {kanji: Decimal(text.replace(",", "")) for kanji, text in zip(_MYRIADS, counted.groups(), strict=True) if text}
    lower = list(parts.values())[1:]
    whole = len(parts) == 1 or all(part == part.to_integral_value() for part in parts.values())
    if not whole or any(part >= _MYRIADS["万"] for part in lower):
        return None
    value = sum((part * _MYRIADS[kanji] for kanji, part in parts.items()), Decimal(0))
    return value.to_integral_value() if value == value.to_integral_value() else value


def _reason(plain: str, number: re.Match[str] | None) -> str:
    if number is None:
        return "leading zeros" if re.match(r"0[0-9]", plain) else "no digit where the number should begin"
    rest = plain[number.end() :]
    if rest.startswith(",") or (rest[:1].isdigit() and "," in plain):
        return "thousands separators must stand before every three digits"
    if number.group() == "0" and rest[:1].isdigit():
        return "leading zeros"
    return f"{rest[:1]!r} is no part of a number"


def find_figures(text: str) -> list[re.Match[str]]:
    """Give every piece of `text` that looks like a printed figure or a lone dash, in order; none is interpreted."""
    return list(_FIGURE.finditer(text))


def format_yen(value: int) -> str:
    """Give whole yen with thousands separators and △ for a minus, as Japanese statements print it."""
    return f"△{-value:,}" if value < 0 else f"{value:,}"
