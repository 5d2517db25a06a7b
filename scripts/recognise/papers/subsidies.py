"""補助金等の名称並びに交付者: the name, then who grants it over several lines, then the figures.

助成金
一般財団法人
全国市町村振興協会
0 400,000 400,000 0
"""

from collections.abc import Sequence
from dataclasses import replace

from scripts.labels import clean_label, fold_label
from scripts.recognise.papers.forms import PaperForm
from scripts.recognise.papers.lines import Row, whole_span
from scripts.records import Line

FORM = "jlis_subsidies_received"


def name_subsidies(rows: Sequence[Row], words: Sequence[Line], form: PaperForm) -> tuple[list[Row], dict[Line, str]]:
    """Give the rows with the names that stand above them, and for each row who grants the subsidy.

    The words between a name and its figures are the grantor; the row keeps them as a remark.
    """
    named: list[Row] = []
    remarks: dict[Line, str] = {}
    above = 0
    for row in rows:
        between = [line for line in words if above < line.place.line < row.line.place.line]
        start = next((i for i, line in enumerate(between) if _names(line, form)), None)
        above = row.line.place.line
        if row.bare and start is not None:
            name = between[start]
            named.append(replace(row, label=clean_label(name.text), words=tuple(whole_span(line) for line in between[start:])))
            remarks[row.line] = "交付者 " + "".join(clean_label(line.text) for line in between[start + 1 :])
        elif row.label and not form.places(row.label):
            named.append(_inline(row, form, remarks))
        else:
            named.append(row)
    return named, remarks


def _names(line: Line, form: PaperForm) -> bool:
    return any(form.lines[place].account.sums_to for place in form.places(line.text))


def _inline(row: Row, form: PaperForm, remarks: dict[Line, str]) -> Row:
    """Give a row whose label holds name and grantor together: 助成金 一般財団法人全国市町村振興協会."""
    known = [
        line.label for line in form.lines if line.account.sums_to and fold_label(row.label).startswith(fold_label(line.label))
    ]
    if not known:
        return row
    name = max(known, key=len)
    remarks[row.line] = "交付者 " + row.label[len(name) :]
    return replace(row, label=name)
