"""What search engines are told of published data: schema.org `Dataset` with its files, their sizes and hashes, as JSON-LD.

Addresses are absolute where the environment names the site's address (`SITE_URL`), else relative to the page, as JSON-LD
resolves them. The identifier is always the package's own UUID.
"""

import json
import mimetypes
from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup

from scripts.show.rendering import Desk
from scripts.show.report import Report

CC_BY = "https://creativecommons.org/licenses/by/4.0/"
CATALOGUE = "Open Public Accounts"
Node = dict[str, Any]
_ENDINGS = {".parquet": "application/vnd.apache.parquet", ".jsonld": "application/ld+json", ".cff": "application/x-yaml"}


def corpus_dataset(desk: Desk, place: str) -> Node:
    """Give the data set of everything published, for the page at `place`."""
    tell = desk.language.tell
    years = [int(row["fiscal_year"]) for rows in desk.published.reports.values() for row in rows]
    named = {"name": tell("dataset_corpus"), "description": tell("dataset_corpus_description")}
    node = _dataset(desk, place, "", named)
    parts = [_brief(desk, place, row["report"]) for rows in desk.published.reports.values() for row in rows]
    return {**node, **_time(years), "distribution": _files(desk, place, ""), "hasPart": parts}


def report_dataset(desk: Desk, place: str, report: Report) -> Node:
    """Give the data set of a report, for the page at `place`."""
    node = _dataset(desk, place, report.name, _names(desk, report))
    based = {"@type": "CreativeWork", "name": report.about["title"], "publisher": _organisation(report.about["publisher"])}
    if report.about["page"].startswith(("https://", "http://")):
        based["url"] = report.about["page"]
    terms = desk.language.label({**report.about, "licence_ja": report.about["licence"]}, "", "licence")
    return {
        **node,
        **_time([report.fiscal_year]),
        "isBasedOn": {key: value for key, value in based.items() if value},
        **({"conditionsOfAccess": terms} if terms else {}),
        "distribution": _files(desk, place, report.name),
    }


def body_dataset(desk: Desk, place: str, reports: Sequence[Report]) -> Node:
    """Give the data set of a body, made of those of its reports, for the page at `place`."""
    body = reports[0].about["body"]
    name = desk.body_name(body)
    own = f"bodies/{body}" if desk.published.has(f"bodies/{body}") else ""
    named = {
        "name": desk.language.tell("dataset_body", name=name),
        "description": desk.language.tell("dataset_body_description", name=name),
    }
    node = _dataset(desk, place, own, named)
    files = _files(desk, place, own) if own else [file for it in reports for file in _files(desk, place, it.name)]
    parts = [_brief(desk, place, report.name) for report in reports]
    return {**node, **_time([it.fiscal_year for it in reports]), "distribution": files, "hasPart": parts}


def as_script(node: Node) -> Markup:
    """Give JSON-LD for a page: data in a script element that no browser runs."""
    text = json.dumps(node, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for sign, code in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(sign, code)
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(text))  # noqa: S704 - no sign of HTML is left


def _dataset(desk: Desk, place: str, package: str, named: dict[str, str]) -> Node:
    """Give what every data set says, with the identifier and version of its package."""
    told = {key: desk.published.told(key, package) for key in ("id", "version", "keywords")}
    day = desk.published.day(package)
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": desk.address(place, place) + "#dataset",
        **named,
        "url": desk.address(place, place),
        **({"identifier": f"urn:uuid:{told['id']}"} if told["id"] else {}),
        **({"version": told["version"]} if told["version"] else {}),
        **({"datePublished": day} if day else {}),
        "license": CC_BY,
        "isAccessibleForFree": True,
        "inLanguage": ["ja", "en"],
        "creator": _organisation(CATALOGUE),
        "publisher": _organisation(CATALOGUE),
        "keywords": list(told["keywords"] or ()),
        "includedInDataCatalog": {"@type": "DataCatalog", "name": CATALOGUE, "url": desk.address(place, "downloads")},
    }


def _names(desk: Desk, report: Report) -> dict[str, str]:
    name, year = desk.body_name(report.about["body"]), desk.language.year(report.fiscal_year)
    return {
        "name": f"{name} · {desk.report_title(report.about)} · {year}",
        "description": desk.language.tell("report_description", name=name, year=year),
        "spatialCoverage": name,
    }


def _brief(desk: Desk, place: str, report: str) -> Node:
    about = desk.published.where("reports", "report", report)[0]
    address = desk.address(place, f"reports/{report}")
    return {"@type": "Dataset", "@id": f"{address}#dataset", "name": desk.report_title(about), "url": address}


def _organisation(name: str) -> Node | None:
    return {"@type": "Organization", "name": name} if name else None


def _time(years: Sequence[int]) -> Node:
    return {"temporalCoverage": f"{min(years)}-04-01/{max(years) + 1}-03-31"} if years else {}


def _files(desk: Desk, place: str, package: str) -> list[Node]:
    return list(_downloads(desk, place, package))


def _downloads(desk: Desk, place: str, package: str) -> Iterator[Node]:
    sums = desk.published.sums(package)
    for name, size in desk.published.downloads(package):
        ending = name[name.rfind(".") :]
        hashed = {"sha256": sums[name]} if name in sums else {}
        yield {
            "@type": "DataDownload",
            "name": name,
            "contentUrl": desk.address(place, f"{package}/{name}".lstrip("/"), of_data=True),
            "encodingFormat": _ENDINGS.get(ending) or mimetypes.guess_type(name, strict=False)[0] or "text/plain",
            "contentSize": f"{size} B",
            **hashed,
        }
