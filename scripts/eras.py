"""Japanese eras: dates and fiscal years as documents print them."""

import re
import unicodedata
from calendar import monthrange
from datetime import date

# First day of each era. An era's year n is the western year (first year + n - 1).
ERAS = {
    "明治": date(1868, 1, 25),
    "大正": date(1912, 7, 30),
    "昭和": date(1926, 12, 25),
    "平成": date(1989, 1, 8),
    "令和": date(2019, 5, 1),
}
LETTERS = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"}
_NAME = "|".join(ERAS) + r"|(?<![A-Za-z])[" + "".join(LETTERS) + "]"
_YEAR = rf"(?:({_NAME})\.?(元|[0-9]{{1,2}}|[〇一二三四五六七八九十]+)|(?<![0-9])((?:19|20)[0-9]{{2}}))"
_COUNT = r"([0-9]{1,2}|[一二三四五六七八九十]+)"
_DATE = re.compile(rf"{_YEAR}(?:年{_COUNT}月(?:{_COUNT}日|(末日?))|(?P<dot>[./])([0-9]{{1,2}})(?P=dot)([0-9]{{1,2}})(?![0-9./]))")
_FISCAL = re.compile(rf"{_YEAR}年度")
# Letters that are seldom an era's (S1, T2) tell nothing alone, nor does a year with a month behind it.
_BARE = re.compile(r"(令和|平成|(?<![A-Za-z])[RH])(元|[0-9]{1,2})()(?![0-9])(?!年?[0-9]|[./][0-9])")
# Everything that names a day, a month or a fiscal year, in folded text.
DATE_PATTERN = re.compile(rf"{_DATE.pattern}|{_YEAR}年(?:度|{_COUNT}月)".replace("?P<dot>", "").replace("(?P=dot)", "[./]"))
_KANJI = {c: n for n, c in enumerate("〇一二三四五六七八九")}


def _number(text: str) -> int:
    if text == "元":
        return 1
    if text.isdigit():
        return int(text)
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return int("".join(str(_KANJI[c]) for c in text))
    return (_KANJI[tens] if tens else 1) * 10 + (_KANJI[ones] if ones else 0)


def western_year(era: str, year: int) -> int:
    """Give the western year of an era's year: 令和 1 and 平成 31 are both 2019. `year` counts from 1."""
    return ERAS[LETTERS.get(era, era)].year + year - 1


def fold_text(text: str) -> str:
    """Give `text` in normal width without white space, so that `令 和 ５ 年 度` compares equal to `令和5年度`."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _year_of(match: re.Match[str]) -> int:
    if match[3]:
        return int(match[3])
    return western_year(match[1], _number(match[2]))


def find_dates(text: str) -> list[date]:
    """Give every full date printed in `text`, era or western, in order; an impossible day is left out.

    >>> find_dates("自 平成 31 年 4 月 1 日 至 令和２年３月３１日")
    [datetime.date(2019, 4, 1), datetime.date(2020, 3, 31)]
    >>> find_dates("R5.4.1～R6.3.31")
    [datetime.date(2023, 4, 1), datetime.date(2024, 3, 31)]
    """
    found = []
    for match in _DATE.finditer(fold_text(text)):
        year, month = _year_of(match), _number(match[4] or match[8])
        day = match[5] or match[9]
        try:
            found.append(date(year, month, _number(day) if day else monthrange(year, month)[1]))
        except ValueError:
            continue
    return found


def find_fiscal_years(text: str) -> list[int]:
    """Give the western year in which each fiscal year named in `text` begins (令和5年度 is 2023)."""
    return [_year_of(match) for match in _FISCAL.finditer(fold_text(text))]


def find_named_years(name: str) -> set[int]:
    """Give the fiscal years for which something is named, by a day, a 年度, or an era's year alone; empty without any.

    >>> [find_named_years(name) for name in ("R4", "令和4年度BS", "BS(R5.3.31)", "R3-R4比較", "R6.3", "様式1", "S1")]
    [{2022}, {2022}, {2022}, {2021, 2022}, set(), set(), set()]
    """
    days = {fiscal_year_of(day) for day in find_dates(name)}
    return days or set(find_fiscal_years(name)) or {_year_of(match) for match in _BARE.finditer(fold_text(name))}


def fiscal_year_of(day: date) -> int:
    """Give the year in which the fiscal year (April to March) that holds `day` begins."""
    return day.year if day.month >= 4 else day.year - 1  # noqa: PLR2004


def era_label(fiscal_year: int) -> str:
    """Give the Japanese name of the fiscal year beginning in `fiscal_year`: 2023 is 令和5年度, 2019 is 令和元年度."""
    name = max((n for n in ERAS if ERAS[n].year <= fiscal_year), key=lambda n: ERAS[n])
    year = fiscal_year - ERAS[name].year + 1
    return f"{name}{'元' if year == 1 else year}年度"
