"""What a reader can download, read back: the only thing that pages are made from."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from scripts.show.report import Fact, Report, Row
from scripts.show.sources import Sources, each_row


class PublishedError(ValueError):
    """Published data that pages cannot be made from; the message names the file, what was expected and the mend."""


class Published:
    """The folder of published data packages: `folder/*.csv` the corpus, `folder/<report>/*.csv` each report.

    What is read of it is noted by `sources`; what is asked again and again is kept there.
    """

    def __init__(self, folder: Path, docs: Path | None = None) -> None:
        self.folder = folder
        written = {"docs": docs, "house": docs.parent} if docs else {}
        self.sources = Sources({"data": folder, "published": folder.parent, **written})
        self.reference = Reference(self)

    def rows(self, table: str, report: str = "") -> list[Row]:
        """Give the rows of a published table, of the corpus or of one report; raises PublishedError when it is not there."""
        return list(self.each(table, report))

    def each(self, table: str, folder: str = "") -> Iterator[Row]:
        """Give the rows of a published table one by one, of the corpus or of one package; raises as `rows` does."""
        path = self.folder / folder / f"{table}.csv"
        content = self.sources.read(path)
        if content is None:
            raise PublishedError(
                f"{path}: expected a published table, found no file\n    mend: run `python -m scripts publish` first"
            )
        yield from each_row(content)

    def where(self, table: str, column: str, value: str) -> list[Row]:
        """Give the rows of a table of the corpus that have a value in a column: nothing else of the table is read."""
        return self.sources.where(self.folder / f"{table}.csv", column, value)

    @property
    def columns(self) -> dict[tuple[str, str], Row]:
        """The amount columns by form and column."""
        return self.sources.kept("columns", lambda: {(row["form"], row["column"]): row for row in self.rows("columns")})

    @property
    def parts(self) -> dict[str, list[Row]]:
        """The accounts that add up to each account, in the order of their form."""
        return self.sources.kept("parts", self._parts)

    def _parts(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(self.reference["accounts"].values(), key=lambda row: int(row["order"])):
            found[row["sums_to"]].append(row)
        return dict(found)

    @property
    def reports(self) -> dict[str, list[Row]]:
        """The reports of each body, newest first. Who asks for all of them depends on all of them."""
        return self.sources.kept("reports", self._reports)

    def _reports(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in _newest_first(self.rows("reports")):
            found[row["body"]].append(row)
        return dict(sorted(found.items()))

    def about(self, report: str) -> Row | None:
        """Give what is known of a report, none for one that is not published."""
        return next(iter(self.where("reports", "report", report)), None)

    def named(self, report: str) -> Report:
        """Give a report by its name; raises KeyError for one that is not published."""
        about = self.about(report)
        if about is None:
            raise KeyError(report)
        return self.report(about)

    def reports_of(self, body: str) -> list[Report]:
        """Give the reports of a body, newest first."""
        return [self.report(about) for about in _newest_first(self.where("reports", "body", body))]

    def every_report(self) -> list[Report]:
        """Give all reports, body by body."""
        return [self.report(about) for rows in self.reports.values() for about in rows]

    @property
    def quality(self) -> dict[str, Any]:
        """The figures the project publishes about itself."""
        return self._json("quality.json")

    @property
    def descriptor(self) -> dict[str, Any]:
        """The descriptor of the corpus, which changes with every file of it; `told` gives one thing of it."""
        return self._json("datapackage.json")

    def told(self, key: str, package: str = "") -> Any:  # noqa: ANN401 - whatever JSON holds
        """Give what the descriptor of a package (`<report>`, `bodies/<body>`, the corpus) says under a key, none for nothing."""
        return self.sources.value(self.folder / package / "datapackage.json", key)

    def day(self, package: str = "") -> str:
        """Give the day on which a package was made, as far as its descriptor tells it."""
        return self.sources.day(self.folder / package / "datapackage.json", "created")

    def has(self, name: str) -> bool:
        """Tell whether a file or a folder of this name is published."""
        return self.sources.there(self.folder / name)

    def sums(self, name: str = "") -> dict[str, str]:
        """Give the SHA-256 of the files of a package by name, as far as its list tells them."""
        lines = (self.sources.read(self.folder / name / "SHA256SUMS") or b"").decode("utf-8").splitlines()
        return {file: digest for digest, file in (line.split("  ", 1) for line in lines)}

    def _json(self, name: str) -> dict[str, Any]:
        return self.sources.kept(name, lambda: self._object(name))

    def _object(self, name: str) -> dict[str, Any]:
        path = self.folder / name
        content = self.sources.read(path)
        if content is None:
            raise PublishedError(
                f"{path}: expected a published file, found none\n    mend: run `python -m scripts publish` first"
            )
        found: dict[str, Any] = json.loads(content)
        return found

    def downloads(self, report: str = "") -> list[tuple[str, int]]:
        """Give name and size of the files of the corpus or of a report, data before descriptors."""
        return sorted(self.sources.sizes(self.folder / report), key=lambda file: (_rank(file[0]), file[0]))

    def report(self, about: Row) -> Report:
        """Give a report with everything published about it."""
        return self.sources.kept(("report", *about.values()), lambda: self._report(about))

    def _report(self, about: Row) -> Report:
        name = about["report"]
        facts: dict[str, list[Fact]] = defaultdict(list)
        for row in self.each("facts", name):
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
        for row in self.each("check_facts", report):
            found[row["check"]][row["fact_id"]] = int(row["weight"])
        return found


class Reference(Mapping[str, Mapping[str, Row]]):
    """The reference tables by name, each as rows by their first column; read when they are asked for."""

    names = ("accounts", "forms", "scopes", "units", "segments", "rules", "bodies", "formulas")

    def __init__(self, published: Published) -> None:
        self._published = published
        self._bodies = Bodies(published)

    def __getitem__(self, name: str) -> Mapping[str, Row]:
        """Give a table."""
        if name == "bodies":
            return self._bodies
        return self._published.sources.kept(("reference", name), lambda: by_first_column(self._published.rows(name)))

    def __iter__(self) -> Iterator[str]:
        """Give the names."""
        return iter(self.names)

    def __len__(self) -> int:
        """Give how many there are."""
        return len(self.names)


class Bodies(Mapping[str, Row]):
    """The bodies by code. Whoever asks for one has read its row, not the table, which grows with other bodies."""

    def __init__(self, published: Published) -> None:
        self._published = published

    def __getitem__(self, body: str) -> Row:
        """Give a body."""
        rows = self._published.where("bodies", "body", body)
        if not rows:
            raise KeyError(body)
        return rows[-1]

    def _whole(self) -> dict[str, Row]:
        return self._published.sources.kept(("reference", "bodies"), lambda: by_first_column(self._published.rows("bodies")))

    def __iter__(self) -> Iterator[str]:
        """Give the codes."""
        return iter(self._whole())

    def __len__(self) -> int:
        """Give how many there are."""
        return len(self._whole())


def by_first_column(rows: Iterable[Row]) -> dict[str, Row]:
    """Give rows by what stands in their first column."""
    return {next(iter(row.values())): row for row in rows}


def _newest_first(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (-int(row["fiscal_year"]), row["report"]))


def _rank(name: str) -> int:
    kinds, suffix = (".xlsx", ".csv", ".parquet", ".json"), Path(name).suffix
    return kinds.index(suffix) if suffix in kinds else len(kinds)


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
