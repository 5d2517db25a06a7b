"""A table that was cut off: where parts of a total are printed, the total must be."""

from collections.abc import Iterable

from scripts.recognise.papers.forms import PaperForm
from scripts.recognise.papers.paper import Paper
from scripts.records import Entry, Finding, Line


def find_cut(paper: Paper, form: PaperForm, entries: Iterable[Entry], line: Line) -> list[Finding]:
    """Give a finding at `line` for each final total of a form that is not printed although lines below it are.

    Final totals are the lines that others add to and that add to no line of the form themselves.
    """
    sums = {row.account.account: row.account.sums_to for row in form.lines}
    printed = {entry.account for entry in entries}
    labels = {row.account.account: row.label for row in form.lines}
    ends = {_end(account, sums) for account in printed if account in sums} - printed
    return [
        paper.finding(
            "PAPER6",
            line,
            f"expected the total {labels[account]} at the end of the table, found none; the table may be cut off",
            "compare the end of the table with the print and add what is missing",
        )
        for account in sorted(ends, key=lambda account: list(sums).index(account))
    ]


def _end(account: str, sums: dict[str, str]) -> str:
    while sums[account] in sums:
        account = sums[account]
    return account
