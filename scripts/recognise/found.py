"""What a reader of one kind of table gives: the table, the characters it used, what it must report, why it is sure."""

from dataclasses import dataclass, field

from scripts.records import Finding, Span, Table


@dataclass(frozen=True, slots=True)
class Found:
    """A table found in a document.

    `spans` are the characters of labels, headers and captions that belong to it (figures have theirs in the entries);
    `evidence` tells for every label that arithmetic recovered how (`row`, `account`, `rule`, `detail`).
    """

    table: Table
    spans: tuple[Span, ...] = ()
    findings: tuple[Finding, ...] = ()
    evidence: tuple[dict[str, str], ...] = field(default=())
