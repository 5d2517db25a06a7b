"""The package of the whole country (the ministry's workbooks), read back: what is in it and in which of its files."""

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from scripts.show.published import Published
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


class National:
    """The package within the published data. What is read of it is noted as all reads of published data are."""

    def __init__(self, published: Published) -> None:
        self.published = published
        self.folder = published.folder / FOLDER

    def rows(self, table: str) -> list[Row]:
        """Give the rows of one of its small tables; raises PublishedError when it is not there."""
        return self.published.rows(table, FOLDER)

    def where(self, table: str, column: str, value: str) -> list[Row]:
        """Give the rows of a small table that have a value in a column: nothing else of it is read."""
        return self.published.sources.where(self.folder / f"{table}.csv", column, value)

    def has(self, body: str) -> bool:
        """Tell whether any edition prints a body."""
        return self.published.sources.has_row(self.folder / "reports.csv", "body", body)

    def body(self, body: str) -> Row:
        """Give a body as the reference tables know it; empty texts where they do not."""
        known = next(iter(self.where("bodies", "body", body)), {})
        return {"body": body, "name_ja": body, "name_en": "", "prefecture": "", "kind": "", **known}

    def reports_of(self, body: str) -> list[Row]:
        """Give what the editions print of a body, a row an edition, newest first."""
        return _newest_first(self.where("reports", "body", body))

    def reports(self) -> dict[str, list[Row]]:
        """Give the same for every body, by code."""
        return self.published.sources.kept("national reports", self._reports)

    def _reports(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in _newest_first(self.rows("reports")):
            found[row["body"]].append(row)
        return dict(sorted(found.items()))

    def quality(self) -> dict[str, Any]:
        """Give what was counted when it was published."""
        found: dict[str, Any] = json.loads(self.published.sources.text(self.folder / "quality.json"))
        return found

    def groups(self) -> dict[str, int]:
        """Give the groups of bodies that share files, each with the bytes of its facts."""
        found: dict[str, int] = {}
        for path in self.published.sources.names(self.folder, "partitioned/facts/*/*/facts-*.parquet"):
            name = path.stem.removeprefix("facts-")
            found[name] = found.get(name, 0) + path.stat().st_size
        return dict(sorted(found.items()))

    def pieces_of(self, group: str) -> list[Piece]:
        """Give the files of a group by table, the oldest first."""
        found = []
        for depth in ("*", "*/*"):
            for path in self.published.sources.names(self.folder, f"partitioned/*/{depth}/*-{group}.parquet"):
                place = _PIECE.fullmatch(path.relative_to(self.folder).as_posix())
                if place:
                    kind, year, edition, name = place.groups()
                    found.append(Piece(kind, name, int(year or 0), int(edition or 0), place[0]))
        return sorted(found, key=lambda piece: (piece.table, piece.fiscal_year, piece.edition))

    def read(self, piece: Piece, columns: Sequence[str] | None = None) -> pa.Table:
        """Give columns of a file, all of them for none named."""
        content = self.published.sources.read(self.folder / piece.path) or b""
        return pq.read_table(pa.BufferReader(content), columns=None if columns is None else list(columns), partitioning=None)


def _newest_first(rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (-int(row["fiscal_year"]), row["report"]))
