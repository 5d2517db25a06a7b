"""A comparison as text, as Markdown for a pull request, and as JSON. Long lists are folded, never cut in silence."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from scripts.compare.changes import Change, Comparison
from scripts.compare.identities import Identity
from scripts.compare.markdown import escape, list_section

SHOWN = 20
# Of figures that come or go by the table.
SHOWN_OF_MANY = 5
KINDS = ("changed", "restated", "removed", "renamed", "added", "moved")
NONE = "(none)"
# Only what differs from this is told of a figure.
USUAL = {"segment": "total", "basis": "actual", "column": "amount"}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines, the first `shown` of which are shown without being asked for."""

    title: str
    lines: tuple[str, ...]
    shown: int = SHOWN


def needed_version(comparison: Comparison) -> str:
    """Give which part of the version number the change asks for (see CHANGELOG.md); nothing where nothing changed."""
    kinds = {change.kind for change in comparison.changes}
    if any(_renames_account(change) for change in comparison.changes) or any(schema.breaks for schema in comparison.schemas):
        return "MAJOR"
    if "added" in kinds or any(schema.kind.endswith("added") for schema in comparison.schemas):
        return "MINOR"
    return "PATCH" if kinds or comparison.schemas else ""


def _renames_account(change: Change) -> bool:
    # A fact's id: report, table, row (its account), column.
    return change.kind == "renamed" and change.before.split(":")[2] != change.after.split(":")[2]


def _headline(comparison: Comparison) -> str:
    counts = Counter(change.kind for change in comparison.changes)
    kinds = ", ".join(f"{counts[kind]} {kind}" for kind in KINDS if counts[kind])
    before, after = comparison.corroborated
    version = needed_version(comparison)
    asks = f"; asks for a {version} version" if version else ""
    return (
        f"{kinds or 'no fact changed'}; identities: {len(comparison.made)} made, {len(comparison.broken)} broken; "
        f"corroborated {before:.2%} -> {after:.2%}{asks}"
    )


def _sections(comparison: Comparison, names: Mapping[str, str]) -> Iterator[Section]:
    """Give what a reviewer reads, the gravest first."""
    patterns = tuple(f"{p.report or 'several reports'} {p.table}".strip() + f": {p.sentence}" for p in comparison.patterns)
    yield Section("What the changes add up to", patterns)
    yield Section("Identities broken", tuple(_identity(i) for i in comparison.broken))
    ordered = sorted(comparison.changes, key=lambda c: (KINDS.index(c.kind), c.where["report"], c.where["table"]))
    for (kind, report, table), group in groupby(ordered, key=lambda c: (c.kind, c.where["report"], c.where["table"])):
        changes = list(group)
        first = changes[0].where
        body = names.get(first["body"], first["body"])
        year = f"{first['scope']}, fiscal {first['fiscal_year']}"
        many = kind in ("added", "removed") and len(changes) > SHOWN
        title = f"{kind}: {body}, {report}, {table} ({year})"
        yield Section(title, tuple(_sentence(change) for change in changes), SHOWN_OF_MANY if many else SHOWN)
    yield Section("Identities made", tuple(_identity(i) for i in comparison.made))
    yield Section("To be told in datapackage/reference/corrections.csv, once its figures are out", comparison.corrections)
    yield Section(
        "Columns, keys and reference tables",
        tuple(
            f"{s.kind}: {s.where} {s.what}: {s.before or NONE} -> {s.after or NONE}" + (" (breaks)" if s.breaks else "")
            for s in comparison.schemas
        ),
    )


def _identity(identity: Identity) -> str:
    gap = f", difference {int(identity.difference):,}" if identity.difference.lstrip("-").isdigit() else ""
    return f"{identity.check}: {identity.before} -> {identity.after}{gap}"


def _sentence(change: Change) -> str:
    where = change.where
    cell = ".".join(where[name] for name in ("segment", "basis", "column") if where[name] != USUAL[name])
    line = f"{where['label']}" + (f" [{cell}]" if cell else "")
    what = "" if change.what == "printed" else f" {change.what}"
    # What a new figure makes is told once, with the identities.
    made = () if change.kind == "added" else change.made
    ends = "".join(f"; makes {c}" for c in made) + "".join(f"; breaks {c}" for c in change.broken)
    return f"{line}{what}: {change.before or NONE} -> {change.after or NONE}{ends}"


def render_text(comparison: Comparison, names: Mapping[str, str] | None = None, *, whole: bool = False) -> str:
    """Give the comparison as plain lines, the headline first; `names` are those of bodies.

    Unless `whole`, a section shows its first lines and says how many there are more.
    """
    lines = [_headline(comparison)]
    for section in (section for section in _sections(comparison, names or {}) if section.lines):
        lines += ["", f"{section.title} ({len(section.lines)})"]
        shown: Sequence[str] = section.lines if whole else section.lines[: section.shown]
        lines += [f"  {line}" for line in shown]
        if len(shown) < len(section.lines):
            lines.append(f"  ... and {len(section.lines) - len(shown)} more (--all shows them, --markdown and --json hold them)")
    return "\n".join(lines) + "\n"


def render_markdown(comparison: Comparison, names: Mapping[str, str] | None = None) -> str:
    """Give the comparison as Markdown: a headline, then the sections, what is long of them folded.

    Whatever comes from documents is escaped, so that a label cannot write into the page it is shown on.
    """
    parts = [f"**{escape(_headline(comparison))}**"]
    parts += [list_section(s.title, s.lines, s.shown) for s in _sections(comparison, names or {}) if s.lines]
    return "\n\n".join(parts) + "\n"


def render_json(comparison: Comparison) -> dict[str, Any]:
    """Give the comparison as a plain value for JSON."""
    return {"version": needed_version(comparison), **asdict(comparison)}
