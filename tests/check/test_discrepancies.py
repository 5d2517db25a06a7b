"""Listed discrepancies of the print and their guard."""

import pytest

from tests.check.made_up import checked, facts_from

CHECK = "town-2023:PL0:pl:profit:amount"
GAP_OF_44 = "pl\nrevenue 9\ncost 4\nprofit 49"


def told(table: str, *entries: dict[str, object]) -> list[str]:
    """What is found about a report that lists these discrepancies."""
    result = checked(facts_from(pl=table), discrepancies={"town-2023": list(entries)})
    return [str(finding) for finding in result.findings if finding.rule == "DISCREPANCY"]


def test_a_listed_discrepancy_is_explained_and_no_finding() -> None:
    result = checked(facts_from(pl=GAP_OF_44), discrepancies={"town-2023": [{"check": CHECK, "gap": 44}]})
    assert result.checks["status"].tolist() == ["explained"]
    assert result.findings == []


def test_a_listed_discrepancy_that_no_longer_occurs_is_an_error() -> None:
    (found,) = told("pl\nrevenue 9\ncost 4\nprofit 5", {"check": CHECK, "gap": 44})
    assert found == (
        f"town-2023/report.toml: DISCREPANCY: {CHECK}: listed as a discrepancy, no longer occurs\n"
        "    mend: remove the entry if the publisher mended the print; else compare the figures with the source; "
        "where the print is as the transcript has it, mend the entry"
    )


def test_another_gap_than_listed_is_an_error_and_the_identity_stays_open() -> None:
    result = checked(facts_from(pl=GAP_OF_44), discrepancies={"town-2023": [{"check": CHECK, "gap": -44}]})
    assert str(result.findings[0]) == (
        f"town-2023/report.toml: DISCREPANCY: {CHECK}: the gap is 44, listed is △44\n"
        "    mend: compare the figures with the source; where the print is as the transcript has it, mend the entry"
    )
    assert [finding.rule for finding in result.findings] == ["DISCREPANCY", "PL0"]
    assert result.checks["status"].tolist() == ["open"]


def test_an_entry_about_no_identity_is_an_error() -> None:
    (found,) = told("pl\nrevenue 9", {"check": "town-2023:PL9:pl:profit:amount", "gap": 1})
    assert found == (
        "town-2023/report.toml: DISCREPANCY: town-2023:PL9:pl:profit:amount: no identity has this id\n"
        "    mend: remove the entry, or mend its check: a finding ends with the id of its check"
    )


@pytest.mark.parametrize(("entry", "found"), [({"check": CHECK}, "none"), ({"check": CHECK, "gap": "much"}, "much")])
def test_an_entry_needs_its_gap(entry: dict[str, object], found: str) -> None:
    assert told(GAP_OF_44, entry) == [
        f"town-2023/report.toml: DISCREPANCY: {CHECK}: expected a gap, found {found}\n    mend: write gap = and the number"
    ]


def test_a_gap_is_counted_in_the_unit_of_the_print() -> None:
    table = GAP_OF_44.replace("pl\n", "pl general million_yen\n", 1)
    assert checked(facts_from(pl=table), discrepancies={"town-2023": [{"check": CHECK, "gap": 44}]}).findings == []


def test_a_gap_may_have_a_fraction_where_units_differ() -> None:
    tables = {"a": "bs general million_yen\nland 7", "b": "bs general yen\nland 5,499,999"}
    entry = {"check": "town-2023:UNIT1:a:land:amount", "gap": 1.500001}
    assert checked(facts_from(**tables), discrepancies={"town-2023": [entry]}).findings == []
