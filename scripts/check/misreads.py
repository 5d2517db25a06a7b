"""How a figure is misread: what stands in the print instead of what should, by one slip."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

DIGIT: Final = "digit"
SWAPPED: Final = "swapped"
SIGN: Final = "sign"
EXTRA: Final = "extra"
LOST: Final = "lost"
NONE: Final = ""
DIGITS: Final = "0123456789"
KINDS: Final = (DIGIT, SWAPPED, SIGN, EXTRA, LOST, NONE)
"""From the likeliest slip to none at all."""


def intended(printed: int) -> Iterator[tuple[int, str]]:
    """Give every figure that one slip turns into `printed`, with the kind of slip.

    One digit for another, two neighbouring digits swapped, a sign lost or added, a digit too many, a digit lost.

    >>> [figure for figure, kind in intended(102) if kind == SWAPPED]
    [120]
    """
    text, sign = str(abs(printed)), -1 if printed < 0 else 1
    edits = (_other_digits(text), _swaps(text), _without_one(text), _with_one_more(text))
    for kind, texts in zip((DIGIT, SWAPPED, EXTRA, LOST), edits, strict=True):
        yield from ((sign * int(other), kind) for other in texts if other == "0" or other[0] != "0")
    if printed:
        yield -printed, SIGN


def _other_digits(text: str) -> Iterator[str]:
    for at, own in enumerate(text):
        yield from (text[:at] + digit + text[at + 1 :] for digit in DIGITS if digit != own)


def _swaps(text: str) -> Iterator[str]:
    for at, (left, right) in enumerate(pairwise(text)):
        if left != right:
            yield text[:at] + right + left + text[at + 2 :]


def _without_one(text: str) -> Iterator[str]:
    return (text[:at] + text[at + 1 :] for at in range(len(text)) if len(text) > 1)


def _with_one_more(text: str) -> Iterator[str]:
    return (text[:at] + digit + text[at:] for at in range(len(text) + 1) for digit in DIGITS)


def likeliest(printed: int, least: int, most: int, best: int) -> tuple[int, str]:
    """Give the figure between `least` and `most` that a slip turns into `printed`, and which slip.

    The likeliest kind of slip first, of one kind the figure nearest to `best`; `best` itself where no slip explains it.
    """
    found = [(KINDS.index(kind), abs(figure - best), figure) for figure, kind in intended(printed) if least <= figure <= most]
    kind, _, figure = min(found, default=(KINDS.index(NONE), 0, best))
    return figure, KINDS[kind]
