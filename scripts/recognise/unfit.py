"""What no reader may hand on, whichever it was: figures without a unit, and labels that a spreadsheet would calculate."""

from dataclasses import replace

from scripts.characters import is_formula
from scripts.records import Entry, Finding, Recognition, Table
from scripts.reference import Reference


def leave_out_unfit(found: Recognition, name: str, reference: Reference) -> Recognition:
    """Give the recognition without such figures, each named by a finding; a table that has no others goes with them."""
    tables, findings = [], list(found.findings)
    for table in found.tables:
        told = {id(entry): finding for entry in table.entries if (finding := _finding(entry, table, name, reference))}
        findings += told.values()
        kept = tuple(entry for entry in table.entries if id(entry) not in told)
        if kept:
            tables.append(table if len(kept) == len(table.entries) else replace(table, entries=kept))
    return replace(found, tables=tuple(tables), findings=tuple(findings))


def _finding(entry: Entry, table: Table, name: str, reference: Reference) -> Finding | None:
    if (entry.unit or table.unit) not in reference.units:
        message = f"{table.title}: expected a unit for {entry.printed}, found none that is known"
        return Finding("READ8", name, entry.place, message, "add the unit as printed on the page")
    odd = next((text for text in (entry.label, entry.path, entry.printed, entry.remark) if is_formula(text)), "")
    if odd:
        message = f"expected printed text, found the beginning of a formula {odd[:40]!r}; the figure is left out"
        return Finding("READ16", name, entry.place, message, "remove the sign before the text: a spreadsheet would calculate it")
    return None
