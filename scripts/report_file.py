"""The `report.toml` of a transcript: what a maintainer fills in, each field saying where to find it."""

from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit.items import AoT, Table

# Field, comment: in the order in which they are written.
REPORT = (
    ("report", "id of this report: body, year in which the fiscal year begins, kind"),
    ("body", "id in datapackage/reference/bodies.csv: the six-digit code with its check digit, or a slug"),
    ("kind", "statements, settlement, budget ..."),
    ("fiscal_year", "western year in which the fiscal year begins: 令和5年度 is 2023"),
    ("title", "title on the cover, as printed"),
    ("title_en", "the same in English, in your own words"),
    ("since", "version of the data in which the report came; datapackage/reference/releases.csv lists them"),
    ("rounding", "how figures are rounded to the printed unit: nearest, truncated or exact; usually told in the notes"),
)
SOURCE = (
    ("file", "name of the file as published or received"),
    ("sha256", "checksum of that file (filled in by `import`)"),
    ("publisher", "who publishes it"),
    ("page", "address of the page that links to the file; empty when unknown"),
    ("published", "date of publication, YYYY-MM-DD or YYYY-MM; empty when unknown"),
    ("licence", "terms under which the publisher lets others use it; empty when unknown"),
)


def render_report(
    report: Mapping[str, Any], source: Mapping[str, Any], tables: Sequence[Mapping[str, Any]], more: Mapping[str, Any]
) -> str:
    """Give the text of a report.toml. `more` may hold `controls` and `discrepancies`, lists that a person wrote.

    Where there are no controls yet, those of `more["suggested"]` stand there as comments, to be filled in.
    """
    document = tomlkit.document()
    document.add(tomlkit.comment("A report: one published document of one body. Codes are quoted strings."))
    document["report"] = _commented(report, REPORT)
    document["source"] = _commented(source, SOURCE)
    for name, comment in (
        ("controls", "figures typed a second time from the page, by eye: table, account, column, line, printed"),
        ("discrepancies", "identities that the print itself breaks: check, gap, explanation_ja, explanation_en"),
    ):
        document.add(tomlkit.nl())
        document.add(tomlkit.comment(f"[[{name}]]: {comment}"))
        if more.get(name):
            document[name] = _array(more[name])
        elif name == "controls":
            _suggest(document, more.get("suggested", ()))
    document.add(tomlkit.nl())
    document.add(
        tomlkit.comment("[[tables]]: the printed tables in their order; each has a CSV file of its name beside this one")
    )
    document["tables"] = _array(tables)
    return tomlkit.dumps(document)


def _suggest(document: tomlkit.TOMLDocument, controls: Sequence[Mapping[str, str]]) -> None:
    if controls:
        document.add(tomlkit.comment("Type these with your eyes on the page, and take the # from the lines you filled in:"))
    for control in controls:
        for line in ("[[controls]]", *(f'{name} = "{value}"' for name, value in control.items() if name != "label")):
            document.add(tomlkit.comment(f"{line}  # {control['label']}" if line.startswith("account") else line))


def _commented(values: Mapping[str, Any], fields: Sequence[tuple[str, str]]) -> Table:
    table = tomlkit.table()
    for name, comment in fields:
        table.add(tomlkit.comment(comment))
        table[name] = values.get(name, "")
    for name in sorted(set(values) - {name for name, _ in fields}):
        table[name] = values[name]
    return table


def _array(rows: Sequence[Mapping[str, Any]]) -> AoT:
    array = tomlkit.aot()
    for row in rows:
        table = tomlkit.table()
        table.update(row)
        array.append(table)
    return array
