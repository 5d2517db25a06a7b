"""The list of reports in the README: which bodies, documents and years are there, with their tables and figures."""

from pathlib import Path

from scripts.eras import era_label
from scripts.reference import Reference, load_reference
from scripts.transcripts import FOLDER, Transcript, read_transcripts
from scripts.writing import write_text

README = FOLDER.parent.parent / "README.md"
OPEN, CLOSE = "<!-- contents -->\n", "\n<!-- /contents -->"
HEAD = ("| 団体 | 資料 | 年度 | 表 | 数値 |", "| --- | --- | --- | ---: | ---: |")


def list_contents(reports: list[Transcript], reference: Reference) -> str:
    """Give the list as a Markdown table, a row per report."""
    names = {row["body"]: row["name_ja"] for row in reference.tables["bodies"]}
    rows = []
    for report in reports:
        about = report.meta["report"]
        figures = sum(len(table.entries) for table in report.tables)
        year = era_label(int(about["fiscal_year"]))
        rows.append(f"| {names[report.body]} | {about['title']} | {year} | {len(report.tables)} | {figures:,} |")
    return "\n".join([*HEAD, *rows])


def write_contents(readme: Path = README) -> None:
    """Write the list into the README, between its two marks; a README without marks is left as it is."""
    text = readme.read_text(encoding="utf-8")
    head, opened, rest = text.partition(OPEN)
    _, closed, tail = rest.partition(CLOSE)
    if opened and closed:
        write_text(readme, head + opened + list_contents(read_transcripts(), load_reference()) + closed + tail)
