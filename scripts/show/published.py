"""What a reader can download, read back: the only thing that pages are made from."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from scripts.show.report import Fact, Report, Row


class PublishedError(ValueError):
    """Published data that pages cannot be made from; the message names the file, what was expected and the mend."""


class Published:
    """The folder of published data packages: `folder/*.csv` the corpus, `folder/<report>/*.csv` each report."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def rows(self, table: str, report: str = "") -> list[Row]:
        """Give the rows of a published table, of the corpus or of one report; raises PublishedError when it is not there."""
        return list(self.each(table, report))

    def each(self, table: str, folder: str = "") -> Iterator[Row]:
        """Give the rows of a published table one by one, of the corpus or of one package; raises as `rows` does."""
        path = self.folder / folder / f"{table}.csv"
        try:
            with path.open(encoding="utf-8", newline="") as file:
                yield from csv.DictReader(file, strict=True)
        except FileNotFoundError:
            raise PublishedError(
                f"{path}: expected a published table, found no file\n    mend: run `python -m scripts publish` first"
            ) from None

    @cached_property
    def reference(self) -> dict[str, dict[str, Row]]:
        """The reference tables by name, each as rows by their first column."""
        names = ("accounts", "forms", "scopes", "units", "segments", "rules", "bodies", "formulas")
        return {name: {next(iter(row.values())): row for row in self.rows(name)} for name in names}

    @cached_property
    def columns(self) -> dict[tuple[str, str], Row]:
        """The amount columns by form and column."""
        return {(row["form"], row["column"]): row for row in self.rows("columns")}

    @cached_property
    def parts(self) -> dict[str, list[Row]]:
        """The accounts that add up to each account, in the order of their form."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(self.reference["accounts"].values(), key=lambda row: int(row["order"])):
            found[row["sums_to"]].append(row)
        return dict(found)

    @cached_property
    def reports(self) -> dict[str, list[Row]]:
        """The reports of each body, newest first."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(self.rows("reports"), key=lambda r: (-int(r["fiscal_year"]), r["report"])):
            found[row["body"]].append(row)
        return dict(sorted(found.items()))

    @cached_property
    def quality(self) -> dict[str, Any]:
        """The figures the project publishes about itself."""
        return self._json("quality.json")

    @cached_property
    def descriptor(self) -> dict[str, Any]:
        """The descriptor of the corpus."""
        return self._json("datapackage.json")

    def package(self, name: str) -> dict[str, Any]:
        """Give the descriptor of a package below the folder (`<report>`, `bodies/<body>`), of the corpus for no name."""
        return self._json(f"{name}/datapackage.json" if name else "datapackage.json")

    def sums(self, name: str = "") -> dict[str, str]:
        """Give the SHA-256 of the files of a package by name, as far as its list tells them."""
        path = self.folder / name / "SHA256SUMS"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return {file: digest for digest, file in (line.split("  ", 1) for line in lines)}

    def _json(self, name: str) -> dict[str, Any]:
        path = self.folder / name
        try:
            found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise PublishedError(
                f"{path}: expected a published file, found none\n    mend: run `python -m scripts publish` first"
            ) from None
        return found

    def downloads(self, report: str = "") -> list[tuple[str, int]]:
        """Give name and size of the files of the corpus or of a report, data before descriptors."""
        paths = [p for p in (self.folder / report).iterdir() if p.is_file() and not p.name.startswith(".")]
        return [(p.name, p.stat().st_size) for p in sorted(paths, key=lambda p: (_rank(p), p.name))]

    def report(self, about: Row) -> Report:
        """Give a report with everything published about it."""
        name = about["report"]
        facts: dict[str, list[Fact]] = defaultdict(list)
        for row in self.rows("facts", name):
            facts[row["table"]].append(_fact(row))
        tables = sorted(self.rows("tables", name), key=lambda r: int(r["order"]))
        forms = self.reference["forms"]
        taxonomies = [forms[t["form"]]["taxonomy"] for t in tables if t["form"] in forms]
        return Report(
            about=about,
            tables=tuple((table, tuple(facts[table["table"]])) for table in tables),
            checks=tuple(self.rows("checks", name)),
            discrepancies=tuple(self.rows("discrepancies", name)),
            derived=tuple(self.rows("derived_facts", name)),
            indicators=tuple(self.rows("indicators", name)),
            weights=self._weights(name),
            taxonomy=max(taxonomies, key=taxonomies.count, default=""),
        )

    def _weights(self, report: str) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for row in self.rows("check_facts", report):
            found[row["check"]][row["fact_id"]] = int(row["weight"])
        return found


def _rank(path: Path) -> int:
    kinds = (".xlsx", ".csv", ".parquet", ".json")
    return kinds.index(path.suffix) if path.suffix in kinds else len(kinds)


def _fact(row: Row) -> Fact:
    plain = {name: row[name] for name in _TEXTS}
    return Fact(
        **plain,
        value=Decimal(row["value"]) if row["value"] else None,
        yen=int(row["yen"]) if row["yen"] else None,
        row=int(row["row"]),
        corroborated=int(row["corroborated"]),
    )


_TEXTS = (
    *("fact_id", "report", "table", "statement", "scope", "segment", "basis", "column", "account"),
    *("path", "label", "printed", "unit", "missing", "page", "line", "cell", "remark"),
)
