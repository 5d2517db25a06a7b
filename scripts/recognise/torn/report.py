"""What must be told of a sheet: rows left out, labels without row, words nobody knows, totals that are missing."""

import difflib
from collections.abc import Iterator

from scripts.labels import fold_label
from scripts.recognise.torn.heads import Ordered
from scripts.recognise.torn.laid import Laid
from scripts.recognise.torn.sheet import fits_heads, usual_width
from scripts.records import Finding, Place

_ENDS = frozenset({"balance_sheet", "income_statement", "cash_plan", "cash_flow"})


def report_findings(laid: Laid, heads: Ordered, name: str) -> list[Finding]:
    """Give the findings on a sheet; `name` is the document's."""
    reporter = _Reporter(laid, name)
    if not heads.known or not fits_heads(laid.sheet):
        return list(reporter.heads(heads))
    return [*reporter.rows(), *reporter.words(), *reporter.digits(), *reporter.ends(), *reporter.heads(heads)]


class _Reporter:
    def __init__(self, laid: Laid, name: str) -> None:
        self.laid = laid
        self.name = name
        self.title = laid.sheet.section.title or laid.sheet.section.forms[0].title_ja

    def rows(self) -> Iterator[Finding]:
        """Give a finding for each row that is left out."""
        for i, row in enumerate(self.laid.sheet.rows):
            figures = " ".join(figure.text for figure in row.readings[0])
            doubt = self.laid.doubts.get(i)
            if doubt:
                lines = ", ".join(self._label(line) for line in doubt.candidates)
                named = f" (it may be {lines})" if lines else ""
                message = f"{row.label or figures}: {doubt.message}{named}; the row is left out"
                yield self._finding("TORN1", row.line.place, message, "compare the page, and transcribe the row by hand")
            elif self.laid.lines[i] is None and row.label:
                yield self._unknown(row.label, row.line.place)
            elif self.laid.lines[i] is None:
                strange = ", ".join(phrase.text for phrase in self.laid.sheet.strange) or "none"
                message = f"{figures}: no line of the form is left for this row; words beside the table nobody knows: {strange}"
                mend = "if one of them is its label, add it to labels.csv or accounts.csv"
                yield self._finding("TORN1", row.line.place, message, mend)

    def words(self) -> Iterator[Finding]:
        """Give a finding for each label that answers to no row, and a note on words that nobody knows."""
        for phrase in self.laid.moved.spare:
            message = f"the label {phrase.text} stands beside the table, but no row without label is left for it"
            yield self._finding("TORN2", phrase.lines[0].place, message, "compare the page: a row or its figures may be missing")
        for phrase in self.laid.sheet.strange:
            message = f"nobody knows the words {phrase.text}{self._nearest(phrase.key)}"
            mend = "if they are a label or a head, add them to labels.csv, accounts.csv or segments.csv"
            yield self._finding("TORN3", phrase.lines[0].place, message, mend, severity="note")

    def digits(self) -> Iterator[Finding]:
        """Give a finding for each line whose digits are no amounts."""
        for strip in self.laid.sheet.unread:
            message = f"{strip.unread} is not a known form of amount; the line is left out"
            yield self._finding("TORN4", strip.line.place, message, "compare the figure with the print")

    def ends(self) -> Iterator[Finding]:
        """Give a finding for each final total of the form that the sheet does not print."""
        form = self.laid.form
        printed = {line for line in self.laid.lines if line is not None}
        for total, parts in form.sums.items():
            account = form.accounts[total]
            final = not account.sums_to and total not in printed
            root = not account.parent and self.laid.sheet.section.forms[0].statement in _ENDS
            if final and (root or any(line in printed for line, _ in parts)):
                message = f"expected the total {account.label_ja}, found none; the table may be cut off"
                mend = "compare the end of the table with the print and add what is missing"
                yield self._finding("TORN5", self.laid.sheet.section.lines[0].place, message, mend)

    def heads(self, heads: Ordered) -> Iterator[Finding]:
        """Give what is to be told of the heads: that they do not fit, contradict other tables, or are not known."""
        place = self.laid.sheet.section.lines[0].place
        if not fits_heads(self.laid.sheet):
            named = ", ".join(dict.fromkeys(column.segment for column in self.laid.sheet.columns)) or "none"
            width = usual_width(self.laid.sheet.rows)
            message = f"the heads name {len(self.laid.sheet.columns)} columns ({named}), most rows have {width} figures"
            yield self._finding("TORN6", place, f"{message}; the table is left out", "add the missing head to segments.csv")
        elif not heads.known:
            message = "the heads stand apart from the columns, and other tables fit no order of them; the table is left out"
            yield self._finding("TORN6", place, message, "compare the heads and the columns with the print")
        elif not heads.by_figures:
            message = "the heads stand apart from the columns; the segments are taken in the order of the form"
            yield self._finding("TORN6", place, message, "compare the order of the columns with the print", severity="note")
        for words in dict.fromkeys(column.unknown for column in self.laid.sheet.columns if column.unknown):
            message = f"nobody knows the head {words}; the figures of its columns are left out"
            yield self._finding("TORN6", place, message, "add the segment to segments.csv, or the wording to its variants")

    def _label(self, line: int) -> str:
        return self.laid.form.accounts[line].label_ja

    def _unknown(self, label: str, place: Place) -> Finding:
        near = self._nearest(fold_label(label))
        message = f"the form has no line {label} in this place{near}; the row is left out"
        return self._finding("TORN1", place, message, f"if it is a wording of a known line add to labels.csv: ACCOUNT,{label}")

    def _nearest(self, key: str) -> str:
        near = difflib.get_close_matches(key, sorted(self.laid.form.words), n=1, cutoff=0.5)
        return f"; the nearest known label is {near[0]}" if near else ""

    def _finding(self, rule: str, place: Place, message: str, mend: str, severity: str = "error") -> Finding:
        return Finding(rule, self.name, place, f"{self.title}: {message}", mend, severity)
