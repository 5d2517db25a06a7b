"""Numbers that tell figures apart: joined, told from their likes, looked up.

Most of them are small beside the number of figures. What is asked of them is then found in a table with a place for every
number, several times as fast as by sorting or hashing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

NONE: Final = -1
_WIDEST: Final = 2**62
_SPARSEST: Final = 8
"""How many places a table may have for each number in it."""


def combine(codes: Sequence[Integers]) -> Integers:
    """Give one number per element, equal exactly where all `codes` (none negative) are."""
    key = codes[0]
    for code in codes[1:]:
        key = beside(key, code, size_of(code))
    return key


def beside(key: Integers, code: Integers, width: int) -> Integers:
    """Give `key` times `width` plus `code`, or the same of a smaller key that tells as much apart."""
    if width == 1:
        return key
    if size_of(key) * width > _WIDEST:
        key = pd.factorize(key)[0].astype(np.int64, copy=False)
    return key * width + code


@dataclass(frozen=True, slots=True)
class Key:
    """Numbers below `size` that tell elements apart."""

    number: Integers
    size: int

    def beside(self, other: "Key") -> "Key":
        """Give a key equal exactly where both keys are."""
        if self.size == 1 or other.size == 1:
            return other if self.size == 1 else self
        if self.size * other.size > _WIDEST:
            number = pd.factorize(self.number)[0].astype(np.int64, copy=False)
            return Key(number, size_of(number)).beside(other)
        return Key(self.number * other.size + other.number, self.size * other.size)


def key_of(code: Integers) -> Key:
    """Give the key of codes (none negative), without gaps as `compact` has it."""
    number = compact(code)
    return Key(number, size_of(number))


def size_of(code: Integers) -> int:
    """Give the number of codes, those that no element has among them."""
    return int(code.max()) + 1 if len(code) else 1


def compact(key: Integers) -> Integers:
    """Give numbers from 0 without gaps, equal exactly where `key` (nowhere negative) is, in its order."""
    if _is_sparse(key):
        return np.unique(key, return_inverse=True)[1].astype(np.int64, copy=False)
    there = np.zeros(size_of(key), dtype=bool)
    there[key] = True
    if there.all():
        return key
    number: Integers = np.cumsum(there) - 1
    return number[key]


def repeated(key: Integers) -> Flags:
    """Tell which elements have a `key` (nowhere negative) that another has, too."""
    if bool((key[1:] > key[:-1]).all()):
        return np.zeros(len(key), dtype=bool)
    if _is_sparse(key):
        return pd.Series(key).duplicated(keep=False).to_numpy(bool)
    count = np.bincount(key)
    return (count > 1)[key] if int(count.max()) > 1 else np.zeros(len(key), dtype=bool)


def several(group: Integers, code: Integers) -> Flags:
    """Tell for which elements the `group` they are in has more than one `code`."""
    number = compact(group)
    first = np.zeros(size_of(number), dtype=np.int64)
    first[number[::-1]] = code[::-1]
    odd = np.flatnonzero(code != first[number])
    more = np.zeros(len(first), dtype=bool)
    more[number[odd]] = True
    return more[number] if len(odd) else np.zeros(len(group), dtype=bool)


class Index:
    """Where each key (nowhere negative) stands first."""

    def __init__(self, key: Integers) -> None:
        self._sparse = _is_sparse(key)
        if self._sparse:
            self._first = np.argsort(key, kind="stable")
            self._key = key[self._first]
        else:
            self._first = np.full(size_of(key) + 1, NONE)
            self._first[key[::-1]] = np.arange(len(key) - 1, -1, -1)

    def first(self, key: Integers) -> Integers:
        """Give for each key the first place where it stands, `NONE` where it stands nowhere."""
        if not self._sparse:
            return self._first[np.minimum(key, len(self._first) - 1)]
        at = np.minimum(np.searchsorted(self._key, key), len(self._key) - 1)
        return np.where(self._key[at] == key, self._first[at], NONE)


def _is_sparse(key: Integers) -> bool:
    return size_of(key) > _SPARSEST * max(len(key), 1)
