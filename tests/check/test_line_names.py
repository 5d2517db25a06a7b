"""Labels of tables that print a statement twice."""

import pytest

from tests.check.made_up import checked, facts_from, make_reference

NAMES = [f"line_{letter}" for letter in "abcdefghijk"]
STANDARD = make_reference(
    accounts="account,statement,form,sums_to,sign,label_ja\n"
    + "".join(f"{name},balance_sheet,bs,,,{name}\n" for name in [*NAMES, "line_x", "line_y"]),
    **dict.fromkeys(("identities", "ratios", "proportions", "kin", "sums", "reasons", "columns"), "rule"),
)


def table(names: list[str], statement: str = "balance_sheet") -> str:
    """A table of nil lines."""
    return "\n".join([statement, *(f"{name} 0 label={name}" for name in names)])


def renamed(**names: str) -> list[str]:
    return [names.get(name, name) for name in NAMES]


def told(later: list[str], listed: str = "", statement: str = "balance_sheet") -> list[str]:
    """What is found about the names of a second print."""
    facts = facts_from(a=table(NAMES, statement), b=table(later, statement))
    entries = [{"check": listed, "gap": -1}] if listed else []
    return [str(finding) for finding in checked(facts, STANDARD, discrepancies={"town-2023": entries}).findings]


def test_one_line_under_another_name_is_told_with_both_places() -> None:
    (finding,) = told(renamed(line_d="line_x"))
    assert finding == (
        "town-2023/b.csv: LAB1: b calls a line line_x that a calls line_d in the same place\n"
        "    mend: compare lines 14 and 14 of the source; if the print itself is wrong, "
        'list check = "town-2023:LAB1:b:line_x:amount", gap = -1 under [[discrepancies]] of report.toml'
    )


@pytest.mark.parametrize(
    "later",
    [NAMES, NAMES[:-1], renamed(line_d="line_x", line_e="line_y"), renamed(line_d="line_e", line_e="line_d")],
    ids=["the same", "a line fewer", "two others", "two exchanged"],
)
def test_tables_alike_or_of_other_lines_say_nothing(later: list[str]) -> None:
    assert told(later) == []


def test_overviews_may_have_other_lines() -> None:
    assert told(renamed(line_d="line_x"), statement="overview") == []


def test_a_listed_name_is_explained_and_an_entry_that_no_longer_holds_is_an_error() -> None:
    listed = "town-2023:LAB1:b:line_x:amount"
    assert told(renamed(line_d="line_x"), listed) == []
    (finding,) = told(NAMES, listed)
    assert finding == (
        "town-2023/report.toml: DISCREPANCY: town-2023:LAB1:b:line_x:amount: listed as a discrepancy, no longer occurs\n"
        "    mend: remove the entry if the publisher mended the print; else compare the labels with the source"
    )


def test_the_comparison_is_published_as_a_check() -> None:
    facts = facts_from(a=table(NAMES), b=table(renamed(line_d="line_x")), c=table(NAMES))
    result = checked(facts, STANDARD)
    assert result.checks[["check", "expected", "found", "status"]].to_numpy().tolist() == [
        ["town-2023:LAB1:b:line_x:amount", 11, 10, "open"],
        ["town-2023:LAB1:c:line_a:amount", 11, 11, "exact"],
    ]
    assert result.check_facts["weight"].tolist() == [0, 0, 0, 0]
    assert not result.corroborated.any()
