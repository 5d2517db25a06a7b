"""The step as a whole: on the repository's transcripts, and on made-up books of a town."""

import random
from dataclasses import replace
from decimal import Decimal

import pandas as pd
import pytest

from scripts.check import CheckResult, Told, check_facts
from scripts.check.audit import audit
from scripts.facts import facts_of
from scripts.records import Entry, Place, Table
from scripts.reference import Reference, load_reference
from scripts.transcripts import read_transcripts
from scripts.verbs.check import check_reports, errors_in
from tests.check.made_up import BALANCED, checked, facts_from
from tests.support.books import Books, make_books

FORMS = ("unified_bs", "unified_pl", "unified_nw", "unified_cf")
FACTORS = {"yen": 1, "thousand_yen": 1_000, "million_yen": 1_000_000}


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference()


@pytest.fixture(scope="module")
def repository(reference: Reference) -> CheckResult:
    return check_reports(read_transcripts(), reference)[1]


def test_every_identity_of_the_repository_holds_or_is_explained(repository: CheckResult) -> None:
    assert [str(finding) for finding in repository.findings] == []
    assert "open" not in set(repository.checks["status"])


def test_nearly_every_amount_of_the_repository_is_corroborated(repository: CheckResult) -> None:
    money = repository.facts["yen"].fillna(0) != 0
    assert (repository.corroborated[money] > 0).mean() >= 0.98


@pytest.mark.parametrize("mode", ["truncated", "exact"])
@pytest.mark.parametrize("name", ["294241-2023-statements", "unnamed-fire-authority-2022-statements", "jlis-2020-budget"])
def test_another_rounding_mode_than_the_notes_tell_breaks_a_transcript(name: str, mode: str, reference: Reference) -> None:
    report = next(report for report in read_transcripts() if report.report == name)
    meta = report.meta | {"report": report.meta["report"] | {"rounding": mode}}
    assert check_reports([report], reference)[1].findings == []
    assert errors_in(check_reports([replace(report, meta=meta)], reference)[1].findings)


def test_a_discrepancy_that_the_publisher_mends_stops_the_build(reference: Reference) -> None:
    report = next(report for report in read_transcripts() if report.report == "unnamed-fire-authority-2022-statements")
    culprit = next(entry for entry in report.meta["discrepancies"] if "culprit" in entry)
    _, table, account, column = culprit["culprit"].split(":")
    mended = [
        replace(one, entries=tuple(_mend(entry, account, column, culprit["expected"]) for entry in one.entries))
        if one.table == table
        else one
        for one in report.tables
    ]
    findings = errors_in(check_reports([replace(report, tables=tuple(mended))], reference)[1].findings)
    assert f"{culprit['check']}: listed as a discrepancy, no longer occurs" in [finding.message for finding in findings]


def _mend(entry: Entry, account: str, column: str, value: int) -> Entry:
    own = (entry.account, entry.column) == (account, column)
    return replace(entry, printed=str(value), value=Decimal(value), missing="") if own else entry


def test_ids_of_checks_are_unique_and_their_figures_are_facts(repository: CheckResult) -> None:
    checks, terms = repository.checks, repository.check_facts
    assert checks["check"].is_unique
    assert set(terms["check"]) == set(checks["check"])
    assert set(terms["fact_id"]) <= set(repository.facts["fact_id"])
    assert not terms.duplicated(["check", "fact_id"]).any()


def test_every_published_check_can_be_added_up_again(repository: CheckResult) -> None:
    facts = repository.facts
    amounts = [int(value or 0) if pd.isna(yen) else int(yen) for yen, value in zip(facts["yen"], facts["value"], strict=True)]
    yen = pd.Series(amounts, index=facts["fact_id"])
    terms = repository.check_facts
    # Ratios and proportions are told of their head, whose weight is then not 1.
    heads = terms.groupby("check", sort=False)["weight"].first()
    own = terms[terms["check"].isin(heads.index[heads == 1])]
    sums = (own["fact_id"].map(yen) * own["weight"]).groupby(own["check"]).sum()
    difference = repository.checks.set_index("check")["difference"].reindex(sums.index)
    assert (sums == difference).all()


