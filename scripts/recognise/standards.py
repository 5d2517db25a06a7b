"""Statements under other standards look alike: same titles, other lines. They are refused with the words that tell."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from scripts.labels import fold_label
from scripts.recognise.captions import line_text
from scripts.recognise.continued import Part
from scripts.recognise.pieces import split_pieces
from scripts.recognise.sections import Section
from scripts.records import Document, Finding, Line, RefusedError
from scripts.reference import Reference

# A table of which more rows than this share have no line of the form is of another standard,
_MOST_STRANGE = 0.4
# one that bears words of another standard already above this share.
_MOST_STRANGE_MARKED = 0.1
_MOST_NAMED = 2
_COMPARE = "compare the labels with datapackage/reference/accounts.csv; the text may have lost its labels"
_EXPECTED = "expected a statement under the unified standard (統一的な基準)"


def is_foreign(part: Part, reference: Reference) -> bool:
    """Tell whether what stands under a title is a table of another standard."""
    reading = part.reading
    rows = reading.strange + len({entry.place.line for _, entry in reading.entries})
    share = reading.strange / max(1, rows)
    return share > _MOST_STRANGE or (share > _MOST_STRANGE_MARKED and bool(find_standard(part.section.body, reference, "row")))


def find_standard(lines: Iterable[Line], reference: Reference, where: str) -> str:
    """Give the other standards whose words stand alone among lines, likeliest first, with those words; empty for none.

    `where` is `row` for words of rows, `title` for words of titles.
    """
    printed = [line for line in lines if line.text.strip()]
    words = {fold_label(p.text) for line in printed for p in split_pieces(line) if not p.figure}
    words |= {fold_label(line_text(line)) for line in printed}
    found: dict[str, list[str]] = defaultdict(list)
    for row in reference.tables["other_standards"]:
        if row["where"] == where and fold_label(row["marker"]) in words:
            found[row["label_ja"]].append(row["marker"])
    likely = sorted(found, key=lambda name: -len(found[name]))[:_MOST_NAMED]
    return " or ".join(f"{standard} ({', '.join(found[standard])})" for standard in likely)


def foreign_finding(document: Document, part: Part, reference: Reference) -> Finding:
    """Give the finding for a table of another standard among tables that can be read."""
    body = part.section.body
    standard = find_standard(body, reference, "row")
    found = f"lines of {standard}" if standard else "other lines"
    reach = f"lines {body[0].place.line} to {body[-1].place.line}" if body else "no lines"
    message = f"{part.section.title.text}: expected the lines of the standard's form, found {found}; {reach} are left out"
    mend = "if it is a form of its own, add a table for it under datapackage/reference/"
    return Finding("READ5", document.name, part.section.line.place, message, mend)


def figure_lines(part: Part) -> list[Line]:
    """Give the lines below a title that print numbers or nils."""
    return [line for line in part.section.body if any(p.dash or p.text[-1:].isdigit() for p in split_pieces(line) if p.figure)]


def unread_findings(document: Document, part: Part) -> Iterator[Finding]:
    """Give a finding for a title with figures below it of which none belongs to a row of its form."""
    rows = figure_lines(part)
    if rows:
        reach = f"lines {rows[0].place.line} to {rows[-1].place.line}"
        message = f"{reach}: expected rows of {part.section.title.text}, found none; their figures are left out"
        yield Finding("READ14", document.name, rows[0].place, message, _COMPARE)


def refuse(document: Document, sections: Sequence[Section], reference: Reference) -> RefusedError:
    """Give the refusal of a document without a table of a known form, with what was found instead."""
    titles = [section for section in sections if any(p.figure for line in section.body for p in split_pieces(line))]
    for section in titles:
        if standard := find_standard(section.body, reference, "row"):
            message = f"{_EXPECTED}, found {section.title.text} with lines of {standard}"
            return RefusedError(f"{document.name}:{section.line.place}", message, "convert only statements of a known form")
    if standard := find_standard(document.lines, reference, "title"):
        message = f"{_EXPECTED}, found titles of {standard}"
        return RefusedError(document.name, message, "convert only statements of a known form")
    if titles:
        first = titles[0]
        message = f"{_EXPECTED}, found the title {first.title.text} but no rows of its form below it"
        return RefusedError(f"{document.name}:{first.line.place}", message, _COMPARE)
    message = f"{_EXPECTED}, found no title such as 貸借対照表 or 行政コスト計算書 with figures below it"
    return RefusedError(document.name, message, "check that this is the right file and that its text was extracted")
