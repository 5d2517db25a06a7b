"""Files of the partitioned tables as columns, read once for all their bodies; Python values only where a page shows them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Columns:
    """Columns of equal length, the rows of each body side by side: `own` tells where each body's rows begin and end."""

    values: dict[str, list[Any]]
    own: dict[str, tuple[int, int]]

    def of(self, body: str, *names: str) -> Iterable[tuple[Any, ...]]:
        """Give the rows of a body as tuples of the columns named."""
        first, end = self.own.get(body, (0, 0))
        return zip(*(self.values[name][first:end] for name in names), strict=True)


def columns_of(table: pa.Table, names: Sequence[str], order: Sequence[str] = ()) -> Columns:
    """Give columns of a table by its column `body`, the rows of a body in the order of the columns `order`.

    A text that is missing is empty, a number that is missing None.
    """
    ranks = [_rank(table[name]) for name in reversed(["body", *order])]
    places = np.lexsort(ranks)
    body = _texts(table["body"], places)
    starts = [at for at, name in enumerate(body) if not at or name != body[at - 1]]
    own = {body[at]: (at, end) for at, end in zip(starts, [*starts[1:], len(body)], strict=True)}
    return Columns({name: _values(table[name], places) for name in names}, own)


def rows_of(table: pa.Table, names: Sequence[str]) -> Iterable[tuple[Any, ...]]:
    """Give the rows of a table as tuples of the columns named."""
    places = np.arange(table.num_rows)
    return zip(*(_values(table[name], places) for name in names), strict=True)


def rows_where(table: pa.Table, name: str, words: Collection[str]) -> pa.Table:
    """Give the rows of a table whose text in a column is one of `words`."""
    known, codes = _coded(table[name])
    wanted = np.array([word in words for word in known])
    return table.filter(pa.array(wanted[codes]))


def counts_of(table: pa.Table, one: str, other: str) -> dict[str, dict[str, int]]:
    """Give how many rows have each text of a column with each text of another."""
    (words, codes), (others, with_codes) = _coded(table[one]), _coded(table[other])
    pairs, numbers = np.unique(codes * len(others) + with_codes, return_counts=True)
    found: dict[str, dict[str, int]] = {}
    for pair, number in zip(pairs.tolist(), numbers.tolist(), strict=True):
        found.setdefault(words[pair // len(others)], {})[others[pair % len(others)]] = number
    return found


def _is_text(column: pa.ChunkedArray) -> bool:
    return bool(pa.types.is_dictionary(column.type) or pa.types.is_string(column.type))


def _coded(column: pa.ChunkedArray) -> tuple[list[str], Integers]:
    """Give the different texts of a column and for each row the number of its own; that of a missing one comes last."""
    coded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    joined = pa.chunked_array(coded.unify_dictionaries().chunks, coded.type).combine_chunks()
    words = [*joined.dictionary.to_pylist(), ""]
    return words, joined.indices.fill_null(len(words) - 1).to_numpy(zero_copy_only=False).astype(np.int64)


def _rank(column: pa.ChunkedArray) -> Integers:
    if not _is_text(column):
        numbers: Integers = column.fill_null(0).to_numpy().astype(np.int64)
        return numbers
    words, codes = _coded(column)
    rank = np.empty(len(words), np.int64)
    rank[sorted(range(len(words)), key=words.__getitem__)] = np.arange(len(words))
    ranks: Integers = rank[codes]
    return ranks


def _texts(column: pa.ChunkedArray, places: Integers) -> list[str]:
    words, codes = _coded(column)
    return [words[code] for code in codes[places].tolist()]


def _values(column: pa.ChunkedArray, places: Integers) -> list[Any]:
    if _is_text(column):
        return _texts(column, places)
    if not pa.types.is_integer(column.type):
        other: list[Any] = column.take(pa.array(places)).to_pylist()
        return other
    found: list[Any] = column.fill_null(0).to_numpy()[places].tolist()
    if column.null_count:
        for at in np.flatnonzero(column.is_null().to_numpy()[places]).tolist():
            found[at] = None
    return found
