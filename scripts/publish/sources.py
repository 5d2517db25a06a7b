"""The descriptor of the repository's own data, `datapackage/datapackage.json`: of use to whoever only clones."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from scripts.publish.corpus import ROOT
from scripts.publish.faults import PublishError, fault
from scripts.publish.files.packages import (
    CC_BY,
    CONTRIBUTORS,
    NAME,
    PROFILES,
    Descriptor,
    descriptor_id,
    publisher_terms,
    resource,
    source_of,
)
from scripts.publish.schemas import read_schema
from scripts.transcripts import Transcript, read_transcripts
from scripts.writing import json_text, write_text

FOLDER = ROOT / "datapackage"
_SCHEMAS = {"indicators": "formulas"}


def describe_sources(folder: Path = FOLDER) -> Descriptor:
    """Give the descriptor of `folder`: every reference table and every transcript, each with its schema.

    It depends on names and headings only, not on contents: a mended figure leaves it as it is. Raises PublishError for
    a table or a column that no schema in `schemas/` knows.
    """
    reports = tuple(read_transcripts(folder / "sources"))
    return {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": f"{NAME}-sources",
        "id": descriptor_id(f"{NAME}-sources"),
        "title": "Open Public Accounts: reference tables and transcripts",
        "title_ja": "開かれた公会計：参照表と転記",
        "description": "The reference tables of accounts, forms and rules, and the reviewed transcripts of printed reports.",
        "description_ja": "勘定科目・様式・規則などの参照表と、印刷された報告書を確認しながら転記した表。",
        "licenses": [CC_BY, *publisher_terms(reports)],
        "contributors": CONTRIBUTORS,
        "sources": [source_of(report) for report in reports],
        "resources": [*_reference_resources(folder), *(found for report in reports for found in _transcript_resources(report))],
    }


def write_sources(folder: Path = FOLDER) -> None:
    """Write the descriptor of `folder` into it."""
    write_text(folder / "datapackage.json", json_text(describe_sources(folder)))


def _reference_resources(folder: Path) -> list[Descriptor]:
    paths = [*sorted((folder / "reference").glob("*.csv")), *sorted((folder / "reference").glob("*/*.csv"))]
    copies = Counter(path.stem for path in paths)
    single = {name for name, count in copies.items() if count == 1}
    resources: list[Descriptor] = []
    faults: list[str] = []
    for path in paths:
        try:
            resources.append(_reference_resource(path, folder, single))
        except PublishError as error:
            faults += error.faults
    if faults:
        raise PublishError(faults)
    return resources


def _reference_resource(path: Path, folder: Path, single: set[str]) -> Descriptor:
    table, where = path.stem, path.relative_to(folder).as_posix()
    name = table if path.parent.name == "reference" else f"{path.parent.name}-{table}"
    try:
        schema = read_schema(_SCHEMAS.get(table, table), folder / "schemas").descriptor
    except FileNotFoundError:
        raise PublishError([fault(where, "the table has no schema", f"write datapackage/schemas/{table}.json")]) from None
    fields = {field["name"]: field for field in schema["fields"]}
    with path.open(encoding="utf-8") as file:
        header = file.readline().rstrip("\n").split(",")
    mend = f"describe it in datapackage/schemas/{table}.json"
    unknown = [fault(where, f"the column {column} has no schema", mend) for column in header if column not in fields]
    if unknown:
        raise PublishError(unknown)
    keys = [key for key in schema.get("foreignKeys", []) if set(key["fields"]) <= set(header)]
    near = {other.stem: f"{path.parent.name}-{other.stem}" for other in path.parent.glob("*.csv")} if name != table else {}
    own = {key: schema[key] for key in schema if key != "foreignKeys"} | {"fields": [fields[column] for column in header]}
    if own_keys := list(_near_keys(keys, near, single)):
        own["foreignKeys"] = own_keys
    return resource(name, where, schema) | {"schema": own}


def _near_keys(keys: list[Descriptor], near: dict[str, str], single: set[str]) -> Iterator[Descriptor]:
    """Give the foreign keys that one file can hold: into the file itself, into one beside it, or into a table of one file."""
    for key in keys:
        target = key["reference"]["resource"]
        if target in near:
            yield key | {"reference": key["reference"] | {"resource": near[target]}}
        elif not target or target in single or not near:
            yield key


def _transcript_resources(report: Transcript) -> Iterator[Descriptor]:
    schema = read_schema("transcript").descriptor
    for table in report.tables:
        path = f"sources/{report.report}/{table.table}.csv"
        about = resource(f"{report.report}-{table.table}", path, schema | {"title": table.title or table.table})
        plain = {key: about[key] for key in about if not key.startswith("description") and key != "title_ja"}
        yield plain | {"schema": "schemas/transcript.json"}
