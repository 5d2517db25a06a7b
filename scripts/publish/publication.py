"""The whole publication: tables, packages, workbooks and the numbers about them, in one folder."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow as pa

from scripts.publish.corpus import Corpus
from scripts.publish.faults import PublishError
from scripts.publish.files.catalog import BODIES, catalog_of
from scripts.publish.files.columnar import table_of
from scripts.publish.files.packages import NAME, about_body, about_corpus, about_partitions, about_report
from scripts.publish.files.sheets import Names
from scripts.publish.files.shelf import replaced_folder
from scripts.publish.files.workbook import joint_workbook_bytes, workbook_bytes
from scripts.publish.frames.corrections import corrections_frame, restatements_frame, version_facts, version_reports
from scripts.publish.frames.derived import derive_facts
from scripts.publish.frames.discrepancies import find_discrepancies
from scripts.publish.frames.indicators import compute_indicators
from scripts.publish.frames.knowledge import codes_frame, concepts_frame, reference_frame
from scripts.publish.frames.lists import contributions_frame, grants_frame
from scripts.publish.frames.quality import measure_quality
from scripts.publish.frames.reports import reports_frame, tables_frame
from scripts.publish.packing import Packer
from scripts.publish.relations import find_faults
from scripts.publish.schemas import Schema, load_schemas
from scripts.publish.subsets import split_by_body, split_by_report
from scripts.publish.xbrl import write_report, write_taxonomies
from scripts.writing import json_text

SHARED = (
    "accounts",
    "bodies",
    "segments",
    "scopes",
    "units",
    "forms",
    "columns",
    "rules",
    "formulas",
    "readings",
    "prefectures",
    "releases",
)
"""Tables published as they stand in datapackage/reference (formulas is indicators.csv there)."""
OWN = (
    "facts",
    "reports",
    "tables",
    "checks",
    "check_facts",
    "discrepancies",
    "derived_facts",
    "indicators",
    "grants",
    "contributions",
    "corrections",
    "restated_facts",
)
"""Tables whose rows belong to reports."""
ABOUT = ("concepts", "codes")
"""Tables about the tables."""
TABLES = (*OWN, *SHARED, *ABOUT)
MOST_SHEETS = 400
"""The corpus has a workbook, a sheet for every printed table, as long as a person can find their way through it."""


def publish(corpus: Corpus, target: Path) -> dict[str, pa.Table]:
    """Write the data packages of `corpus` into the folder `target` in place of what stands there; give the tables.

    `target` holds the package of all reports, `target/<report>` one for each, `target/bodies/<body>` one for each body,
    and `target/partitioned` the facts by year. Raises PublishError with every fault when the tables do not hold together;
    then, as after any other error, `target` stays as it was.
    """
    corpus = replace(corpus, reports=tuple(sorted(corpus.reports, key=lambda report: report.report)))
    schemas = load_schemas(TABLES, corpus.reference)
    tables = make_tables(corpus, schemas)
    faults = find_faults(tables, schemas)
    if faults:
        raise PublishError(faults)
    quality = measure_quality(corpus.facts, corpus.checks, tables["tables"].num_rows, corpus.audit)
    with replaced_folder(target) as shelf:
        packer = Packer(shelf, schemas, corpus.release)
        _write_reports(packer, corpus, tables)
        _write_bodies(packer, corpus, tables)
        write_taxonomies(shelf, corpus.reference)
        packer.write_partitions(about_partitions(corpus.reports), tables["facts"])
        _write_corpus(packer, corpus, tables)
        shelf.write("catalog.jsonld", json_text(catalog_of(shelf, corpus.release, corpus.reports)).encode())
        shelf.write("quality.json", json_text(quality).encode())
        packer.close("", NAME)
    return tables


def _write_reports(packer: Packer, corpus: Corpus, tables: dict[str, pa.Table]) -> None:
    names = names_of(corpus, packer.schemas)
    reports = {report.report: report for report in corpus.reports}
    for name, own in split_by_report(tables, packer.schemas):
        packer.write(name, about_report(reports[name]), own)
        packer.shelf.write(f"{name}/{name}.xlsx", workbook_bytes(reports[name], names, corpus.release))
        write_report(packer.shelf, name, corpus.facts[corpus.facts["report"] == name], corpus.reference)
        packer.close(name, name)


def _write_bodies(packer: Packer, corpus: Corpus, tables: dict[str, pa.Table]) -> None:
    names = names_of(corpus, packer.schemas)
    rows = {row["body"]: row for row in corpus.reference.tables["bodies"]}
    for body, own in split_by_body(tables, packer.schemas):
        reports = tuple(report for report in corpus.reports if report.body == body)
        folder = f"{BODIES}/{body}"
        packer.write(folder, about_body(rows[body], reports), own)
        workbook = joint_workbook_bytes(rows[body]["name_ja"], reports, names, corpus.release)
        packer.shelf.write(f"{folder}/{body}.xlsx", workbook)
        packer.close(folder, body)


def _write_corpus(packer: Packer, corpus: Corpus, tables: dict[str, pa.Table]) -> None:
    about = about_corpus(corpus.reports)
    packer.write("", about, tables)
    if tables["tables"].num_rows <= MOST_SHEETS:
        names = names_of(corpus, packer.schemas)
        packer.shelf.write(f"{NAME}.xlsx", joint_workbook_bytes(about.title_ja, corpus.reports, names, corpus.release))


def make_tables(corpus: Corpus, schemas: Mapping[str, Schema]) -> dict[str, pa.Table]:
    """Give every published table with the types of its schema."""
    frames = own_frames(corpus)
    frames |= {name: reference_frame(schemas[name], corpus.reference) for name in SHARED}
    frames |= {"concepts": concepts_frame(schemas), "codes": codes_frame(schemas.values())}
    tables: dict[str, pa.Table] = {}
    faults: list[str] = []
    for name in TABLES:
        try:
            tables[name] = table_of(frames[name], schemas[name])
        except PublishError as error:
            faults += error.faults
    if faults:
        raise PublishError(faults)
    return tables


def own_frames(corpus: Corpus) -> dict[str, pd.DataFrame]:
    """Give the tables whose rows belong to reports, those of the steps before and those made here."""
    return {
        "facts": version_facts(corpus.facts, corpus.reports, corpus.reference),
        "reports": version_reports(reports_frame(corpus.reports), corpus.reports, corpus.reference),
        "tables": tables_frame(corpus.reports),
        "checks": corpus.checks,
        "check_facts": corpus.check_facts,
        "discrepancies": find_discrepancies(corpus.checks, corpus.check_facts, corpus.facts, corpus.reports),
        "derived_facts": derive_facts(corpus.facts, corpus.reference),
        "grants": grants_frame(corpus.reports),
        "contributions": contributions_frame(corpus.reports),
        "indicators": compute_indicators(corpus.facts, corpus.reference),
        "corrections": corrections_frame(corpus.reports, corpus.facts, corpus.reference),
        "restated_facts": restatements_frame(corpus.facts, corpus.reports),
    }


def names_of(corpus: Corpus, schemas: Mapping[str, Schema]) -> Names:
    """Give the Japanese words that workbooks use for codes."""
    tables = corpus.reference.tables
    labels = {kind: {row[kind]: row["label_ja"] for row in tables[f"{kind}s"]} for kind in ("scope", "unit", "segment")}
    bases = next(field for field in schemas["facts"].fields if field["name"] == "basis")
    labels["basis"] = {category["value"]: category["label_ja"] for category in bases["categories"]}
    labels["body"] = {row["body"]: row["name_ja"] for row in tables["bodies"]}
    return Names(corpus.reference, labels)
