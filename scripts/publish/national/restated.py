"""What two editions print of one year and group of bodies: read from the published pieces, written as a piece of its own."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from scripts.publish.files.columnar import table_of
from scripts.publish.national.pieces import Piece, make_piece, piece_path, piece_schemas
from scripts.reference import Reference

COLUMNS: Final = ("report", "body", "table", "scope", "statement", "account", "column", "yen", "remark")
WORDS: Final = ("report", "body", "table", "scope", "statement", "account", "column", "remark")
TEXT: Final = "remark"
"""The one of them that is stored as text; it has few words nevertheless."""


def read_prints(sources: Sequence[Path | bytes], fiscal_year: int) -> pd.DataFrame:
    """Give the facts of several pieces of one year as one table, in the columns that tell a restatement."""
    tables = [_read(source) for source in sources]
    whole = pa.concat_tables(tables).unify_dictionaries().combine_chunks()
    columns: dict[str, object] = {}
    for name in COLUMNS:
        array = whole[name].combine_chunks()
        if name in WORDS:
            columns[name] = _words(array)
        else:
            gaps = array.is_null().to_numpy(zero_copy_only=False)
            columns[name] = pd.arrays.IntegerArray(array.fill_null(0).to_numpy(), gaps)
    return pd.DataFrame(columns).assign(fiscal_year=fiscal_year)


def _read(source: Path | bytes) -> pa.Table:
    file = pa.BufferReader(source) if isinstance(source, bytes) else str(source)
    coded = [name for name in WORDS if name != TEXT]
    table = pq.ParquetFile(file, read_dictionary=coded).read(columns=list(COLUMNS)).select(list(COLUMNS))
    words = table[TEXT].combine_chunks().cast(pa.string()).dictionary_encode()
    return table.set_column(COLUMNS.index(TEXT), TEXT, words).replace_schema_metadata(None)


def _words(array: pa.DictionaryArray) -> "pd.Categorical[str]":
    words = array.dictionary.to_pylist()
    if array.null_count and "" not in words:
        words = [*words, ""]
    none = words.index("") if array.null_count else -1
    codes = array.indices.fill_null(none).to_numpy(zero_copy_only=False)
    return pd.Categorical.from_codes(codes, categories=pd.Index(words, dtype=str))


def restatement_pieces(frame: pd.DataFrame, fiscal_year: int, group: str, reference: Reference) -> Iterator[Piece]:
    """Give the file of a year's restatements (the columns of their schema); none where nothing was restated."""
    if len(frame):
        schema = piece_schemas(reference)["restatements"]
        ordered = frame.sort_values(["account", "body", "scope", "edition_after", "fact_after"], kind="stable")
        table = table_of(ordered.drop(columns="fiscal_year"), schema)
        yield make_piece(piece_path("restatements", group, fiscal_year=fiscal_year), table, schema)
