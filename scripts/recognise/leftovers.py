"""Every number of a document accounted for: placed, ignored by a named rule, or reported."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from scripts.recognise.pages import RULE as PAGE_NUMBER
from scripts.recognise.pieces import narrow
from scripts.records import Document, Finding, Ignored, Line, Span
from scripts.reference import Reference

_NUMBER = re.compile(r"[△▲\-−－]?[0-9０-９][0-9０-９,，.．]*")
_KANA = re.compile(r"[ぁ-ん]")
_SENTENCE = 5
_CONTENTS = re.compile(r"^(.{2,60}?)(?:\t+|[…・.‥_]{2,}|\s{2,}|[-―—]{2,})\s*([0-9]{1,3})$")
_SHORTEST_CONTENTS = 3


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
    contents = _contents_lines(document.lines)
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
    return list(_blocks(document, lost)), ignored


def _free_numbers(line: Line, spans: Sequence[Span]) -> Iterator[re.Match[str]]:
    for match in _NUMBER.finditer(line.text):
        if not any(span.start < match.end() and match.start() < span.end for span in spans):
            yield match


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


def _contents_lines(lines: Sequence[Line]) -> set[int]:
    # A list of contents: at least three lines in a row that end in page numbers which never fall.
    found: set[int] = set()
    run: list[int] = []
    page = 0
    for line in lines:
        if not line.text.strip():
            continue
        match = _CONTENTS.match(narrow(line.text).strip())
        if match and int(match[2]) >= page:
            run.append(line.place.line)
            page = int(match[2])
            continue
        found |= set(run) if len(run) >= _SHORTEST_CONTENTS else set()
        run, page = ([line.place.line], int(match[2])) if match else ([], 0)
    return found | (set(run) if len(run) >= _SHORTEST_CONTENTS else set())


def _blocks(document: Document, lost: Sequence[tuple[Line, str]]) -> Iterator[Finding]:
    start = 0
    for i in range(1, len(lost) + 1):
        if i < len(lost) and lost[i][0].place.line - lost[i - 1][0].place.line <= _SHORTEST_CONTENTS:
            continue
        block = lost[start:i]
        first, last = block[0][0].place, block[-1][0].place
        numbers = ", ".join(number for _, number in block[:3]) + (" …" if len(block) > _SHORTEST_CONTENTS else "")
        reach = f"lines {first.line} to {last.line}" if last != first else f"line {first.line}"
        message = f"{reach}: {len(block)} numbers belong to no row of a known table or note ({numbers})"
        mend = "if they are figures of a statement, print its title above them; else add a rule to ignored.csv"
        yield Finding("READ6", document.name, first, message, mend)
        start = i
