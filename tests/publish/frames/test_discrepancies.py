"""An identity that the print breaks is published with its figures and the reason given in the report."""

from dataclasses import replace

import pandas as pd

from scripts.publish.frames.discrepancies import COLUMNS, find_discrepancies
from scripts.reference import Reference
from tests.publish.made_up import corpus_of, table_of, transcript_of

SHEET = [
    ("資産合計", "total_assets", "amount", "197"),
    ("負債及び純資産合計", "total_liabilities_and_net_assets", "amount", "△ 96"),
]


def found_in(reference: Reference, told: list[dict[str, str]], status: str = "open") -> pd.DataFrame:
    report = transcript_of(table_of("unified_bs", SHEET))
    corpus = corpus_of([replace(report, meta=report.meta | {"discrepancies": told})], reference)
    checks = corpus.checks.assign(status=pd.Categorical([status]), check=corpus.checks["check"].astype("category"))
    return find_discrepancies(checks, corpus.check_facts, corpus.facts, corpus.reports)


def test_the_figures_are_given_as_printed_with_their_places(reference: Reference) -> None:
    (row,) = found_in(reference, []).to_dict("records")
    assert row["figures"] == "資産合計 197 (10) − 負債及び純資産合計 △ 96 (11) ≠ 0"
    assert row["places"].split(";") == [f"jlis-2023-small:general_unified_bs:{a}:amount" for _, a, _, _ in SHEET]
    assert (row["rule"], row["gap"], row["status"]) == ("BS1", 293000, "open")
    assert pd.isna(row["explanation_ja"])


def test_the_explanation_is_that_of_the_report(reference: Reference) -> None:
    check = "jlis-2023-small:BS1:general_unified_bs:total_assets:amount"
    told = [{"check": check, "gap": "293000", "explanation_ja": "原文のまま。", "explanation_en": "As printed.", "culprit": ""}]
    (row,) = found_in(reference, told, "explained").to_dict("records")
    assert (row["status"], row["explanation_ja"], row["explanation_en"]) == ("explained", "原文のまま。", "As printed.")
    assert pd.isna(row["culprit"])


def test_what_holds_is_no_discrepancy(reference: Reference) -> None:
    for status in ("exact", "rounding"):
        found = found_in(reference, [], status)
        assert (len(found), list(found.columns)) == (0, list(COLUMNS))
