"""Closing balances of the balance sheet in the same document: what the schedules must agree with."""

from collections.abc import Mapping

from scripts.recognise.papers.forms import load_form
from scripts.recognise.papers.lines import read_row
from scripts.recognise.papers.placing import attach_labels, find_moved, place_rows
from scripts.recognise.torn.pages import Section, is_page_mark
from scripts.reference import Reference

FORM = "jlis_settled_balance_sheet"


def read_balances(sections: list[Section], fiscal_year: int, reference: Reference) -> Mapping[str, int]:
    """Give the balance of each account that 様式第8号 of a year prints for certain; nothing where there is none."""
    form = load_form(reference, FORM)
    for section in sections:
        if section.fiscal_year == fiscal_year and FORM in {one.form for one in section.forms}:
            lines = [line for line in section.lines if not is_page_mark(line)]
            rows, words = attach_labels([read_row(line) for line in lines], form)
            placed = place_rows(
                [row for row in rows if len(row.figures) == 1], find_moved([row.line for row in words], form), form
            )
            sure = [item for item in placed if item.place is not None and not item.unsure]
            return {form.lines[item.place or 0].account.account: item.row.figures[0].number for item in sure}
    return {}
