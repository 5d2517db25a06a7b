"""Data packages (Data Package v2): the files of the tables and the descriptor that says what they are."""

import hashlib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from scripts.publish.corpus import Release
from scripts.publish.files.delimited import csv_chunks
from scripts.publish.files.parquet import parquet_bytes
from scripts.publish.files.shelf import Shelf
from scripts.publish.frames.reports import section
from scripts.publish.schemas import Schema
from scripts.transcripts import Transcript
from scripts.writing import json_text

PROFILES = "https://datapackage.org/profiles/2.0"
NAME = "open-public-accounts"
CONTRIBUTORS = [{"title": "Open Public Accounts", "roles": ["creator", "publisher"]}]
CC_BY = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0 International (the project's own text and the arrangement of the tables)",
}
PARQUET = ("name", "type", "categories", "constraints")
"""What a resource of Parquet says of a column; titles and meanings stand beside the CSV and in the table `concepts`."""
Descriptor = dict[str, Any]


@dataclass(frozen=True, slots=True)
class About:
    """What a package is called and where its figures come from."""

    name: str
    title: str
    title_ja: str
    description: str
    description_ja: str
    reports: tuple[Transcript, ...]


def about_corpus(reports: tuple[Transcript, ...]) -> About:
    """Give the description of the package of all reports."""
    return About(
        NAME,
        "Open Public Accounts: printed statements of Japanese local governments as checked data",
        "開かれた公会計：地方公共団体などの財務書類を検算済みのデータにしたもの",
        "Every printed figure of the reports, its place in the source, the identities it stands in, and what follows from it.",
        "報告書に印刷されたすべての数値と、その場所、検算の結果、そこから導いた値。",
        reports,
    )


def about_report(report: Transcript) -> About:
    """Give the description of the package of one report."""
    about = section(report, "report")
    title = str(about.get("title") or report.report)
    return About(
        f"{NAME}-{report.report}",
        str(about.get("title_en") or title),
        title,
        "Every printed figure of this report with its place in the source and the identities it stands in.",
        "この報告書に印刷されたすべての数値と、その場所、検算の結果。",
        (report,),
    )


def about_body(row: Mapping[str, str], reports: tuple[Transcript, ...]) -> About:
    """Give the description of the package of all reports of a body, `row` being the body's row in the table of bodies."""
    name, name_en = row["name_ja"], row["name_en"] or row["name_ja"]
    return About(
        f"{NAME}-body-{row['body']}",
        f"{name_en}: all printed statements as checked data",
        f"{name}：財務書類のすべて",
        "Every printed figure of this body's reports with its place in the source and the identities it stands in.",
        "この団体の報告書に印刷されたすべての数値と、その場所、検算の結果。",
        reports,
    )


def about_partitions(reports: tuple[Transcript, ...]) -> About:
    """Give the description of the package of facts cut by year."""
    return About(
        f"{NAME}-facts-by-year",
        "Open Public Accounts: facts by fiscal year, for reading from far away",
        "開かれた公会計：年度ごとの数値（離れたところから読むために）",
        "The table facts as one Parquet file a fiscal year in folders named as Hive does, sorted by account, body and scope.",
        "表factsを年度ごとのParquetにしたもの。フォルダの名前はHiveの流儀で、科目・団体・範囲の順に並べてあります。",
        reports,
    )


def write_package(shelf: Shelf, folder: str, tables: Mapping[str, pa.Table], schemas: Mapping[str, Schema]) -> list[Descriptor]:
    """Write every table as CSV and as Parquet into `folder` of the shelf; give the descriptors of the resources."""
    below = f"{folder}/" if folder else ""
    resources = []
    for name, table in tables.items():
        content = b"".join(csv_chunks(table))
        digest = shelf.write(f"{below}{name}.csv", content)
        resources.append(_csv_resource(schemas[name], len(content), digest))
    for name, table in tables.items():
        digest = shelf.write(f"{below}{name}.parquet", parquet_bytes(table))
        resources.append(_parquet_resource(schemas[name], digest))
    return resources


def _csv_resource(schema: Schema, size: int, digest: str) -> Descriptor:
    return {
        **resource(schema.table, f"{schema.table}.csv", schema.descriptor),
        "bytes": size,
        "hash": f"sha256:{digest}",
        "schema": schema.descriptor,
    }


def resource(name: str, path: str, schema: Descriptor) -> Descriptor:
    """Give what every CSV resource says of itself before its schema."""
    return {
        "$schema": f"{PROFILES}/dataresource.json",
        "name": name,
        "type": "table",
        "path": path,
        "title": schema["title"],
        "title_ja": schema["title_ja"],
        "description": schema["description"],
        "description_ja": schema["description_ja"],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
    }


def _parquet_resource(schema: Schema, digest: str) -> Descriptor:
    # No `bytes`: frictionless 5 does not count those of Parquet and then reports that they differ from none.
    fields = [{key: field[key] for key in PARQUET if key in field} for field in schema.fields]
    return {
        "$schema": f"{PROFILES}/dataresource.json",
        "name": f"{schema.table}-parquet",
        "type": "table",
        "path": f"{schema.table}.parquet",
        "title": f"{schema.descriptor['title']} (Parquet)",
        "title_ja": f"{schema.descriptor['title_ja']}（Parquet）",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "hash": f"sha256:{digest}",
        "schema": schema.descriptor | {"fields": fields},
    }


def descriptor_of(about: About, release: Release, resources: Iterable[Descriptor]) -> Descriptor:
    """Give the descriptor of a package."""
    return {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": about.name,
        "id": descriptor_id(about.name),
        "title": about.title,
        "title_ja": about.title_ja,
        "description": about.description,
        "description_ja": about.description_ja,
        "version": release.version,
        **({"created": release.created} if release.created else {}),
        "keywords": ["Japan", "local government", "public finance", "open data", "地方公会計", "財務書類"],
        "licenses": [CC_BY, *publisher_terms(about.reports)],
        "contributors": CONTRIBUTORS,
        "sources": [source_of(report) for report in about.reports],
        "resources": list(resources),
    }


def descriptor_id(name: str) -> str:
    """Give the id of the package called `name`, the same for all its versions."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"urn:{name}"))


def write_descriptor(shelf: Shelf, folder: str, descriptor: Descriptor) -> None:
    """Write `datapackage.json` into `folder` of the shelf."""
    shelf.write(f"{folder}/datapackage.json" if folder else "datapackage.json", json_text(descriptor).encode())


def publisher_terms(reports: Iterable[Transcript]) -> list[Descriptor]:
    """Give the terms of the publishers, each once, in the order of the reports."""
    found = {}
    for report in reports:
        source = section(report, "source")
        if source.get("licence"):
            title_ja = str(source["licence"])
            mark = hashlib.sha256(title_ja.encode()).hexdigest()[:8]
            found[title_ja] = {
                "name": f"publisher-{mark}",
                "title": str(source.get("licence_en") or title_ja),
                "title_ja": title_ja,
            }
    return list(found.values())


def source_of(report: Transcript) -> Descriptor:
    """Give the document of a report as a source of a package."""
    about, source = section(report, "report"), section(report, "source")
    title = str(about.get("title") or report.report)
    publisher = str(source.get("publisher") or "")
    found: Descriptor = {"title": f"{publisher}『{title}』" if publisher else title}
    page = str(source.get("page") or "")
    if page.startswith(("http://", "https://")):
        found["path"] = page
    return found | {key: str(source[key]) for key in ("file", "sha256") if source.get(key)}
