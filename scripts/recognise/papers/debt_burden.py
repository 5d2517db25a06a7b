"""債務負担行為: items with a limit, the year of the act and the years of burden.

    公的個人認証サービスにおけるマイナンバーカードを用いた
    オンライン申請の推進
    250,000 令和2年度
    令和2年度から
    令和4年度

The item's name breaks over lines, figures may stand on its last line, the years of burden follow; one year alone is both
the first and the last.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from scripts.amounts import read_amount
from scripts.eras import find_fiscal_years
from scripts.labels import clean_label, fold_label
from scripts.recognise.found import Found
from scripts.recognise.papers.cutting import unit_near
from scripts.recognise.papers.forms import load_form
from scripts.recognise.papers.lines import unnumbered, whole_span
from scripts.recognise.papers.paper import Heading, Paper, make_table
from scripts.recognise.pieces import narrow
from scripts.records import Entry, Finding, Line, Span

FORMS = ("jlis_debt_burden", "jlis_overview_debt_burden")
ACCOUNT = "jlis_debt_burden_item"
_YEAR = r"(?:明治|大正|昭和|平成|令和)\s*(?:元|[0-9]{1,2})\s*年度"
_ITEM = re.compile(
    rf"^(?P<name>.*?)(?P<limit>(?<![0-9,])(?:[△▲]\s*)?[0-9]{{1,3}}(?:,[0-9]{{3}})*)\s+(?P<act>{_YEAR})(?:\s+(?P<first>{_YEAR})\s*(?:から)?)?\s*$"
)
_BURDEN = re.compile(rf"^\s*(?P<year>{_YEAR})\s*(?P<more>から|まで|のみ)?\s*$")
_HEADER = frozenset(
    {
        "事項",
        "限度額",
        "行為年度",
        "事項限度額行為年度",
        "機構の負担",
        "となる年度",
        "機構の負担となる年度",
        "事項限度額行為年度機構の負担となる年度",
    }
)
_REASON = re.compile(r"(?P<amount>[0-9][0-9,]*)百万円の(?P<way>[増減])")
_CAPTION = re.compile(r"^[(（【〔\[].*[)）】〕\]]$|単位")


@dataclass(slots=True)
class _Item:
    name: list[Line]
    label: str
    cells: list[tuple[str, str, Line, Span]] = field(default_factory=list)

    def add(self, column: str, line: Line, bounds: tuple[int, int]) -> None:
        self.cells.append((column, line.text[bounds[0] : bounds[1]], line, Span(line.place.line, *bounds)))

    def has(self, column: str) -> bool:
        return any(cell[0] == column for cell in self.cells)


def find_debt_burden(paper: Paper) -> list[Found]:
    """Give the table of items that burden later years, and the amounts named in the overview of them."""
    start = next((i for i, line in enumerate(paper.printed) if fold_label(line.text).startswith("事項限度額")), None)
    if start is None:
        return []
    lines = paper.printed[start:]
    items, spans = _items(lines)
    overview = paper.number == 0
    form = load_form(paper.reference, FORMS[1] if overview else FORMS[0])
    entries = [entry for item in items for entry in _entries(item, {c.column: c.unit for c in form.columns})]
    if overview:
        entries += _reasons(lines, items)
    spans += [whole_span(line) for item in items for line in item.name]
    # The printed title is half a sentence; the table bears the form's own.
    title = paper.reference.forms[form.form].title_ja
    heading = Heading(form.form, title, unit_near(paper, lines[0], "thousand_yen"), lines[0])
    findings = [*(finding for item in items for finding in _doubts(paper, item)), *_stray_years(paper, lines, items)]
    found = Found(make_table(paper, heading, entries), tuple(spans), tuple(findings))
    return [found] if entries else []


def _items(lines: Sequence[Line]) -> tuple[list[_Item], list[Span]]:
    items: list[_Item] = []
    name: list[Line] = []
    spans: list[Span] = []
    for line in lines:
        text = narrow(line.text)
        if fold_label(line.text) in _HEADER or _CAPTION.search(line.text.strip()):
            spans.append(whole_span(line))
            name = []
        elif item := _ITEM.match(text):
            label = clean_label("".join(part.text for part in name) + line.text[: item.end("name")])
            items.append(_Item(name, label))
            for column, group in (("limit", "limit"), ("act_year", "act"), ("burden_from", "first")):
                if item[group]:
                    items[-1].add(column, line, item.span(group))
            if item["first"] and not text.rstrip().endswith("から"):
                items[-1].add("burden_to", line, item.span("first"))
            spans += [Span(line.place.line, 0, item.end("name"))] if item["name"] else []
            name = []
        elif (burden := _BURDEN.match(text)) and items and not items[-1].has("burden_to"):
            _add_burden(items[-1], line, burden)
            name = []
        else:
            # Years without an item above them tell that the line with its limit is lost; the name is then another's.
            name = [] if burden else [*name, line]
    return items, spans


def _stray_years(paper: Paper, lines: Sequence[Line], items: Sequence[_Item]) -> list[Finding]:
    known = {cell[2].place for item in items for cell in item.cells}
    stray = [line for line in lines if _BURDEN.match(narrow(line.text)) and line.place not in known]
    message = "years of burden without an item above them: its name or limit is missing"
    return [paper.finding("PAPER4", line, message, "compare the items around with the print") for line in stray]


def _add_burden(item: _Item, line: Line, burden: re.Match[str]) -> None:
    first = not item.has("burden_from")
    item.add("burden_from" if first else "burden_to", line, burden.span("year"))
    if first and burden["more"] != "から":
        item.add("burden_to", line, burden.span("year"))


def _entries(item: _Item, units: dict[str, str]) -> Iterable[Entry]:
    single = len({cell[3] for cell in item.cells if cell[0].startswith("burden")}) == 1
    for column, printed, line, span in item.cells:
        value = read_amount(printed).value or Decimal(0) if column == "limit" else Decimal(find_fiscal_years(printed)[0])
        remark = "one year is printed for first and last" if single and column == "burden_to" else ""
        yield _entry(item, column, (printed, value), (line, span), (units[column], remark))


def _entry(item: _Item, column: str, figure: tuple[str, Decimal], where: tuple[Line, Span], more: tuple[str, str]) -> Entry:
    (printed, value), (line, span), (unit, remark) = figure, where, more
    basis = "revised"
    return Entry(item.label, "", ACCOUNT, column, printed, value, "", line.place, unit, basis=basis, remark=remark, span=span)


def _reasons(lines: Sequence[Line], items: Sequence[_Item]) -> list[Entry]:
    found: list[Entry] = []
    words = ""
    for line in lines:
        match = _REASON.search(narrow(line.text))
        begin = unnumbered(line.text)
        words = "" if begin != line.text.strip() else words
        if match is None:
            words += begin
            continue
        label = clean_label(words + begin[: begin.index(line.text[match.start() : match.end()])])
        named = [item for item in items if fold_label(item.label) == fold_label(label)] or (
            list(items) if len(items) == 1 else []
        )
        words = ""
        if named:
            start, end = match.span("amount")
            printed, span = line.text[start:end], Span(line.place.line, start, end)
            remark = (
                "amount named as a reason; that it is " + ("added" if match["way"] == "増" else "taken off") + " is told in words"
            )
            figure = (printed, Decimal(narrow(printed).replace(",", "")))
            found.append(_entry(named[0], "reason", figure, (line, span), ("", remark)))
    return found


def _doubts(paper: Paper, item: _Item) -> list[Finding]:
    if item.label and item.has("burden_to"):
        return []
    line = item.cells[0][2]
    message = f"{item.label or '(no name)'}: name, limit, year of the act and years of burden were expected"
    return [paper.finding("PAPER4", line, message, "compare the item with the print")]
