"""A comparison as text, as Markdown for a pull request, and as JSON. Long lists are folded, never cut in silence."""

from collections import Counter
from dataclasses import asdict
from itertools import groupby
from typing import Any

from scripts.compare.changes import Change, Comparison

_SHOWN = 20
_ESCAPED = str.maketrans({c: f"\\{c}" for c in "\\`*_{}[]()#+-.!|<>~"} | {"\n": " ", "\r": " "})


def _headline(comparison: Comparison) -> str:
    counts = Counter(change.kind for change in comparison.changes)
    kinds = ", ".join(
        f"{counts[kind]} {kind}" for kind in ("added", "removed", "changed", "renamed", "restated", "moved") if counts[kind]
    )
    before, after = comparison.corroborated
    facts = kinds or "no fact changed"
    return (
        f"{facts}; identities: {len(comparison.made)} made, {len(comparison.broken)} broken; "
        f"corroborated {before:.2%} -> {after:.2%}"
    )


def _sentence(change: Change) -> str:
    where = change.where
    line = f"{where['body']} {where['report']} {where['table']}: {where['label']} [{where['column']}] {change.what}: "
    identities = "".join(f"; makes {c}" for c in change.made) + "".join(f"; breaks {c}" for c in change.broken)
    return f"{line}{change.before or '(none)'} -> {change.after or '(none)'}{identities}"


def render_text(comparison: Comparison) -> str:
    """Give the comparison as plain lines, one a change, the headline first."""
    lines = [_headline(comparison)]
    lines += [f"{change.kind}: {_sentence(change)}" for change in comparison.changes]
    lines += [f"identity made: {check}" for check in comparison.made]
    lines += [f"identity broken: {check}" for check in comparison.broken]
    lines += [f"column added: {name}" for name in comparison.columns_added]
    lines += [f"column removed: {name}" for name in comparison.columns_removed]
    return "\n".join(lines) + "\n"


def render_markdown(comparison: Comparison) -> str:
    """Give the comparison as Markdown: a headline, then a section per kind and report, long ones folded.

    Whatever comes from documents is escaped, so that a label cannot write into the page it is shown on.
    """
    parts = [f"**{_headline(comparison)}**"]
    for kind, changes in groupby(sorted(comparison.changes, key=_order), key=lambda c: (c.kind, c.where["report"])):
        parts.append(_section(f"{kind[0]}: {kind[1]}", [_sentence(change) for change in changes]))
    for title, checks in (("identities broken", comparison.broken), ("identities made", comparison.made)):
        if checks:
            parts.append(_section(title, list(checks)))
    for title, names in (("columns added", comparison.columns_added), ("columns removed", comparison.columns_removed)):
        if names:
            parts.append(_section(title, list(names)))
    return "\n\n".join(parts) + "\n"


def _order(change: Change) -> tuple[str, str]:
    return change.kind, change.where["report"]


def _section(title: str, lines: list[str]) -> str:
    escaped = [f"* {line.translate(_ESCAPED)}" for line in lines]
    shown = "\n".join(escaped[:_SHOWN])
    heading = f"### {title.translate(_ESCAPED)} ({len(lines)})"
    if len(escaped) <= _SHOWN:
        return f"{heading}\n\n{shown}"
    rest = "\n".join(escaped[_SHOWN:])
    return f"{heading}\n\n{shown}\n\n<details><summary>{len(escaped) - _SHOWN} more</summary>\n\n{rest}\n\n</details>"


def render_json(comparison: Comparison) -> dict[str, Any]:
    """Give the comparison as a plain value for JSON."""
    return asdict(comparison)
