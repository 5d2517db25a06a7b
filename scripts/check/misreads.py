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
NEAR: Final = 50
"""How far from the best value a likelier one is sought, in last places."""


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
    """
    near = range(max(least, best - NEAR), min(most, best + NEAR) + 1)
    kind, _, figure = min((KINDS.index(slip_between(printed, figure)), abs(figure - best), figure) for figure in near)
    return figure, KINDS[kind]
