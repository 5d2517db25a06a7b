"""One body cut out of a national workbook: the same facts as an ordinary recognition, for a transcript."""

from collections.abc import Hashable, Mapping
from decimal import Decimal

import pandas as pd

from scripts.recognise.national.frame import UNIT, report_id
from scripts.recognise.national.reader import National
from scripts.records import Entry, Place, Recognition, RefusedError, Table
from scripts.sheets import address

NAMES = ("label", "path", "account", "column", "printed", "missing")


def cut_out(national: National, body: str) -> Recognition:
    """Give what a workbook says of one body: a table per statement, scope and sheet.

    `scripts.facts.facts_of` makes of these tables the very facts of `national.facts`. Raises RefusedError for a body that
    the workbook does not name.
    """
    edition = national.edition
    facts = national.facts[national.facts["report"] == report_id(body, edition.year)]
    if not len(facts):
        names = [sheet.sheet.name for sheet in edition.vintages]
        message = f"expected figures of the body {body} in {' or '.join(names)}, found none"
        raise RefusedError(edition.name, message, "choose a body of this workbook; findings name those that are not known")
    tables = tuple(_table(national, own) for _, own in facts.groupby("table", sort=False, observed=True))
    title = " ".join(vintage.sheet.name for vintage in edition.vintages)
    name = next(row["name_ja"] for row in national.reference.tables["bodies"] if row["body"] == body)
    return Recognition(title, name, edition.year, tables, national.findings, national.ignored)


def _table(national: National, facts: pd.DataFrame) -> Table:
    first = facts.iloc[0]
    vintage, block = next(
        (vintage, block)
        for vintage, block in national.blocks
        if vintage.fiscal_year == first["fiscal_year"] and national.reference.forms[block.form].statement == first["statement"]
    )
    place = Place(block.top + 1, vintage.sheet.page, address(vintage.sheet.name, block.top, 0))
    entries = tuple(_entry(row) for row in facts.to_dict("records"))
    table, statement, scope = (str(first[name]) for name in ("table", "statement", "scope"))
    return Table(table, block.form, statement, scope, vintage.fiscal_year, UNIT, block.title, place, entries)


def _entry(row: Mapping[Hashable, object]) -> Entry:
    label, path, account, column, printed, missing = (str(row[name]) for name in NAMES)
    value = None if missing else Decimal(str(row["value"]))
    place = Place(int(str(row["line"])), int(str(row["page"])), str(row["cell"]))
    return Entry(label, path, account, column, printed, value, missing, place, remark=str(row["remark"]))
