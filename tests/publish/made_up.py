"""Small made-up reports, and a corpus with a few checks, for the tests of `publish`."""

from collections.abc import Sequence

import pandas as pd

from scripts.amounts import read_amount
from scripts.facts import facts_of
from scripts.publish import Corpus, Release
from scripts.records import Entry, Place, Table
from scripts.reference import Reference, load_reference
from scripts.transcripts import Transcript

RELEASE = Release("1.2.3", "2026-11-20T00:00:00Z")
META: dict[str, dict[str, object]] = {
    "report": {"body": "jlis", "kind": "statements", "fiscal_year": 2023, "title": "小さな報告", "rounding": "nearest"},
    "source": {"publisher": "小さな町", "licence": "公共データ利用規約 1.0", "licence_en": "Public Data Licence 1.0"},
}
CHECKS = ["check", "rule", "report", "expected", "found", "difference", "tolerance", "status"]


def entries_of(rows: Sequence[tuple[str, str, str, str]]) -> tuple[Entry, ...]:
    """Entries from rows of (path/label, account, column, printed), one line of the source each."""
    made = []
    for line, (label, account, column, printed) in enumerate(rows, 10):
        path, _, own = label.rpartition("/")
        amount = read_amount(printed)
        place = Place(line)
        made.append(Entry(own, path, account, column, printed, amount.value, amount.missing, place))
    return tuple(made)


def table_of(form: str, rows: Sequence[tuple[str, str, str, str]], scope: str = "general", unit: str = "thousand_yen") -> Table:
    """A printed table of the form for fiscal 2023 whose name is scope and form."""
    statement = load_reference().forms[form].statement
    return Table(f"{scope}_{form}", form, statement, scope, 2023, unit, f"表{form}", Place(9), entries_of(rows))


def transcript_of(*tables: Table) -> Transcript:
    """A small report of these tables."""
    return Transcript("jlis-2023-small", dict(META), tables)


def corpus_of(reports: Sequence[Transcript], reference: Reference) -> Corpus:
    """The corpus of these reports, with the balance of every printed balance sheet as its only checks."""
    frames = [facts_of(report.report, report.body, report.tables, reference) for report in reports]
    facts = pd.concat(frames, ignore_index=True)
    facts["corroborated"] = 0
    checks, terms = [], []
    for (report, table), found in facts[facts["account"].isin(["total_assets", "total_liabilities_and_net_assets"])].groupby(
        ["report", "table"]
    ):
        sides = found.set_index("account").loc[["total_assets", "total_liabilities_and_net_assets"]]
        check = f"{report}:BS1:{table}:total_assets:amount"
        expected, yen = sides["yen"].iloc[1], sides["yen"].iloc[0]
        status = "exact" if expected == yen else "open"
        checks.append((check, "BS1", report, expected, yen, yen - expected, 1000, status))
        terms += [(check, sides["fact_id"].iloc[0], 1), (check, sides["fact_id"].iloc[1], -1)]
        facts.loc[facts["fact_id"].isin(sides["fact_id"]) & (status == "exact"), "corroborated"] = 1
    return Corpus(
        tuple(reports),
        facts,
        pd.DataFrame(checks, columns=CHECKS),
        pd.DataFrame(terms, columns=["check", "fact_id", "weight"]),
        reference,
        RELEASE,
        {"digit_detection": {"all": 0.5}},
    )
