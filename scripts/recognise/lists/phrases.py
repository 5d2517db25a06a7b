"""Counts told in the prose of a business report, each found by the few words around it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scripts.recognise.lists.figures import Figure, figure_at
from scripts.recognise.lists.lines import squeeze
from scripts.recognise.lists.sheet import Row, Sheet
from scripts.records import Line, Span
from scripts.reference import Reference

_FIGURE = r"\d[\d,]*(?:\.\d+)?(?:億(?:\d[\d,]*)?)?万?"
_START = r"(?P<about>約)?(?<![\d,.億万])"
_CHANGE = r"(?:\(対?前年度?比(?P<change_about>約)?(?P<change>{figure})(?P<change_word>{word}|%)の?(?P<direction>増|減))?"
_PERCENT = ("%", "％")


@dataclass(frozen=True, slots=True)
class _Prose:
    """The printed characters of lines without white space, in half width, each with its line and offset."""

    text: str
    places: tuple[tuple[Line, int], ...]

    def figures(self, start: int, end: int) -> tuple[Figure, list[Span]]:
        """Give the figure between two characters, which may go over two lines, and its characters line by line."""
        spans: list[Span] = []
        for line, offset in self.places[start:end]:
            if spans and spans[-1].line == line.place.line:
                spans[-1] = Span(line.place.line, spans[-1].start, offset + 1)
            else:
                spans.append(Span(line.place.line, offset, offset + 1))
        line, first = self.places[start]
        printed = "".join(row.text[offset] for row, offset in self.places[start:end])
        whole = figure_at(line, first, spans[0].end)
        return Figure(printed, whole.place, whole.span), spans


def _prose(lines: Sequence[Line]) -> _Prose:
    places = tuple((line, i) for line in lines for i, letter in enumerate(line.text) if not letter.isspace())
    return _Prose(squeeze("".join(line.text for line in lines)), places)


def read_phrases(sheet: Sheet, lines: Sequence[Line], reference: Reference) -> None:
    """Take the counts that the phrases of the reference find in the prose of `lines`, in printed order.

        令和元年度中に約 12 万件（正常申請数 10 万件）の申請を受け付け

    The prose is compared without white space and line ends, in half width. A figure keeps 億 and 万: `12万`.
    """
    prose = _prose(lines)
    accounts = {account.account: account for account in sheet.form.lines}
    found = [hit for row in reference.tables["phrases"] if row["account"] in accounts for hit in _hits(row, prose)]
    taken: set[tuple[int, str]] = set()
    for match, row in sorted(found, key=lambda hit: hit[0].start("count")):
        if (match.start("count"), row["account"]) in taken:
            continue
        taken.add((match.start("count"), row["account"]))
        account = accounts[row["account"]]
        cells, spans = _cells(match, reference.units[row["unit"]].label_ja, prose)
        sheet.add(Row(account, account.label_ja, "", cells))
        sheet.claim_spans(spans)


def _hits(row: dict[str, str], prose: _Prose) -> Iterator[tuple[re.Match[str], dict[str, str]]]:
    word = re.escape(row["word"])
    count = rf"{_START}(?P<count>{_FIGURE}){word}"
    change = _CHANGE.format(figure=_FIGURE, word=word or "(?!)")
    pattern = row["pattern"].replace("{count}", count).replace("{change}", change)
    yield from ((match, row) for match in re.finditer(pattern, prose.text))


def _cells(match: re.Match[str], unit: str, prose: _Prose) -> tuple[tuple[tuple[str, Figure], ...], list[Span]]:
    groups = match.groupdict()
    figure, spans = prose.figures(*match.span("count"))
    cells = [("count", replace(figure, about=bool(groups["about"]), word=unit))]
    if groups.get("change"):
        figure, more = prose.figures(*match.span("change"))
        word = groups["change_word"] if groups["change_word"] in _PERCENT else unit
        about, direction = bool(groups["change_about"]), groups["direction"]
        cells.append(("change", replace(figure, about=about, word=word, direction=direction)))
        spans += more
    return tuple(cells), spans
