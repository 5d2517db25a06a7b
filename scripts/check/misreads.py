"""How a figure is misread: what stands in the print instead of what should, by one slip."""

from typing import Final

DIGIT: Final = "digit"
SWAPPED: Final = "swapped"
SIGN: Final = "sign"
EXTRA: Final = "extra"
LOST: Final = "lost"
NONE: Final = ""
KINDS: Final = (DIGIT, SWAPPED, SIGN, EXTRA, LOST, NONE)
"""From the likeliest slip to none at all."""
DIGITS: Final = "0123456789"


def slip_between(printed: int, meant: int) -> str:
    """Give the slip that turns `meant` into `printed`, `NONE` where it takes more than one.

    One digit for another, two neighbouring digits swapped, a sign lost or added, a digit too many, a digit lost.

    >>> slip_between(17_874_843, 17_374_843), slip_between(120, 102), slip_between(64, -64), slip_between(12, 21_000)
    ('digit', 'swapped', 'sign', '')
    """
    if printed == meant or printed * meant < 0:
        return SIGN if printed == -meant != meant else NONE
    wrong, right = str(abs(printed)), str(abs(meant))
    if len(wrong) != len(right):
        kind, longer, shorter = (EXTRA, wrong, right) if len(wrong) > len(right) else (LOST, right, wrong)
        return kind if any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))) else NONE
    differ = [at for at, pair in enumerate(zip(wrong, right, strict=True)) if pair[0] != pair[1]]
    if len(differ) == 1:
        return DIGIT
    first, last = differ[0], differ[-1]
    return SWAPPED if last == first + 1 and wrong[first : last + 1] == right[last] + right[first] else NONE


def likeliest(printed: int, least: int, most: int, best: int) -> tuple[int, str]:
    """Give the figure between `least` and `most` that a slip turns into `printed`, and which slip.

    The likeliest kind of slip first, of one kind the figure nearest to `best`; `best` itself where no slip explains it.

    >>> likeliest(17_874_843, 17_300_000, 17_400_000, 17_350_000), likeliest(5, 40, 80, 60)
    ((17374843, 'digit'), (59, 'lost'))
    """
    meant = [figure for figure in _meanings(printed) if least <= figure <= most and figure != printed]
    kinds = [(KINDS.index(slip_between(printed, figure)), abs(figure - best), figure) for figure in (*meant, best)]
    kind, _, figure = min(kinds)
    return figure, KINDS[kind]


def _meanings(printed: int) -> set[int]:
    """Give every figure that one slip turns into `printed`."""
    text, sign = str(abs(printed)), -1 if printed < 0 else 1
    parts = [(text[:at], text[at : at + 1], text[at + 1 :]) for at in range(len(text) + 1)]
    found = {before + digit + behind for before, _, behind in parts[:-1] for digit in DIGITS}
    found |= {before + digit + own + behind for before, own, behind in parts for digit in DIGITS}
    found |= {before + behind for before, _, behind in parts[:-1] if before + behind}
    found |= {before + behind[:1] + own + behind[1:] for before, own, behind in parts if behind}
    return {-printed, *(sign * int(figure) for figure in found)}
