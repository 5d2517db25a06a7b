"""The transcripts as published tables: reports and the tables printed in them."""

from collections.abc import Iterable

import pandas as pd

from scripts.transcripts import Transcript

_REPORT = ("body", "kind", "fiscal_year", "title", "title_en", "rounding")
_SOURCE = ("file", "sha256", "publisher", "page", "published", "licence", "licence_en")


def section(report: Transcript, name: str) -> dict[str, object]:
    """Give a table of a report's report.toml; nothing where it has none."""
    found = report.meta.get(name, {})
    return dict(found) if isinstance(found, dict) else {}


def reports_frame(reports: Iterable[Transcript]) -> pd.DataFrame:
    """Give one row per report: what it is, and where it was published under which terms."""
    rows = []
    for report in reports:
        about, source = section(report, "report"), section(report, "source")
        units = ";".join(dict.fromkeys(table.unit for table in report.tables))
        row = {name: about.get(name) for name in _REPORT} | {name: _text(source.get(name)) for name in _SOURCE}
        rows.append({"report": report.report, "units": units, **row})
    return pd.DataFrame(rows, columns=["report", *_REPORT, "units", *_SOURCE])


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def tables_frame(reports: Iterable[Transcript]) -> pd.DataFrame:
    """Give one row per printed table, in printed order."""
    rows = [
        {
            "report": report.report,
            "table": table.table,
            "order": number,
            "form": table.form,
            "statement": table.statement,
            "scope": table.scope,
            "fiscal_year": table.fiscal_year,
            "unit": table.unit,
            "title": table.title,
            "page": table.place.page,
            "line": table.place.line,
        }
        for report in reports
        for number, table in enumerate(report.tables, 1)
    ]
    names = ["report", "table", "order", "form", "statement", "scope", "fiscal_year", "unit", "title", "page", "line"]
    return pd.DataFrame(rows, columns=names).astype({"page": "Int64", "line": "Int64"})
