"""The workbooks of a country: which edition and area each is of, told by the names of its sheets before it is read."""

import hashlib
import html
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.characters import tame
from scripts.read.limits import MOST_BYTES
from scripts.read.parts import DAMAGE
from scripts.recognise.national import PREFECTURES, name_of_sheet
from scripts.records import Finding, RefusedError
from scripts.reference import Reference
from scripts.taking import take_bytes

GROUP = 4
"""How many prefectures, by number, share the files of a group."""
ALONE = {"北海道": "hokkaido"}
"""Areas with files of their own: with a tenth of all bodies, its group would take twice the time of any other."""
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*?name=\"([^\"]*)\"")
_MOST_NAMES = 1_000_000


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook on this machine: the edition (its fiscal year) and the area that its first sheet names."""

    path: Path
    sha256: str
    edition: int
    area: str


@dataclass(frozen=True, slots=True)
class Unit:
    """The workbooks that are read, checked and published together: those of an edition and a group of prefectures."""

    edition: int
    group: str
    books: tuple[Book, ...]


def find_books(sources: Iterable[Path]) -> tuple[list[Book], list[Finding]]:
    """Give the workbooks at or below `sources`, each edition and area once, and what else was found there."""
    found: dict[tuple[int, str], Book] = {}
    findings: list[Finding] = []
    for path in _files(sources):
        book = _open(path)
        if isinstance(book, Finding):
            findings.append(book)
            continue
        other = found.setdefault((book.edition, book.area), book)
        if other is not book:
            beside = f"found this one beside {tame(other.path.name)}; it is left out"
            message = f"expected one workbook of {book.area} {book.edition}, {beside}"
            findings.append(Finding("NAT8", tame(path.name), None, message, "take away the one that was replaced"))
    return list(found.values()), findings


def _files(sources: Iterable[Path]) -> Iterator[Path]:
    for source in sources:
        yield from sorted(source.rglob("*.xlsx")) if source.is_dir() else [source]


def _open(path: Path) -> Book | Finding:
    mend = "take the ministry's workbooks as published"
    name = tame(path.name)
    try:
        content = take_bytes(path, MOST_BYTES)
        names = _sheet_names(content)
    except RefusedError as error:
        return Finding("NAT7", name, None, f"{error.message}; left out", error.mend)
    except DAMAGE as error:
        message = f"expected a workbook, found a file that cannot be opened ({type(error).__name__}); left out"
        return Finding("NAT7", name, None, message, mend)
    told = name_of_sheet(names[0]) if names else None
    if told is None or not told[1]:
        message = f"expected a first sheet named such as R5_北海道, found {tame(names[0])[:80] if names else 'none'}; left out"
        return Finding("NAT7", name, None, message, mend)
    if told[1] == "指標":
        message = "a list of indicators, not of statements; left out"
        return Finding("NAT7", name, None, message, "convert it by itself", "note")
    return Book(path, hashlib.sha256(content).hexdigest(), *told)


def _sheet_names(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open("xl/workbook.xml") as file:
        return [html.unescape(name.decode("utf-8", "replace")) for name in _SHEET.findall(file.read(_MOST_NAMES))]


def make_units(books: Sequence[Book], reference: Reference) -> list[Unit]:
    """Give the units of `books`, in order of edition and group."""
    numbers = {row["prefecture"]: int(row["body"][:2]) for row in reference.tables["bodies"] if row["body"].isdigit()}
    grouped: dict[tuple[int, str], list[Book]] = {}
    for book in sorted(books, key=lambda book: (book.edition, numbers.get(book.area, 0), book.area)):
        grouped.setdefault((book.edition, _group(book.area, numbers)), []).append(book)
    return [Unit(edition, group, tuple(own)) for (edition, group), own in sorted(grouped.items())]


def _group(area: str, numbers: Mapping[str, int]) -> str:
    if area == PREFECTURES:
        return "prefectures"
    return ALONE.get(area, f"{numbers[area] // GROUP:02d}") if area in numbers else "unknown"
