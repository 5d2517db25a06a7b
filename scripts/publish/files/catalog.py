"""The catalogue of all packages in DCAT 3, as JSON-LD, for portals that collect data sets; addresses are relative to it."""

from collections.abc import Sequence
from typing import Any

from scripts.publish.corpus import Release
from scripts.publish.files.packages import (
    CC_BY,
    About,
    about_corpus,
    about_partitions,
    about_report,
    descriptor_id,
)
from scripts.publish.files.partitions import FOLDER as PARTITIONS
from scripts.publish.files.shelf import Shelf
from scripts.transcripts import Transcript

BODIES = "bodies"
"""The folder of the packages of bodies."""
_MEDIA = {
    ".csv": "text/csv",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
_IANA = "https://www.iana.org/assignments/media-types/"


def catalog_of(shelf: Shelf, release: Release, reports: Sequence[Transcript]) -> dict[str, Any]:
    """Give the catalogue of what stands on `shelf`: the corpus, its reports, and the facts by year."""
    whole = tuple(reports)
    packages = [("", about_corpus(whole)), *((report.report, about_report(report)) for report in reports)]
    found = [_dataset(shelf, folder, about, release) for folder, about in packages]
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "spdx": "http://spdx.org/rdf/terms#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": "",
        "@type": "dcat:Catalog",
        "dct:title": _said("Open Public Accounts", "公会計オープンデータ"),
        "dct:license": {"@id": CC_BY["path"]},
        "dcat:dataset": [*found, _dataset(shelf, PARTITIONS, about_partitions(whole), release)],
    }


def _dataset(shelf: Shelf, folder: str, about: About, release: Release) -> dict[str, Any]:
    issued = {"dct:issued": {"@value": release.created, "@type": "xsd:dateTime"}} if release.created else {}
    return {
        "@id": f"urn:uuid:{descriptor_id(about.name)}",
        "@type": "dcat:Dataset",
        "dct:title": _said(about.title, about.title_ja),
        "dct:description": _said(about.description, about.description_ja),
        "dct:identifier": about.name,
        "dcat:version": release.version,
        **issued,
        "dct:license": {"@id": CC_BY["path"]},
        "dct:conformsTo": {"@id": f"{folder}/datapackage.json" if folder else "datapackage.json"},
        "dcat:distribution": [_distribution(shelf, path) for path in _files(shelf, folder)],
    }


def _files(shelf: Shelf, folder: str) -> list[str]:
    below = f"{folder}/" if folder else ""
    deep = folder == PARTITIONS
    paths = [path for path in shelf.paths(folder) if deep or "/" not in path.removeprefix(below)]
    return [path for path in paths if path[path.rfind(".") :] in _MEDIA]


def _distribution(shelf: Shelf, path: str) -> dict[str, Any]:
    return {
        "@type": "dcat:Distribution",
        "dcat:downloadURL": {"@id": path},
        "dcat:mediaType": {"@id": _IANA + _MEDIA[path[path.rfind(".") :]]},
        "dcat:byteSize": {"@value": str((shelf.root / path).stat().st_size), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": shelf.digest(path),
        },
    }


def _said(english: str, japanese: str) -> list[dict[str, str]]:
    return [{"@value": japanese, "@language": "ja"}, {"@value": english, "@language": "en"}]
