"""Generated passages of the hand-written pages: `<!-- show: name -->` in `docs/` is where one of them goes."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from markupsafe import Markup

from scripts.show.datasets import as_script, corpus_dataset
from scripts.show.dictionary import dictionary
from scripts.show.explaining import glossary, jlis_in_figures, readings
from scripts.show.gaps import STATUSES, gaps_of
from scripts.show.measured import Measured
from scripts.show.national import FOLDER, open_national
from scripts.show.reference_pages import forms_by_statement
from scripts.show.rendering import Desk
from scripts.show.report import Report, Row
from scripts.show.sources import each_row

_DETECTIONS = (
    *("transposition_detection", "lost_digit_detection", "doubled_digit_detection", "sign_detection"),
    *("neighbour_swap_detection", "label_swap_detection"),
)
_DIGITS = ("all", "without_units_digit")
_TITLE = re.compile(r"\A#[^\n]*\n")


class Passages:
    """Makes passages in one language from everything that is published."""

    def __init__(self, desk: Desk, docs: Path) -> None:
        self.desk = desk
        self.docs = docs
        self.makers: dict[str, Callable[[str], Any]] = {
            "counts": lambda _: self._counts(),
            "bodies": self._bodies,
            "reports": self._reports,
            "accounts": self._accounts,
            "rules": self._rules,
            "indicators": lambda _: self._indicators(),
            "quality": self._quality,
            "gaps": self._gaps,
            "corrections": self._corrections,
            "files": desk.downloads,
            "dataset": lambda place: as_script(corpus_dataset(desk, place)),
            "dictionary": lambda _: dictionary(desk.published.descriptor, desk.language),
            "glossary": lambda _: glossary(desk.published.sources, docs, desk.language.code),
            "readings": lambda place: readings(desk, place, self.reports),
            "jlis": lambda place: jlis_in_figures(desk, place, self.reports),
            "parquet": lambda _: self._parquet(),
            **Measured(desk, docs / "measured").passages(),
        }

    @property
    def reports(self) -> list[Report]:
        """Every report, for the passages that tell of all of them."""
        return self.desk.published.every_report()

    @property
    def abouts(self) -> list[Row]:
        """What is known of every report."""
        return [about for rows in self.desk.published.reports.values() for about in rows]

    def make(self, name: str, place: str) -> str:
        """Give the passage `name` for the page at `place`; raises KeyError for a name that is none."""
        if name == "changelog":
            return _TITLE.sub("", self.desk.published.sources.text(self.docs.parent / "CHANGELOG.md"))
        return self.desk.render("passage.md.j2", place, name=name, it=self.makers[name](place)).strip()

    def _counts(self) -> list[tuple[Markup, str]]:
        say, quality = self.desk.language.say, self.desk.published.quality
        share = quality.get("corroborated_share")
        rows = [
            (say("count_bodies"), f"{len(self.desk.published.reports):,}"),
            (say("count_reports"), f"{len(self.abouts):,}"),
            (say("count_facts"), f"{quality['facts']:,}"),
        ]
        return rows if share is None else [*rows, (say("corroborated_share"), _percent(share))]

    def _bodies(self, place: str) -> dict[str, object]:
        found: dict[str, list[dict[str, object]]] = {}
        for body, reports in self.desk.published.reports.items():
            row = self.desk.published.reference["bodies"].get(body, {})
            name = self.desk.body_name(body)
            years = sorted({int(report["fiscal_year"]) for report in reports}, reverse=True)
            entry: dict[str, object] = {"page": self.desk.body_page(place, body), "name": name}
            entry["other"] = row.get("name_ja") if row.get("name_ja") != name else ""
            entry["years"] = "、".join(self.desk.language.year(y) for y in years[:1])
            found.setdefault(row.get("prefecture", ""), []).append(entry)
        elsewhere = str(self.desk.language.say("elsewhere"))
        ordered = sorted(found.items(), key=lambda item: (not item[0], str(item[1][0]["page"])))
        national = f"{self.desk.root(place)}{FOLDER}/index.html" if open_national(self.desk.published) else ""
        return {"groups": [(prefecture or elsewhere, rows) for prefecture, rows in ordered], "national": national}

    def _reports(self, place: str) -> list[dict[str, str]]:
        return [
            {
                "page": self.desk.report_page(place, about["report"]),
                "name": self.desk.body_name(about["body"]),
                "title": self.desk.report_title(about),
                "year": self.desk.language.year(int(about["fiscal_year"])),
            }
            for about in sorted(self.abouts, key=lambda row: (-int(row["fiscal_year"]), row["report"]))
        ]

    def _accounts(self, _: str) -> list[dict[str, str]]:
        # On the page accounts/, whose sub-pages these are.
        say = self.desk.language.say
        return [
            {
                "page": f"{statement}/index.html",
                "title": str(say(f"statement_{statement}")),
                "number": str(say("number_of_accounts", number=sum(len(rows) for _, rows in forms))),
            }
            for statement, forms in forms_by_statement(self.desk).items()
        ]

    def _rules(self, _: str) -> list[dict[str, str]]:
        checks = [check["rule"] for report in self.reports for check in report.checks]
        return [
            {
                "page": f"{rule}/index.html",
                "rule": rule,
                "title": self.desk.language.label(row, rule, "title"),
                "sentence": self.desk.language.label(row, "", "sentence"),
                "number": f"{checks.count(rule):,}",
            }
            for rule, row in self.desk.published.reference["rules"].items()
        ]

    def _indicators(self) -> list[dict[str, str]]:
        return [
            {"page": f"{name}/index.html", "title": self.desk.language.label(row, name), "number": ""}
            for name, row in self.desk.published.reference["formulas"].items()
        ]

    def _quality(self, place: str) -> dict[str, Any]:
        say, quality = self.desk.language.say, self.desk.published.quality
        names = [name for name in ("facts", "facts_with_value", "tables") if name in quality]
        counts = [(say(f"count_{name}"), f"{quality[name]:,}") for name in names]
        if quality.get("corroborated_share") is not None:
            counts.append((say("corroborated_share"), _percent(quality["corroborated_share"])))
        identities = quality.get("identities", {})
        return {
            "counts": counts,
            "statuses": [(status, int(identities.get(status, 0))) for status in STATUSES],
            "detection": self._detection(),
            "controls": quality.get("controls", 0),
            "uncorroborated": [self._place_of(place, entry) for entry in quality.get("uncorroborated", [])],
        }

    def _detection(self) -> list[tuple[str, str, str]]:
        """Give kind of slip and shares noticed, by identities alone and with controls, digits first: all, then by unit."""
        quality = self.desk.published.quality
        both = dict(self._shares(quality))
        alone = dict(self._shares(quality.get("by_identities_alone", {})))
        return [(name, _percent(alone.get(name, share)), _percent(share)) for name, share in both.items()]

    def _shares(self, measured: dict[str, Any]) -> Iterator[tuple[str, float]]:
        say, digits = self.desk.language.say, measured.get("digit_detection", {})
        found = [(str(say(f"detect_{key}")), digits.get(key)) for key in _DIGITS]
        for unit, shares in digits.get("by_unit", {}).items():
            name = str(self.desk.reader.unit(unit))
            found += [(str(say(f"detect_unit_{key}", unit=name)), shares.get(key)) for key in _DIGITS]
        found += [(str(say(f"detect_{key}")), measured.get(key)) for key in _DETECTIONS]
        yield from ((name, share) for name, share in found if share is not None)

    def _place_of(self, place: str, entry: dict[str, str]) -> dict[str, str]:
        said = [f"uncorroborated_{entry['reason']}", *(["read_twice"] if entry.get("control") == "yes" else [])]
        reason = " · ".join(str(self.desk.language.say(word)) for word in said)
        for report in self.reports:
            if fact := report.facts.get(entry["fact_id"]):
                text = f"{self.desk.reader.label(fact).text} {self.desk.printed(fact)}"
                page = self.desk.where(place, report)(fact.anchor)
                return {"page": page, "text": text, "body": self.desk.body_name(report.about["body"]), "reason": reason}
        return {"page": "", "text": entry["fact_id"], "body": "", "reason": reason}

    def _gaps(self, place: str) -> list[tuple[str, str, list[dict[str, object]]]]:
        return [
            (
                f"{self.desk.body_name(report.about['body'])} · {self.desk.report_title(report.about)}",
                page,
                gaps_of(self.desk, report, self.desk.where(place, report)),
            )
            for report in self.reports
            if report.discrepancies and (page := self.desk.report_page(place, report.name))
        ]

    def _parquet(self) -> list[tuple[Markup, dict[str, str]]]:
        rows = each_row(self.desk.published.sources.read(self.docs / "parquet.csv") or b"")
        return [(self.desk.language.say(row["way"]), row) for row in rows]

    def _corrections(self, place: str) -> list[dict[str, str]]:
        """Give the figures that were mended, the newest first, each with the line it stands on while that is there."""
        by_name = {report.name: report for report in self.reports}
        say = self.desk.language.say
        rows = []
        for row in reversed(self.desk.published.rows("corrections")):
            report = by_name[row["report"]]
            fact = report.facts.get(row["fact_id"])
            told = (
                {"line": self.desk.reader.label(fact).text, "page": self.desk.where(place, report)(fact.anchor)} if fact else {}
            )
            name = f"{self.desk.body_name(report.about['body'])} · {self.desk.report_title(report.about)}"
            why = {"why": str(say(f"correction_{row['kind']}")), "reason": self.desk.language.label(row, "", "reason")}
            rows.append({"line": row["fact_id"], "page": "", **row, **told, **why, "name": name})
        return rows


def _percent(share: float) -> str:
    # Nearly all is not all.
    return f"{min(100 * share, 99.9):.1f}%" if share < 1 else "100%"
