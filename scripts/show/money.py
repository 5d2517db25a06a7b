"""Amounts as people read them, in Japanese and in English. The printed figure always stands one step away."""

from decimal import ROUND_HALF_UP, Decimal

_BILLION, _MILLION = 10**9, 10**6
_OKU, _MAN, _CHO = 10**8, 10**4, 10**12
_CENTS = 100


def _half_up(value: Decimal, step: str = "1") -> Decimal:
    return value.quantize(Decimal(step), rounding=ROUND_HALF_UP)


def say_yen(yen: int, language: str) -> str:
    """Give whole yen in words: 28,258,451,000 is 282億5,845万円 and ¥28.26 billion. No sign; the sentence says it.

    >>> say_yen(28_258_451_000, "ja"), say_yen(28_258_451_000, "en")
    ('282億5,845万円', '¥28.26 billion')
    """
    return _say_ja(abs(yen)) if language == "ja" else _say_en(abs(yen))


def _say_ja(yen: int) -> str:
    if yen < _MAN:
        return f"{yen:,}円"
    man = int(_half_up(Decimal(yen) / _MAN))
    cho, rest = divmod(man, _CHO // _MAN)
    oku, low = divmod(rest, _OKU // _MAN)
    if cho:
        return f"{cho}兆{oku:,}億円" if oku else f"{cho}兆円"
    if oku:
        return f"{oku}億{low:,}万円" if low else f"{oku}億円"
    return f"{low:,}万円"


def _say_en(yen: int) -> str:
    for size, word, short in ((10**12, "trillion", 10**12), (_BILLION, "billion", _BILLION), (_MILLION, "million", _MILLION)):
        if yen >= short:
            return f"¥{_four_digits(Decimal(yen) / size)} {word}"
    return f"¥{yen:,}"


def _four_digits(value: Decimal) -> str:
    digits = max(0, 3 - value.adjusted())
    text = f"{_half_up(value, str(Decimal(1).scaleb(-digits))):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def short_yen(yen: int, language: str) -> str:
    """Give yen for a chart, three or four digits and a sign: `△72.6億円`, `−¥7.26 bn`."""
    sign = ("△" if language == "ja" else "−") if yen < 0 else ""
    size = abs(yen)
    if language == "ja":
        for unit, word in ((_CHO, "兆円"), (_OKU, "億円"), (_MAN, "万円")):
            if size >= unit:
                return f"{sign}{_three_digits(Decimal(size) / unit)}{word}"
        return f"{sign}{size:,}円"
    for unit, word in ((10**12, " tn"), (_BILLION, " bn"), (_MILLION, " m"), (10**3, " k")):
        if size >= unit:
            return f"{sign}¥{_three_digits(Decimal(size) / unit)}{word}"
    return f"{sign}¥{size:,}"


def _three_digits(value: Decimal) -> str:
    digits = max(0, 2 - value.adjusted())
    text = f"{_half_up(value, str(Decimal(1).scaleb(-digits))):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def say_share(part: int, whole: int) -> str:
    """Give a share in whole percent, `<1%` for less than half of one, nothing where there is no whole."""
    if whole == 0:
        return ""
    percent = _half_up(Decimal(_CENTS * part) / whole)
    return "<1%" if percent == 0 and part else f"{percent}%"
