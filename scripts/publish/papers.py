"""The papers that lie in every package beside its tables: what it is, what to beware of, terms, and how to cite it."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import pyarrow as pa
import pyarrow.compute as pc

from scripts.publish.corpus import Release
from scripts.publish.files.packages import CC_BY, About, publisher_terms, source_of
from scripts.publish.frames.reports import section
from scripts.publish.schemas import Schema
from scripts.transcripts import Transcript

PAPERS = ("README.md", "CAVEATS.md", "LICENSE.md", "CITATION.cff")
_STATUSES = ("exact", "rounding", "explained", "open")
Tables = Mapping[str, pa.Table]


@cache
def _templates() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(Path(__file__).parent / "templates")
    options = {"trim_blocks": True, "lstrip_blocks": True, "keep_trailing_newline": True, "undefined": jinja2.StrictUndefined}
    environment = jinja2.Environment(loader=loader, **options)  # type: ignore[arg-type]  # noqa: S701 - Markdown, not HTML
    environment.filters |= {"line": _line, "number": _number, "quoted": _quoted}
    return environment


def papers_of(about: About, tables: Tables, schemas: Mapping[str, Schema], release: Release) -> dict[str, bytes]:
    """Give the papers of a package, `PAPERS`, in Japanese and English."""
    known = {
        "about": about,
        "release": release,
        "tables": [(schemas[name].descriptor, name, table.num_rows) for name, table in tables.items() if table.num_rows],
        "counts": _counts(tables),
        "gaps": tables["discrepancies"].to_pylist(),
        "alone": _alone(tables["facts"]),
        "sources": [_source(report) for report in about.reports],
        "terms": [CC_BY, *publisher_terms(about.reports)],
    }
    return {name: _templates().get_template(f"{name}.j2").render(known).encode() for name in PAPERS}


def _counts(tables: Tables) -> dict[str, Any]:
    facts = tables["facts"]
    money = facts.filter(pc.fill_null(pc.not_equal(facts["yen"], 0), fill_value=False))
    counted = pc.value_counts(tables["checks"]["status"].cast(pa.string())).to_pylist()
    statuses = {row["values"]: row["counts"] for row in counted}
    return {
        "facts": facts.num_rows,
        "dashes": facts.num_rows - pc.count(facts["value"]).as_py(),
        "money": money.num_rows,
        "corroborated": pc.sum(pc.greater(money["corroborated"], 0)).as_py() or 0,
        "checks": {status: statuses.get(status, 0) for status in _STATUSES},
    }


def _alone(facts: pa.Table) -> list[dict[str, Any]]:
    """Give for every table how many of its monetary figures other than nought no identity corroborates."""
    none = pc.and_(pc.fill_null(pc.not_equal(facts["yen"], 0), fill_value=False), pc.equal(facts["corroborated"], 0))
    places = facts.filter(none).select(["report", "table"])
    plain = pa.table({name: places[name].cast(pa.string()) for name in places.column_names})
    counted = plain.group_by(["report", "table"], use_threads=False).aggregate([([], "count_all")])
    return sorted(counted.to_pylist(), key=lambda row: (row["report"], row["table"]))


def _source(report: Transcript) -> dict[str, str]:
    told = {"title_en": section(report, "report").get("title_en"), "publisher": section(report, "source").get("publisher")}
    return source_of(report) | {name: str(text or "") for name, text in told.items()}


def _line(value: object) -> str:
    """Give a text in one line that Markdown takes as it is."""
    plain = " ".join(str(value or "").split())
    return "".join(f"\\{sign}" if sign in r"\`*_[]<>|" else sign for sign in plain)


def _number(value: Decimal | None) -> str:
    if value is None:
        return ""
    return f"{int(value):,}" if value == value.to_integral_value() else f"{value.normalize():,f}"


def _quoted(value: object) -> str:
    """Give a text as YAML takes it in double quotes."""
    plain = " ".join(str(value or "").split())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
