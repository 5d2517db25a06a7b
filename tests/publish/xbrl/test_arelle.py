"""An independent engine reads the published XBRL: Arelle, offline, finds no error and no inconsistency we do not list."""

import json
import re
import subprocess
from pathlib import Path

import pandas as pd
import pytest

from scripts.facts import facts_of
from scripts.publish.files.shelf import Shelf
from scripts.publish.xbrl import write_report, write_taxonomies
from scripts.publish.xbrl.names import concepts_of
from scripts.publish.xbrl.taxonomy import summations
from scripts.reference import Reference, load_reference
from scripts.transcripts import read_transcripts
from scripts.verbs.check import check_reports

ROOT = Path(__file__).resolve().parents[3]
ARELLE = ROOT / ".venv-xbrl" / "bin" / "arelleCmdLine"
_INCONSISTENT = re.compile(r"\[calc11e:inconsistentCalculationUsing\w+\] Calculation inconsistent from (\w+) in link role (\S+) ")


def validate(path: Path) -> list[str]:
    """Give what Arelle says of a report, its `[info]` lines left out."""
    assert ARELLE.exists(), "The XBRL tests need Arelle: run 'make set-up-xbrl'"
    options = ["--workOffline", "--validate", "--calc", "c11r", "--plugins", "loadFromOIM", "--file", str(path)]
    done = subprocess.run([ARELLE, *options], capture_output=True, text=True, check=False)
    return [line for line in (done.stdout + done.stderr).splitlines() if line.strip() and not line.startswith("[info]")]


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference()


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory, reference: Reference) -> Path:
    folder = tmp_path_factory.mktemp("xbrl")
    target = Shelf(folder)
    write_taxonomies(target, reference)
    for report in read_transcripts():
        write_report(target, report.report, facts_of(report.report, report.body, report.tables, reference), reference)
    return folder


def expected(report: str, scope: str, states: tuple[pd.DataFrame, pd.DataFrame], reference: Reference) -> set[str]:
    """The totals whose sums the project lists as broken and XBRL can express, as names of concepts.

    A total printed as a dash is a nil fact, which Calculations 1.1 leaves out.
    """
    facts, checks = states
    nil = set(facts.loc[facts["missing"] == "dash", "fact_id"])
    ids = {c.name for taxonomy in ("unified", "jlis") for c in concepts_of(taxonomy, reference)}
    sums = {arc.parent for taxonomy in ("unified", "jlis") for arc in summations(concepts_of(taxonomy, reference))}
    broken = checks[(checks["report"] == report) & checks["status"].isin(["open", "explained"])]
    names = set()
    for check in broken["check"]:
        rule, table, account, column = check.split(":")[1:5]
        name = account if column in ("amount", "total") else f"{account}_{column}"
        if f"{report}:{table}:{account}:{column}" in nil:
            continue
        if table.startswith(f"{scope}_") and rule.endswith("0") and name in ids and name in sums:
            names.add(name)
    return names


def test_arelle_finds_no_error_and_only_the_listed_inconsistencies(shelf: Path, reference: Reference) -> None:
    facts, result = check_reports(read_transcripts(), reference)
    paths = sorted(shelf.glob("*/xbrl/*.json"))
    assert paths
    for path in paths:
        said = validate(path)
        found = {match[1] for line in said if (match := _INCONSISTENT.match(line))}
        assert [line for line in said if not _INCONSISTENT.match(line)] == []
        assert found == expected(path.parts[-3], path.stem.split("-", 1)[1], (facts, result.checks), reference)


def test_arelle_reads_the_report_packages(shelf: Path) -> None:
    for path in sorted(shelf.glob("*/*-xbrl.zip")):
        assert [line for line in validate(path) if not _INCONSISTENT.match(line)] == []


def test_arelle_notices_a_total_that_is_wrong(shelf: Path, tmp_path: Path) -> None:
    source = min(shelf.glob("*/xbrl/*-general.json"))
    report = json.loads(source.read_text(encoding="utf-8"))
    report["documentInfo"]["taxonomy"] = [str(shelf / "xbrl" / "unified.xsd")]
    total = next(f for f in report["facts"].values() if f["dimensions"]["concept"] == "opa:ordinary_costs")
    total["value"] = str(int(total["value"]) + 9_000_000)
    changed = tmp_path / "wrong.json"
    changed.write_text(json.dumps(report), encoding="utf-8")
    found = {match[1] for line in validate(changed) if (match := _INCONSISTENT.match(line))}
    assert {"ordinary_costs", "net_ordinary_administrative_cost"} <= found
