"""The Atom feed of a language: reports that came, figures that were mended, figures that a body restated. No clock is asked."""

import uuid
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from scripts.show.rendering import Desk
from scripts.show.report import Report, Row

NAME = "feed.xml"
_ATOM = "http://www.w3.org/2005/Atom"
# Characters that XML cannot hold.
_UNFIT = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
# Figures named one by one in an entry; of more, the entry says how many there are.
_NAMED = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened: its lasting key, the day of its version, a kind, a title, lines of text, the page it is about."""

    key: str
    day: str
    kind: str
    title: str
    lines: tuple[str, ...]
    page: str


def feed_text(desk: Desk, reports: Sequence[Report]) -> str:
    """Give the feed, newest first; the day of an entry is that of the version that brought it."""
    entries = sorted(_entries(desk, reports), key=lambda entry: (_backwards(entry.day), entry.key))
    ET.register_namespace("", _ATOM)
    root = ET.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": desk.language.code})
    _child(root, "title", desk.language.tell("feed_title"))
    _child(root, "subtitle", desk.language.tell("feed_subtitle"))
    _child(root, "id", _urn(f"feed:{desk.language.code}"))
    _child(root, "updated", _moment(max((row["date"] for row in desk.published.rows("releases")), default="1970-01-01")))
    _child(_child(root, "author"), "name", desk.language.tell("feed_author"))
    _child(root, "link", rel="self", href=f"{desk.site}{_folder(desk)}{NAME}" if desk.site else NAME)
    _child(root, "link", rel="alternate", type="text/html", href=desk.address("", "changelog"))
    for entry in entries:
        _write(root, entry, desk)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _write(root: ET.Element, entry: Entry, desk: Desk) -> None:
    node = _child(root, "entry")
    _child(node, "title", entry.title)
    _child(node, "id", _urn(f"{desk.language.code}:{entry.key}"))
    _child(node, "updated", _moment(entry.day))
    _child(node, "category", term=entry.kind, label=desk.language.tell(f"feed_{entry.kind}"))
    _child(node, "link", rel="alternate", type="text/html", href=desk.address("", entry.page))
    _child(node, "content", "\n".join(entry.lines), type="text")


def _entries(desk: Desk, reports: Sequence[Report]) -> Iterator[Entry]:
    days = {row["version"]: row["date"] for row in desk.published.rows("releases")}
    first = min(days.values(), default="1970-01-01")
    for report in reports:
        name = _name(desk, report)
        told = desk.language.tell("llms_report", tables=f"{len(report.tables):,}", figures=f"{len(report.facts):,}")
        day = days.get(report.about.get("version", ""), first)
        title = desk.language.tell("feed_new_title", name=name)
        yield Entry(f"new:{report.name}", day, "new", title, (told,), f"reports/{report.name}")
    by_name = {report.name: report for report in reports}
    corrections = [row for row in desk.published.rows("corrections") if row["report"] in by_name]
    for (version, report_name, kind), rows in groupby(corrections, key=lambda row: (row["version"], row["report"], row["kind"])):
        yield _mended(desk, by_name[report_name], kind, list(rows), days[version])
    restated = [row for row in desk.published.rows("restated_facts") if row["report"] in by_name]
    for report_name, rows in groupby(restated, key=lambda row: row["report"]):
        report, own = by_name[report_name], list(rows)
        title = desk.language.tell("feed_restated_title", name=_name(desk, report), number=f"{len(own):,}")
        lines = _shown(desk, [_restatement(desk, report, row) for row in own])
        day = days.get(report.about.get("version", ""), first)
        yield Entry(f"restated:{report_name}", day, "restated", title, lines, f"reports/{report_name}")


def _mended(desk: Desk, report: Report, kind: str, rows: Sequence[Row], day: str) -> Entry:
    why = desk.language.tell(f"correction_{kind}")
    title = desk.language.tell("feed_mended_title", name=_name(desk, report), number=f"{len(rows):,}", why=why)
    lines = [f"{_line(desk, report, row['fact_id'])}: {row['before'] or '-'} → {row['after'] or '-'}" for row in rows]
    reasons = dict.fromkeys(desk.language.label(row, "", "reason") for row in rows)
    key = f"mended:{rows[0]['version']}:{report.name}:{kind}"
    return Entry(key, day, "mended", title, (*_shown(desk, lines), *reasons), f"reports/{report.name}")


def _restatement(desk: Desk, report: Report, row: Row) -> str:
    year = desk.language.year(int(row["fiscal_year"]))
    amounts = f"{int(row['before_yen']):,} → {int(row['after_yen']):,} {desk.language.tell('yen')}"
    return f"{_line(desk, report, row['fact_id'])} ({year}, {row['earlier_report']}): {amounts}"


def _line(desk: Desk, report: Report, fact_id: str) -> str:
    fact = report.facts.get(fact_id)
    # A label with a break in it would pass for a line of its own.
    return f"{' '.join(desk.reader.label(fact).text.split())} [{fact_id}]" if fact else fact_id


def _shown(desk: Desk, lines: Sequence[str]) -> tuple[str, ...]:
    more = len(lines) - _NAMED
    return (*lines[:_NAMED], desk.language.tell("feed_more", number=f"{more:,}")) if more > 0 else tuple(lines)


def _name(desk: Desk, report: Report) -> str:
    return f"{desk.body_name(report.about['body'])} · {desk.report_title(report.about)}"


def _folder(desk: Desk) -> str:
    return "" if desk.language.code == "ja" else f"{desk.language.code}/"


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _backwards(day: str) -> tuple[int, ...]:
    return tuple(-int(part) for part in day.split("-"))


def _urn(key: str) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'urn:open-public-accounts:{key}')}"


def _child(node: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    child = ET.SubElement(node, f"{{{_ATOM}}}{name}", attributes)
    child.text = text.translate(_UNFIT) or None
    return child
