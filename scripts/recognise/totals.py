"""A table that was cut off: the totals a form ends in must be printed."""

from collections.abc import Sequence

from scripts.records import Entry, Finding, Place
from scripts.reference import Account, Form, Reference

_WHOLE = frozenset({"balance_sheet", "cost_statement", "net_assets", "cash_flow"})


def final_totals(lines: Sequence[Account]) -> list[Account]:
    """Give the totals a form ends in: accounts that others sum to and that sum to nothing themselves."""
    parts = {line.sums_to for line in lines if line.sums_to}
    return [line for line in lines if line.account in parts and not line.sums_to]


def missing_totals(entries: Sequence[Entry], form: Form, reference: Reference, where: tuple[str, Place, str]) -> list[Finding]:
    """Give a finding for each final total of a statement's form that the table does not print.

    `where` is document, place and title.
    """
    if form.statement not in _WHOLE or not entries:
        return []
    printed = {entry.account for entry in entries}
    printed |= {line.stand_in for line in reference.stand_ins.get(form.form, ()) if line.account in printed}
    name, place, title = where
    return [
        Finding(
            "READ9",
            name,
            place,
            f"{title}: expected the total {line.label_ja} at its end, found none; the table may be cut off",
            "compare the end of the table with the print and add what is missing",
        )
        for line in final_totals(reference.lines[form.form])
        if line.account not in printed
    ]
