"""Statements under other standards look alike: same titles, other lines. They are refused with the words that tell."""

from collections.abc import Sequence

from scripts.labels import fold_label
from scripts.recognise.pieces import split_pieces
from scripts.recognise.sections import Section
from scripts.records import Document, RefusedError
from scripts.reference import Reference


def find_standard(section: Section, reference: Reference) -> str:
    """Give the other standard whose words stand among a section's labels, with those words; empty when none do."""
    words = {fold_label(p.text) for line in section.body for p in split_pieces(line) if not p.figure}
    found: dict[str, list[str]] = {}
    for row in reference.tables.get("other_standards", []):
        if fold_label(row["marker"]) in words:
            found.setdefault(row["label_ja"], []).append(row["marker"])
    if not found:
        return ""
    standard = max(found, key=lambda name: len(found[name]))
    return f"{standard} ({', '.join(found[standard])})"


def refuse(document: Document, sections: Sequence[Section], reference: Reference) -> RefusedError:
    """Give the refusal of a document without a table of a known form, with what was found instead."""
    titles = [section for section in sections if any(p.figure for line in section.body for p in split_pieces(line))]
    expected = "expected a statement under the unified standard (統一的な基準)"
    for section in titles:
        if standard := find_standard(section, reference):
            message = f"{expected}, found {section.title.text} with lines of {standard}"
            return RefusedError(f"{document.name}:{section.line.place}", message, "convert only statements of a known form")
    if titles:
        first = titles[0]
        message = f"{expected}, found the title {first.title.text} but no rows of its form below it"
        mend = "compare the labels with datapackage/reference/accounts.csv; the text may have lost its labels"
        return RefusedError(f"{document.name}:{first.line.place}", message, mend)
    message = f"{expected}, found no title such as 貸借対照表 or 行政コスト計算書 with figures below it"
    return RefusedError(document.name, message, "check that this is the right file and that its text was extracted")
