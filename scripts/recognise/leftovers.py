"""Every number of a document accounted for: placed, ignored by a named rule, or reported."""

import re
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from scripts.recognise.contents import find_contents
from scripts.recognise.pages import RULE as PAGE_NUMBER
from scripts.recognise.pieces import narrow
from scripts.records import Document, Finding, Ignored, Line, Span
from scripts.reference import Reference

_NUMBER = re.compile(r"[△▲\-−－]?[0-9０-９][0-9０-９,，.．]*")
_DASH = re.compile(r"(?:^|(?<=[\s|│]))[-－―—](?=[\s|│]|$)")
_KANA = re.compile(r"[ぁ-ん]")
_SENTENCE = 5
# Numbers at most so many lines apart are told together.
_NEAR = 3


def account_for_numbers(
    document: Document,
    spans: Iterable[Span],
    findings: Sequence[Finding],
    reference: Reference,
    page_lines: Collection[int] = (),
) -> tuple[list[Finding], list[Ignored]]:
    """Give a finding for each block of numbers that nothing explains, and the numbers that named rules set aside.

    `spans` are the characters that figures, labels and headers were read from; `findings` those already made, whose lines
    need no second one; `page_lines` the lines that are page numbers and running titles.
    """
    claimed: dict[int, list[Span]] = defaultdict(list)
    for span in spans:
        claimed[span.line].append(span)
    told = {finding.place.line for finding in findings if finding.place}
    contents = find_contents(document.lines, reference)
    rules = [(row["rule"], row["where"], re.compile(row["pattern"])) for row in reference.tables["ignored"]]
    ignored: list[Ignored] = []
    lost: list[tuple[Line, str]] = []
    for line in document.lines:
        for match in _free_numbers(line, claimed[line.place.line]):
            rule = PAGE_NUMBER if line.place.line in page_lines else ""
            rule = rule or ("contents_page" if line.place.line in contents else _rule(rules, line, match))
            if rule:
                ignored.append(Ignored(rule, line.place, match[0]))
            elif line.place.line not in told:
                lost.append((line, match[0]))
    lost += _lost_dashes(document, claimed, lost)
    return list(_blocks(document, sorted(lost, key=lambda pair: pair[0].place.line))), ignored


def _lost_dashes(
    document: Document, claimed: Mapping[int, Sequence[Span]], lost: Sequence[tuple[Line, str]]
) -> Iterator[tuple[Line, str]]:
    # A dash is a nil where it stands among figures that were lost; elsewhere it may be anything.
    numbers = {line.place.line for line, _ in lost}
    dashes = {
        line.place.line: (line, match[0].strip())
        for line in document.lines
        for match in _DASH.finditer(line.text)
        if line.place.line not in numbers and not _is_claimed(match, claimed.get(line.place.line, ()))
    }
    group: list[int] = []
    for number in [*sorted(numbers | dashes.keys()), sys.maxsize]:
        if group and number - group[-1] > _NEAR:
            yield from (dashes[line] for line in group if line in dashes and not numbers.isdisjoint(group))
            group = []
        group.append(number)


def _free_numbers(line: Line, spans: Sequence[Span]) -> Iterator[re.Match[str]]:
    return (match for match in _NUMBER.finditer(line.text) if not _is_claimed(match, spans))


def _is_claimed(match: re.Match[str], spans: Sequence[Span]) -> bool:
    return any(span.start < match.end() and match.start() < span.end for span in spans)


def _rule(rules: Sequence[tuple[str, str, re.Pattern[str]]], line: Line, number: re.Match[str]) -> str:
    # `contents` needs the lines around it (_contents_lines); `prose` rules hold only in lines that are sentences.
    prose = len(_KANA.findall(line.text)) >= _SENTENCE
    for name, where, pattern in rules:
        if where == "contents" or (where == "prose" and not prose):
            continue
        text = line.text if where == "raw" else narrow(line.text)
        if any(m.start() < number.end() and number.start() < m.end() for m in pattern.finditer(text)):
            return name
    return ""


def _blocks(document: Document, lost: Sequence[tuple[Line, str]]) -> Iterator[Finding]:
    start = 0
    for i in range(1, len(lost) + 1):
        if i < len(lost) and lost[i][0].place.line - lost[i - 1][0].place.line <= _NEAR:
            continue
        block = lost[start:i]
        first, last = block[0][0].place, block[-1][0].place
        numbers = ", ".join(number for _, number in block[:3]) + (" …" if len(block) > _NEAR else "")
        reach = f"lines {first.line} to {last.line}" if last != first else f"line {first.line}"
        message = f"{reach}: {len(block)} numbers belong to no row of a known table or note ({numbers})"
        mend = "if they are figures of a statement, print its title above them; else add a rule to ignored.csv"
        yield Finding("READ6", document.name, first, message, mend)
        start = i
