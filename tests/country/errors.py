"""Errors sprinkled over what a made-up country prints: of five kinds, as people and machines make them, each written down."""

import csv
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from scripts.writing import csv_text, write_text
from tests.country.books import SCOPES

KINDS = ("wrong_digit", "transposed", "lost_digit", "doubled_digit", "sign")
LEAST = 100
"""Smaller figures stay as they are: what is wrong with them could be rounding."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A figure that is printed wrong: where it stands, of which kind the error is, the figure that was right, and the print."""

    edition: int
    fiscal_year: int
    body: str
    scope: str
    account: str
    kind: str
    right: int
    printed: int


def spoil(figure: int, kind: str, rng: np.random.Generator) -> int:
    """Give a figure with an error of a kind; the last digit stays, for a wrong one there could be rounding.

    >>> spoil(-12345, "sign", np.random.default_rng(1))
    12345
    >>> spoil(11111, "lost_digit", np.random.default_rng(1)), spoil(22222, "doubled_digit", np.random.default_rng(1))
    (1111, 222222)
    """
    if kind == "sign":
        return -figure
    digits, sign = str(abs(figure)), -1 if figure < 0 else 1
    at = int(rng.integers(len(digits) - 1))
    if kind == "wrong_digit":
        digits = digits[:at] + str((int(digits[at]) + int(rng.integers(3, 8))) % 10) + digits[at + 1 :]
    elif kind == "transposed":
        places = [n for n in range(len(digits) - 2) if abs(int(digits[n]) - int(digits[n + 1])) > 1]
        if places:
            at = places[int(rng.integers(len(places)))]
            digits = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    elif kind == "lost_digit":
        digits = digits[:at] + digits[at + 1 :]
    else:
        digits = digits[: at + 1] + digits[at:]
    return sign * int(digits)


class Print(Protocol):
    """What errors are sprinkled over: figures by account, each of shape (bodies, scopes); and the list of its errors."""

    edition: int
    fiscal_year: int
    bodies: tuple[str, ...]
    printed: dict[str, npt.NDArray[np.object_]]
    errors: list[Planted]


def sprinkle(page: Print, many: int, rng: np.random.Generator) -> None:
    """Plant errors until there are `many`, of the kinds in turn, never two in a line of a body."""
    accounts = sorted(page.printed)
    while len(page.errors) < many:
        account, kind = accounts[int(rng.integers(len(accounts)))], KINDS[len(page.errors) % len(KINDS)]
        at = int(rng.integers(len(page.bodies))), int(rng.integers(len(SCOPES)))
        figure = page.printed[account][at]
        taken = any((error.body, error.account) == (page.bodies[at[0]], account) for error in page.errors)
        if isinstance(figure, int) and abs(figure) >= LEAST and not taken and (wrong := spoil(figure, kind, rng)) != figure:
            plant(page, account, at, (kind, wrong))


def plant(page: Print, account: str, at: tuple[int, int], told: tuple[str, int]) -> None:
    """Print a figure of a body and scope (by number) wrong, and write it down: `told` is the kind and the wrong figure."""
    place = page.edition, page.fiscal_year, page.bodies[at[0]], SCOPES[at[1]], account
    page.errors.append(Planted(*place, told[0], page.printed[account][at], told[1]))
    page.printed[account][at] = told[1]


def write_list(planted: Iterable[Planted], path: Path) -> Path:
    """Write down the errors, so that what finds them can be held against the list."""
    write_text(path, csv_text([field.name for field in fields(Planted)], (asdict(error) for error in planted)))
    return path


def read_list(path: Path) -> list[Planted]:
    """Give the errors that were written down."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    numbers = {"edition", "fiscal_year", "right", "printed"}
    return [Planted(**{name: int(text) if name in numbers else text for name, text in row.items()}) for row in rows]  # type: ignore[arg-type]
