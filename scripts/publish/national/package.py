"""What stands beside the pieces: reports, reference tables, findings, quality, the descriptor and the checksums."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from scripts.publish.corpus import Release
from scripts.publish.files.columnar import table_of
from scripts.publish.files.packages import CC_BY, CONTRIBUTORS, NAME, PROFILES, Descriptor, descriptor_id
from scripts.publish.files.packages import write_package as write_tables
from scripts.publish.files.shelf import Shelf
from scripts.publish.frames.knowledge import reference_frame
from scripts.publish.national.pieces import PARTS, piece_schemas, table_of_piece
from scripts.publish.schemas import Schema, load_schemas, without_version
from scripts.reference import Reference
from scripts.writing import csv_text, json_text

SHARED = ("accounts", "bodies", "segments", "scopes", "units", "forms", "columns", "rules", "formulas")
PUBLISHER = "総務省"
FINDING = ("severity", "rule", "file", "place", "message", "mend")
_NAME = f"{NAME}-national"


@dataclass(frozen=True, slots=True)
class File:
    """A file that stands on the shelf already: its path, SHA-256, bytes and rows."""

    path: str
    sha256: str
    bytes: int
    rows: int


@dataclass(frozen=True)
class About:
    """What is told of the country beside its pieces.

    `reports` are rows of the table of reports as far as they differ from one another (report, body, fiscal_year, title, file,
    sha256); `findings` rows of `FINDING`; `counts` numbers by name, for quality.json.
    """

    pieces: Sequence[File]
    reports: Sequence[Mapping[str, object]]
    findings: Sequence[Mapping[str, str]]
    counts: Mapping[str, int]
    release: Release = field(default_factory=lambda: Release(""))


def write_package(shelf: Shelf, about: About, reference: Reference) -> None:
    """Write everything but the pieces onto the shelf, the descriptor and SHA256SUMS last."""
    schemas = {name: without_version(schema) for name, schema in load_schemas(("reports", *SHARED), reference).items()}
    frames = {name: reference_frame(schemas[name], reference) for name in SHARED} | {"reports": _reports(about)}
    tables = {name: table_of(frame, schemas[name]) for name, frame in frames.items()}
    resources = write_tables(shelf, "", tables, schemas)
    for name, schema in piece_schemas(reference).items():
        shelf.write(f"schemas/{name}.json", json_text(schema.descriptor).encode())
    shelf.write("findings.csv", csv_text(list(FINDING), about.findings).encode())
    shelf.write("quality.json", json_text(_quality(about.counts)).encode())
    files = _partition_resources(about.pieces, piece_schemas(reference))
    shelf.write("datapackage.json", json_text(_descriptor(about, [*resources, *files])).encode())
    shelf.write_sums()


def _reports(about: About) -> pd.DataFrame:
    same = {"kind": "ministry", "title_en": None, "units": "million_yen", "rounding": "nearest", "publisher": PUBLISHER}
    none = dict.fromkeys(("page", "published", "licence", "licence_en"))
    rows = [{**row, **same, **none} for row in sorted(about.reports, key=lambda row: str(row["report"]))]
    return pd.DataFrame(rows)


def _quality(counts: Mapping[str, int]) -> dict[str, object]:
    money, held = counts["money"], counts["corroborated"]
    told = ("facts", "facts_with_value", "checks", "restatements", "reports", "workbooks")
    return {name: counts.get(name, 0) for name in told} | {
        "corroborated_share": round(held / money, 6) if money else None,
        "identities": {status: counts.get(status, 0) for status in ("exact", "rounding", "explained", "open")},
    }


def _partition_resources(pieces: Iterable[File], schemas: Mapping[str, Schema]) -> Iterator[Descriptor]:
    order = list(PARTS)
    for piece in sorted(pieces, key=lambda piece: (order.index(table_of_piece(piece.path)), piece.path)):
        table = table_of_piece(piece.path)
        schema = schemas[table].descriptor
        parts = [part.split("=")[1] for part in piece.path.split("/") if "=" in part]
        group = piece.path.rsplit("-", 1)[1].removesuffix(".parquet")
        yield {
            "$schema": f"{PROFILES}/dataresource.json",
            "name": "-".join([table.replace("_", "-"), *parts, group]),
            "type": "table",
            "path": piece.path,
            "title": f"{schema['title']} ({', '.join([*parts, group])})",
            "title_ja": f"{schema['title_ja']}（{'、'.join([*parts, group])}）",
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
            "hash": f"sha256:{piece.sha256}",
            "rows": piece.rows,
            "schema": f"schemas/{table}.json",
        }


def _descriptor(about: About, resources: list[Descriptor]) -> Descriptor:
    release = about.release
    files = {str(row["file"]): str(row["sha256"]) for row in about.reports}
    return {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": _NAME,
        "id": descriptor_id(_NAME),
        "title": "Open Public Accounts: the ministry's national workbooks as checked data",
        "title_ja": "公会計オープンデータ：総務省の全国ブックを検算済みのデータにしたもの",
        "description": "Every figure of the statements of all local governments, by edition and year, as partitioned Parquet.",
        "description_ja": "全国の地方公共団体の財務書類の全数値。版と年度ごとに、hive形式に分けたParquet。",
        "version": release.version,
        **({"created": release.created} if release.created else {}),
        "keywords": ["Japan", "local government", "public finance", "open data", "地方公会計", "財務書類"],
        "licenses": [CC_BY],
        "contributors": CONTRIBUTORS,
        "sources": [{"title": f"{PUBLISHER} {name}", "file": name, "sha256": files[name]} for name in sorted(files)],
        "resources": resources,
    }
