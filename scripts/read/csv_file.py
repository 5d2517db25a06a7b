"""CSV files: a record a line, a field a cell."""

import csv
import hashlib
import io
from collections.abc import Iterator

from scripts.read.limits import LONGEST_LINE, MOST_CELLS_IN_A_LINE
from scripts.read.text import decode, refuse_deceiving
from scripts.records import Cell, Document, Line, Place, RefusedError


def read_csv(name: str, content: bytes) -> Document:
    """Give a CSV file as a document; `line` is the line on which a record begins.

    Raises RefusedError for another encoding than UTF-8, broken quotes and records beyond the limits.
    """
    text = decode(name, content)
    lines = tuple(_lines(name, text))
    return Document(name, "csv", hashlib.sha256(content).hexdigest(), lines)


def _lines(name: str, text: str) -> Iterator[Line]:
    reader = csv.reader(_short(name, text), strict=True)
    while True:
        place = Place(reader.line_num + 1)
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            mend = "quote fields that hold commas or quotes, and double the quotes in them"
            raise RefusedError(f"{name}:{place.line}", f"expected a CSV record, found: {error}", mend) from error
        if len(fields) > MOST_CELLS_IN_A_LINE or sum(map(len, fields)) > LONGEST_LINE:
            raise RefusedError(f"{name}:{place.line}", f"expected at most {MOST_CELLS_IN_A_LINE} fields", "split the record")
        refuse_deceiving(f"{name}:{place.line}", "\t".join(fields))
        yield grid_line(place, [field.replace("\n", " ").replace("\r", " ") for field in fields])


def _short(name: str, text: str) -> Iterator[str]:
    """Give the lines, none longer than the limit, so that no record takes the memory of millions of fields."""
    for number, line in enumerate(io.StringIO(text, newline=""), 1):
        if len(line) > LONGEST_LINE:
            raise RefusedError(f"{name}:{number}", f"expected at most {LONGEST_LINE:,} characters a line", "split the record")
        yield line


def grid_line(place: Place, fields: list[str], refs: list[str] | None = None) -> Line:
    """Give a line whose cells are `fields`, its text the fields joined by tabs; `refs` name the cells of a workbook."""
    cells, start = [], 0
    for index, field in enumerate(fields):
        cells.append(Cell(field, start, refs[index] if refs else ""))
        start += len(field) + 1
    return Line(place, "\t".join(fields), tuple(cells), ruled=True)
