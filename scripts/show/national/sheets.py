"""The statements of a body as HTML: the scopes side by side, the year before, the line of the sheet.

What is the same for every body (names, ids and links of the lines) is made once in each language; of a body only its figures are
put between.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from markupsafe import Markup, escape

from scripts.addresses import account_page
from scripts.show.national.group import SCOPES
from scripts.show.national.statements import FORMS, Printed, Row
from scripts.show.rendering import Desk
from scripts.show.report import Fact
from scripts.show.statement_table import Label

BLANK = '<td class="blank"></td>'
ROOT = "../../"
"""The way from the page of a body to the first page of its language."""
_STATEMENTS = dict(zip(FORMS, ("balance_sheet", "cost_statement", "net_assets", "cash_flow"), strict=True))


class Sheets:
    """Makes the tables in one language."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.titles = {form: str(desk.language.say(f"statement_{name}")) for form, name in _STATEMENTS.items()}
        self._heads: dict[tuple[str, str, str, str], tuple[str, str, str]] = {}
        self._above: dict[tuple[str, int, str], str] = {}

    def tables(self, printed: Printed, before: Mapping[str, str], marks: Mapping[tuple[str, str], str], leading: str) -> Markup:
        """Give all statements.

        `before` holds the cells of the year before by line, those of the scope `leading`; there may be none. `marks` are cells
        that stand for others, by line and scope.
        """
        scopes = [scope for scope in SCOPES if scope in printed.columns]
        pieces: list[str] = []
        year = self._year(leading) if before else ""
        for form in FORMS:
            if rows := printed.forms[form]:
                pieces += self._opening(form, printed, scopes, year)
                pieces += self._rows(rows, scopes, before, marks)
                pieces.append("</tbody>\n</table>\n</div>\n</div>\n")
        return Markup("".join(pieces))  # noqa: S704 - made of escaped pieces

    def _opening(self, form: str, printed: Printed, scopes: list[str], year: str) -> Iterator[str]:
        title = escape(self.titles[form])
        yield f'<h3 id="{form}">{title}</h3>\n<div class="statement">\n'
        if sum(row.nil for row in printed.forms[form]) > 4:  # noqa: PLR2004 - as on the page of a printed table
            yield f'<label class="fold"><input type="checkbox" autocomplete="off"> {self._said("hide_nil")}</label>\n'
        tall = " tall" if len(printed.forms[form]) > 15 else ""  # noqa: PLR2004
        yield f'<div class="scroll{tall}" tabindex="0" role="region" aria-label="{self._scrolled(form)}">\n'
        yield f'<table class="figures tree wide"><caption><span>{self._unit()} · {escape(printed.sheet)}</span></caption>\n'
        heads = "".join(
            f'<th scope="col" class="num">{self._scope(scope)}<small>{escape(printed.columns[scope])}</small></th>'
            for scope in scopes
        )
        line = f'<th scope="col" class="at"><abbr title="{self._said("line_long")}">{self._said("line")}</abbr></th>'
        yield f'<thead><tr><th scope="col">{self._said("item")}</th>{heads}{year}{line}</tr></thead>\n<tbody>\n'

    def _rows(
        self, rows: list[Row], scopes: list[str], before: Mapping[str, str], marks: Mapping[tuple[str, str], str]
    ) -> Iterator[str]:
        shown: set[str] = set()
        across = len(scopes) + 2 + bool(before)
        for row in rows:
            fact, key = row.fact, row.key
            if fact.path and fact.path not in shown:
                yield from self._headings(fact, shown, across)
            shown.add(f"{fact.path}/{fact.label}" if fact.path else fact.label)
            head, rest, at = self._head(key, fact)
            cells = row.cells
            if marks:
                cells = {scope: marks.get((key, scope), cell) for scope, cell in cells.items()}
            figures = "".join([cells.get(scope, BLANK) for scope in scopes])
            year = before.get(key, BLANK) if before else ""
            yield f"{head}{' dash' if row.nil else ''}{rest}{figures}{year}{at}{row.line}</a></td></tr>\n"

    def _headings(self, fact: Fact, shown: set[str], across: int) -> Iterator[str]:
        """Give the headings above a line that were not shown yet."""
        steps = fact.path.split("/")
        for depth in range(len(steps)):
            path = "/".join(steps[: depth + 1])
            if path not in shown:
                shown.add(path)
                known = (path, across, fact.account)
                if known not in self._above:
                    label = self.label(self.desk.reader.ancestor(fact, steps, depth))
                    head = f'<tr class="d{depth} above"><th scope="rowgroup" colspan="{across}">{label}</th></tr>\n'
                    self._above[known] = head
                yield self._above[known]

    def _head(self, key: str, fact: Fact) -> tuple[str, str, str]:
        known = (key, fact.account, fact.label, fact.path)
        if known not in self._heads:
            account = self.desk.published.reference["accounts"].get(fact.account)
            depth = fact.path.count("/") + 1 if fact.path else 0
            page = ROOT + account_page(fact.account, account["statement"]) if account else ""
            text = self.label(self.desk.reader.label(fact), page)
            name = escape(key)
            row, line = f'<tr id="{name}" class="d{depth}', f'<td class="at"><a href="#{name}">'
            self._heads[known] = row, f'"><th scope="row">{text}</th>', line
        return self._heads[known]

    def label(self, label: Label, page: str = "") -> str:
        """Give a label, in Japanese where it has no other, with the other wording beneath it; `page` is where it leads."""
        text = f'<span lang="{escape(label.lang)}">{escape(label.text)}</span>' if label.lang else str(escape(label.text))
        lang = f' lang="{escape(label.other_lang)}"' if label.other_lang else ""
        other = self.desk.language.say("standard_label", label=label.other) if label.other else ""
        return (f'<a href="{escape(page)}">{text}</a>' if page else text) + (f"<small{lang}>{other}</small>" if other else "")

    def _year(self, leading: str) -> str:
        return f'<th scope="col" class="num">{self._said("national_before")}<small>{self._scope(leading)}</small></th>'

    def _said(self, word: str) -> Markup:
        return self.desk.language.say(word)

    def _scope(self, scope: str) -> Markup:
        return escape(self.desk.reader.scope(scope))

    def _unit(self) -> Markup:
        return self.desk.language.say("table_unit", unit=self.desk.reader.unit("million_yen"))

    def _scrolled(self, form: str) -> Markup:
        return self.desk.language.say("scroll_table", title=self.titles[form])


@cache
def way_of(anchor: str) -> str:
    """Give the way on the page of a body to a line, told by table and row.

    >>> way_of("general_bs:land")
    '#bs:land'
    """
    table, _, row = anchor.partition(":")
    return f"#{table.rpartition('_')[2]}:{row}"