def test_the_audit_of_the_repository_has_what_the_contract_names(repository: CheckResult) -> None:
    found = audit(repository)
    assert {"digit_detection", "transposition_detection", "sign_detection", "uncorroborated"} <= found.keys()
    digits = found["digit_detection"]
    assert isinstance(digits, dict)
    assert digits["without_units_digit"] >= 0.98


def tables_of(books: Books, unit: str, reference: Reference, mode: str) -> list[Table]:
    """The four statements as printed from books in yen."""
    tables = []
    for form in FORMS:
        entries = []
        for line, account in enumerate(reference.lines[form], 1):
            for column in account.columns:
                if (account.account, column) in books.values:  # noqa: PD011
                    value = _printed(books, account.account, column, FACTORS[unit], mode)
                    printed = "-" if value is None else f"{value:,}"
                    missing = "dash" if value is None else ""
                    entries.append(Entry(account.label_ja, "", account.account, column, printed, value, missing, Place(line)))
        tables.append(Table(form, form, reference.forms[form].statement, "general", 2023, unit, form, Place(1), tuple(entries)))
    return tables


def _printed(books: Books, account: str, column: str, factor: int, mode: str) -> Decimal | None:
    if mode == "nearest":
        return books.printed(account, column, factor)
    value = books.values[account, column]  # noqa: PD011
    return None if value is None else Decimal(abs(value) // factor * (-1 if value < 0 else 1))


def findings_of(books: Books, unit: str, modes: tuple[str, str], reference: Reference) -> list[str]:
    """What is found about books printed with one rounding mode and told to have another."""
    printed, told = modes
    facts = facts_of("town-2023", "town", tables_of(books, unit, reference, printed), reference)
    return [str(finding) for finding in check_facts(facts, reference, Told({"town-2023": told})).findings]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    ("unit", "printed", "told"),
    [
        ("yen", "nearest", "exact"),
        ("yen", "nearest", "nearest"),
        ("thousand_yen", "nearest", "nearest"),
        ("million_yen", "nearest", "nearest"),
        ("thousand_yen", "truncated", "truncated"),
    ],
)
def test_consistent_books_have_no_findings_in_any_unit(
    seed: int, unit: str, printed: str, told: str, reference: Reference
) -> None:
    books = make_books(random.Random(seed), reference)  # noqa: S311
    assert findings_of(books, unit, (printed, told), reference) == []


@pytest.mark.parametrize(
    ("printed", "told"), [("nearest", "truncated"), ("truncated", "nearest"), ("nearest", "exact"), ("truncated", "exact")]
)
def test_a_wrong_rounding_mode_is_found_out(printed: str, told: str, reference: Reference) -> None:
    # Books without nil have sums of many parts, which show best how each part was rounded.
    books = (make_books(random.Random(seed), reference, nil=0) for seed in range(40))  # noqa: S311
    assert any(findings_of(own, "thousand_yen", (printed, told), reference) for own in books)


def test_the_tables_of_a_result_are_built_once() -> None:
    result = checked(facts_from(bs=BALANCED))
    assert result.checks is result.checks
    assert result.corroborated.name == "corroborated"


def test_no_facts_give_no_checks() -> None:
    facts = facts_from(bs=BALANCED).iloc[:0]
    result = checked(facts)
    assert (len(result.checks), len(result.check_facts), len(result.corroborated), list(result.findings)) == (0, 0, 0, [])


def test_the_index_of_the_facts_is_that_of_the_corroboration() -> None:
    facts = facts_from(bs=BALANCED)
    facts.index = facts.index + 100
    assert checked(facts).corroborated.index.equals(facts.index)
