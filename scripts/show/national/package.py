"""The package of the whole country (the ministry's workbooks), read back: what is in it and in which of its files."""

import csv
import json
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from scripts.show.published import PublishedError
from scripts.show.report import Row

FOLDER = "national"
"""Where the package stands within the published data, and its pages within a language."""
PREFECTURES = "prefectures"
"""The group, and the page, of the 47 prefectures themselves."""
_PIECE = re.compile(r"partitioned/(\w+)/(?:fiscal_year=(\d+)/)?(?:edition=(\d+)/)?\w+-(\w+)\.parquet")


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of a partitioned table; `edition` and `fiscal_year` are 0 where its path does not tell them."""

    table: str
    group: str
    fiscal_year: int
    edition: int
    path: str
    rows: int


class National:
    """The package in a folder. Raises PublishedError where it is not there, or not whole."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def rows(self, table: str) -> list[Row]:
        """Give the rows of one of its small tables."""
        try:
            with (self.folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file, strict=True))
        except FileNotFoundError:
            raise self._missing(f"{table}.csv") from None

    @cached_property
    def quality(self) -> dict[str, Any]:
        """What was counted when it was published."""
        return self._json("quality.json")

    @cached_property
    def descriptor(self) -> dict[str, Any]:
        """Its descriptor."""
        return self._json("datapackage.json")

    @cached_property
    def bodies(self) -> dict[str, Row]:
        """The bodies that the reference tables know, by code."""
        return {row["body"]: row for row in self.rows("bodies")}

    @cached_property
    def reports(self) -> dict[str, list[Row]]:
        """What the editions print of each body, a row an edition, newest first."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(self.rows("reports"), key=lambda row: (-int(row["fiscal_year"]), row["report"])):
            found[row["body"]].append(row)
        return dict(sorted(found.items()))

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The files of its partitioned tables."""
        found = []
        for resource in self.descriptor["resources"]:
            place = _PIECE.fullmatch(str(resource["path"]))
            if place:
                table, year, edition, group = place.groups()
                found.append(Piece(table, group, int(year or 0), int(edition or 0), place[0], int(resource["rows"])))
        return tuple(found)

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The groups of bodies that share files."""
        return tuple(sorted({piece.group for piece in self.pieces}))

    def pieces_of(self, group: str, table: str = "") -> list[Piece]:
        """Give the files of a group, of one table or of all, the oldest first."""
        return [piece for piece in self.pieces if piece.group == group and table in ("", piece.table)]

    def _json(self, name: str) -> dict[str, Any]:
        try:
            found: dict[str, Any] = json.loads((self.folder / name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise self._missing(name) from None
        return found

    def _missing(self, name: str) -> PublishedError:
        mend = "publish it: python -m scripts national FOLDER"
        return PublishedError(f"{self.folder / name}: expected a file of the national package, found none\n    mend: {mend}")
